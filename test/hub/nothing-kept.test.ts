// What a partner withdraws, or a person has erased, leaves no word behind: neither in any table of the database, nor in
// what the hub answers or tells subscribers, nor in what it logs or measures, nor in the files of its data folder.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import type { RecordDraft } from "../../services/records/record-draft.js";
import { erase } from "../kit/data-requests.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";
import { MUCH } from "../kit/wide-edge.js";

const WITHIN_MS = 60_000;
const logged: string[] = [];
const log = pino(
  { level: "debug" },
  new Writable({ write: (line, _encoding, done) => (logged.push(String(line)), done()) }),
);

let folder: string;
let network: SmallNetwork;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "maillage-nothing-kept-"));
  const others = Array.from({ length: 5 }, (_none, index) => ({
    id: `north:practice:p${index}`,
    name: `Practice ${index}`,
  }));
  network = await startSmallNetwork(
    { north: others, south: [] },
    { hub: { log, edge: MUCH, erasureFile: join(folder, "erasures.jsonl") } },
  );
});
afterAll(async () => {
  await network.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Every row of every table that holds one of the words, the partners' own tables left out. */
async function rowsWithWords(words: readonly string[]): Promise<string[]> {
  const tables = await network.database.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema', 'partner_data')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await network.database.rows<{ row: string }>(
      `select t::text as row from ${name} as t where t::text ilike any(?::text[])`,
      [words.map((word) => `%${word.slice(0, 9)}%`)],
    );
    found.push(...rows.map(({ row }) => `${name}: ${row.slice(0, 80)}`));
  }
  return found;
}

/** What subscribers are told who ask for everything from the beginning. */
async function toldToSubscribers(): Promise<string> {
  const start = await network.ask(`{ recordChangesSince(first: 1) { changes { cursor } } }`, { as: "reader" });
  const after = start.data.recordChangesSince.changes[0]?.cursor ?? null;
  const query = `subscription ($after: String) { recordChanges(after: $after) { id op record { ... on Practice { name summary } ... on Person { name headline } } } }`;
  const abort = new AbortController();
  const response = await fetch(`${network.url}/graphql`, {
    method: "POST",
    headers: {
      ...{ "content-type": "application/json", accept: "text/event-stream" },
      authorization: `Bearer ${network.keys.reader}`,
    },
    body: JSON.stringify({ query, variables: { after } }),
    signal: abort.signal,
  });
  await network.save("south", { id: "south:practice:end-of-test", name: `At ${performance.now()}` });
  await network.caughtUp();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString("utf8");
    if (text.includes("south:practice:end-of-test")) break;
  }
  abort.abort();
  return text;
}

async function answersWithWords({ record: { id }, words }: Situation): Promise<string[]> {
  const queries = [
    ...words.map(
      (word) => `{ search(text: "${word}") { totalCount edges { node { name snippet } } facets { types { count } } } }`,
    ),
    `{ practices(first: 100) { nodes { name summary steps } } }`,
    `{ people(first: 100) { nodes { name headline expertise { statement } } } }`,
    `{ node(id: "${id}") { id } nodes(ids: ["${id}"]) { id } }`,
    `{ recordChangesSince { changes { id op record { ... on Practice { name summary } ... on Person { name } } } } }`,
    ...words.map((word) => `{ experts(about: "${word}") { edges { node { name evidence { label } } } } }`),
    `{ connections(from: "${id}", to: "north:practice:p0") { steps { label } } }`,
    `{ overview { people practices } coverage { count } gaps { experts } }`,
  ];
  const answers = await Promise.all(
    queries.flatMap((query) =>
      ["auto", "live", "mirror"].map((freshness) =>
        network.ask(query, { as: "reader", headers: { "maillage-freshness": freshness } }),
      ),
    ),
  );
  const own = (text: string) => text.replaceAll(id, "");
  return answers
    .map((answer) => own(JSON.stringify(answer)))
    .filter((text) => words.some((word) => text.includes(word)));
}

interface Situation {
  readonly title: string;
  readonly record: RecordDraft;
  readonly words: readonly string[];
  /** The tables that hold it. */
  readonly tables: readonly string[];
  readonly withdraw: (id: string) => Promise<void>;
}

const removed = (id: string): Promise<void> => network.remove("north", id);
const topics = ["hub:topic:food-aid"];

const SITUATIONS: readonly Situation[] = [
  {
    title: "a practice that its partner deletes",
    words: ["zyxwortlinde", "quokkamarmelade", "vexilloferment"],
    record: {
      ...{ id: "north:practice:secret-garden", name: "Garden zyxwortlinde", topics },
      ...{ summary: "About quokkamarmelade", steps: ["First vexilloferment"] },
    },
    tables: ["knowledge.entry", "mirror.practice"],
    withdraw: removed,
  },
  {
    title: "a person who withdraws consent, so that the partner deletes the record",
    words: ["Brunhildewyn", "tessellatrix", "glimmerwrack"],
    record: {
      ...{ id: "north:person:one", name: "Ada Brunhildewyn", headline: "Does tessellatrix", topics },
      expertise: [{ topic: "hub:topic:food-aid", level: "EXPERT", statement: "Since glimmerwrack", evidence: [] }],
    },
    tables: ["knowledge.entry", "knowledge.claim", "mirror.person"],
    withdraw: removed,
  },
  {
    title: "a person who has the record erased, which the partner keeps",
    words: ["Ottilieforth", "moonthresher", "dappledurn"],
    record: {
      ...{ id: "north:person:two", name: "Eve Ottilieforth", headline: "Does moonthresher", topics },
      expertise: [{ topic: "hub:topic:food-aid", level: "EXPERT", statement: "Since dappledurn", evidence: [] }],
    },
    tables: ["knowledge.entry", "knowledge.claim", "mirror.person"],
    withdraw: (id) => erase(network, id),
  },
];

describe.each(SITUATIONS)("$title", (situation) => {
  const { record, words, tables, withdraw } = situation;
  const holdsWord = (text: string): boolean => words.some((word) => text.includes(word));

  it("was indexed, mirrored, found and told of; within a minute no table, index, answer, subscription, file, log or metric has its words (I01)", async () => {
    await network.save("north", record);
    await network.caughtUp();
    expect((await rowsWithWords(words)).map((row) => row.split(":")[0])).toEqual(expect.arrayContaining([...tables]));
    expect(await answersWithWords(situation)).not.toEqual([]);
    expect(holdsWord(await toldToSubscribers())).toBe(true);
    await withdraw(record.id);
    const withdrawnAt = performance.now();
    await network.caughtUp();
    expect(await answersWithWords(situation)).toEqual([]);
    expect(holdsWord(await toldToSubscribers())).toBe(false);
    while ((await deadRows()) > 0 && performance.now() - withdrawnAt < WITHIN_MS) await delay(500);
    expect(await rowsWithWords(words)).toEqual([]);
    expect(await deadRows()).toBe(0);
    expect(logged.filter(holdsWord)).toEqual([]);
    for (const file of await readdir(folder)) expect(holdsWord(await readFile(join(folder, file), "utf8"))).toBe(false);
    const headers = { authorization: `Bearer ${network.keys.admin}` };
    expect(holdsWord(await (await fetch(`${network.url}/metrics`, { headers })).text())).toBe(false);
  }, 120_000);
});

describe("a record that becomes one for members only", () => {
  it("is so in the next live answer, and in mirror, index and feed once it was harvested (I06)", async () => {
    const record = { id: "north:person:three", name: "Fay Hollowbrim", headline: "Does hollowbrim things" };
    await network.save("north", record);
    await network.caughtUp();
    const seen = async (freshness: string): Promise<boolean> => {
      const query = `{ people(first: 100) { totalCount nodes { name } } search(text: "hollowbrim") { edges { node { name } } } node(id: "${record.id}") { id } }`;
      return JSON.stringify(await network.ask(query, { headers: { "maillage-freshness": freshness } })).includes("Fay");
    };
    expect([await seen("live"), await seen("mirror")]).toEqual([true, true]);
    await network.save("north", { ...record, visibility: "NETWORK" });
    const live = await network.ask(`{ people(first: 100) { nodes { name } } node(id: "${record.id}") { id } }`, {
      headers: { "maillage-freshness": "live" },
    });
    expect([JSON.stringify(live.data.people).includes("Fay"), live.data.node]).toEqual([false, null]);
    await network.caughtUp();
    expect([await seen("live"), await seen("mirror"), await seen("auto")]).toEqual([false, false, false]);
    const told = await network.ask(`{ recordChangesSince { changes { id op } } }`);
    const last = told.data.recordChangesSince.changes.filter(({ id }: { id: string }) => id === record.id).at(-1);
    expect(last).toEqual({ id: record.id, op: "DELETE" });
    const inside = await network.ask(`{ node(id: "${record.id}") { id } }`, { as: "reader" });
    expect(inside.data.node).toEqual({ id: record.id });
  });
});

/** Rows that were deleted and are still on the pages of the tables that held the record. */
async function deadRows(): Promise<number> {
  await network.database.rows("create extension if not exists pgstattuple");
  const [row] = await network.database.rows<{ dead: number }>(
    `select (sum((pgstattuple(name::regclass)).dead_tuple_count))::int as dead
     from unnest(array['knowledge.entry', 'knowledge.claim', 'mirror.person', 'mirror.practice', 'knowledge.link']) as name`,
  );
  return row?.dead ?? -1;
}
