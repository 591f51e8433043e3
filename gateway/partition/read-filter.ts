// The filter of a scattered field. In: the reader's filter, checked by GraphQL. Out: what partners are asked (topics
// and areas widened, the hub's own members taken out) and what only the hub looks at. Throws `BAD_USER_INPUT` for what
// nobody could answer, before anybody is asked.
import { areasWithin } from "../../schema/areas.js";
import { badInput } from "../../schema/errors.js";
import { checkFilter, type RecordFilter } from "../../schema/record-filter.js";
import { ownerOf } from "../../schema/record-id.js";
import { narrowerThan, topicById } from "../../schema/topics.js";
import { readContract } from "./contract.js";
import type { PartnerSnapshot } from "./directory.js";

export interface ReadFilter {
  /** For the partners; null when nothing is left. */
  readonly asked: RecordFilter | null;
  /** The partners that the reader wants; null for all. */
  readonly partners: ReadonlySet<string> | null;
  /** The partners that own the organizations named; null when none are named. */
  readonly owners: ReadonlySet<string> | null;
}

/** Reads a filter of the given input type. */
export function readFilter(filter: unknown, inputType: string, partners: PartnerSnapshot): ReadFilter {
  const checked = checkFilter(filter);
  const hubMembers = readContract().hubMembers(inputType);
  const asked = Object.fromEntries(
    Object.entries(checked)
      .filter(([name]) => !hubMembers.has(name))
      .map(widened),
  );
  const organizations = strings(checked.organizations);
  return {
    asked: Object.keys(asked).length === 0 ? null : asked,
    partners: known(strings(checked.partners), "filter.partners", partners),
    owners: known(organizations?.map(ownerOf) ?? null, "filter.organizations", partners),
  };
}

function widened([name, value]: [string, unknown]): [string, unknown] {
  if (name === "areas") return [name, areasWithin(strings(value) ?? [])];
  if (name !== "topics" && name !== "audiences") return [name, value];
  const ids = strings(value) ?? [];
  const unknown = ids.find((id) => topicById(id) === undefined);
  if (unknown !== undefined) throw badInput(`filter.${name}`, "ids of topics in the thesaurus", unknown);
  return [name, narrowerThan(ids)];
}

function known(
  keys: readonly string[] | null,
  argument: string,
  partners: PartnerSnapshot,
): ReadonlySet<string> | null {
  const unknown = keys?.find((key) => !partners.has(key));
  if (unknown !== undefined) throw badInput(argument, "partners of this network", unknown);
  return keys === null ? null : new Set(keys);
}

function strings(value: unknown): string[] | null {
  return Array.isArray(value) ? value.map(String) : null;
}
