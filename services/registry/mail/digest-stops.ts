// Addresses that want no digests. In: addresses; tokens of the links that stand in digests. Out: links, which follow from the
// hub's key, so that nothing is stored for each; of who has stopped, keyed digests of addresses, which outlive the account.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Session } from "../../database/session.js";

export interface DigestStopsParts {
  readonly session: Session;
  /** Known to all processes of the hub, and to nobody else. */
  readonly secret: string;
  readonly publicUrl: () => string;
}

const TOKEN = /^([\w-]{22})\.([\w-]{22})$/;

export class DigestStops {
  readonly #parts: DigestStopsParts;

  constructor(parts: DigestStopsParts) {
    this.#parts = parts;
  }

  /** Where an address stops its digests, or asks for them again; it does not say which address it is. */
  linkFor(email: string): string {
    const address = this.#keyOf(email);
    return `${this.#parts.publicUrl()}/mail/digests/${address}.${this.#digest(`link ${address}`)}`;
  }

  /** Those of some addresses that want no digests. */
  async stopped(emails: readonly string[]): Promise<ReadonlySet<string>> {
    const keys = new Map(emails.map((email) => [this.#keyOf(email), email]));
    const rows = await this.#parts.session.rows<{ address: string }>(
      `select address from registry.digest_stop where address = any(?::text[])`,
      [[...keys.keys()]],
    );
    return new Set(rows.flatMap(({ address }) => keys.get(address) ?? []));
  }

  /** Whether the address of a token has stopped; null for a token that is none. */
  async hasStopped(token: string): Promise<boolean | null> {
    const address = this.#addressOf(token);
    if (address === null) return null;
    const rows = await this.#parts.session.rows(`select 1 from registry.digest_stop where address = ?`, [address]);
    return rows.length > 0;
  }

  /** The address of a token gets no digests any more. False for a token that is none. */
  async stop(token: string): Promise<boolean> {
    return this.#write(token, `insert into registry.digest_stop (address) values (?) on conflict do nothing`);
  }

  /** The address of a token gets them again, where it has an account. False for a token that is none. */
  async resume(token: string): Promise<boolean> {
    return this.#write(token, `delete from registry.digest_stop where address = ?`);
  }

  async #write(token: string, statement: string): Promise<boolean> {
    const address = this.#addressOf(token);
    if (address !== null) await this.#parts.session.rows(statement, [address]);
    return address !== null;
  }

  #addressOf(token: string): string | null {
    const [, address = "", proof = ""] = TOKEN.exec(token) ?? [];
    if (address === "") return null;
    const isOurs = timingSafeEqual(Buffer.from(proof), Buffer.from(this.#digest(`link ${address}`)));
    return isOurs ? address : null;
  }

  #keyOf(email: string): string {
    return this.#digest(`address ${email}`);
  }

  /** 132 bits. */
  #digest(text: string): string {
    return createHmac("sha256", this.#parts.secret).update(text).digest("base64url").slice(0, 22);
  }
}
