// Checks of the change feed: what the hub's harvest relies on. In: the evidence. Out: findings.
import { SCALAR_CHECKS } from "../../../schema/scalars.js";
import { first, must, type Check, type Finding } from "./check.js";
import { isHidden, type Evidence } from "./evidence.js";
import { trouble, type Exchange } from "./exchange.js";
import { entriesOf, pageOf, type FeedEvidence } from "./feed-evidence.js";
import { isObject, shown, type Members } from "./json-view.js";
import { FEED_PAGE } from "./questions.js";

/** A look at the feed, where it answered at all. */
function ofFeed(look: (feed: FeedEvidence) => Finding): (evidence: Evidence) => Finding {
  return ({ rest }) =>
    rest === null || trouble(rest.feed.pages[0] ?? rest.sdl) !== null ? undefined : look(rest.feed);
}

function givesPages({ rest }: Evidence): Finding {
  return rest === null ? undefined : first([...rest.feed.pages, ...rest.feed.again].map(pageFault));
}

function pageFault(exchange: Exchange): string | null {
  const wrong = trouble(exchange);
  if (wrong !== null) return wrong;
  const { epoch, restart, changes, endCursor, hasMore } = pageOf(exchange);
  if (!isText(epoch) || !isText(endCursor)) return `epoch ${shown(epoch)}, endCursor ${shown(endCursor)}`;
  if (typeof restart !== "boolean" || typeof hasMore !== "boolean")
    return `restart ${shown(restart)}, hasMore ${shown(hasMore)}`;
  if (!Array.isArray(changes)) return `changes ${shown(changes)}`;
  if (changes.length > FEED_PAGE) return `first: ${FEED_PAGE} → ${changes.length}`;
  return first(entriesOf(exchange).map(entryFault));
}

function entryFault({ sequence, op, id, at }: Members): string | null {
  const isSound = typeof sequence === "string" && typeof id === "string" && SCALAR_CHECKS.DateTime(at);
  if (isSound && (op === "UPSERT" || op === "DELETE")) return null;
  return shown({ sequence, op, id, at });
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.length > 0 && value.length <= 4_000;
}

function isInOrder({ pages }: FeedEvidence): Finding {
  let last = -1n;
  for (const { sequence, id } of pages.flatMap(entriesOf)) {
    if (typeof sequence !== "string" || !/^\d{1,30}$/.test(sequence)) return `${shown(id)}: ${shown(sequence)}`;
    if (BigInt(sequence) < last) return `${shown(id)}: ${sequence} < ${last}`;
    last = BigInt(sequence);
  }
  return null;
}

/** The same cursor gives the same entries; at the end of a feed some may have come meanwhile. */
function isRepeatable({ pages, again: [beginning, follower] }: FeedEvidence): Finding {
  const pairs: ReadonlyArray<readonly [Exchange | undefined, Exchange]> = [
    [pages[0], beginning],
    [pages[1], follower],
  ];
  for (const [one, other] of pairs) {
    if (one === undefined || trouble(other) !== null) continue;
    const known = entriesOf(one).map(nameOf);
    const repeated = entriesOf(other).map(nameOf).slice(0, known.length);
    const at = known.findIndex((name, index) => name !== repeated[index]);
    if (at >= 0) return `${shown(known[at])} → ${shown(repeated[at])}`;
  }
  return null;
}

function nameOf({ op, id }: Members): string {
  return `${String(op)} ${String(id)}`;
}

function keepsTombstones({ pages }: FeedEvidence): Finding {
  return first(
    pages.flatMap(entriesOf).map(({ op, id, record }) => {
      if (op === "DELETE") return record === null ? null : `DELETE ${shown(id)}: record`;
      return isObject(record) && record["id"] === id
        ? null
        : `UPSERT ${shown(id)}: ${shown(isObject(record) ? record["id"] : record)}`;
    }),
  );
}

function keepsEpoch({ pages, again }: FeedEvidence): Finding {
  const epochs = new Set(
    [...pages, ...again].flatMap((each) => (trouble(each) === null ? [pageOf(each)["epoch"]] : [])),
  );
  return epochs.size <= 1 ? null : shown([...epochs].slice(0, 3));
}

/** A snapshot is compacted: one entry for each record. */
function beginsWithSnapshot({ pages }: FeedEvidence): Finding {
  const [page] = pages;
  const seen = new Set<unknown>();
  for (const { id, op } of entriesOf(page)) {
    if (op === "DELETE") return `DELETE ${shown(id)}`;
    if (seen.has(id)) return `2 × ${shown(id)}`;
    seen.add(id);
  }
  return pageOf(page)["restart"] === false ? null : "restart: true";
}

function restartsWhenLost({ unknownCursor }: FeedEvidence): Finding {
  return trouble(unknownCursor) ?? (pageOf(unknownCursor)["restart"] === true ? null : "restart: false");
}

function ends({ pages, isWhole, afterEnd }: FeedEvidence): Finding {
  if (!isWhole)
    return pages.length > 1 && new Set(pages.map((each) => pageOf(each)["endCursor"])).size < pages.length
      ? "endCursor ×2"
      : null;
  if (afterEnd === null) return undefined;
  const wrong = trouble(afterEnd);
  if (wrong !== null) return wrong;
  const before = new Set(pages.flatMap(entriesOf).map((entry) => `${nameOf(entry)} ${shown(entry["sequence"])}`));
  const repeated = entriesOf(afterEnd).find((entry) => before.has(`${nameOf(entry)} ${shown(entry["sequence"])}`));
  return repeated === undefined ? null : shown(repeated["id"]);
}

function showsPublicOnly({ seenByPublic }: FeedEvidence): Finding {
  const hidden = entriesOf(seenByPublic).find(({ record }) => isObject(record) && isHidden(record));
  return hidden === undefined ? null : shown(hidden["id"]);
}

/** Checks by name. */
export const FEED_CHECKS = {
  "feed-pages": must("BASIC", givesPages),
  "feed-order": must("BASIC", ofFeed(isInOrder)),
  "feed-repeatable": must("BASIC", ofFeed(isRepeatable)),
  "feed-tombstones": must("BASIC", ofFeed(keepsTombstones)),
  "feed-epoch": must("BASIC", ofFeed(keepsEpoch)),
  "feed-snapshot": must("BASIC", ofFeed(beginsWithSnapshot)),
  "feed-unknown-cursor": must("BASIC", ofFeed(restartsWhenLost)),
  "feed-end": must("BASIC", ofFeed(ends)),
  "feed-visibility": must("BASIC", ({ isSigned, ...rest }) =>
    isSigned ? ofFeed(showsPublicOnly)({ isSigned, ...rest }) : undefined,
  ),
} satisfies Readonly<Record<string, Check>>;
