// Trusted documents: operations that an application registers, so that its key can run these and no others. In: texts, ids.
// Out: documents, kept by the SHA-256 of their text. What was found is remembered: a text under its digest never changes.
import { GraphQLError, parse } from "graphql";
import { LRUCache } from "lru-cache";
import { badInput } from "../../schema/errors.js";
import { documentIdOf, type TrustedDocuments } from "../../schema/trusted-documents.js";
import type { Database } from "../database/open-database.js";
import type { AuditLog } from "../../schema/audit.js";

export interface TrustedDocument {
  readonly id: string;
  readonly text: string;
  readonly registeredAt: Date;
}

const MOST_AT_ONCE = 500;
const LONGEST = 64 * 1024;
const MOST_TOKENS = 2_000;
const COLUMNS = `id, text, registered_at as "registeredAt"`;
/** A removed document is found for as long as this by other processes of the hub. */
const KEPT = { max: 2_000, maxSize: 16_000_000, ttl: 5_000, sizeCalculation: (text: string) => text.length + 1 };

export class RegisteredDocuments implements TrustedDocuments {
  readonly #database: Pick<Database, "rows" | "transaction">;
  readonly #audit: AuditLog;
  readonly #found = new LRUCache<string, string>(KEPT);

  constructor(database: Pick<Database, "rows" | "transaction">, audit: AuditLog) {
    this.#database = database;
    this.#audit = audit;
  }

  async find(id: string): Promise<string | null> {
    const known = this.#found.get(id);
    if (known !== undefined) return known;
    const [row] = await this.#database.rows<TrustedDocument>(
      `select ${COLUMNS} from registry.trusted_document where id = ?`,
      [id],
    );
    if (row !== undefined) this.#found.set(id, row.text);
    return row?.text ?? null;
  }

  /** Registers texts; those that are known already stay as they are. Throws `BAD_USER_INPUT`, and then registers none. */
  async register(texts: readonly string[], actor: string): Promise<TrustedDocument[]> {
    if (texts.length > MOST_AT_ONCE) throw badInput("documents", `at most ${MOST_AT_ONCE}`, texts.length);
    for (const [index, text] of texts.entries()) requireDocument(`documents[${index}]`, text);
    const ids = texts.map(documentIdOf);
    return this.#database.transaction(async (session) => {
      await session.rows(
        `insert into registry.trusted_document (id, text, registered_at)
           select id, text, now() from unnest(?::text[], ?::text[]) as given(id, text) on conflict do nothing`,
        [ids, [...texts]],
      );
      for (const id of ids) await this.#audit.note({ actor, action: "document.register", subject: id }, session);
      return session.rows<TrustedDocument>(
        `select ${COLUMNS} from registry.trusted_document join unnest(?::text[]) with ordinality as given(id, place)
           using (id) order by place`,
        [ids],
      );
    });
  }

  /** Removes a document; false when there is none. */
  async remove(id: string, actor: string): Promise<boolean> {
    this.#found.delete(id);
    return this.#database.transaction(async (session) => {
      const [row] = await session.rows(`delete from registry.trusted_document where id = ? returning id`, [id]);
      if (row !== undefined) await this.#audit.note({ actor, action: "document.remove", subject: id }, session);
      return row !== undefined;
    });
  }

  /** All of them, the latest first. */
  list(): Promise<TrustedDocument[]> {
    return this.#database.rows<TrustedDocument>(
      `select ${COLUMNS} from registry.trusted_document order by registered_at desc, id`,
      [],
    );
  }
}

function requireDocument(argument: string, text: string): void {
  if (text.length > LONGEST) throw badInput(argument, `at most ${LONGEST} characters`, text);
  try {
    parse(text, { maxTokens: MOST_TOKENS });
  } catch (error) {
    if (error instanceof GraphQLError) throw badInput(argument, `a GraphQL document (${error.message})`, text);
    throw error;
  }
}
