// An importer on a database of its own. In: the text of tables. Out: the report, and what is stored.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importTables, type ImportOptions, type ImportReport } from "../../../services/partner/import/import-tables.js";
import { openStore, type Store } from "../../../services/partner/store.js";
import { testDatabase } from "../../kit/database.js";

export interface TestImporter {
  readonly store: Store;
  /** Imports tables, one file each. */
  run(content: string | Buffer | readonly (string | Buffer)[], options?: Partial<ImportOptions>): Promise<ImportReport>;
  importFiles(files: readonly string[], options?: Partial<ImportOptions>): Promise<ImportReport>;
  rows(table: string, partner: string): Promise<Record<string, unknown>[]>;
  /** How many changes the feeds hold. */
  changes(): Promise<number>;
  stop(): Promise<void>;
}

export async function startImporter(): Promise<TestImporter> {
  const folder = await mkdtemp(join(tmpdir(), "maillage-import-"));
  const store = await openStore({ databaseUrl: await testDatabase() });
  let count = 0;
  const write = async (content: string | Buffer) => {
    const path = join(folder, `table-${++count}.csv`);
    await writeFile(path, content);
    return path;
  };
  const importFiles: TestImporter["importFiles"] = (files, options = {}) =>
    importTables({ files, store, language: "en", ...options });
  return {
    store,
    importFiles,
    async run(content, options = {}) {
      const contents = typeof content === "string" || Buffer.isBuffer(content) ? [content] : content;
      return importFiles(await Promise.all(contents.map(write)), options);
    },
    rows: (table, partner) =>
      store.rows(`select * from partner_data.${table} where partner = ? order by id`, [partner]),
    async changes() {
      const [row] = await store.rows<{ count: string }>("select count(*) as count from partner_data.change");
      return Number(row?.count);
    },
    async stop() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}
