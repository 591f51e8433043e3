// What a partner withdraws leaves no word behind: neither in any table of the database, nor in what the hub answers,
// nor in what it logs or measures.
import { Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

const WORDS = ["zyxwortlinde", "quokkamarmelade", "vexilloferment"];
const [NAME = "", SUMMARY = "", STEP = ""] = WORDS;
const ID = "north:practice:secret-garden";
const WITHIN_MS = 60_000;

const logged: string[] = [];
const log = pino(
  { level: "debug" },
  new Writable({ write: (line, _encoding, done) => (logged.push(String(line)), done()) }),
);

let network: SmallNetwork;
beforeAll(async () => {
  const others = Array.from({ length: 5 }, (_none, index) => ({
    id: `north:practice:p${index}`,
    name: `Practice ${index}`,
  }));
  network = await startSmallNetwork({ north: others, south: [] }, { hub: { log } });
});
afterAll(() => network.stop());

/** Every row of every table that holds one of the words, the partners' own tables left out. */
async function rowsWithWords(): Promise<string[]> {
  const tables = await network.database.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema', 'partner_data')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await network.database.rows<{ row: string }>(
      `select t::text as row from ${name} as t where t::text ilike any(?::text[])`,
      [WORDS.map((word) => `%${word.slice(0, 9)}%`)],
    );
    found.push(...rows.map(({ row }) => `${name}: ${row.slice(0, 80)}`));
  }
  return found;
}

async function answersWithWords(): Promise<string[]> {
  const queries = [
    ...WORDS.map(
      (word) => `{ search(text: "${word}") { totalCount edges { node { name snippet } } facets { types { count } } } }`,
    ),
    `{ practices(first: 100) { nodes { name summary steps } } }`,
    `{ node(id: "${ID}") { id } }`,
    `{ recordChangesSince { changes { id op record { ... on Practice { name summary } } } } }`,
    `{ experts(about: "${SUMMARY}") { edges { node { evidence { label } } } } }`,
  ];
  const answers = await Promise.all(
    queries.flatMap((query) => [
      network.ask(query, { as: "reader" }),
      network.ask(query, { as: "reader", headers: { "maillage-freshness": "mirror" } }),
    ]),
  );
  const own = (text: string) => text.replaceAll(ID, "");
  return answers
    .map((answer) => own(JSON.stringify(answer)))
    .filter((text) => WORDS.some((word) => text.includes(word)));
}

describe("a record that was withdrawn", () => {
  it("was indexed, mirrored, found and told of; within a minute no table, index, answer, log or metric has its words", async () => {
    await network.save("north", {
      ...{
        id: ID,
        name: `Garden ${NAME}`,
        summary: `About ${SUMMARY}`,
        steps: [`First ${STEP}`],
        topics: ["hub:topic:food-aid"],
      },
    });
    await network.caughtUp();
    expect((await rowsWithWords()).map((row) => row.split(":")[0])).toEqual(
      expect.arrayContaining(["knowledge.entry", "mirror.practice"]),
    );
    expect(await answersWithWords()).not.toEqual([]);
    await network.remove("north", ID);
    const withdrawnAt = performance.now();
    await network.caughtUp();
    expect(await answersWithWords()).toEqual([]);
    while ((await deadRows()) > 0 && performance.now() - withdrawnAt < WITHIN_MS) await delay(500);
    expect(await rowsWithWords()).toEqual([]);
    expect(await deadRows()).toBe(0);
    expect(logged.filter((line) => WORDS.some((word) => line.includes(word)))).toEqual([]);
    const metrics = await (
      await fetch(`${network.url}/metrics`, { headers: { authorization: `Bearer ${network.keys.admin}` } })
    ).text();
    expect(WORDS.filter((word) => metrics.includes(word))).toEqual([]);
  }, 90_000);
});

/** Rows that were deleted and are still on the pages of the tables that held the record. */
async function deadRows(): Promise<number> {
  await network.database.rows("create extension if not exists pgstattuple");
  const [row] = await network.database.rows<{ dead: number }>(
    `select (sum((pgstattuple(name::regclass)).dead_tuple_count))::int as dead
     from unnest(array['knowledge.entry', 'mirror.practice', 'knowledge.link']) as name`,
  );
  return row?.dead ?? -1;
}
