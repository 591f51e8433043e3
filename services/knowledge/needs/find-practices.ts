// Practices for a need: what is already written down. In: what it says and its topics, who asks. Out: hits, best first:
// those that speak of both, then those of its topics and those of its words alone, each with reasons.
import { narrowerThan } from "../../../schema/topics.js";
import { sayBecause } from "../search/because.js";
import { labelOf, type HitNode } from "../search/describe-hits.js";
import { readCards } from "../search/read-hits.js";
import type { Reader, SearchIndex } from "../search/search-index.js";
import { searchRecords } from "../search/search-records.js";
import type { NeedQuestion } from "./need-text.js";

/** What it is worth to be of one of the need's topics, beside the best that words can be: 1. */
const BY_TOPIC = 1;
/** Of its topics, and with none of its words. */
const BY_TOPIC_ALONE = 0.5;
const TYPES = ["PRACTICE"];

/** The practices that fit a need best, at most `first`. */
export async function findPractices(
  index: SearchIndex,
  { question, first }: { readonly question: NeedQuestion; readonly first: number },
  reader: Reader,
): Promise<HitNode[]> {
  const { text, topics } = question;
  const search = async (words: string | null, filter: object): Promise<readonly HitNode[]> => {
    if (words === null) return [];
    const answer = await searchRecords(index, { text: words, filter: { types: TYPES, ...filter }, first }, reader);
    return answer.edges.map(({ node }) => node);
  };
  const both = topics.length === 0 ? [] : await search(text, { topics });
  const isEnough = both.length >= first;
  const byTopic = isEnough || topics.length === 0 ? [] : await search("", { topics });
  const byWords = isEnough ? [] : await search(text, {});
  const scored = [
    ...both.map((hit) => ({ ...hit, score: BY_TOPIC + shareOf(hit, [...both, ...byWords]) })),
    ...byWords.map((hit) => ({ ...hit, score: shareOf(hit, byWords) })),
    ...byTopic.map((hit) => ({ ...hit, score: BY_TOPIC_ALONE })),
  ];
  const best = unique(scored)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, first);
  return withTopics(index, { hits: best, topics }, reader);
}

function shareOf({ score }: HitNode, hits: readonly HitNode[]): number {
  const best = Math.max(...hits.map((hit) => hit.score), 0);
  return best === 0 ? 0 : Math.round((score / best) * 10_000) / 10_000;
}

/** Each once, the first of its forms. */
function unique(hits: readonly HitNode[]): HitNode[] {
  const byId = new Map<string, HitNode>();
  for (const hit of hits) if (!byId.has(hit.id)) byId.set(hit.id, hit);
  return [...byId.values()];
}

interface Found {
  readonly hits: readonly HitNode[];
  readonly topics: readonly string[];
}

/** With those of the need's topics that they are filed under as reasons, before what else speaks for them. */
async function withTopics(index: SearchIndex, { hits, topics }: Found, reader: Reader): Promise<HitNode[]> {
  const ids = hits.map(({ id }) => id);
  const cards = await readCards(index.session, ids, reader.visibility);
  return hits.map((hit) => {
    const own = cards.get(hit.id)?.topics ?? [];
    const shared = topics.filter((topic) => narrowerThan([topic]).some((narrower) => own.includes(narrower)));
    const said = shared.map((topic) =>
      sayBecause({ kind: "topic", label: labelOf(topic, reader.languages) }, reader.languages),
    );
    return { ...hit, because: [...new Set([...said, ...hit.because])] };
  });
}
