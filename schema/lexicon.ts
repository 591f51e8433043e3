// The hub's lexicon: ordinary words of associations' work that mean about the same, in several languages, as
// `lexicon/*.json` hold them. In: nothing. Out: its entries. Each file is a list of entries; an entry gives the words of
// each language, the most usual first. Unlike a topic, an entry has no id and no place among others: it helps to read
// questions and nothing else.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { schemaPath } from "./sdl.js";

/** Words or phrases by language; the first of each language is the one to translate with. */
export type LexiconEntry = Readonly<Record<string, readonly string[]>>;

let entries: readonly LexiconEntry[] | undefined;

/** All entries, in the order of the files' names. Read once. */
export function lexiconEntries(): readonly LexiconEntry[] {
  entries ??= readEntries();
  return entries;
}

function readEntries(): LexiconEntry[] {
  const folder = schemaPath("lexicon");
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  // The files are the project's own and a test checks their shape.
  return files.sort().flatMap((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as LexiconEntry[]);
}
