// Listing topics. In: what to look for. Out: a page of the thesaurus, in the order of the labels in one language.
import { badInput } from "../../schema/errors.js";
import { compareCodePoints, fold, foldedWords } from "../../schema/fold.js";
import { LARGEST_PAGE, readPageSize } from "../../schema/page-request.js";
import { allTopics, type Topic } from "../../schema/topics.js";

export interface TopicQuery {
  readonly text: string | null;
  readonly broader: string | null;
  readonly scheme: string | null;
  readonly first: number;
  readonly after: string | null;
}

interface TopicPage {
  readonly edges: ReadonlyArray<{ readonly cursor: string; readonly node: Topic }>;
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  readonly totalCount: number;
}

/** A page of topics. Throws `BAD_USER_INPUT`. `languages`: the labels to sort by, best first. */
export function listTopics(query: TopicQuery, languages: readonly string[]): TopicPage {
  const size = readPageSize("first", query.first, LARGEST_PAGE);
  const labelled = allTopics()
    .filter((topic) => isWanted(topic, query))
    .map((topic) => ({ topic, key: `${fold(labelOf(topic, languages) ?? topic.slug)}\u0000${topic.id}` }))
    .sort((a, b) => compareCodePoints(a.key, b.key));
  const after = query.after === null ? null : readCursor(query.after);
  const rest = after === null ? labelled : labelled.filter(({ key }) => compareCodePoints(key, after) > 0);
  const edges = rest
    .slice(0, size)
    .map(({ topic, key }) => ({ cursor: Buffer.from(key).toString("base64url"), node: topic }));
  const pageInfo = {
    hasNextPage: rest.length > size,
    hasPreviousPage: rest.length < labelled.length,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo, totalCount: labelled.length };
}

/** A topic's label in the first of some languages that it has, else in English. */
export function labelOf(topic: Topic, languages: readonly string[]): string | null {
  return inLanguage(topic.labels, languages) ?? null;
}

/** What there is in the first of some languages, else in English. Tags are the same in any case (RFC 5646, section 2.1.1). */
export function inLanguage<T>(byLanguage: Readonly<Record<string, T>>, languages: readonly string[]): T | undefined {
  const known = new Map(Object.entries(byLanguage).map(([language, each]) => [language.toLowerCase(), each]));
  const wanted = languages.find((each) => known.has(each.toLowerCase())) ?? "en";
  return known.get(wanted.toLowerCase());
}

function isWanted(topic: Topic, { text, broader, scheme }: TopicQuery): boolean {
  if (broader !== null && !topic.broader.includes(broader)) return false;
  if (scheme !== null && !topic.notations.some((notation) => notation.scheme === scheme)) return false;
  return text === null || matches(topic, foldedWords(text));
}

/** Every word begins a word of the labels and synonyms, whatever their language. */
function matches(topic: Topic, words: readonly string[]): boolean {
  const own = [...Object.values(topic.labels), ...Object.values(topic.synonyms).flat()].flatMap(foldedWords);
  return words.every((word) => own.some((each) => each.startsWith(word)));
}

function readCursor(cursor: string): string {
  const key = /^[A-Za-z0-9_-]{1,1000}$/.test(cursor) ? Buffer.from(cursor, "base64url").toString("utf8") : "";
  if (!key.includes("\u0000hub:topic:")) throw badInput("after", "a cursor of topics", cursor);
  return key;
}
