// Erasure on request: gone from everything that the hub keeps and hands on, in every process of it, and not to be brought
// back: neither by the partner, who has the record still, nor by a backup of the database.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import { startHub } from "../../gateway/main/hub.js";
import { openKnowledge } from "../../services/knowledge/open-knowledge.js";
import { openKnowledgeDatabase } from "../../services/knowledge/knowledge-database.js";
import { replayErasures } from "../../services/knowledge/erase/erasure-file.js";
import { erase } from "../kit/data-requests.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";
import { until } from "../kit/until.js";
import { MUCH } from "../kit/wide-edge.js";
import { copyDatabase } from "../kit/database.js";

const JANE = "north:person:jane";
const WORDS = ["Quillfeather", "yarrowbinding"];

let folder: string;
let network: SmallNetwork;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "maillage-erasure-"));
  network = await startSmallNetwork(
    {
      north: [
        { id: JANE, name: `Jane ${WORDS[0]}`, headline: `Knows ${WORDS[1]}`, topics: ["hub:topic:food-aid"] },
        ...["a", "b", "c"].map((name) => ({ id: `north:person:${name}`, name: `Person ${name}` })),
      ],
      south: [
        {
          id: "south:project:kitchen",
          name: "Kitchen",
          team: [
            { person: JANE, role: "lead" },
            { person: "north:person:a", role: "cook" },
          ],
        },
        {
          id: "south:event:fair",
          name: "Fair",
          startsAt: "2026-05-01T09:00:00.000Z",
          speakers: [JANE, "north:person:b"],
        },
      ],
    },
    { hub: { erasureFile: join(folder, "erasures.jsonl") } },
  );
});
afterAll(async () => {
  await network.stop();
  await rm(folder, { recursive: true, force: true });
});

const PEOPLE = `{ people(first: 10) { totalCount nodes { id name } completeness { totalIs sources { partner status via reason } } } }`;
const REFERENCES = `{
  projects { nodes { team { role person { id name } } } }
  events { nodes { speakers { id name } } }
}`;
const OTHERS = `{
  node(id: "${JANE}") { id }
  search(text: "${WORDS[0]}") { totalCount edges { node { id } } }
  experts(about: "${WORDS[1]}") { edges { node { person { id } } } }
  connections(from: "${JANE}") { nodes { id } }
}`;

/** Every way to ask. */
async function everyAnswer(queries: readonly string[]): Promise<string> {
  const asked = ["auto", "live", "mirror"].flatMap((freshness) =>
    queries.map((query) => network.ask(query, { as: "reader", headers: { "maillage-freshness": freshness } })),
  );
  return JSON.stringify(await Promise.all(asked));
}

describe("a person who was erased on request, and whom the partner has still", () => {
  it("is gone from lists, totals, references, search and experts, live and mirrored, at once (I02)", async () => {
    const before = await everyAnswer([PEOPLE, REFERENCES]);
    expect(before).toContain(WORDS[0]);
    await erase(network, JANE);
    const after = await everyAnswer([PEOPLE, REFERENCES, OTHERS]);
    expect([...WORDS, JANE].filter((word) => after.replaceAll(OTHERS, "").includes(word))).toEqual([]);
    const { data } = await network.ask(PEOPLE, { as: "reader" });
    expect(data.people).toMatchObject({ totalCount: 3, completeness: { totalIs: "EXACT" } });
    const north = data.people.completeness.sources.find(({ partner }: { partner: string }) => partner === "north");
    expect(north).toMatchObject({ status: "ANSWERED", via: "MIRROR", reason: expect.stringContaining("erased") });
    const live = await network.ask(PEOPLE, { as: "reader", headers: { "maillage-freshness": "live" } });
    expect(live.data.people.totalCount).toBeLessThanOrEqual(3);
    expect(live.data.people.completeness.totalIs).toBe("AT_LEAST");
  });

  it("leaves no word in any table of the hub, and of the id only the tombstones that readers are told by", async () => {
    const rowsWith = async (word: string) => (await tablesWith(network, word)).sort();
    await until(async () => (await Promise.all(WORDS.map(rowsWith))).flat().length === 0);
    expect(await rowsWith(JANE)).toEqual(["knowledge.applied", "knowledge.change"]);
    const changes = await network.ask(`{ recordChangesSince { changes { id op record { id } } } }`, { as: "reader" });
    const ofJane = changes.data.recordChangesSince.changes.filter(({ id }: { id: string }) => id === JANE);
    expect(ofJane).toEqual([{ id: JANE, op: "DELETE", record: null }]);
  });

  it("is not taken in again by later harvests, whatever the partner sends, and coordinators are told (I02)", async () => {
    await network.save("north", { id: JANE, name: `Jane ${WORDS[0]} again` });
    await network.save("south", { id: "south:project:second", name: "Second", team: [{ person: JANE, role: "lead" }] });
    await network.caughtUp();
    await network.database.rows(`update knowledge.source set epoch = null, cursor = null where partner = 'north'`);
    await network.caughtUp();
    expect(await tablesWith(network, WORDS[0] ?? "")).toEqual([]);
    expect(await everyAnswer([PEOPLE, REFERENCES])).not.toContain(WORDS[0]);
    await until(async () => {
      const { data } = await network.ask(`{ incidents(partner: "north") { edges { node { kind detail } } } }`, {
        as: "admin",
      });
      const kinds = data.incidents.edges.map(({ node }: { node: { kind: string } }) => node.kind);
      expect(JSON.stringify(data)).not.toMatch(/Jane|jane/);
      return kinds.includes("ERASURE_REQUESTED") && kinds.includes("ERASED_OFFERED");
    });
  });

  it("is answered for by the partner itself again once the partner has deleted the record", async () => {
    await network.remove("north", JANE);
    await network.caughtUp();
    await until(async () => {
      const { data } = await network.ask(PEOPLE, { as: "reader" });
      return data.people.completeness.sources.every(({ via }: { via: string }) => via === "LIVE");
    });
    const { data } = await network.ask(PEOPLE, { as: "reader" });
    expect(data.people).toMatchObject({ totalCount: 3, completeness: { totalIs: "EXACT" } });
  });
});

describe("erasures and other processes, and restored backups", () => {
  it("are known to another process of the hub within seconds (I02, F05)", async () => {
    const other = await startHub(hubOn(network.databaseUrl));
    await other.refresh();
    expect(await askMirror(other.url)).toContain("north:person:c");
    await erase(network, "north:person:c");
    await until(async () => !(await askMirror(other.url)).includes("north:person:c"));
    await other.stop();
  });

  it("are kept as digests in a file, and undo what a restored backup brings back, before anything is served (I03)", async () => {
    const file = join(folder, "second.jsonl");
    const person = { id: "east:person:eve", name: "Eve" };
    const fair = { id: "east:event:fair", name: "Fair", startsAt: "2026-05-01T09:00:00.000Z", speakers: [person.id] };
    const second = await startSmallNetwork({ east: [person, { id: "east:person:ed", name: "Ed" }, fair] });
    await second.stop();
    const backup = await copyDatabase(second.databaseUrl);
    const knowledge = await openKnowledge({ databaseUrl: second.databaseUrl, erasureFile: file, onTrouble: raise });
    await knowledge.erasures.erase(person.id);
    await knowledge.close();
    const text = await readFile(file, "utf8");
    expect(text).not.toContain("person");
    expect(text.match(/"hash":"[0-9a-f]{64}"/g)?.length).toBe(1);
    const restored = await openKnowledgeDatabase({ databaseUrl: backup, connections: 3 });
    const naming = () =>
      restored.rows(
        `select id from knowledge.entry where id = ? union all
      select id from mirror.event where ? = any(speakers)`,
        [person.id, person.id],
      );
    expect(await naming()).toHaveLength(2);
    const hub = await startHub({ ...hubOn(backup), erasureFile: file });
    expect(await naming()).toEqual([]);
    await hub.refresh();
    const people = await askMirror(hub.url);
    expect([people.includes("east:person:ed"), people.includes(person.id)]).toEqual([true, false]);
    expect(await restored.rows(`select partner from knowledge.erasure where offered is not null`)).toEqual([
      { partner: "east" },
    ]);
    expect(await replayErasures(file, restored)).toBe(0);
    await hub.stop();
    await restored.close();
  });

  it("stop the start when the file that keeps them holds something else, and go on after a line that was cut off", async () => {
    const file = join(folder, "broken.jsonl");
    await writeFile(file, '{"salt":"a","hash":"12');
    expect(await replayErasures(file, network.database)).toBe(0);
    await writeFile(file, "nothing of the kind\n");
    await expect(replayErasures(file, network.database)).rejects.toThrow("line 1: expected an erasure");
  });
});

const raise = (error: unknown): never => {
  throw error;
};

function hubOn(databaseUrl: string) {
  const key = generateKeyPairSync("ed25519").privateKey;
  return {
    ...{ databaseUrl, key, host: "127.0.0.1", port: 0, log: pino({ level: "silent" }) },
    ...{ explainsToAll: false, harvestMs: null, edge: MUCH },
  };
}

/** The ids of people, as the hub itself holds them. */
async function askMirror(url: string): Promise<string> {
  const headers = { "content-type": "application/json", "maillage-freshness": "mirror" };
  const body = JSON.stringify({ query: `{ people(first: 10) { nodes { id } } }` });
  return (await fetch(`${url}/graphql`, { method: "POST", headers, body })).text();
}

/** The hub's tables with a row that holds a word, the partners' own left out. */
async function tablesWith({ database }: SmallNetwork, word: string): Promise<string[]> {
  const tables = await database.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema', 'partner_data')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await database.rows(`select from ${name} as t where t::text ilike ? limit 1`, [`%${word}%`]);
    if (rows.length > 0) found.push(name);
  }
  return found;
}
