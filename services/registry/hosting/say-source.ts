// What came of a visit to a source, in the reader's language. In: the source. Out: a sentence.
import { proseLanguage } from "../../../schema/prose-language.js";
import type { SourceRecord } from "./sources.js";

/** French or English, as the reader prefers. */
export function saySource(source: SourceRecord, languages: readonly string[]): string {
  return proseLanguage(languages) === "fr" ? sayFrench(source) : sayEnglish(source);
}

function sayEnglish({ state, figures, reason }: SourceRecord): string {
  if (state === "NEW") return "Not looked at yet.";
  if (state === "UNREADABLE") return `The table cannot be read: ${reason?.en}. What was imported before stays.`;
  if (state === "STOPPED") return `The table looks like a wrong one, and nothing was imported: ${reason?.en}.`;
  const { created = 0, changed = 0, deleted = 0, refused = 0 } = figures ?? {};
  return `Imported: ${created} new, ${changed} changed, ${deleted} deleted, ${refused} refused.`;
}

function sayFrench({ state, figures, reason }: SourceRecord): string {
  if (state === "NEW") return "Pas encore consulté.";
  if (state === "UNREADABLE") return `Le tableau ne peut pas être lu : ${reason?.fr}. Ce qui a été importé reste.`;
  if (state === "STOPPED") return `Le tableau ressemble à un mauvais fichier, et rien n'a été importé : ${reason?.fr}.`;
  const { created = 0, changed = 0, deleted = 0, refused = 0 } = figures ?? {};
  return `Importé : ${created} nouvelles, ${changed} modifiées, ${deleted} supprimées, ${refused} refusées (fiches).`;
}
