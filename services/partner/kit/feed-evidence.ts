// What the kit learns of the change feed: its first pages, one of them twice, what it says to an unknown cursor, and what
// the public sees of it. In: a way to ask. Out: the pages, and the records in them.
import type { Exchange, Interview } from "./exchange.js";
import { isObject, itemsOf, membersOf, textOf, type Members } from "./json-view.js";
import { feedQuestion } from "./questions.js";

export interface FeedEvidence {
  /** From the beginning, each after the one before it. */
  readonly pages: readonly Exchange[];
  /** Whether they come to the feed's end. */
  readonly isWhole: boolean;
  /** The first page asked for a second time, and a page after it twice. */
  readonly again: readonly [Exchange, Exchange];
  readonly unknownCursor: Exchange;
  readonly seenByPublic: Exchange;
  /** After the last cursor, where the pages come to the end. */
  readonly afterEnd: Exchange | null;
  /** The records of the pages. */
  readonly records: readonly Members[];
}

const MOST_PAGES = 4;

/** Asks for it. */
export async function gatherFeed(interview: Interview, version: string): Promise<FeedEvidence> {
  const feedAfter = (cursor: string | null) => feedQuestion(cursor, version);
  const pages = [await interview.ask(feedAfter(null))];
  for (let cursor = nextCursor(pages.at(-1)); cursor !== null && pages.length < MOST_PAGES;) {
    pages.push(await interview.ask(feedAfter(cursor)));
    cursor = nextCursor(pages.at(-1));
  }
  const last = pageOf(pages.at(-1));
  const isWhole = last["hasMore"] === false;
  const lastCursor = textOf(last["endCursor"]);
  const second = textOf(pageOf(pages[0])["endCursor"]);
  const [beginning, follower, unknownCursor, seenByPublic, afterEnd] = await Promise.all([
    interview.ask(feedAfter(null)),
    interview.ask(feedAfter(second)),
    interview.ask(feedAfter("bm90LWEtY3Vyc29y")),
    interview.ask({ ...feedAfter(null), as: "PUBLIC" }),
    isWhole && lastCursor !== null ? interview.ask(feedAfter(lastCursor)) : null,
  ]);
  const records = pages.flatMap(entriesOf).map(({ record }) => record);
  return {
    ...{ pages, isWhole, again: [beginning, follower] as const, unknownCursor, seenByPublic, afterEnd },
    records: records.filter(isObject),
  };
}

/** The `changes` of an answer. */
export function pageOf(exchange: Exchange | undefined): Members {
  return membersOf(exchange?.data["changes"]);
}

/** The entries of a page. */
export function entriesOf(exchange: Exchange | undefined): Members[] {
  return itemsOf(pageOf(exchange)["changes"]).map(membersOf);
}

function nextCursor(exchange: Exchange | undefined): string | null {
  const { hasMore, endCursor } = pageOf(exchange);
  return hasMore === true ? textOf(endCursor) : null;
}
