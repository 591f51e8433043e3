// Tables that are not what they seem. In: what a table holds and what is stored. Out: which records a REPLACE would
// delete, and why the import stops before anything is written, or nothing.
import { fold } from "../../../schema/fold.js";
import { parseRecordId, RECORD_TYPES } from "../../../schema/record-id.js";
import type { ImportFault } from "./import-fault.js";
import { phrase, type Phrase } from "./phrase.js";
import { told } from "./phrases.js";
import type { StoredEntry } from "./stored-records.js";
import type { PartnerSurvey } from "./survey-partner.js";

/** Fewer than so many records never stop an import, be they all of them. */
const FEW = 5;
const NAMES_SHOWN = 3;

/** The ids that a REPLACE would delete: stored records of the types that the table holds and that it does not name. */
export function absentIds(
  { types, names, refusedIds }: PartnerSurvey,
  stored: ReadonlyMap<string, StoredEntry>,
): string[] {
  const typenames = new Set([...types].map((type) => RECORD_TYPES[type]));
  const absent = [...stored.values()].filter(({ id, typename }) => typenames.has(typename) && !isNamed(id));
  return absent.map(({ id }) => id);

  function isNamed(id: string): boolean {
    return names.has(id) || refusedIds.has(id);
  }
}

export interface Suspicion {
  readonly partner: string;
  readonly survey: PartnerSurvey;
  readonly stored: ReadonlyMap<string, StoredEntry>;
  readonly doomed: readonly string[];
  /** The number of deletions that the reader confirmed. */
  readonly confirmed: number | undefined;
}

/** Why nothing is imported, and the number of deletions that a reader may confirm. */
export interface Stop extends Pick<ImportFault, "line" | "column" | "expected" | "got"> {
  readonly toConfirm: number | null;
}

/** Why an import stops, or null. Another partner's table can never be confirmed. */
export function findStop(suspicion: Suspicion): Stop | null {
  return stopOfPartner(suspicion) ?? stopOfNames(suspicion) ?? stopOfDeletions(suspicion);
}

function stopOfPartner({ partner, survey: { foreign } }: Suspicion): Stop | null {
  if (foreign === null) return null;
  const { line, column, got } = foreign;
  return {
    line,
    column,
    expected: told("stopPartner", partner),
    got: told("stopPartnerGot", got, partner),
    toConfirm: null,
  };
}

/** The same ids with other names: a table of somebody else whose rows are numbered 1, 2, 3 too. */
function stopOfNames({ survey, stored }: Suspicion): Stop | null {
  const both = [...survey.names].flatMap(([id, name]) => {
    const before = stored.get(id);
    return before === undefined || name === null ? [] : [{ name, before }];
  });
  const renamed = both.filter(({ name, before }) => nameKey(name) !== nameKey(before.name));
  const [first] = renamed;
  if (first === undefined || renamed.length <= FEW || renamed.length * 2 <= both.length) return null;
  const got = told("stopNamesGot", renamed.length, both.length, quote(first.name), quote(first.before.name));
  return { line: null, column: phrase("(table)", "(tableau)"), expected: told("stopNames"), got, toConfirm: null };
}

function nameKey(name: string): string {
  return fold(name).replaceAll(/\s+/g, " ").trim();
}

function stopOfDeletions({ doomed, stored, confirmed }: Suspicion): Stop | null {
  const byType = Map.groupBy(doomed, (id) => parseRecordId(id)?.typename);
  const isMost = [...byType].some(([typename, ids]) => {
    const all = [...stored.values()].filter((entry) => entry.typename === typename).length;
    return ids.length > FEW && ids.length * 2 > all;
  });
  if (!isMost || confirmed === doomed.length) return null;
  const all = [...stored.values()].filter(({ typename }) => byType.has(typename)).length;
  const some = doomed.slice(0, NAMES_SHOWN).map((id) => quote(stored.get(id)?.name ?? id));
  const named = phrase(some.map(({ en }) => en).join(", "), some.map(({ fr }) => fr).join(", "));
  return {
    line: null,
    column: phrase("(table)", "(tableau)"),
    expected: told("stopDeletes", doomed.length),
    got: told("stopDeletesGot", doomed.length, all, named),
    toConfirm: doomed.length,
  };
}

function quote(name: string): Phrase {
  return phrase(`"${name}"`, `« ${name} »`);
}
