// The table of erasures. In: ids. Out: whether they were erased: of an id only a salted digest is kept. The salt is the
// network's own and stands in each row, so that rows of another time or a restored backup count as well.
import { createHash, randomBytes } from "node:crypto";
import { ownerOf } from "../../../schema/record-id.js";
import type { Session } from "../../database/session.js";

export const ERASURES_CHANNEL = "maillage_erasures";

/** One erasure, as it is kept in the database and in the file beside it. */
export interface Erasure {
  readonly salt: string;
  readonly hash: string;
  readonly partner: string;
  /** ISO 8601. */
  readonly at: string;
}

/** The digest of an id. */
export function erasureHash(salt: string, id: string): string {
  return createHash("sha256").update(`${salt}${id}`).digest("hex");
}

/** The same in SQL, of a column that holds ids. */
export function erasureHashSql(salt: string, column: string): string {
  return `encode(sha256(convert_to(${salt} || ${column}, 'UTF8')), 'hex')`;
}

/** Notes that a record is erased. Gives false when it was already. */
export async function insertErasure(tx: Session, id: string): Promise<boolean> {
  await tx.rows(`select pg_advisory_xact_lock(hashtext('maillage erasure'))`); // one salt, whoever is first
  const [known] = await tx.rows<{ salt: string }>(`select salt from knowledge.erasure order by at limit 1`);
  const salt = known?.salt ?? randomBytes(16).toString("hex");
  const rows = await tx.rows(
    `insert into knowledge.erasure (salt, hash, partner, at) values (?, ?, ?, now()) on conflict do nothing returning 1`,
    [salt, erasureHash(salt, id), ownerOf(id)],
  );
  return rows.length > 0;
}

/** Those of some ids, all of one partner, that were erased. */
export async function readErased(session: Session, partner: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await session.rows<Pick<Erasure, "salt" | "hash">>(
    `select salt, hash from knowledge.erasure where partner = ?`,
    [partner],
  );
  const hashes = new Set(rows.map(({ hash }) => hash));
  const salts = [...new Set(rows.map(({ salt }) => salt))];
  return new Set(ids.filter((id) => salts.some((salt) => hashes.has(erasureHash(salt, id)))));
}

/** Notes whether the partner of an erased record offers it: in which generation of its feed, or no more. */
export async function setOffered(tx: Session, id: string, generation: number | null): Promise<void> {
  const changed = await tx.rows(
    `update knowledge.erasure set offered = ? where partner = ? and hash = ${erasureHashSql("salt", "?")}
       and offered is distinct from ? returning 1`,
    [generation, ownerOf(id), id, generation],
  );
  if (changed.length > 0) await tellOfErasures(tx);
}

/** A snapshot is complete: what it did not name the partner offers no more. */
export async function endOffers(tx: Session, partner: string, generation: number): Promise<void> {
  const changed = await tx.rows(
    `update knowledge.erasure set offered = null where partner = ? and offered < ? returning 1`,
    [partner, generation],
  );
  if (changed.length > 0) await tellOfErasures(tx);
}

/** Tells every process of the hub, once the transaction has ended. */
export async function tellOfErasures(tx: Session): Promise<void> {
  await tx.rows(`select pg_notify('${ERASURES_CHANNEL}', '')`);
}
