// The first pass over a partner's table. In: its rows. Out: which records they are, how many cannot be told, and whether
// the table is another partner's; nothing is kept of the rows but ids and names.
import type { RecordType } from "../../../schema/record-id.js";
import { RowJudge, type Foreign, type RowRules } from "./judge-row.js";
import type { Table } from "./read/table.js";

export interface PartnerSurvey {
  readonly rows: number;
  /** The names of the records that the table holds, null where it has none for them. Refused rows are not among them. */
  readonly names: ReadonlyMap<string, string | null>;
  /** Records whose rows are refused: they are in the table all the same. */
  readonly refusedIds: ReadonlySet<string>;
  /** Rows of which it cannot be told which records they are. */
  readonly untold: number;
  readonly derived: number;
  readonly types: ReadonlySet<RecordType>;
  readonly foreign: (Foreign & { readonly line: number }) | null;
}

/** Reads a table to its end, or to the first row of another partner. Throws `TableFault`. */
export async function surveyPartner(table: Table, rules: RowRules): Promise<PartnerSurvey> {
  const judge = new RowJudge(rules);
  const names = new Map<string, string | null>();
  const refusedIds = new Set<string>();
  const types = new Set<RecordType>();
  let [rows, untold, derived] = [0, 0, 0];
  for await (const row of table.rows) {
    rows++;
    const judged = judge.judge(row);
    if (judged.kind === "foreign")
      return { rows, names, refusedIds, untold, derived, types, foreign: { ...judged, line: row.line } };
    if (judged.kind === "sound") {
      types.add(judged.identity.type);
      names.set(judged.identity.id, judged.cells.get("name") ?? null);
      if (judged.identity.isDerived) derived++;
    } else if (judged.id === null) untold++;
    else {
      refusedIds.add(judged.id);
      if (judged.type !== null) types.add(judged.type);
    }
  }
  return { rows, names, refusedIds, untold, derived, types, foreign: null };
}
