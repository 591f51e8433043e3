// The end of every writing transaction: its entries in the change feed. In: what was written. Out: nothing; entries
// numbered without gaps. Numbers taken before commit would let a reader pass 7 while 6 is still open, so they are
// taken last, under the lock of the partner's feed row, which is held until the commit.
import { randomUUID } from "node:crypto";
import { STORE_SCHEMA as S } from "./tables.js";
import type { Session } from "../../database/session.js";

/** Where the program that serves partners hears that a feed went on. */
export const FEED_CHANNEL = "maillage_partner_feed";

/** A change to be numbered. */
export interface NewChange {
  readonly partner: string;
  readonly id: string;
  readonly op: "UPSERT" | "DELETE";
  readonly seenByPublic: boolean;
}

interface FeedEnd {
  readonly partner: string;
  readonly last: string;
}

/** Appends changes, of any partners, to their feeds. Call it last in the transaction: other writers now wait for us. */
export async function appendChanges(tx: Session, changes: readonly NewChange[], now: string): Promise<void> {
  if (changes.length === 0) return;
  const byPartner = Map.groupBy(changes, (change) => change.partner);
  const counts = [...byPartner].map(([partner, of]) => ({ partner, count: of.length }));
  const ends = await takeNumbers(tx, counts);
  const numbered = ends.flatMap(({ partner, last }) => {
    const of = byPartner.get(partner) ?? [];
    const before = BigInt(last) - BigInt(of.length);
    return of.map((change, index) => ({ ...change, sequence: String(before + BigInt(index) + 1n) }));
  });
  await tx.rows(
    `insert into ${S}.change (partner, sequence, op, id, at, seen_by_public)
     select partner, sequence, op, id, ?::timestamptz, "seenByPublic" from jsonb_to_recordset(?::jsonb)
       as new(partner text, sequence bigint, op text, id text, "seenByPublic" boolean)`,
    [now, JSON.stringify(numbered)],
  );
  for (const partner of byPartner.keys()) await tx.rows(`select pg_notify('${FEED_CHANNEL}', ?)`, [partner]);
}

interface Count {
  readonly partner: string;
  readonly count: number;
}

async function takeNumbers(tx: Session, counts: readonly Count[]): Promise<FeedEnd[]> {
  const json = JSON.stringify(counts);
  const locked = await tx.rows(
    `${COUNTS} select partner from ${S}.feed join counts using (partner)
    order by partner for update of feed`,
    [json],
  );
  if (locked.length < counts.length)
    await openFeeds(
      tx,
      counts.map((count) => count.partner),
    );
  return tx.rows<FeedEnd>(
    `${COUNTS} update ${S}.feed set last = last + counts.count from counts
     where feed.partner = counts.partner returning feed.partner, feed.last::text as last`,
    [json],
  );
}

const COUNTS = `with counts as (select * from jsonb_to_recordset(?::jsonb) as c(partner text, count bigint))`;

/** Makes sure that partners have a feed. The database they lie in is noted: see `renewEpochs`. */
export async function openFeeds(session: Session, partners: readonly string[]): Promise<void> {
  const feeds = partners.toSorted().map((partner) => ({ partner, epoch: randomUUID() }));
  await session.rows(
    `insert into ${S}.feed (partner, epoch, last, lineage)
     select partner, epoch, 0, '' from jsonb_to_recordset(?::jsonb) as f(partner text, epoch uuid)
     order by partner on conflict do nothing`,
    [JSON.stringify(feeds)],
  );
}
