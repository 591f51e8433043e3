// From ranked records to hits. In: the records of a page and what was looked for. Out: `SearchHit`s with the passage that
// matched and the reasons, in the reader's language.
import { narrowerThan, topicById } from "../../../schema/topics.js";
import { inLanguage } from "../topic-list.js";
import { sayBecause, type Because } from "./because.js";
import type { IdentifierHit } from "./find-identifier.js";
import { findPassage, type Passage } from "./passage.js";
import { type Ranked, type RankedHit } from "./rank-question.js";
import { readCards, type Card } from "./read-hits.js";
import type { Reader, SearchIndex, UnderstoodText } from "./search-index.js";

/** A `SearchHit`. */
export interface HitNode extends Omit<Card, "topics" | "passages"> {
  readonly snippet: string | null;
  readonly score: number;
  readonly because: readonly string[];
}

/** A hit with nothing that was looked for in it. */
export function hitOf(card: Card): HitNode {
  const { topics: _, passages: __, ...told } = card;
  return { ...told, snippet: null, score: 0, because: [] };
}

interface Looked {
  readonly ranked: Ranked;
  readonly identifiers: ReadonlyMap<string, IdentifierHit>;
  readonly understanding: UnderstoodText;
  readonly reader: Reader;
}

const MOST_WORDS = 6;

/** Describes the hits of a page, in their order. One that went away meanwhile is left out. */
export async function describeHits(
  index: SearchIndex,
  page: ReadonlyArray<{ readonly id: string; readonly score: number }>,
  looked: Looked,
): Promise<HitNode[]> {
  const ids = page.map(({ id }) => id);
  const cards = await readCards(index.session, ids, looked.reader.visibility);
  const hits = new Map(looked.ranked.hits.map((hit) => [hit.id, hit]));
  return page.flatMap(({ id, score }) => {
    const card = cards.get(id);
    if (card === undefined) return [];
    const hit = hits.get(id);
    const passage = hit === undefined ? null : passageOf(card, hit);
    const because = reasonsFor({ card, hit, passage, looked });
    const said = because.map((reason) => sayBecause(reason, looked.reader.languages));
    return [{ ...hitOf(card), score, snippet: passage?.snippet ?? null, because: said }];
  });
}

function passageOf(card: Card, { candidate, rendering }: RankedHit): Passage {
  return findPassage(card, candidate.vector, rendering);
}

interface Found {
  readonly card: Card;
  readonly hit: RankedHit | undefined;
  readonly passage: Passage | null;
  readonly looked: Looked;
}

function reasonsFor({ card, hit, passage, looked }: Found): Because[] {
  const { identifiers, understanding, reader } = looked;
  const identifier = identifiers.get(card.id);
  const asked = understanding.topics.filter((id) =>
    narrowerThan([id]).some((narrower) => card.topics.includes(narrower)),
  );
  return [
    ...(identifier === undefined ? [] : [{ kind: "identifier", ...identifier } as const]),
    ...asked.map((id) => ({ kind: "topic", label: labelOf(id, reader.languages) }) as const),
    ...(passage === null || passage.words.length === 0
      ? []
      : [{ kind: "words", words: passage.words.slice(0, MOST_WORDS) } as const]),
    ...(hit === undefined ? [] : understanding.readAs.map((word) => ({ kind: "read-as", word }) as const)),
  ];
}

/** The label of a topic in the reader's language; its id when the thesaurus does not know it. */
export function labelOf(id: string, languages: readonly string[]): string {
  return inLanguage(topicById(id)?.labels ?? {}, languages) ?? id;
}
