// What is due about needs, on the service itself: what happens when the service that knows cannot be asked.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { AskHub } from "../../schema/ask-hub.js";
import type { Database } from "../../services/database/open-database.js";
import { openExchangeDatabase } from "../../services/exchange/exchange-database.js";
import { matchNeeds } from "../../services/exchange/needs/match-needs.js";
import { testDatabase } from "../kit/database.js";

let database: Database;
beforeAll(async () => {
  database = await openExchangeDatabase({ databaseUrl: await testDatabase() });
  await database.rows(
    `insert into exchange.record (id, type, visibility, organization, topics, areas, people, created_at, updated_at)
     select id, 'Person', 'PUBLIC', organization, '{}', '{}', '{}', now(), now()
     from (values ('p-one:person:a', 'p-one:organization:x'), ('p-one:person:b', 'p-one:organization:x'),
       ('p-two:person:c', null)) as known(id, organization)`,
  );
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.rows("delete from exchange.need");
  await database.rows("delete from exchange.notice");
});

async function write(id: string, change = "match_due = now() - interval '1 s'"): Promise<void> {
  await database.rows(
    `insert into exchange.need (id, title, text, topics, languages, visibility, by)
     values (?, 'Nights', 'Who?', '{hub:topic:respite-care}', '{}', 'NETWORK', 'p-three:organization:y')`,
    [id],
  );
  await database.rows(`update exchange.need set ${change} where id = ?`, [id]);
}

/** Stands for the other services: a port. */
const answering =
  (...people: readonly string[]): AskHub =>
  async () => ({ experts: { edges: people.map((id, at) => ({ node: { person: { id }, score: 9 - at } })) } });
const failing: AskHub = () => Promise.reject(new Error("not now"));

async function dueOf(id: string) {
  const [row] = await database.rows<{ failures: number; inS: number }>(
    `select match_failures as failures, extract(epoch from match_due - now())::float8 as "inS" from exchange.need where id = ?`,
    [id],
  );
  return row;
}

async function matchesOf(id: string): Promise<string[]> {
  const rows = await database.rows<{ person: string }>(
    "select person from exchange.need_match where need = ? order by score desc",
    [id],
  );
  return rows.map(({ person }) => person);
}

async function toldOrganizations(): Promise<string[]> {
  const rows = await database.rows<{ organization: string }>("select organization from exchange.notice order by 1");
  return rows.map(({ organization }) => organization);
}

describe("a need that is due", () => {
  it("stays due when nobody answers, a little later each time, and is matched once somebody does", async () => {
    await write("hub:need:one");
    await expect(matchNeeds({ database, ask: failing })).rejects.toThrow("not now");
    const first = await dueOf("hub:need:one");
    expect(first?.failures).toBe(1);
    expect(first?.inS).toBeGreaterThan(0);
    expect(await matchNeeds({ database, ask: failing })).toBe(0); // not yet
    await database.rows("update exchange.need set match_due = now() - interval '1 s'");
    await expect(matchNeeds({ database, ask: failing })).rejects.toThrow("not now");
    expect((await dueOf("hub:need:one"))?.inS).toBeGreaterThan(first?.inS ?? 0);
    await database.rows("update exchange.need set match_due = now() - interval '1 s'");
    expect(await matchNeeds({ database, ask: answering("p-one:person:b", "p-two:person:c", "p-one:person:a") })).toBe(
      1,
    );
    expect(await dueOf("hub:need:one")).toMatchObject({ failures: 0 });
    expect(await matchesOf("hub:need:one")).toEqual(["p-one:person:b", "p-two:person:c", "p-one:person:a"]);
    expect(await toldOrganizations()).toEqual(["p-one:organization:x"]);
  });

  it("is matched once, by whichever of several processes takes it", async () => {
    for (let at = 0; at < 10; at++) await write(`hub:need:n${at}`);
    const counts = await Promise.all(
      Array.from({ length: 4 }, () => matchNeeds({ database, ask: answering("p-one:person:a") })),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10);
    expect(await toldOrganizations()).toHaveLength(10);
  });

  it("is matched anew a day later, and tells only those who are new", async () => {
    await write("hub:need:one");
    await matchNeeds({ database, ask: answering("p-one:person:a") });
    expect((await dueOf("hub:need:one"))?.inS).toBeGreaterThan(80_000);
    await database.rows("update exchange.need set match_due = now() - interval '1 s'");
    await matchNeeds({ database, ask: answering("p-one:person:b") });
    expect(await matchesOf("hub:need:one")).toEqual(["p-one:person:b"]);
    expect(await toldOrganizations()).toEqual(["p-one:organization:x"]);
  });

  it("comes again soon when somebody was found who is not among the records yet", async () => {
    await write("hub:need:one");
    await matchNeeds({ database, ask: answering("p-one:person:a", "p-one:person:new") });
    expect(await matchesOf("hub:need:one")).toEqual(["p-one:person:a"]);
    expect((await dueOf("hub:need:one"))?.inS).toBeLessThan(100);
  });

  it.each([
    ["was closed", "state = 'CLOSED', match_due = now() - interval '1 s'"],
    ["is past its day", "until = '2020-01-01', match_due = now() - interval '1 s'"],
    ["is not due yet", "match_due = now() + interval '1 hour'"],
  ])("is left alone when it %s", async (_what, change) => {
    await write("hub:need:one", change);
    expect(await matchNeeds({ database, ask: failing })).toBe(0);
  });

  it("has no matches when it was closed while somebody was asked", async () => {
    await write("hub:need:one");
    const ask: AskHub = async (question) => {
      await database.rows("update exchange.need set state = 'CLOSED', match_due = null");
      return answering("p-one:person:a")(question);
    };
    await matchNeeds({ database, ask });
    expect(await matchesOf("hub:need:one")).toEqual([]);
    expect(await toldOrganizations()).toEqual([]);
  });
});
