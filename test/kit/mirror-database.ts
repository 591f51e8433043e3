// A database with a mirror in it, filled directly. In: records, partners' times. Out: the mirror, and ways to change
// what it holds.
import { Migration } from "@mikro-orm/migrations";
import type { RecordMirror } from "../../schema/record-mirror.js";
import { openDatabase, type Database } from "../../services/database/open-database.js";
import { createMirror } from "../../services/knowledge/mirror/mirror.js";
import { MIRROR_MIGRATIONS } from "../../services/knowledge/mirror/mirror-tables.js";
import { writeMirror } from "../../services/knowledge/mirror/write-mirror.js";
import type { RecordDraft } from "../../services/records/record-draft.js";
import { testDatabase } from "./database.js";

/** What the mirror reads of the harvest's own table. */
class CreateSources extends Migration {
  override up(): void {
    this.addSql(
      `create table if not exists knowledge.source (partner text collate "C" primary key, as_of timestamptz(3))`,
    );
  }
}

export interface MirrorDatabase {
  readonly database: Database;
  readonly mirror: RecordMirror;
  /** Writes records, in one transaction. */
  write(drafts: readonly RecordDraft[]): Promise<void>;
  /** From now on these partners' state is known as of then; null: no snapshot of theirs is complete. */
  know(partners: readonly string[], asOf: string | null): Promise<void>;
}

/** Opens a new database with an empty mirror. */
export async function openMirrorDatabase(onStatement?: (sql: string) => void): Promise<MirrorDatabase> {
  const part = {
    schema: "knowledge",
    entities: [],
    migrations: [{ name: "0001-create-sources", class: CreateSources }, ...MIRROR_MIGRATIONS],
  };
  const databaseUrl = await testDatabase();
  const database = await openDatabase(part, { databaseUrl, ...(onStatement === undefined ? {} : { onStatement }) });
  return {
    database,
    mirror: createMirror(database),
    write: (drafts) => database.transaction(async (tx) => void (await writeMirror(tx, drafts))),
    know: async (partners, asOf) => {
      await database.rows(
        `insert into knowledge.source (partner, as_of) select unnest(?::text[]), ?::timestamptz
         on conflict (partner) do update set as_of = excluded.as_of`,
        [partners, asOf],
      );
    },
  };
}
