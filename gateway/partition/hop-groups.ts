// Grouping references for one round of hops. In: stubs. Out: for each owner, by the field that refers to them, the ids
// to ask for; and what is beyond one round.
import type { PartnerEntry, PartnerSnapshot } from "./directory.js";
import type { HopField, Stub } from "./row-types.js";

/** The stubs of each field, by id. */
export type StubsByField = ReadonlyMap<HopField, ReadonlyMap<string, readonly Stub[]>>;

export interface Grouped {
  readonly groups: ReadonlyMap<PartnerEntry, StubsByField>;
  /** Stubs of more records than one round follows. */
  readonly beyond: readonly Stub[];
}

/** Records that one answer follows in one round; what is beyond stays null, with an error. */
export const MOST_IDS = 500;

/** Groups stubs by their owners; those of nobody's are in no group. */
export function groupByOwner(stubs: readonly Stub[], partners: PartnerSnapshot): Grouped {
  const owned = stubs.filter((stub) => partners.has(stub.owner));
  const ids = idsToFollow(owned);
  const groups = new Map<PartnerEntry, StubsByField>();
  const followed = Map.groupBy(
    owned.filter((stub) => ids.has(stub.id)),
    (stub) => stub.owner,
  );
  for (const [key, of] of followed) {
    const owner = partners.get(key);
    if (owner !== undefined) groups.set(owner, groupByField(of));
  }
  return { groups, beyond: owned.filter((stub) => !ids.has(stub.id)) };
}

/** Groups stubs by field and id. */
export function groupByField(stubs: readonly Stub[]): StubsByField {
  const byField = Map.groupBy(stubs, (stub) => stub.field);
  return new Map([...byField].map(([field, of]) => [field, Map.groupBy(of, (stub) => stub.id)]));
}

/** At most `MOST_IDS`, one from each referring partner in turn: no partner's references crowd out another's. */
function idsToFollow(stubs: readonly Stub[]): ReadonlySet<string> {
  const all = new Set(stubs.map((stub) => stub.id));
  if (all.size <= MOST_IDS) return all;
  const byPartner = Map.groupBy(stubs, (stub) => stub.from);
  const queues = [...byPartner.values()].map((of) => [...new Set(of.map((stub) => stub.id))]);
  const followed = new Set<string>();
  for (let turn = 0; followed.size < MOST_IDS; turn++) {
    for (const queue of queues) {
      const id = queue[turn];
      if (id !== undefined && followed.size < MOST_IDS) followed.add(id);
    }
  }
  return followed;
}
