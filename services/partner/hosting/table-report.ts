// What an import did, as the hub tells it. In: the importer's report, or why there was nothing to import. Out: a report in
// the reader's language; the figures of a visit, without a word of what the rows hold.
import type { SourceFigures, SourceVisit, TableFaultText, TableReport } from "../../../schema/hosted-partners.js";
import type { PartnerImportReport } from "../import/import-partner-table.js";
import { sayFault, type ImportFault } from "../import/import-fault.js";
import { phrase, say, type Phrase, type PhraseLanguage } from "../import/phrase.js";
import type { SourceFault } from "./fetch-source.js";

export const NO_FIGURES: SourceFigures = { created: 0, changed: 0, deleted: 0, refused: 0 };
/** Enough to see what is wrong with a table. */
const MOST_FAULTS = 1_000;

/** The report in a language. Where the import stopped, why is the first of its faults. */
export function reportOf(report: PartnerImportReport, language: PhraseLanguage): TableReport {
  const { ids, created, changed, unchanged, deleted, stopped, notes } = report;
  const faults = stopped === null ? report.faults : [stopped, ...report.faults];
  return {
    ...{ ids, created, changed, unchanged, deleted },
    faults: faults.slice(0, MOST_FAULTS).map((fault) => faultText(fault, language)),
    notes: notes.map((note) => say(note, language)),
    stopped: stopped !== null,
  };
}

function faultText(fault: ImportFault, language: PhraseLanguage): TableFaultText {
  const { line, column, expected, got, severity } = sayFault(fault, language);
  return { line, column: column === "" ? null : column, expected, got, refused: severity === "refused" };
}

/** The report on a table that could not be fetched. */
export function unreadReport({ expected, got }: SourceFault, language: PhraseLanguage): TableReport {
  const fault = { line: null, column: null, expected: say(expected, language), got: say(got, language), refused: true };
  return { ids: [], created: 0, changed: 0, unchanged: 0, deleted: 0, faults: [fault], notes: [], stopped: true };
}

/** What came of a visit on which something was read. */
export function visitOf(report: PartnerImportReport, digest: string): SourceVisit {
  const { created, changed, deleted, stopped, faults } = report;
  const refused = faults.filter(({ severity }) => severity === "refused").length;
  const figures = { created, changed, deleted, refused };
  if (stopped !== null) return { digest, state: "STOPPED", figures, reason: reasonOf(stopped) };
  const isRead = report.ids.length > 0 || refused === 0;
  const reason = isRead ? null : NOTHING_READ;
  return { digest, state: isRead ? "FINE" : "UNREADABLE", figures, reason };
}

/** Why, in both languages; what a row holds is not told. */
export function reasonOf({ expected, got }: Pick<ImportFault, "expected" | "got">): Phrase {
  if (typeof got === "string") return expected;
  return phrase(`expected ${expected.en}, got ${got.en}`, `attendu ${expected.fr}, reçu ${got.fr}`);
}

const NOTHING_READ = phrase(
  "not one row of it could be imported; a preview of the import says why",
  "aucune ligne n’a pu être importée ; un aperçu de l’import dit pourquoi",
);
