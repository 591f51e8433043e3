// Access keys. In: a name and scopes, or a secret that a reader sent. Out: a new secret, once; or the principal behind
// one. Stored as SHA-256: a secret has 256 random bits, so a slow hash would add nothing.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { MikroORM } from "@mikro-orm/postgresql";
import { CodedError } from "../../schema/errors.js";
import { ANONYMOUS, visibilityFor, type Principal } from "../../schema/principal.js";
import { ownerOf } from "../../schema/record-id.js";
import { AccessKeyRow, type AccessKeyRecord } from "./store/tables.js";

export interface NewAccessKey {
  readonly name: string;
  readonly scopes: readonly string[];
  /** The organization that the application acts for. */
  readonly organization: string | null;
}

const PREFIX = "mlg_";
const KNOWN_FOR_MS = 5_000;
const MOST_KNOWN = 10_000;

export class AccessKeys {
  readonly #orm: MikroORM;
  readonly #known = new Map<string, { readonly row: AccessKeyRecord | null; readonly until: number }>();

  constructor(orm: MikroORM) {
    this.#orm = orm;
  }

  /** Makes a key. The secret is in the answer and nowhere else. */
  async issue({ name, scopes, organization }: NewAccessKey): Promise<string> {
    const secret = `${PREFIX}${randomBytes(32).toString("base64url")}`;
    const em = this.#orm.em.fork();
    em.create(AccessKeyRow, {
      id: randomUUID(),
      name,
      hash: hashOf(secret),
      prefix: secret.slice(0, 8),
      scopes: [...scopes],
      organization,
      createdAt: new Date(),
      expiresAt: null,
      revokedAt: null,
    });
    await em.flush();
    return secret;
  }

  /** Revokes all keys of a name that are not yet. */
  async revokeNamed(name: string): Promise<void> {
    await this.#orm.em.fork().nativeUpdate(AccessKeyRow, { name, revokedAt: null }, { revokedAt: new Date() });
    this.#known.clear();
  }

  /** Who an `Authorization` header stands for. Throws `UNAUTHENTICATED`, with status 401, for one that is not good. */
  async authenticate(authorization: string | undefined): Promise<Principal> {
    if (authorization === undefined) return ANONYMOUS;
    const secret = /^Bearer (mlg_[A-Za-z0-9_-]{20,100})$/i.exec(authorization.trim())?.[1];
    const row = secret === undefined ? null : await this.#find(hashOf(secret));
    const expiresAt = row?.expiresAt ?? null;
    const isGood = row !== null && !row.revokedAt && (expiresAt === null || expiresAt > new Date());
    if (!isGood) throw refusal();
    const { name, scopes } = row;
    const organization = row.organization ?? null;
    const partner = organization === null ? null : ownerOf(organization);
    const rights = { scopes, visibility: visibilityFor(scopes), trustedOnly: false };
    return { kind: "APPLICATION", id: `key:${row.id}`, name, organization, partner, ...rights };
  }

  async #find(hash: string): Promise<AccessKeyRecord | null> {
    const known = this.#known.get(hash);
    if (known !== undefined && known.until > Date.now()) return known.row;
    const row = await this.#orm.em.fork().findOne(AccessKeyRow, { hash });
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(hash, { row, until: Date.now() + KNOWN_FOR_MS });
    return row;
  }
}

function refusal(): CodedError {
  const http = { status: 401, headers: new Map([["www-authenticate", "Bearer"]]) };
  return new CodedError("UNAUTHENTICATED", "The access key is unknown, expired or revoked.", { http });
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
