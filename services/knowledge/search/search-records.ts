// Searching. In: a text, a filter, a page and the reader. Out: hits with what speaks for them; totals and facets are
// counted when they are asked for. Without words, the filter's records, the latest first.
import { badInput } from "../../../schema/errors.js";
import { LARGEST_PAGE, readPageSize } from "../../../schema/page-request.js";
import { topicById } from "../../../schema/topics.js";
import { joinSql, sql, type Sql } from "../../database/session.js";
import { describeHits } from "./describe-hits.js";
import { checkSearchFilter, filterCondition } from "./filter-conditions.js";
import { findByIdentifier } from "./find-identifier.js";
import { readLatest } from "./latest-records.js";
import { readQueryText, type QueryText } from "./query-text.js";
import { rankQuestion, type Ranked } from "./rank-question.js";
import { compareHits, decodeHitCursor, encodeHitCursor } from "./search-cursor.js";
import { pageOf, SearchAnswer } from "./search-answer.js";
import type { Reader, SearchIndex } from "./search-index.js";

/** The arguments of `search`. */
export interface SearchArguments {
  readonly text: string;
  readonly filter?: unknown;
  readonly first?: number | null;
  readonly after?: string | null;
}

/** An identifier beats every other match. */
const IDENTIFIER_SCORE = 1_000;

/** Searches. Throws `BAD_USER_INPUT`. */
export async function searchRecords(index: SearchIndex, args: SearchArguments, reader: Reader): Promise<SearchAnswer> {
  const size = readPageSize("first", args.first, LARGEST_PAGE);
  const filter = filterCondition(checkSearchFilter(args.filter), reader.visibility);
  const question = readQueryText(args.text);
  if (question.words.length === 0) {
    if (question.text !== "") throw badInput("text", "words, or nothing", args.text);
    return readLatest(index, { filter, size, after: args.after ?? null }, reader);
  }
  return searchWords(index, { question, filter, size, after: args.after ?? null }, reader);
}

interface WordSearch {
  readonly question: QueryText;
  readonly filter: Sql;
  readonly size: number;
  readonly after: string | null;
}

async function searchWords(
  index: SearchIndex,
  { question, filter: given, size, after }: WordSearch,
  reader: Reader,
): Promise<SearchAnswer> {
  const place = after === null ? null : decodeHitCursor(after, "SCORE");
  const filter = joinSql([given, ...question.phrases.map(phraseCondition)], "and");
  const [understanding, registered] = await Promise.all([
    index.understand(question, reader),
    findByIdentifier(index.session, question.text, filter),
  ]);
  const ranked = await rankQuestion(index, { understanding, filter, visibility: reader.visibility });
  const first = registered.map((hit) => ({ ...hit, score: IDENTIFIER_SCORE }));
  const known = new Set(first.map(({ id }) => id));
  const hits = [...first, ...ranked.hits.filter(({ id }) => !known.has(id))];
  const rest =
    place === null ? hits : hits.filter((hit) => compareHits({ id: place.id, score: Number(place.key) }, hit) < 0);
  const page = rest.slice(0, size);
  const identifiers = new Map(registered.map((hit) => [hit.id, hit]));
  const described = await describeHits(index, page, { ranked, identifiers, understanding, reader });
  const edges = described.map((node) => ({
    cursor: encodeHitCursor({ order: "SCORE", key: node.score, id: node.id }),
    node,
  }));
  return new SearchAnswer(index, {
    page: pageOf(edges, {
      hasNextPage: rest.length > page.length,
      hasPreviousPage: rest.length < hits.length,
    }),
    totalCount: async () => ranked.count.total + (await unmatched(index, ranked, [...known])),
    matching: { condition: (sample) => matchingSql(ranked, [...known], sample), sample: ranked.count.sample },
    topics: understanding.topics.flatMap((id) => topicById(id) ?? []),
    languages: reader.languages,
  });
}

/** A phrase between quotation marks: its words, as they are or in any language's stems, one after another. */
function phraseCondition(words: readonly string[]): Sql {
  return sql(
    `words @@ any(array(select phraseto_tsquery(c::regconfig, ?) from unnest(array['knowledge.english', 'knowledge.french',
      'knowledge.spanish', 'knowledge.portuguese', 'knowledge.german', 'knowledge.dutch', 'knowledge.italian',
      'knowledge.arabic', 'knowledge.other']) as c where numnode(phraseto_tsquery(c::regconfig, ?)) > 0))`,
    words.join(" "),
    words.join(" "),
  );
}

/** How many of these records the words alone do not find. */
async function unmatched(index: SearchIndex, { matches }: Ranked, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const where = joinSql([matches.condition(1), matches.filter, sql("id = any(?::text[])", ids)], "and");
  const rows = await index.session.rows(`select 1 from knowledge.entry where ${where.text}`, where.values);
  return ids.length - rows.length;
}

function matchingSql({ matches }: Ranked, ids: readonly string[], sample: number): Sql {
  const found = ids.length === 0 ? [] : [sql("id = any(?::text[])", ids)];
  return joinSql([joinSql([matches.condition(sample), ...found], "or"), matches.filter], "and");
}
