// Words that no record has: unfinished ones and typing errors. In: the question's words and what is known of words. Out:
// what the last one may become, and which words were taken for others. Only words of records that the reader may see
// are proposed.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { foldedWords } from "../../../schema/fold.js";
import type { Session } from "../../database/session.js";
import { INDEX_SCHEMA as S } from "../index/configurations.js";
import type { Statistics } from "../index/statistics.js";
import { seenCondition } from "../seen.js";
import { mostDistance, typingDistance } from "./typing-distance.js";
import type { StemsByLanguage } from "./understand.js";
import type { Vocabulary } from "./vocabulary.js";

interface StemmedWords {
  readonly words: readonly string[];
  readonly stems: StemsByLanguage;
  readonly endsOpen: boolean;
}

interface KnownWords {
  readonly vocabulary: Vocabulary;
  readonly statistics: Statistics;
  readonly visibility: ReaderVisibility;
}

/** The words, mended. */
export interface MendedWords {
  readonly words: readonly string[];
  /** Lexemes that begin with the last word. */
  readonly completions: readonly string[];
  /** The words that stand for ones that are not known. */
  readonly readAs: readonly string[];
}

const MOST_COMPLETIONS = 8;
const SHORTEST_BEGINNING = 2;
/** Words that are looked up in names, at most: the others stay as they are. */
const MOST_MENDED = 3;

/** Mends the words that are not known. */
export async function mendWords(session: Session, asked: StemmedWords, known: KnownWords): Promise<MendedWords> {
  const words = [...asked.words];
  const readAs: string[] = [];
  let completions: string[] = [];
  const strange = await unknownWords(session, asked, known);
  for (const at of strange.slice(-MOST_MENDED)) {
    const word = words[at] ?? "";
    const isOpen = asked.endsOpen && at === words.length - 1 && word.length >= SHORTEST_BEGINNING;
    if (isOpen) completions = await completionsOf(session, word, known);
    if (isOpen && completions.length > 0) continue;
    const near = await nearestWord(session, word, known);
    if (near === null) continue;
    words[at] = near;
    readAs.push(near);
  }
  return { words, completions, readAs };
}

/** The places of words that neither the counts, nor the vocabulary, nor any record has. */
async function unknownWords(session: Session, { words, stems }: StemmedWords, known: KnownWords): Promise<number[]> {
  const stemsAt = (at: number) => [...stems.values()].flatMap((each) => each[at] ?? []);
  const isKnown = (stem: string) => known.statistics.words.has(stem) || known.vocabulary.words.has(stem);
  const isStopWord = (at: number) => [...stems.values()].some((each) => each[at] === null);
  const strange = words.flatMap((_, at) => (isStopWord(at) || stemsAt(at).some(isKnown) ? [] : [at]));
  if (strange.length === 0) return [];
  const queries = strange.map((at) => [...new Set(stemsAt(at))].map((stem) => `'${stem}'`).join(" | "));
  const rows = await session.rows<{ n: number }>(
    `select n::int as n from unnest(?::text[]) with ordinality as asked(q, n)
     where not exists (select 1 from ${S}.entry where words @@ q::tsquery and ${seenCondition("entry", known.visibility)})`,
    [queries],
  );
  return rows.flatMap(({ n }) => strange[n - 1] ?? []);
}

/** Common words first; then those of some records that have a word with this beginning. */
async function completionsOf(session: Session, beginning: string, known: KnownWords): Promise<string[]> {
  const common = [...known.statistics.words]
    .filter(([lexeme]) => lexeme.startsWith(beginning))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([lexeme]) => lexeme);
  if (common.length > 0) return common.slice(0, MOST_COMPLETIONS);
  const rows = await session.rows<{ lexeme: string }>(
    `select distinct lexeme from (select words from ${S}.entry where words @@ ?::tsquery and ${seenCondition("entry", known.visibility)}
       limit 50) as few, unnest(words) where starts_with(lexeme, ?) order by lexeme limit ${MOST_COMPLETIONS}`,
    [`'${beginning}':*`, beginning],
  );
  return rows.map(({ lexeme }) => lexeme);
}

/** The word that was probably meant: common, of the vocabulary, or in a name. */
async function nearestWord(session: Session, word: string, known: KnownWords): Promise<string | null> {
  const most = mostDistance(word);
  if (most === 0) return null;
  const common = [...known.statistics.words.keys(), ...known.vocabulary.words];
  const nearest = pickNearest(word, common, known.statistics);
  if (nearest !== null) return nearest;
  const rows = await session.rows<{ name: string }>(
    `select name_folded as name from ${S}.entry where name_folded %> ? and ${seenCondition("entry", known.visibility)} limit 200`,
    [word],
  );
  return pickNearest(word, new Set(rows.flatMap(({ name }) => foldedWords(name))), known.statistics);
}

function pickNearest(word: string, others: Iterable<string>, statistics: Statistics): string | null {
  let best: { readonly word: string; readonly distance: number; readonly count: number } | null = null;
  for (const other of others) {
    const distance = typingDistance(word, other, mostDistance(word));
    if (distance === null) continue;
    const count = statistics.countOf(other) ?? 0;
    if (best === null || distance < best.distance || (distance === best.distance && count > best.count))
      best = { word: other, distance, count };
  }
  return best?.word ?? null;
}
