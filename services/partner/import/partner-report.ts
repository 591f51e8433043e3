// What came of an import for one partner. In: counts, faults and notes. Out: the report; its words are phrases, told in
// the reader's language where it is shown.
import type { FaultList, ImportFault } from "./import-fault.js";
import type { Phrase } from "./phrase.js";
import type { Stop } from "./wrong-table.js";

/** What came of an import, or of its rehearsal. */
export interface PartnerImportReport {
  /** The full ids of the records that the rows are, in the order of the rows; refused ones are not among them. */
  readonly ids: readonly string[];
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly deleted: number;
  /** Rows that were not imported. `created + changed + unchanged + refused` are all rows of a table that can be read. */
  readonly refused: number;
  /** The first 10,000 faults, warnings included. */
  readonly faults: readonly ImportFault[];
  /** What the reader should know and that is no fault. */
  readonly notes: readonly Phrase[];
  /** Why nothing was imported although the table can be read: it looks like the wrong one. */
  readonly stopped: ImportFault | null;
  /** The number of deletions to confirm when the table is the right one all the same; null when there is none. */
  readonly toConfirm: number | null;
}

export interface Counts {
  readonly ids: readonly string[];
  readonly created: number;
  readonly changed: number;
  readonly deleted: number;
  readonly refused: number;
}

/** The report of what happened. */
export function reportOf(counts: Counts, { faults }: FaultList, notes: readonly Phrase[]): PartnerImportReport {
  const unchanged = counts.ids.length - counts.created - counts.changed;
  return { ...counts, unchanged, faults, notes, stopped: null, toConfirm: null };
}

const NOTHING = { ids: [], created: 0, changed: 0, unchanged: 0, deleted: 0 };

/** The report on a file that cannot be read. */
export function unreadReport(fault: ImportFault): PartnerImportReport {
  return { ...NOTHING, refused: 0, faults: [fault], notes: [], stopped: null, toConfirm: null };
}

/** The report on a table that looks like the wrong one. */
export function stoppedReport(file: string, stop: Stop): PartnerImportReport {
  const { toConfirm, ...fault } = stop;
  const stopped: ImportFault = { ...fault, file, severity: "refused" };
  return { ...NOTHING, refused: 0, faults: [], notes: [], stopped, toConfirm };
}
