// Erasures beside the database, so that a backup of it that is restored does not undo them. In: a file of one JSON
// object a line, digests only. Out: lines appended; what the file knows and the database does not is erased anew.
import { z } from "zod";
import { appendLines, readLines, type LineFormat } from "../../database/line-file.js";
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import { erasureHashSql, tellOfErasures, type Erasure } from "./erasure-table.js";
import { forgetErased } from "./erase-record.js";

const LINE = z.object({
  salt: z.string(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  partner: z.string(),
  at: z.iso.datetime(),
});

const FORMAT: LineFormat<Erasure> = {
  parse: (value) => LINE.parse(value),
  begins: '{"salt":',
  what: "an erasure",
};

/** Appends the erasures that the file does not hold yet. */
export async function appendErasures(file: string, erasures: readonly Erasure[]): Promise<void> {
  const known = new Set((await readLines(file, FORMAT)).map(keyOf));
  const added = erasures.filter((erasure) => !known.has(keyOf(erasure)));
  await appendLines(
    file,
    added.map(({ salt, hash, partner, at }) => ({ salt, hash, partner, at })),
  );
}

/**
 * Erases what the file knows and the database does not: call it before anything is served. Gives how many erasures were
 * new. Throws when the file holds anything but erasures: nobody's erasure is to be lost unnoticed.
 */
export async function replayErasures(file: string, database: Database): Promise<number> {
  const erasures = await readLines(file, FORMAT);
  if (erasures.length === 0) return 0;
  const added = await database.rows(
    `insert into knowledge.erasure (salt, hash, partner, at)
     select salt, hash, partner, at from jsonb_to_recordset(?::jsonb)
       as line(salt text, hash text, partner text, at timestamptz)
     on conflict do nothing returning 1`,
    [JSON.stringify(erasures)],
  );
  // Of all that were erased, not only of those that are new: an earlier start may have ended half-way.
  for (const id of await heldIds(database)) await database.transaction((tx) => forgetErased(tx, id));
  if (added.length > 0) await tellOfErasures(database);
  return added.length;
}

/** The ids of records that were erased, and that the hub holds or refers to all the same. */
async function heldIds(session: Session): Promise<string[]> {
  const rows = await session.rows<{ id: string }>(
    `with named as (select target as id from knowledge.link
       union select person from knowledge.endorsement union select organization from knowledge.endorsement
       union select practice from knowledge.adoption union select organization from knowledge.adoption
       union select organization from knowledge.open_need),
     held as (select partner, id from knowledge.entry union select split_part(id, ':', 1), id from named)
     select distinct held.id from held join knowledge.erasure using (partner)
     where ${erasureHashSql("erasure.salt", "held.id")} = erasure.hash`,
  );
  return rows.map(({ id }) => id);
}

function keyOf({ salt, hash }: Erasure): string {
  return `${salt} ${hash}`;
}
