// What became of a partner's tables, for the person at the terminal. In: reports. Out: lines in their language.
import { formatFault } from "../../services/partner/import/import-fault.js";
import { phrase, say, type PhraseLanguage } from "../../services/partner/import/phrase.js";
import type { TableImported } from "../../services/partner/scaffold/import-folder.js";
import { summaryOf } from "./import-partner-command.js";

const MOST_FAULTS = 20;
const MERGED = phrase(
  "another table holds records of the same type: rows that are gone from this one are not deleted",
  "un autre tableau contient des fiches du même type : les lignes qui n’y sont plus ne sont pas supprimées",
);
const more = (count: number) => phrase(`… and ${count} more`, `… et ${count} autres`);
const confirm = (count: number) =>
  phrase(
    `what is served stays as it is. If this table is the right one: maillage serve <folder> --confirm-deleted ${count}`,
    `ce qui est publié reste tel quel. Si ce tableau est le bon : maillage serve <dossier> --confirm-deleted ${count}`,
  );
const KEPT = phrase("what is served stays as it is", "ce qui est publié reste tel quel");

/** The report of one table. `isRehearsal`: nothing is kept. */
export function sayImported(
  { table: { file }, report, isMerged }: TableImported,
  language: PhraseLanguage,
  isRehearsal = false,
): string[] {
  const { faults, notes, stopped, toConfirm } = report;
  const shown = faults.slice(0, MOST_FAULTS).map((fault) => formatFault(fault, language));
  if (faults.length > MOST_FAULTS) shown.push(say(more(faults.length - MOST_FAULTS), language));
  if (stopped !== null) {
    const how = say(toConfirm === null ? KEPT : confirm(toConfirm), language);
    return [formatFault(stopped, language), ...shown, `${file}: ${how}`];
  }
  const said = isMerged ? [...notes, MERGED] : notes;
  return [
    ...shown,
    ...said.map((note) => `${file}: ${say(note, language)}`),
    `${file}: ${summaryOf(report, language, isRehearsal)}`,
  ];
}
