import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openDatabase, type Database } from "../../../services/database/open-database.js";
import { INDEX_MIGRATIONS } from "../../../services/knowledge/index/migrations.js";
import { refreshStatistics } from "../../../services/knowledge/index/statistics.js";
import { indexRecords, unindexRecords } from "../../../services/knowledge/index/write-index.js";
import { relatedRecords } from "../../../services/knowledge/search/related-records.js";
import { SearchIndex } from "../../../services/knowledge/search/search-index.js";
import { searchRecords } from "../../../services/knowledge/search/search-records.js";
import { testDatabase } from "../../kit/database.js";

let db: Database;
let index: SearchIndex;
const AT = "2026-01-01T00:00:00.000Z";
const given = { visibility: "PUBLIC", createdAt: AT, updatedAt: AT } as const;
const reader = { visibility: "PUBLIC", languages: ["en"] } as const;
const topics = ["hub:topic:respite-care"];

beforeAll(async () => {
  const part = { schema: "knowledge", entities: [], migrations: INDEX_MIGRATIONS };
  db = await openDatabase(part, { databaseUrl: await testDatabase() });
  index = new SearchIndex(db);
  await db.transaction(async (tx) => {
    await indexRecords(tx, [
      { ...given, id: "aa:organization:1", name: "Harbour Carers Network", topics },
      { ...given, id: "bb:practice:3", name: "Baluchonnage", language: "fr", topics },
      { ...given, id: "bb:project:5", name: "Hidden", visibility: "NETWORK", topics },
    ]);
    await refreshStatistics(tx);
  });
});
afterAll(() => db.close());

const ids = async (text: string) => (await searchRecords(index, { text }, reader)).edges.map(({ node }) => node.id);

describe("what is searched", () => {
  it("forgets what is withdrawn, and keeps no word of a few records among its counts", async () => {
    await db.transaction((tx) => indexRecords(tx, [{ ...given, id: "dd:project:9", name: "Zyxwvutian heliotrope" }]));
    expect(await ids("zyxwvutian")).toEqual(["dd:project:9"]);
    await db.transaction(refreshStatistics);
    await db.transaction((tx) => unindexRecords(tx, ["dd:project:9"]));
    expect(await ids("zyxwvutian")).toEqual([]);
    expect(await db.rows("select 1 from knowledge.word where lexeme like 'zyxwv%'")).toEqual([]);
  });

  it("relates records by their topics, as far as the reader may see them", async () => {
    const related = await relatedRecords(index, { id: "aa:organization:1", first: 5 }, reader);
    expect(related).toHaveLength(1);
    expect(related[0]).toMatchObject({ id: "bb:practice:3", because: ["shares the topics Respite care"] });
    expect(
      await relatedRecords(index, { id: "bb:project:5", first: 5 }, { visibility: "PUBLIC", languages: [] }),
    ).toEqual([]);
  });
});
