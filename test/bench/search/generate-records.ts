// Any number of records like the real ones. In: real records and a number. Out: records one after another, the same ones
// every time: names, sentences, dates and places are drawn from the real ones, so that lengths and frequencies stay as
// they are; words that are rare there are replaced by new ones, so that the number of different words goes on growing.
import { foldedWords } from "../../../schema/fold.js";
import type { RecordDraft } from "../../../services/records/record-draft.js";
import { allTopics } from "../../../schema/topics.js";

const RARE = 2;
const SENTENCES = /[^.;!?]+[.;!?]*\s*/g;
const SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu an el or is".split(" ");
const NETWORK_SHARE = 0.1;

/** A generator of numbers from 0 to 1 (mulberry32), the same for the same seed. */
export function seededNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Makes records. The first ones are the real ones themselves. */
export function* generateRecords(real: readonly RecordDraft[], count: number): Generator<RecordDraft> {
  yield* real.slice(0, count);
  const next = seededNumbers(20_261_124);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T; // never empty here
  const sentences = real.flatMap(({ summary, description }) => [summary, description].flatMap(sentencesOf));
  const renew = renewRareWords(real, next);
  const topics = allTopics().map(({ id }) => id);
  for (let index = real.length; index < count; index++) {
    const like = pick(real);
    const [partner = "", type = ""] = like.id.split(":");
    const rewrite = (text: string | null | undefined) =>
      renew(
        sentencesOf(text)
          .map(() => pick(sentences))
          .join("") || null,
      );
    yield {
      ...like,
      id: `${partner}:${type}:g${index}`,
      name: renew(mixNames(like.name, pick(real).name, next)) ?? like.name,
      summary: rewrite(like.summary),
      description: rewrite(like.description),
      topics: next() < 0.5 ? [] : [pick(topics), pick(topics)],
      identifiers: (like.identifiers ?? []).map(({ scheme }) => ({ scheme, value: String(10_000_000 + index) })),
      organization: null,
      visibility: next() < NETWORK_SHARE ? "NETWORK" : "PUBLIC",
    };
  }
}

function sentencesOf(text: string | null | undefined): string[] {
  return text?.match(SENTENCES) ?? [];
}

/** The beginning of one name with the end of another. */
function mixNames(name: string, other: string, next: () => number): string {
  const [words, others] = [name.split(" "), other.split(" ")];
  const cut = Math.ceil(words.length * next());
  return [...words.slice(0, cut), ...others.slice(-Math.max(1, words.length - cut))].join(" ");
}

/** Replaces words of at most two real records by words that nobody has seen. */
function renewRareWords(real: readonly RecordDraft[], next: () => number): (text: string | null) => string | null {
  const counts = new Map<string, number>();
  for (const { name, summary, description } of real)
    for (const word of new Set(foldedWords(`${name} ${summary ?? ""} ${description ?? ""}`)))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  const syllable = () => SYLLABLES[Math.floor(next() * SYLLABLES.length)] ?? "";
  const renewed = (word: string): string => {
    const [folded = ""] = foldedWords(word);
    if ((counts.get(folded) ?? 0) > RARE || next() < 0.5) return word;
    return Array.from({ length: 2 + Math.floor(next() * 3) }, syllable).join("");
  };
  return (text) => text?.replaceAll(/[\p{L}\p{N}]+/gu, renewed) ?? null;
}
