// Which entries were applied. In: entries of a page. Out: those that are news; late, repeated and older ones are not.
// Tombstones stay for a while, so that an older upsert that comes late cannot bring a record back.
import type { FeedEntry, RefusedEntry } from "../../../schema/change-feed.js";
import type { Session } from "../../database/session.js";
import type { SourcePlace } from "./source-place.js";

interface Claim {
  readonly partner: string;
  readonly place: Pick<SourcePlace, "era" | "generation">;
  readonly entries: readonly FeedEntry[];
}

/** Marks entries as applied and gives the ids of those that are newer than what is known. */
export async function claimEntries(tx: Session, { partner, place, entries }: Claim): Promise<Set<string>> {
  if (entries.length === 0) return new Set();
  const rows = entries.map(({ id, sequence, record }) => ({ id, sequence: String(sequence), gone: record === null }));
  const claimed = await tx.rows<{ id: string }>(
    `insert into knowledge.applied as old (partner, id, era, sequence, generation, is_gone, at)
     select ?, id, ?, sequence, ?, gone, now()
     from jsonb_to_recordset(?::jsonb) as entry(id text, sequence numeric, gone boolean) order by id
     on conflict (partner, id) do update set era = excluded.era, sequence = excluded.sequence,
       generation = excluded.generation, is_gone = excluded.is_gone, at = excluded.at
     where (old.era, old.sequence) < (excluded.era, excluded.sequence)
     returning id`,
    [partner, place.era, place.generation, JSON.stringify(rows)],
  );
  return new Set(claimed.map(({ id }) => id));
}

/**
 * Notes that a snapshot names these records although it says nothing new of them, and even where what it says breaks the
 * contract: what is broken is not gone. Those that were claimed are noted already.
 */
export async function markSeen(
  tx: Session,
  { partner, place, entries }: Claim,
  refused: readonly RefusedEntry[],
): Promise<void> {
  const named = [...entries.filter(({ record }) => record !== null), ...refused];
  const ids = named.flatMap(({ id }) => id ?? []);
  if (ids.length === 0) return;
  await tx.rows(
    `update knowledge.applied set generation = ? where partner = ? and id = any(?::text[]) and generation < ?`,
    [place.generation, partner, ids, place.generation],
  );
}

/**
 * The first entry that stands at or before what was reached and was never applied: the sequence ran backwards. Entries
 * that repeat what was applied, or what something later replaced, are no such thing.
 */
export async function findBackwards(
  tx: Session,
  { partner, place, entries }: Claim,
  reached: bigint,
): Promise<bigint | null> {
  const old = entries.filter(({ sequence }) => sequence <= reached);
  if (old.length === 0) return null;
  const rows = old.map(({ id, sequence }) => ({ id, sequence: String(sequence) }));
  const [found] = await tx.rows<{ sequence: string }>(
    `select entry.sequence::text from jsonb_to_recordset(?::jsonb) as entry(id text, sequence numeric)
     where not exists (select from knowledge.applied where partner = ? and applied.id = entry.id and era = ?
       and applied.sequence >= entry.sequence)
     and not exists (select from knowledge.refused where partner = ? and refused.id = entry.id and era = ?
       and refused.sequence >= entry.sequence)
     order by entry.sequence limit 1`,
    [JSON.stringify(rows), partner, place.era, partner, place.era],
  );
  return found === undefined ? null : BigInt(found.sequence);
}

/** How many live records a complete snapshot did not name, and how many there were. */
export async function countUnseen(
  tx: Session,
  partner: string,
  generation: number,
): Promise<{ readonly unseen: number; readonly known: number }> {
  const [row] = await tx.rows<{ unseen: number; known: number }>(
    `select (count(*) filter (where generation < ?))::int as unseen, count(*)::int as known
     from knowledge.applied where partner = ? and not is_gone`,
    [generation, partner],
  );
  return row ?? { unseen: 0, known: 0 };
}

/** Marks what a complete snapshot did not name as gone. Returns the ids. */
export async function buryUnseen(tx: Session, partner: string, generation: number): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `update knowledge.applied set is_gone = true, at = now()
     where partner = ? and generation < ? and not is_gone returning id`,
    [partner, generation],
  );
  return rows.map(({ id }) => id);
}

/** Notes entries that broke the contract. What is known of their records stays as it was. */
export async function noteRefused(
  tx: Session,
  {
    partner,
    era,
    refused,
  }: { readonly partner: string; readonly era: number; readonly refused: readonly RefusedEntry[] },
): Promise<void> {
  const rows = refused.map(({ id, sequence }) => ({ id, sequence: sequence === null ? null : String(sequence) }));
  await tx.rows(
    `insert into knowledge.refused (partner, id, era, sequence, at)
     select ?, id, ?, sequence, now() from jsonb_to_recordset(?::jsonb) as entry(id text, sequence numeric)`,
    [partner, era, JSON.stringify(rows)],
  );
}
