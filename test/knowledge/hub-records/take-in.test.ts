// Taking in what the hub itself holds: on a real database, from a feed over an array.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { HubRecord } from "../../../schema/hub-records.js";
import type { Database } from "../../../services/database/open-database.js";
import { readChanges } from "../../../services/knowledge/changes/read-changes.js";
import { eraseRecord } from "../../../services/knowledge/erase/erase-record.js";
import { removeRecords } from "../../../services/knowledge/harvest/remove-records.js";
import { startTakingIn, type TakingIn } from "../../../services/knowledge/hub-records/take-in.js";
import { indexRecords } from "../../../services/knowledge/index/write-index.js";
import { openKnowledgeDatabase } from "../../../services/knowledge/knowledge-database.js";
import { testDatabase } from "../../kit/database.js";
import { until } from "../../kit/until.js";
import { AT, community, discussion, tellRecords, type ToldRecords } from "./told-records.js";

const open: Array<{ stop(): Promise<unknown> }> = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.stop();
});

let databaseUrl: string;
let database: Database;
let feed: ToldRecords;
beforeEach(async () => {
  databaseUrl = await testDatabase();
  database = await openDatabase();
  feed = tellRecords();
});

async function openDatabase(): Promise<Database> {
  const opened = await openKnowledgeDatabase({ databaseUrl, connections: 4 });
  open.push({ stop: () => opened.close() });
  return opened;
}

async function takeIn(into = database, tidyAfterMs = 3_600_000): Promise<TakingIn> {
  const taking = await startTakingIn(into, feed, { tidyAfterMs, onTrouble: () => undefined });
  open.push(taking);
  return taking;
}

const need: HubRecord = {
  ...{ kind: "NEED", id: "hub:need:1", visibility: "PUBLIC" },
  ...{ topics: ["hub:topic:respite-care"], by: "north:organization:home" },
};
const endorsement: HubRecord = {
  ...{ kind: "ENDORSEMENT", id: "e-1", person: "south:person:dan", topic: "hub:topic:respite-care" },
  ...{ by: "north:organization:home", at: AT },
};
const adoption: HubRecord = {
  ...{ kind: "ADOPTION", id: "a-1", practice: "south:practice:breaks", by: "north:organization:home", at: AT },
};

const TABLES = ["entry", "link", "open_need", "endorsement", "adoption"];

/** Every row of the tables, as text. */
async function everything(): Promise<string> {
  const rows = await Promise.all(TABLES.map((table) => database.rows(`select * from knowledge.${table} as row`)));
  return JSON.stringify(rows);
}

async function changesSeen(visibility: "PUBLIC" | "NETWORK"): Promise<string[]> {
  const question = { after: null, first: 100, visibility, types: null, partners: null, entry: [] };
  const { changes } = await readChanges(database, question);
  return changes.map(({ op, id, type, partner }) => `${op} ${type} ${id} ${partner}`);
}

describe("taking in", () => {
  it("keeps what is told, and of a later state nothing of the one before", async () => {
    const words = { name: "Night carers", summary: "Quixotic nights", texts: ["Zeppelin", "Ukulele"] };
    const about = ["south:practice:breaks"];
    feed.write(community("a", { organizations: ["north:organization:home"] }), discussion("b", { ...words, about }));
    feed.write(need, endorsement, adoption);
    const taking = await takeIn();
    await taking.caughtUp();
    const first = await everything();
    for (const word of ["Night carers", "Quixotic", "Zeppelin", "ukulel", "north:organization:home", "e-1", "a-1"])
      expect(first).toContain(word);
    feed.write(discussion("b", { name: "Day carers", texts: ["Accordion"] }));
    feed.write({ ...need, topics: [] }, { ...endorsement, person: "south:person:eve" });
    await taking.caughtUp();
    const second = await everything();
    expect(second).toContain("Accordion");
    expect(second).not.toMatch(/Night|Quixotic|Zeppelin|ukulel|south:person:dan/i);
    feed.remove("hub:community:a", "hub:discussion:b", "hub:need:1", "e-1", "a-1", "never-there");
    await taking.caughtUp();
    expect(await everything()).toBe(JSON.stringify(TABLES.map(() => [])));
  });

  it("tells the hub's own readers of communities and discussions, each of what they may see", async () => {
    const taking = await takeIn();
    feed.write(community("open"), community("closed", { visibility: "NETWORK" }), need);
    await taking.caughtUp();
    expect(await changesSeen("PUBLIC")).toEqual(["UPSERT COMMUNITY hub:community:open null"]);
    expect(await changesSeen("NETWORK")).toEqual([
      "UPSERT COMMUNITY hub:community:open null",
      "UPSERT COMMUNITY hub:community:closed null",
    ]);
    feed.write(community("open", { visibility: "NETWORK" }));
    await taking.caughtUp();
    // What was told of it before, and that it is gone.
    expect(await changesSeen("PUBLIC")).toEqual(Array(2).fill("DELETE COMMUNITY hub:community:open null"));
    feed.remove("hub:community:closed");
    await taking.caughtUp();
    expect((await changesSeen("PUBLIC")).filter((line) => line.includes("closed"))).toEqual([]);
    expect((await changesSeen("NETWORK")).at(-1)).toBe("DELETE COMMUNITY hub:community:closed null");
  });

  it("goes on where it stood after a restart, and is told by the feed of what is new", async () => {
    feed.write(community("a"));
    const taking = await takeIn();
    await taking.caughtUp();
    await taking.stop();
    feed.write(community("b"));
    const again = await takeIn();
    await again.caughtUp();
    expect(await changesSeen("PUBLIC")).toHaveLength(2);
    feed.write(community("c"));
    await until(async () => (await changesSeen("PUBLIC")).length === 3);
  }, 60_000);

  it("applies every change once, however many pages there are and however many processes take in", async () => {
    const many = Array.from({ length: 1_203 }, (_none, n) => community(`c-${n}`, { name: `Community ${n}` }));
    feed.write(...many);
    const all = await Promise.all([takeIn(), openDatabase().then(takeIn), openDatabase().then(takeIn)]);
    await Promise.all(all.map((taking) => taking.caughtUp()));
    for (let round = 0; round < 20; round++) {
      feed.write(community(`c-${round}`, { name: `Renamed ${round}` }), need);
      feed.remove(`hub:community:c-${round + 600}`);
      await Promise.all(all.map((taking) => taking.caughtUp()));
    }
    const rows = await database.rows<{ name: string }>(`select name from knowledge.entry order by id`);
    const left = many.filter((_none, n) => n < 600 || n >= 620).map(({ id, name }, n) => ({ id, name, n }));
    const expected = left.sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ name, n }) => (n < 20 ? `Renamed ${n}` : name));
    expect(rows.map(({ name }) => name)).toEqual(expected);
    const [told] = await database.rows<{ count: number }>(`select count(*)::int as count from knowledge.change`);
    expect(told?.count).toBe(1_203 + 40);
  }, 120_000);

  it("tries again when the feed fails, from the same place", async () => {
    const troubles: unknown[] = [];
    let fails = true;
    const failing: ToldRecords = {
      ...feed,
      after: (sequence, most) => (fails ? Promise.reject(new Error("not now")) : feed.after(sequence, most)),
    };
    feed.write(community("a"));
    const taking = await startTakingIn(database, failing, { onTrouble: (error) => troubles.push(error) });
    open.push(taking);
    await expect(taking.caughtUp()).rejects.toThrow("not now");
    fails = false;
    await taking.caughtUp();
    expect(await changesSeen("PUBLIC")).toHaveLength(1);
    expect(troubles.length).toBeGreaterThan(0);
  });

  it("leaves no word of what is gone in counts of words and in dead rows", async () => {
    const taking = await takeIn(database, 0);
    const texts = ["Quokka"];
    await database.transaction((tx) =>
      indexRecords(tx, [{ id: "aa:project:1", name: "Quokka", createdAt: AT, updatedAt: AT }]),
    );
    feed.write(...["a", "b", "c"].map((local) => discussion(local, { texts })));
    const counted = async () => {
      await taking.caughtUp();
      return (await database.rows(`select from knowledge.word where lexeme = 'quokka'`)).length;
    };
    await until(async () => (await counted()) === 2);
    feed.remove(...["a", "b", "c"].map((local) => `hub:discussion:${local}`));
    await until(async () => (await counted()) === 0);
  }, 90_000);
});

describe("a record that is gone", () => {
  const ENTRY = { createdAt: AT, updatedAt: AT };
  beforeEach(async () => {
    const people = ["dan", "eve"].map((local) => ({ ...ENTRY, id: `south:person:${local}`, name: local }));
    await database.transaction((tx) => indexRecords(tx, people));
    feed.write(need, endorsement, { ...endorsement, id: "e-2", person: "south:person:eve" }, adoption);
    feed.write(community("a", { organizations: ["north:organization:home", "south:organization:home"] }));
    feed.write(discussion("b", { name: "About it", about: ["south:person:dan"] }));
    await (await takeIn()).caughtUp();
  });

  it("takes with it what was vouched for when it was a person", async () => {
    await database.transaction((tx) => removeRecords(tx, ["south:person:dan", "south:practice:breaks"]));
    expect(await database.rows(`select id from knowledge.endorsement`)).toEqual([{ id: "e-2" }]);
    expect(await database.rows(`select id from knowledge.adoption`)).toEqual([{ id: "a-1" }]);
  });

  it("is named nowhere once it was erased, whatever is told of it later", async () => {
    await database.transaction((tx) => eraseRecord(tx, "south:person:dan"));
    await database.transaction((tx) => eraseRecord(tx, "north:organization:home"));
    expect(await everything()).not.toMatch(/south:person:dan|north:organization:home/);
    const taking = await takeIn();
    feed.write(need, endorsement, adoption);
    feed.write({ ...endorsement, id: "e-3", person: "south:person:eve", by: "south:organization:home" });
    feed.write(community("a", { organizations: ["north:organization:home", "south:organization:home"] }));
    feed.write(discussion("b", { name: "About it", about: ["south:person:dan"] }));
    await taking.caughtUp();
    expect(await everything()).not.toMatch(/south:person:dan|north:organization:home/);
    expect(await everything()).toMatch(/About it.*hub:community:a.*south:organization:home.*e-3/);
  });
});
