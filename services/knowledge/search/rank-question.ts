// From a question to ranked records. In: its words, a filter, the reader. Out: the best records with their scores, how
// many match in all, and the condition that says which. Nothing that the reader may not see has a part in it.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { narrowerThan } from "../../../schema/topics.js";
import { joinSql, type Sql } from "../../database/session.js";
import type { Statistics } from "../index/statistics.js";
import { countMatches, findCandidates, type Count, type Matches } from "./candidates.js";
import { matchCondition, queryOf } from "./match-condition.js";
import { scoreCandidate, stemsIn, tellsOf, weighRendering, type Candidate, type Scale } from "./ranking.js";
import { compareHits } from "./search-cursor.js";
import type { SearchIndex } from "./search-index.js";
import type { Rendering, Understanding } from "./understand.js";

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
  const counted = await countMatches(index.session, strict);
  const isNarrow = counted.total >= FEW || wordsIn(renderings) < 2;
  const matches = isNarrow ? strict : matchesOf({ renderings, question, statistics, share: HALF });
  const count = isNarrow ? counted : await countMatches(index.session, matches);
  const candidates = await findCandidates(index.session, matches, count);
  return { hits: rank(candidates, renderings, { statistics, ranking: index.options.ranking }), count, matches };
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
  const conditionFor = (column: "words" | "title") =>
    joinSql(
      renderings.map((rendering) =>
        matchCondition({ rendering, column, demand: { share, tells: tellsByWord(rendering, statistics) } }),
      ),
      "or",
      "false",
    );
  const anyWord = renderings.flatMap(({ parts }) =>
    parts.flatMap((part) => part.words.map((word) => queryOf(parts, [word]))),
  );
  return {
    condition: conditionFor("words"),
    byName: conditionFor("title"),
    filter: question.filter,
    anyWord: [...new Set(anyWord)].join(" | "),
  };
}

/** What each word of the question tells, in its most telling wording. */
function tellsByWord({ parts }: Rendering, statistics: Statistics): Map<number, number> {
  const tells = new Map<number, number>();
  for (const { words, members, isExtra } of parts) {
    if (isExtra === true) continue;
    const own = members.filter(({ isExact }) => isExact).map(({ stems }) => tellsOf(stems, statistics));
    for (const word of words) tells.set(word, Math.max(tells.get(word) ?? 0, own.length === 0 ? 0 : Math.min(...own)));
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

/** The stems of a rendering: what is to be marked in a record's text. */
export function stemsOfRendering({ parts }: Rendering): string[] {
  return stemsIn(parts);
}
