// The ranking: the one place that says which record is better than another. In: what a record has of the question.
// Out: a score. BM25F (Robertson and Zaragoza 2009, section 3.6) over names, summaries and other texts: each way to say
// a part of the question counts in its field, saturates, and weighs as much as it is rare; of several ways to say the
// same, the best one counts, and the others a little (a "disjunction maximum"). Parts that stand close together add.
import type { Statistics } from "../index/statistics.js";
import { positionsOf, type Position } from "./stems.js";
import type { Member, Rendering } from "./understand.js";

/** The numbers of the ranking, by field: names, summaries, other texts. */
export interface Ranking {
  /** Names tell more than summaries, those more than other texts. */
  readonly fieldWeights: readonly [number, number, number];
  /** How much a field's length counts: names are short in any case. */
  readonly lengthNormalization: readonly [number, number, number];
  /** Saturation, as in BM25. */
  readonly k1: number;
  /** How much what means about the same counts beside the word itself. */
  readonly synonyms: number;
  /** What further ways to say the same add to the best one. */
  readonly tie: number;
  /** What it adds that neighbouring parts stand together. */
  readonly proximity: number;
  /** A phrase that means something as a whole, beside a word: it tells more than its words do by themselves. */
  readonly phrases: number;
  /** What each further field that has a part adds: what name, summary and text agree on is what the record is about. */
  readonly agreement: number;
  /** A record filed under the topic, beside one whose summary has the word once. */
  readonly topics: number;
}

/** The values in use: usual ones of the literature; docs/decisions/0301-ranking.md has their effect. */
export const RANKING: Ranking = {
  fieldWeights: [5, 2, 0.5],
  lengthNormalization: [0.5, 0.9, 0.9],
  k1: 2,
  synonyms: 0.7,
  tie: 0.1,
  proximity: 0.1,
  phrases: 2,
  agreement: 0.1,
  topics: 1,
};

/** Words between the words of a phrase, at most. */
const PHRASE_GAP = 2;

/** What scores are made with. */
export interface Scale {
  readonly statistics: Statistics;
  readonly ranking: Ranking;
}

/** What is ranked. */
export interface Candidate {
  readonly id: string;
  readonly vector: string;
  readonly lengths: readonly [number, number, number];
  readonly languages: readonly string[];
  readonly topics: readonly string[];
}

/** A rendering with the weight of each of its parts. */
export interface WeighedRendering {
  readonly parts: readonly WeighedPart[];
}

interface WeighedPart {
  readonly members: ReadonlyArray<Member & { readonly tells: number; readonly weight: number }>;
  /** The topic and all narrower ones. */
  readonly topics: ReadonlySet<string>;
  readonly tells: number;
  /** A single word of the question; else a phrase, whose words are parts as well. */
  readonly isWord: boolean;
}

/** How much a word tells (inverse document frequency); rare ones count as if three in the sample had them. */
export function tellsOf(stems: readonly string[], statistics: Statistics): number {
  const counts = stems.map((stem) => statistics.countOf(stem) ?? 1);
  const records = Math.min(...counts) / (stems.length === 1 ? 1 : 2); // a phrase is rarer than its rarest word
  return Math.log(1 + (statistics.records - records + 0.5) / (records + 0.5));
}

/** Weighs the parts of a rendering. What means the same never tells more than the word itself. */
export function weighRendering(
  { parts }: Rendering,
  { statistics, ranking }: Scale,
  widen: (topics: readonly string[]) => readonly string[],
): WeighedRendering {
  return {
    parts: parts.map(({ members, topics, words, isExtra }) => {
      const told = members.map(({ stems, isExact }) => {
        return { stems, tells: tellsOf(stems, statistics), weight: isExact ? 1 : ranking.synonyms, isExact };
      });
      const own = told.filter(({ isExact }) => isExact).map(({ tells }) => tells);
      const most = own.length === 0 ? Math.max(0, ...told.map(({ tells }) => tells)) : Math.min(...own);
      const capped = told.map((member) => ({ ...member, tells: Math.min(member.tells, most) }));
      return {
        members: capped,
        topics: new Set(topics.length === 0 ? [] : widen(topics)),
        tells: most,
        isWord: words.length === 1 || isExtra === true,
      };
    }),
  };
}

/** The score of a record, rounded so that it is the same wherever it is computed; 0 when it has nothing of the question. */
export function scoreCandidate(candidate: Candidate, rendering: WeighedRendering, scale: Scale): number {
  const found = rendering.parts.map((part) => scorePart(part, candidate, scale));
  const sum = found.reduce((total, { score }) => total + score, 0);
  const words = found.flatMap(({ positions }, index) => (rendering.parts[index]?.isWord === true ? [positions] : []));
  const score = sum * (1 + scale.ranking.proximity * closeness(words));
  return Math.round(score * 10_000) / 10_000;
}

interface FoundPart {
  readonly score: number;
  readonly positions: readonly Position[];
}

function scorePart(part: WeighedPart, candidate: Candidate, scale: Scale): FoundPart {
  const { ranking } = scale;
  let best = 0;
  let sum = 0;
  const positions: Position[] = [];
  for (const { stems, weight, tells } of part.members) {
    const places = placesOf(candidate.vector, stems);
    if (places.length === 0) continue;
    const score = weight * tells * saturate(frequency(places, candidate, scale), ranking);
    best = Math.max(best, score);
    sum += score;
    positions.push(...places);
  }
  if (part.topics.size > 0 && candidate.topics.some((topic) => part.topics.has(topic))) {
    const score = ranking.topics * part.tells * saturate(ranking.fieldWeights[1], ranking);
    best = Math.max(best, score);
    sum += score;
  }
  const fields = new Set(positions.map(({ field }) => field)).size;
  const weight = (part.isWord ? 1 : ranking.phrases) * (1 + ranking.agreement * Math.max(0, fields - 1));
  return { score: weight * (best + ranking.tie * (sum - best)), positions };
}

function saturate(frequency: number, { k1 }: Ranking): number {
  return (frequency * (k1 + 1)) / (frequency + k1);
}

/** How often it occurs, weighed by field and the field's length. */
function frequency(places: readonly Position[], { lengths }: Candidate, { statistics, ranking }: Scale): number {
  let total = 0;
  for (const { field } of places) {
    const b = ranking.lengthNormalization[field];
    total += ranking.fieldWeights[field] / (1 - b + (b * lengths[field]) / Math.max(1, statistics.lengths[field]));
  }
  return total;
}

/** Where a word or phrase begins; the words of a phrase follow one another, with little between them. */
function placesOf(vector: string, stems: readonly string[]): Position[] {
  const [first = "", ...rest] = stems;
  const begins = positionsOf(vector, first);
  if (rest.length === 0 || begins.length === 0) return begins;
  const others = rest.map((stem) => positionsOf(vector, stem).map(({ at }) => at));
  return begins.filter(({ at }) => follow(at, others) !== null);
}

/** All positions of the words of a phrase, where they follow one another. */
export function spansOf(vector: string, stems: readonly string[]): number[] {
  const [first = "", ...rest] = stems;
  const others = rest.map((stem) => positionsOf(vector, stem).map(({ at }) => at));
  return positionsOf(vector, first).flatMap(({ at }) => follow(at, others) ?? []);
}

/** The places of one word after another, from the first; null when one is missing. */
function follow(first: number, others: ReadonlyArray<readonly number[]>): number[] | null {
  const places = [first];
  for (const candidates of others) {
    const last = places.at(-1) ?? first;
    const next = candidates.find((at) => at > last && at <= last + 1 + PHRASE_GAP);
    if (next === undefined) return null;
    places.push(next);
  }
  return places;
}

/** From 0 to 1: the share of neighbouring parts that stand within two words of each other; half for five. */
function closeness(parts: ReadonlyArray<readonly Position[]>): number {
  if (parts.length < 2) return 0;
  let sum = 0;
  for (const [index, positions] of parts.entries()) {
    const next = parts[index + 1];
    if (next === undefined || next.length === 0 || positions.length === 0) continue;
    const distance = leastDistance(positions, next);
    sum += distance <= 2 ? 1 : distance <= 5 ? 0.5 : 0;
  }
  return sum / (parts.length - 1);
}

function leastDistance(a: readonly Position[], b: readonly Position[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const { at } of a) for (const other of b) least = Math.min(least, Math.abs(at - other.at) || least);
  return least;
}
