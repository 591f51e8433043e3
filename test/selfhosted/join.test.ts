// Self-hosted partners and a hub: a folder of tables joins by the command and is found, and so does a scaffold for a system of
// one's own. Real programs, a real hub.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { testDatabase } from "../kit/database.js";
import { temporaryFolder } from "../kit/launched.js";
import { until } from "../kit/until.js";
import { startJoinNetwork, type JoinNetwork } from "../registry/join-network.js";
import { freePort, run, serve, startOwn } from "./commands.js";

let network: JoinNetwork;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let [joiner, admin] = ["", ""];
beforeAll(async () => {
  folder = await temporaryFolder();
  network = await startJoinNetwork({ harvestMs: 500 });
  joiner = await network.key(["network:join"]);
  admin = await network.key(["network:admin", "read:network"]);
});
afterAll(async () => {
  await network.stop();
  await folder.remove();
});

const found = async (text: string): Promise<string[]> => {
  const { data } = await network.ask(`query ($text: String!) { search(text: $text) { edges { node { name } } } }`, {
    variables: { text },
  });
  return data.search.edges.map(({ node }: { node: { name: string } }) => node.name);
};

async function joinHub(dir: string, endpoint: string) {
  return run(
    ...["join", network.url, "--dir", dir, "--endpoint", endpoint, "--contact", "office@plums.example"],
    ...["--access-key", joiner, "--development"],
  );
}

async function approve(key: string): Promise<void> {
  const query = `mutation ($key: ID!) { approvePartner(key: $key) { state } }`;
  const { data } = await network.ask(query, { key: admin, variables: { key } });
  expect(data.approvePartner).toEqual({ state: "ACTIVE" });
}

describe("maillage join --dir", () => {
  it("joins with a folder of tables, which is found in the hub's search, and what is deleted is found no more", async () => {
    const at = join(folder.path, "plums");
    const settings = { key: "plums", name: "Plums", language: "en", languages: ["en"], licence: "CC-BY-4.0", port: 0 };
    const people = ["id,name,consentedAt", "1,Quillon Marsh,2025-02-01", "2,Perpetua Lindqvist,2025-02-01"];
    await run("init", at, "--language", "en");
    await writeFile(join(at, "people.csv"), people.join("\n"));
    const tables = [{ file: "people.csv", type: "person", rows: "REPLACE" }];
    await writeFile(join(at, "maillage.json"), JSON.stringify({ ...settings, hub: network.url, tables }));
    const served = await serve([at], await testDatabase());
    try {
      const { code, lines } = await joinHub(at, served.url);
      expect([code, lines.at(-1)]).toEqual([0, "plums: PENDING"]);
      expect(lines.filter((line) => line.startsWith("✗"))).toEqual([]);
      await approve("plums");
      const doctor = await run("doctor", at, "--endpoint", served.url, "--access-key", joiner, "--development");
      expect(doctor.lines).toEqual(
        expect.arrayContaining([
          ...["✓ a question without a token is refused", "✓ the hub's keys can be fetched", "✓ A token is good once."],
          ...["✓ the hub reaches it from outside"],
        ]),
      );
      expect([doctor.code, doctor.lines.filter((line) => line.startsWith("✗"))]).toEqual([0, []]);
      await until(async () => (await found("Perpetua")).length > 0);
      await writeFile(join(at, "people.csv"), people.slice(0, 2).join("\n"));
      await until(async () => (await found("Perpetua")).length === 0);
      expect(await found("Quillon")).toEqual(["Quillon Marsh"]);
    } finally {
      await served.stop();
    }
  });

  it("joins with a scaffold for a system of one's own: the hub answers lists from its copy", async () => {
    const at = join(folder.path, "own");
    await run(...["init", at, "--own", "--key", "lantern", "--hub", network.url, "--port", String(await freePort())]);
    const program = await startOwn(at);
    try {
      const { code, lines } = await joinHub(at, program.url);
      expect([code, lines.at(-1)]).toEqual([0, "lantern: PENDING"]);
      await approve("lantern");
      await until(async () => (await found("repair evening")).includes("A repair evening in six steps"));
      const list = `{ practices(filter: { partners: ["lantern"] }) { nodes { name organization { name } } } }`;
      const { data } = await network.ask(list);
      const organization = { name: "The Lantern Workshop" };
      // The other guide is for the network only.
      expect(data.practices.nodes).toEqual([{ name: "A repair evening in six steps", organization }]);
      const example = join(at, "example-data.json");
      const text = await readFile(example, "utf8");
      await writeFile(example, text.replace("Ines Carval", "Ines Carvalho"));
      await until(async () => (await found("Carvalho")).length > 0);
    } finally {
      await program.stop();
    }
  });
});
