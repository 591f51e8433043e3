// Several tables of one folder, imported into a real store: what one of them holds no other deletes, and what they name is
// found wherever it lies.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { FolderImport, type TableImported } from "../../services/partner/scaffold/import-folder.js";
import { findTables } from "../../services/partner/scaffold/find-tables.js";
import { openStore, type Store } from "../../services/partner/store.js";
import { testDatabase } from "../kit/database.js";
import { temporaryFolder } from "../kit/launched.js";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let store: Store;
beforeAll(async () => {
  folder = await temporaryFolder();
  store = await openStore({ databaseUrl: await testDatabase() });
});
afterAll(async () => {
  await store.close();
  await folder.remove();
});

const save = (name: string, ...lines: string[]) => writeFile(join(folder.path, name), `${lines.join("\n")}\n`);
const countsOf = ({ table, report: { created, deleted, faults }, isMerged }: TableImported) =>
  [table.file, created, deleted, faults.length, isMerged] as const;

function folderImport(key: string, files: readonly string[]): FolderImport {
  const tables = files.map((file) => ({ file, rows: "REPLACE" as const }));
  return new FolderImport({
    folder: folder.path,
    store,
    settings: { key, language: "en", licence: "CC0-1.0", tables },
  });
}

describe("the tables of a folder", () => {
  it("never delete each other's records when they hold the same type, and say so", async () => {
    await save("staff people.csv", "id,name,consentedAt", "1,Ana Reis,2025-01-01", "2,Ben Holt,2025-01-01");
    await save("board people.csv", "id,name,consentedAt", "3,Cleo Marsh,2025-01-01");
    await save("practices.csv", "id,name", "g,A guide");
    const tables = folderImport("pears", ["staff people.csv", "board people.csv", "practices.csv"]);
    expect((await tables.importTables()).map(countsOf)).toEqual([
      ["staff people.csv", 2, 0, 0, true],
      ["board people.csv", 1, 0, 0, true],
      ["practices.csv", 1, 0, 0, false],
    ]);
    await save("staff people.csv", "id,name,consentedAt", "1,Ana Reis,2025-01-01");
    expect((await tables.importTables(new Set(["staff people.csv"]))).map(countsOf)).toEqual([
      ["staff people.csv", 0, 0, 0, true],
    ]);
    await save("practices.csv", "id,name", "h,Another guide");
    expect((await tables.importTables(new Set(["practices.csv"]))).map(countsOf)).toEqual([
      ["practices.csv", 1, 1, 0, false],
    ]);
  });

  it("find what they name in a later one, and tell what is in none of them", async () => {
    await save("a guides.csv", "id,name,contributors", "1,One,ana:author", "2,Two,nobody:author");
    await save("b people.csv", "id,name,consentedAt", "ana,Ana Reis,2025-01-01");
    const [guides, people] = await folderImport("quinces", ["a guides.csv", "b people.csv"]).importTables();
    expect(guides?.report.faults.map(({ line }) => line)).toEqual([3]);
    expect([guides?.report.created, people?.report.created]).toEqual([2, 1]);
  });

  it("are told from what spreadsheet programs and scaffolds lay beside them", async () => {
    for (const name of ["~$staff people.csv", ".~lock.guides.csv#", "maillage.json", "package.json", "README.md"])
      await save(name, "x");
    expect(await findTables(folder.path)).toEqual([
      ...["a guides.csv", "b people.csv", "board people.csv", "practices.csv", "staff people.csv"],
    ]);
    expect(await findTables(join(folder.path, "nowhere"))).toEqual([]);
  });
});
