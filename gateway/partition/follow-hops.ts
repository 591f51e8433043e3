// Room "hop": following references to their owners. In: stubs. Out: the records in their places, null where the owner
// does not know them or hides them (left out of lists), null and one error where the owner failed. Repeats for the
// references that the records found hold in turn.
import { parseRecordId } from "../../schema/record-id.js";
import type { ReaderContext } from "../execute/subgraph.js";
import { isObject } from "./complete-value.js";
import type { PartnerEntry, PartnerSnapshot } from "./directory.js";
import type { Part, PartnerRound, PartOutcome } from "./partner-round.js";
import { readersVariables, type PartitionPlan } from "./partition-plan.js";
import { INVALID, type HopField, type RowUse, type Stub } from "./row-types.js";

export interface HopContext {
  readonly plan: PartitionPlan;
  readonly partners: PartnerSnapshot;
  readonly round: PartnerRound;
  readonly reader: ReaderContext;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Told of an owner whose answer broke the contract. */
  readonly report: (partner: string) => void;
}

/** An owner that did not answer (null: too many records for one hop), and a place that stays null because of it. */
export interface HopFailure {
  readonly partner: string | null;
  readonly place: Marker;
}

/** Stands in a place until its list is tidied, so that the place can be found again. */
export interface Marker {
  readonly holder: Stub["holder"];
  key: string | number;
}

/** Records that one answer follows in one round; what is beyond stays null, with an error. */
export const MOST_IDS = 500;
/** References of references of references: what is beyond stays null, with an error. */
export const MOST_ROUNDS = 16;

const GONE = Symbol("the owner does not know it");

/** Follows stubs, and what they lead to. */
export async function followHops(stubs: readonly Stub[], context: HopContext): Promise<HopFailure[]> {
  const failures: HopFailure[] = [];
  let next: readonly Stub[] = stubs;
  for (let round = 0; next.length > 0 && round < MOST_ROUNDS; round++) {
    const found: Stub[] = [];
    const { groups, beyond } = groupByOwner(next, context);
    const results = await Promise.all([...groups].map(([owner, asked]) => askOwner(owner, asked, { context, found })));
    failures.push(...[...results, failAll(null, beyond)].filter((failure) => failure !== null));
    tidyLists(next, failures);
    next = found;
  }
  const tooDeep = failAll(null, next);
  if (tooDeep !== null) failures.push(tooDeep);
  tidyLists(next, failures);
  return failures;
}

/** For one owner: the field of each stub, and the stubs by id. */
type Asked = ReadonlyMap<HopField, ReadonlyMap<string, Stub[]>>;

interface Grouped {
  readonly groups: ReadonlyMap<PartnerEntry, Asked>;
  /** Stubs of more records than one round follows. */
  readonly beyond: readonly Stub[];
}

function groupByOwner(stubs: readonly Stub[], { partners }: HopContext): Grouped {
  const groups = new Map<PartnerEntry, Map<HopField, Map<string, Stub[]>>>();
  const ids = idsToFollow(stubs.filter((stub) => partners.has(stub.owner)));
  const beyond: Stub[] = [];
  for (const stub of stubs) {
    const owner = partners.get(stub.owner);
    place(stub, GONE);
    if (owner === undefined) continue;
    if (!ids.has(stub.id)) {
      beyond.push(stub);
      continue;
    }
    const fields = getOrMake(groups, owner, () => new Map<HopField, Map<string, Stub[]>>());
    getOrMake(
      getOrMake(fields, stub.field, () => new Map<string, Stub[]>()),
      stub.id,
      () => [] as Stub[],
    ).push(stub);
  }
  return { groups, beyond };
}

/** At most `MOST_IDS`, one from each referring partner in turn: no partner's references crowd out another's. */
function idsToFollow(stubs: readonly Stub[]): ReadonlySet<string> {
  const all = new Set(stubs.map((stub) => stub.id));
  if (all.size <= MOST_IDS) return all;
  const byPartner = new Map<string, Set<string>>();
  for (const { from, id } of stubs) getOrMake(byPartner, from, () => new Set<string>()).add(id);
  const queues = [...byPartner.values()].map((ids) => [...ids]);
  const followed = new Set<string>();
  for (let turn = 0; followed.size < MOST_IDS; turn++) {
    for (const queue of queues) {
      const id = queue[turn];
      if (id !== undefined && followed.size < MOST_IDS) followed.add(id);
    }
  }
  return followed;
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

async function askOwner(
  owner: PartnerEntry,
  asked: Asked,
  { context, found }: { context: HopContext; found: Stub[] },
): Promise<HopFailure | null> {
  const fields = [...asked].map(([field, byId], index) => ({
    byId,
    part: writePart(field, [...byId.keys()], { index, context }),
  }));
  const outcomes = await Promise.all(fields.map(({ part }) => context.round.ask(owner, part)));
  let failure: HopFailure | null = null;
  fields.forEach(({ byId }, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) return;
    const failed = placeAnswers(outcome, byId, { owner, context, found }); // every field's, whatever became of the others
    failure ??= failed;
  });
  return failure;
}

function writePart(
  field: HopField,
  ids: readonly string[],
  { index, context }: { index: number; context: HopContext },
): Part {
  const { plan, variables, reader } = context;
  const key = `${plan.keys.prefix}hop${index}`;
  const typenames = [...new Set(ids.map((id) => parseRecordId(id)?.typename ?? ""))];
  const shapes = typenames.map((typename) => field.shapeOf(typename));
  const representations = ids.map((id) => ({ __typename: parseRecordId(id)?.typename, id }));
  const own = readersVariables(
    plan,
    shapes.flatMap((shape) => [...shape.variables]),
    variables,
  );
  const fragments = shapes.map((shape) => `... on ${shape.type.name} {${shape.text}}`).join(" ");
  return {
    key,
    field: `${key}: _entities(representations: $${key}) {${fragments}}`,
    variables: new Map([...own, [key, { type: "[_Any!]!", value: representations }]]),
    deadline: shapes.some((shape) => shape.leadsOn) ? halfwayTo(reader.deadline) : reader.deadline,
  };
}

/** Half of the time that is left: a slow owner must not leave the rounds after its own, of other owners, with none. */
function halfwayTo(deadline: number): number {
  const now = Date.now();
  return now + (deadline - now) / 2;
}

interface Answering {
  readonly owner: PartnerEntry;
  readonly context: HopContext;
  readonly found: Stub[];
}

function placeAnswers(
  outcome: PartOutcome,
  byId: ReadonlyMap<string, Stub[]>,
  answering: Answering,
): HopFailure | null {
  const { owner, context } = answering;
  const list = outcome.value;
  const isSound = outcome.outcome.kind === "answered" && Array.isArray(list) && list.length === byId.size;
  if (!isSound) return failAll(owner, [...byId.values()].flat());
  const asOf = outcome.outcome.kind === "answered" ? outcome.outcome.asOf : "";
  let faults = outcome.faulty ? 1 : 0;
  const unanswered: Stub[] = []; // null because of an error, not because there is no such record
  [...byId].forEach(([id, stubs], index) => {
    const raw: unknown = list[index];
    if (isObject(raw)) context.reader.tally.rows++;
    else if (outcome.isFaultyAt(index)) unanswered.push(...stubs);
    for (const stub of stubs) faults += placeOne(stub, raw, { ...answering, id, asOf });
  });
  if (faults > 0) context.report(owner.key);
  return failAll(owner, unanswered);
}

function placeOne(
  stub: Stub,
  raw: unknown,
  { owner, context, found, id, asOf }: Answering & { id: string; asOf: string },
): number {
  if (!isObject(raw)) return raw === null || raw === undefined ? 0 : 1;
  const { keys } = context.plan;
  const use: RowUse = { partner: owner.key, visibility: context.reader.visibility, asOf, stubs: found, faults: 0 };
  const typename = parseRecordId(id)?.typename ?? "";
  const before = found.length;
  const row = raw[keys.id] === id ? stub.field.shapeOf(typename).read(raw, use) : INVALID;
  if (row === INVALID) {
    found.length = before; // what it refers to is of no use without it
    return 1;
  }
  place(stub, row);
  return use.faults;
}

function failAll(owner: PartnerEntry | null, stubs: readonly Stub[]): HopFailure | null {
  let failure: HopFailure | null = null;
  for (const stub of stubs) {
    const marker: Marker = { holder: stub.holder, key: stub.key };
    place(stub, Array.isArray(stub.holder) ? marker : null);
    failure ??= { partner: owner?.key ?? null, place: marker };
  }
  return failure;
}

function place({ holder, key }: Pick<Stub, "holder" | "key">, value: unknown): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else holder[key] = value === GONE ? null : value;
}

/** Leaves out of lists what its owner does not know; what could not be asked for stays, as null. */
function tidyLists(stubs: readonly Stub[], failures: readonly HopFailure[]): void {
  const markers = new Set<unknown>(failures.map((failure) => failure.place));
  const lists = new Map(
    stubs.flatMap((stub) => (Array.isArray(stub.holder) ? [[stub.holder, stub.fixed] as const] : [])),
  );
  for (const [list, fixed] of lists) {
    const kept = fixed ? list : list.filter((item) => item !== GONE);
    const tidied = kept.map((item, index) => {
      if (isMarker(item, list) && markers.has(item)) item.key = index;
      return item === GONE || isMarker(item, list) ? null : item;
    });
    list.splice(0, list.length, ...tidied);
  }
}

function isMarker(item: unknown, list: unknown[]): item is Marker {
  return isObject(item) && item.holder === list;
}
