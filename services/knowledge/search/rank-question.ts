// From a question to ranked records. In: its words, a filter, the reader. Out: the best records with their scores, how
// many match in all, and the condition that says which. Nothing that the reader may not see has a part in it.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { narrowerThan } from "../../../schema/topics.js";
import { joinSql, type Sql } from "../../database/session.js";
import type { Statistics } from "../index/statistics.js";
import { findCandidates, type Count, type Matches } from "./candidates.js";
import { lexeme, matchCondition } from "./match-condition.js";
import { scoreCandidate, tellsOf, weighRendering, type Candidate, type Scale } from "./ranking.js";
import { compareHits } from "./search-cursor.js";
import type { SearchIndex } from "./search-index.js";
import type { Part, Rendering, Understanding } from "./understand.js";

/** A record with its score, and what of the question was looked for in it. */
export interface RankedHit {
  readonly id: string;
  readonly score: number;
  readonly candidate: Candidate;
  readonly rendering: Rendering;
}

/** A question that was answered. */
export interface Ranked {
  readonly hits: readonly RankedHit[];
  readonly count: Count;
  readonly matches: Matches;
}

export interface Question {
  readonly understanding: Understanding;
  readonly filter: Sql;
  readonly visibility: ReaderVisibility;
}

/** Fewer records than these with all words: those with the more telling half of them count as well. */
const FEW = 100;
const HALF = 0.5;

/** Ranks what matches a question. */
export async function rankQuestion(index: SearchIndex, question: Question): Promise<Ranked> {
  const statistics = await index.statistics(question.visibility);
  const renderings = renderingsFor(question.understanding, statistics);
  const strict = matchesOf({ renderings, question, statistics, share: 1 });
  let matches = strict;
  let found = await findCandidates(index.session, strict);
  if (found.count.total < FEW && wordsIn(renderings) > 1) {
    matches = matchesOf({ renderings, question, statistics, share: HALF });
    const relaxed = await findCandidates(index.session, matches);
    const known = new Set(found.candidates.map(({ id }) => id)); // a sample may lack them
    const others = relaxed.candidates.filter(({ id }) => !known.has(id));
    found = { count: relaxed.count, candidates: [...found.candidates, ...others] };
  }
  const scale = { statistics, ranking: index.options.ranking };
  return { hits: rank(found.candidates, renderings, scale), count: found.count, matches };
}

/** One for each language that records have texts in, and the words as typed for other languages. */
function renderingsFor({ renderings, typed }: Understanding, { languages }: Statistics): Rendering[] {
  const known = languages.map((language) => renderings.get(language) ?? { ...typed, language });
  return known.length === 0 ? [typed] : known;
}

function wordsIn(renderings: readonly Rendering[]): number {
  return Math.max(...renderings.map(({ parts }) => new Set(parts.flatMap(({ words }) => words)).size));
}

interface MatchesOf {
  readonly renderings: readonly Rendering[];
  readonly question: Question;
  readonly statistics: Statistics;
  readonly share: number;
}

function matchesOf({ renderings, question, statistics, share }: MatchesOf): Matches {
  const conditionFor = (column: "words" | "title") => (sample: number) =>
    joinSql(
      renderings.map((rendering) => {
        const demand = { share, tells: tellsByWord(rendering, statistics) };
        return matchCondition({ rendering, column, demand, sample });
      }),
      "or",
      "false",
    );
  return {
    condition: conditionFor("words"),
    byName: conditionFor("title"),
    filter: question.filter,
    fit: fitOf(renderings, statistics),
    records: statistics.records,
    expected: {
      total: expectedMatches(renderings, statistics, (stem) => statistics.countOf(stem) ?? 1),
      names: expectedMatches(renderings, statistics, (stem) => statistics.nameCountOf(stem)),
    },
  };
}

/** Words that are asked for together stand together more often than chance has it: the exponent is between the two. */
const TOGETHER = 0.7;

/** About how many records have every word, as counts of single words tell. */
function expectedMatches(
  renderings: readonly Rendering[],
  { records }: Statistics,
  countOf: (stem: string) => number,
): number {
  const ofPart = ({ members }: Part) =>
    members.reduce((sum, { stems }) => sum + Math.min(...stems.map(countOf)) / (stems.length === 1 ? 1 : 4), 0);
  const ofRendering = ({ parts }: Rendering) => {
    const words = new Set(parts.filter(({ isExtra }) => isExtra !== true).flatMap((part) => part.words));
    const shares = [...words].map((word) => {
      const ways = parts.filter((part) => part.isExtra !== true && part.words.includes(word));
      return Math.min(1, ways.reduce((sum, part) => sum + ofPart(part), 0) / Math.max(1, records));
    });
    const [rarest = 0, ...others] = shares.sort((a, b) => a - b);
    return records * others.reduce((product, share) => product * share ** TOGETHER, rarest);
  };
  return renderings.reduce((sum, rendering) => sum + ofRendering(rendering), 0);
}

/** Wordings of a word that the rough score looks for: the most frequent ones. */
const MOST_WAYS = 6;

/** A rough score that PostgreSQL computes by itself: each word's rank by its field and number, times what it tells. */
function fitOf(renderings: readonly Rendering[], statistics: Statistics): Sql {
  const terms = new Map<string, number>();
  for (const { parts } of renderings) {
    for (const { members, isExtra } of parts) {
      const stems = members
        .filter((member) => member.stems.length === 1 || member.isExact)
        .flatMap((member) => member.stems);
      const frequent = [...new Set(stems)].toSorted(
        (a, b) => (statistics.countOf(b) ?? 0) - (statistics.countOf(a) ?? 0),
      );
      const ways = frequent.slice(0, MOST_WAYS).map(lexeme).join(" | ");
      const own = members.filter((member) => member.isExact).map((member) => tellsOf(member.stems, statistics));
      if (ways !== "" && own.length > 0 && isExtra !== true) terms.set(ways, Math.min(...own));
    }
  }
  const parts = [...terms].map(([ways, told]) => ({
    text: `?::float8 * ts_rank('{0.1, 0.2, 0.4, 1}', words, ?::tsquery, 1)`,
    values: [told, ways],
  }));
  return { text: parts.map(({ text }) => text).join(" + ") || "0", values: parts.flatMap(({ values }) => values) };
}

/** What each word of the question tells, in its most telling wording; nothing when no record is known to have it. */
function tellsByWord({ parts }: Rendering, statistics: Statistics): Map<number, number> {
  const tells = new Map<number, number>();
  for (const { words, members, isExtra } of parts) {
    if (isExtra === true) continue;
    const own = members.filter(({ isExact }) => isExact).map(({ stems }) => tellsOf(stems, statistics));
    const isKnown = members.some(({ stems }) => stems.every((stem) => statistics.countOf(stem) !== undefined));
    const told = isKnown && own.length > 0 ? Math.min(...own) : 0;
    for (const word of words) tells.set(word, Math.max(tells.get(word) ?? 0, told));
  }
  return tells;
}

function rank(candidates: readonly Candidate[], renderings: readonly Rendering[], scale: Scale): RankedHit[] {
  const weighed = renderings.map((rendering) => ({
    rendering,
    weights: weighRendering(rendering, scale, narrowerThan),
  }));
  const hits: RankedHit[] = [];
  for (const candidate of candidates) {
    let best: RankedHit | undefined;
    for (const { rendering, weights } of weighed) {
      if (rendering.language !== "simple" && !candidate.languages.includes(rendering.language)) continue;
      const score = scoreCandidate(candidate, weights, scale);
      if (score > (best?.score ?? 0)) best = { id: candidate.id, score, candidate, rendering };
    }
    if (best !== undefined) hits.push(best);
  }
  return hits.sort(compareHits);
}
