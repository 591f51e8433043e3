// Access keys. In: a name and scopes, or a secret that a reader sent. Out: a new secret, once; or the principal behind
// one. Of a secret its SHA-256 is stored. Several keys of one application are good at once: that is how they are rotated.
import { randomUUID } from "node:crypto";
import { LRUCache } from "lru-cache";
import { visibilityFor, type Principal } from "../../schema/principal.js";
import { ownerOf } from "../../schema/record-id.js";
import type { Session } from "../database/session.js";
import type { Act, AuditLog } from "../../schema/audit.js";
import { hashOf, isSame, newSecret } from "./secrets.js";
import { isoSql } from "../database/time-sql.js";
import type { RegistryDatabase } from "./store/open-registry-store.js";

export interface NewAccessKey {
  readonly name: string;
  readonly scopes: readonly string[];
  /** The organization that the application acts for. */
  readonly organization: string | null;
  readonly expiresAt?: string | null;
  /** Browser origins that may use the key; a key that names none is for servers. */
  readonly origins?: readonly string[];
  /** Whether it may run trusted documents only. */
  readonly trustedOnly?: boolean;
}

/** What is stored of a key. */
export interface AccessKeyRecord extends Required<NewAccessKey> {
  readonly id: string;
  readonly hash: string;
  readonly prefix: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

/** A good key: who it stands for, and the browser origins that may use it. */
export interface KnownKey {
  readonly principal: Principal;
  readonly origins: readonly string[];
}

const PREFIX = "mlg_";
/** How long this process goes by what it read of a key: so long, one that another process revoked is still good here. */
const KNOWN_FOR_MS = 5_000;
/** While the database cannot be asked, what was read before counts for so long; then nothing does. */
const BELIEVED_FOR_MS = 10 * 60_000;
const MOST_KNOWN = 10_000;
const USE_NOTED_MS = 60_000;
const NO_HASH = hashOf("");
const COLUMNS = `id, hash, name, prefix, scopes, organization, origins, trusted_only as "trustedOnly",
  ${isoSql("created_at")} as "createdAt", ${isoSql("expires_at")} as "expiresAt",
  ${isoSql("last_used_at")} as "lastUsedAt", ${isoSql("revoked_at")} as "revokedAt"`;

export interface AccessKeyParts {
  readonly database: RegistryDatabase;
  readonly audit: AuditLog;
  /** The time, in milliseconds. */
  readonly now: () => number;
}

interface Known {
  readonly row: AccessKeyRecord | null;
  readonly readAt: number;
}

export class AccessKeys {
  readonly #database: RegistryDatabase;
  readonly #audit: AuditLog;
  readonly #now: () => number;
  readonly #known = new LRUCache<string, Known>({ max: MOST_KNOWN });
  readonly #noted = new LRUCache<string, true>({ max: MOST_KNOWN, ttl: USE_NOTED_MS });
  readonly #writing = new Set<Promise<void>>();
  /** Goes up when keys are revoked: what was being read then may be out of date. */
  #age = 0;

  constructor({ database, audit, now }: AccessKeyParts) {
    this.#database = database;
    this.#audit = audit;
    this.#now = now;
  }

  /** Makes a key. The secret is in the answer and nowhere else. */
  async issue(key: NewAccessKey): Promise<string> {
    return (await insertKey(this.#database, key)).secret;
  }

  /** Makes a key in an actor's name. */
  issueBy(actor: string, key: NewAccessKey): Promise<{ readonly key: AccessKeyRecord; readonly secret: string }> {
    return this.#database.transaction(async (session) => {
      const issued = await insertKey(session, key);
      const note = `scopes ${key.scopes.join(" ")}`;
      await this.#audit.note({ actor, action: "access-key.issue", subject: issued.key.id, note }, session);
      return issued;
    });
  }

  /** All keys, the latest first. */
  list(): Promise<AccessKeyRecord[]> {
    return this.#database.rows(`select ${COLUMNS} from registry.access_key order by created_at desc, id`);
  }

  /** Revokes a key in an actor's name. Null when there is no such key; one that is revoked stays as it is. */
  async revoke(actor: string, id: string): Promise<AccessKeyRecord | null> {
    const row = await this.#database.transaction(async (session) => {
      const act: Act = { actor, action: "access-key.revoke", subject: id };
      const revoked = await session.rows(
        `update registry.access_key set revoked_at = now() where id = ? and revoked_at is null returning id`,
        [id],
      );
      if (revoked.length > 0) await this.#audit.note(act, session);
      return session.rows<AccessKeyRecord>(`select ${COLUMNS} from registry.access_key where id = ?`, [id]);
    });
    this.#forget();
    return row[0] ?? null;
  }

  /** Revokes all keys of a name that are not yet. */
  async revokeNamed(name: string): Promise<void> {
    const sql = `update registry.access_key set revoked_at = now() where name = ? and revoked_at is null`;
    await this.#database.rows(sql, [name]);
    this.#forget();
  }

  /** Who a secret stands for; null for one that is unknown, expired or revoked, after the same work. */
  async find(secret: string): Promise<KnownKey | null> {
    const hash = hashOf(secret);
    const row = await this.#read(hash);
    const isKnown = isSame(row?.hash ?? NO_HASH, hash);
    const isOver =
      row !== null && (row.revokedAt !== null || (row.expiresAt !== null && Date.parse(row.expiresAt) <= this.#now()));
    if (row === null || !isKnown || isOver) return null;
    this.#noteUse(row.id);
    return { principal: principalOf(row), origins: row.origins };
  }

  /** What this process read of keys counts no more: some were revoked by a statement of another's. */
  forgetKnown(): void {
    this.#forget();
  }

  /** Waits until what was noted of the keys' use is written. */
  async close(): Promise<void> {
    await Promise.all(this.#writing);
  }

  #forget(): void {
    this.#age++;
    this.#known.clear();
  }

  async #read(hash: string): Promise<AccessKeyRecord | null> {
    const known = this.#known.get(hash);
    if (known !== undefined && this.#now() - known.readAt < KNOWN_FOR_MS) return known.row;
    const age = this.#age;
    const sql = `select ${COLUMNS} from registry.access_key where hash = ?`;
    try {
      const [row = null] = await this.#database.rows<AccessKeyRecord>(sql, [hash]);
      if (age === this.#age) this.#known.set(hash, { row, readAt: this.#now() });
      return row;
    } catch (error) {
      const isBelieved = known !== undefined && age === this.#age && this.#now() - known.readAt < BELIEVED_FOR_MS;
      if (!isBelieved) throw error;
      return known.row; // nobody can revoke it there either
    }
  }

  /** At most once a minute for each key, by whichever process; that it cannot be noted fails no request. */
  #noteUse(id: string): void {
    if (this.#noted.has(id)) return;
    this.#noted.set(id, true);
    const sql = `update registry.access_key set last_used_at = now()
      where id = ? and (last_used_at is null or last_used_at < now() - interval '1 minute')`;
    const written: Promise<void> = this.#database.rows(sql, [id]).then(
      () => void this.#writing.delete(written),
      () => void this.#writing.delete(written),
    );
    this.#writing.add(written);
  }
}

async function insertKey(
  session: Session,
  key: NewAccessKey,
): Promise<{ readonly key: AccessKeyRecord; readonly secret: string }> {
  const { name, scopes, organization, expiresAt = null, origins = [], trustedOnly = false } = key;
  const secret = `${PREFIX}${newSecret()}`;
  const [row] = await session.rows<AccessKeyRecord>(
    `insert into registry.access_key
      (id, hash, name, prefix, scopes, organization, origins, trusted_only, created_at, expires_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, now(), ?) returning ${COLUMNS}`,
    [randomUUID(), hashOf(secret), name, secret.slice(0, 8), scopes, organization, origins, trustedOnly, expiresAt],
  );
  if (row === undefined) throw new Error("PostgreSQL inserted an access key and gave no row.");
  return { key: row, secret };
}

function principalOf({ id, name, organization, scopes, trustedOnly }: AccessKeyRecord): Principal {
  return {
    kind: "APPLICATION",
    id: `key:${id}`,
    name,
    organization,
    scopes,
    trustedOnly,
    partner: organization === null ? null : ownerOf(organization),
    visibility: visibilityFor(scopes),
  };
}
