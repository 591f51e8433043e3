// Totals of searches. In: an index with more matches than are looked at one by one. Out: totals that say what they are.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openDatabase, type Database } from "../../../services/database/open-database.js";
import { INDEX_MIGRATIONS } from "../../../services/knowledge/index/migrations.js";
import { refreshStatistics } from "../../../services/knowledge/index/statistics.js";
import { indexRecords } from "../../../services/knowledge/index/write-index.js";
import { SearchIndex } from "../../../services/knowledge/search/search-index.js";
import { searchRecords } from "../../../services/knowledge/search/search-records.js";
import { testDatabase } from "../../kit/database.js";

const MANY = 3_000;
const FEW = 30;
const AT = "2026-01-02T03:04:05.678Z";

let db: Database;
beforeAll(async () => {
  const part = { schema: "knowledge", entities: [], migrations: INDEX_MIGRATIONS };
  db = await openDatabase(part, { databaseUrl: await testDatabase() });
  const records = Array.from({ length: MANY }, (_, n) => ({
    id: `aa:project:${n}`,
    name: n < FEW ? "Lantern walk" : "Evening walk",
    createdAt: AT,
    updatedAt: AT,
  }));
  await db.transaction(async (tx) => {
    await indexRecords(tx, records);
    await refreshStatistics(tx);
  });
});
afterAll(() => db.close());

describe("the total of a search", () => {
  it.each([
    { text: "lantern", of: FEW, is: "EXACT" },
    { text: "walk", of: MANY, is: "ESTIMATED" },
    { text: "", of: MANY, is: "ESTIMATED" },
    { text: "nothing of the kind", of: 0, is: "EXACT" },
  ])("of “$text” is $is", async ({ text, of, is }) => {
    const reader = { visibility: "PUBLIC", languages: ["en"] } as const;
    const answer = await searchRecords(new SearchIndex(db), { text, first: 1 }, reader);
    const { types } = await answer.facets;
    const total = await answer.totalCount;
    expect(answer.totalIs).toBe(is);
    expect(types.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    if (is === "EXACT") expect(total).toBe(of);
    else expect(Math.abs(total - of)).toBeLessThan(of / 4);
  });
});
