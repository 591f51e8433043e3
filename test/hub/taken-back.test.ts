// A network that takes back what it gave (a key, a member's place, a partner's), loses its database, and is restored from a
// backup that was made before: nothing of it is given out again.
import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { pino } from "pino";
import { backUp } from "../../gateway/main/backup.js";
import { startHub, type RunningHub } from "../../gateway/main/hub.js";
import { restore } from "../../gateway/main/restore.js";
import type { Database } from "../../services/database/open-database.js";
import { openKnowledgeDatabase } from "../../services/knowledge/knowledge-database.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";
import { MUCH, PATIENT } from "../kit/wide-edge.js";

let folder: string;
let network: SmallNetwork;
const inFolder = (name: string): string => join(folder, name);
const file = (): string => inFolder("taken-back.jsonl");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "maillage-taken-"));
  const record = (partner: string) => ({ id: `${partner}:organization:home`, name: `Home of ${partner}` });
  network = await startSmallNetwork(
    { north: [record("north")], south: [record("south")] },
    { hub: { takenBackFile: file() } },
  );
});
afterAll(async () => {
  await network.stop();
  await rm(folder, { recursive: true, force: true });
});

async function act(mutation: string): Promise<Record<string, unknown>> {
  const { data, errors } = await network.ask(`mutation { it: ${mutation} }`, { as: "admin" });
  expect(errors).toBeUndefined();
  return data.it;
}

async function issueKey(organization: string): Promise<{ id: string; secret: string }> {
  const input = `{ name: "An app", scopes: ["read:network"], organization: "${organization}" }`;
  const { key, secret } = (await act(`issueAccessKey(input: ${input}) { secret key { id } }`)) as {
    readonly key: { readonly id: string };
    readonly secret: string;
  };
  return { id: key.id, secret };
}

async function invite(email: string, organization: string): Promise<string> {
  const input = `{ name: "Ada", email: "${email}", organization: "${organization}", role: READER }`;
  const { member } = (await act(`inviteMember(input: ${input}) { member { id } }`)) as { member: { id: string } };
  return member.id;
}

async function restart(databaseUrl: string): Promise<RunningHub> {
  const key = generateKeyPairSync("ed25519").privateKey;
  return startHub({
    ...{ databaseUrl, key, host: "127.0.0.1", port: 0, log: pino({ level: "silent" }), explainsToAll: false },
    ...{ harvestMs: 3_600_000, edge: MUCH, ...PATIENT, takenBackFile: file() },
  });
}

async function statusWith(hub: RunningHub, secret: string): Promise<number> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${secret}` };
  const body = JSON.stringify({ query: "{ viewer { kind } partners { key } }" });
  return (await fetch(`${hub.url}/graphql`, { method: "POST", headers, body })).status;
}

it("a restored backup gives out again no key, no place of a member and no partner that was taken back (K06, B02)", async () => {
  const [revoked, kept] = [await issueKey("north:organization:home"), await issueKey("north:organization:home")];
  const ofWhoLeaves = await issueKey("south:organization:home");
  const removed = await invite("ada@north.example", "north:organization:home");
  const staying = await invite("bea@north.example", "north:organization:home");
  await backUp(network.databaseUrl, inFolder("backup"));
  await act(`revokeAccessKey(id: "${revoked.id}") { id }`);
  await act(`removeMember(id: "${removed}")`);
  await act(`removePartner(key: "south")`);
  await network.stop();
  const lines = (await readFile(file(), "utf8")).split("\n").filter(Boolean);
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
    expect.arrayContaining([
      { kind: "key", id: revoked.id },
      { kind: "member", id: removed },
      { kind: "partner", id: "south" },
    ]),
  );
  await writeFile(file(), `${lines.join("\n")}\n{"kind":"key","id":"0c`); // the machine stopped while it was written
  const options = { databaseUrl: network.databaseUrl, file: inFolder("backup"), force: true };
  const report = await restore({ ...options, erasureFile: inFolder("none"), takenBackFile: file() });
  expect(report.takenBack).toBe(3);
  const hub = await restart(network.databaseUrl);
  const secrets = [revoked.secret, ofWhoLeaves.secret, kept.secret];
  expect(await Promise.all(secrets.map((secret) => statusWith(hub, secret)))).toEqual([401, 401, 200]);
  await hub.registry.departures.resume();
  const database = await openKnowledgeDatabase({ databaseUrl: network.databaseUrl, connections: 3 });
  const left = await tables(database).finally(() => database.close());
  expect(left).toEqual({ members: [staying], partners: ["north"], departed: ["south"], words: 0 });
  await hub.stop();
  await writeFile(file(), "no line of ours\n");
  await expect(restart(network.databaseUrl)).rejects.toThrow("line 1: expected a key, a member or a partner");
});

async function tables(database: Database) {
  const ids = async (query: string): Promise<string[]> =>
    (await database.rows<{ id: string }>(query)).map(({ id }) => id);
  return {
    members: await ids(`select id::text from registry.member`),
    partners: await ids(`select key as id from registry.partner`),
    departed: await ids(`select key as id from registry.departed where finished_at is not null`),
    words: (await ids(`select id from knowledge.entry where id like 'south:%'`)).length,
  };
}
