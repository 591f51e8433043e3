// Following the feed of the network's records, with ways to ask that fail in every manner. The database is a real one; what is
// asked is answered as knowledge and the partners do.
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { AskHub } from "../../schema/ask-hub.js";
import { CodedError } from "../../schema/errors.js";
import type { Database } from "../../services/database/open-database.js";
import { openExchangeDatabase } from "../../services/exchange/exchange-database.js";
import { followRecords } from "../../services/exchange/records/follow-records.js";
import { startFollowing } from "../../services/exchange/records/start-following.js";
import { testDatabase } from "../kit/database.js";
import { until } from "../kit/until.js";

let database: Database;
beforeAll(async () => {
  database = await openExchangeDatabase({ databaseUrl: await testDatabase() });
});
afterAll(() => database.close());

const COUNT = 12_000;
const PAGE = 100;
const time = "2026-01-01T00:00:00.000Z";
const organization = (n: number): object => ({
  ...{ __typename: "Organization", id: `wide:organization:${n}`, name: `No. ${n}`, visibility: "PUBLIC" },
  ...{ organization: null, topics: [], areas: [], createdAt: time, updatedAt: time },
});

interface Script {
  /** Called with the number of each page of the walk. */
  readonly onPage?: (page: number) => void;
  readonly isExpired?: boolean;
}

/** Twelve thousand organizations, and a feed that stands still. */
function hubOf({ onPage, isExpired = false }: Script): AskHub {
  return async ({ subgraph, operation, variables }) => {
    const after = Number(variables["after"] ?? 0);
    if (subgraph === "knowledge") {
      if (isExpired && variables["after"] !== null) throw new CodedError("CURSOR_EXPIRED", "Too old.");
      return { feed: { changes: [], endCursor: "now", hasMore: false } };
    }
    if (!operation.includes("organizations(")) return { page: pageOf(0, 0) };
    onPage?.(after);
    await new Promise((settle) => setImmediate(settle));
    return { page: pageOf(after, COUNT) };
  };
}

function pageOf(after: number, count: number): object {
  const nodes = Array.from({ length: Math.min(PAGE, count - after) }, (_, n) => organization(after + n));
  const pageInfo = { hasNextPage: after + PAGE < count, endCursor: String(after + PAGE) };
  return { nodes, pageInfo, completeness: { isPartial: false } };
}

const known = async (): Promise<number> =>
  (await database.rows<{ n: number }>("select count(*)::int as n from exchange.record where not gone"))[0]?.n ?? 0;
const onNews = async (): Promise<void> => undefined;
const clear = (): Promise<unknown> => database.rows("update exchange.record_cursor set cursor = null");

it("takes in twelve thousand records", async () => {
  await followRecords({ database, ask: hubOf({}), onNews });
  expect(await known()).toBe(COUNT);
});

it("leaves off in the middle of a walk when it is stopped, and does not say that it has met everything", async () => {
  await clear();
  const pages: number[] = [];
  const ask = hubOf({ onPage: (page) => pages.push(page) });
  const bell = { next: () => new Promise<void>(() => undefined) };
  const following = startFollowing({ database, ask, onNews, onTrouble: () => undefined }, bell);
  await until(async () => pages.length >= 3);
  await following.stop();
  expect(pages.length).toBeLessThan(COUNT / PAGE);
  expect(await known()).toBe(COUNT);
  expect(await database.rows("select cursor from exchange.record_cursor")).toEqual([{ cursor: null }]);
});

it("begins anew once when its place in the feed is no longer kept, and not for ever", async () => {
  await database.rows("update exchange.record_cursor set cursor = 'old'");
  let walks = 0;
  const ask = hubOf({ isExpired: true, onPage: (page) => (walks += page === 0 ? 1 : 0) });
  await expect(followRecords({ database, ask, onNews })).rejects.toThrow("Too old.");
  expect(walks).toBe(1);
});

it("does not go back to where it began when another process has got further meanwhile", async () => {
  await clear();
  const overtake = (page: number): void => {
    if (page === PAGE) void database.rows("update exchange.record_cursor set cursor = 'further'");
  };
  await followRecords({ database, ask: hubOf({ onPage: overtake }), onNews });
  expect(await database.rows("select cursor from exchange.record_cursor")).toEqual([{ cursor: "further" }]);
});
