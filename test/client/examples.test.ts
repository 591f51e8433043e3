// The examples, run as their readers would run them, beside a network in which one partner is down and one is slow.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { deleteRecords, openStore } from "../../services/partner/store.js";
import { testDatabase } from "../kit/database.js";
import { launchNetwork, temporaryFolder, type LaunchedNetwork } from "../kit/launched.js";
import { until } from "../kit/until.js";

const DOWN = "entraide-lyon";
let databaseUrl: string;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let network: LaunchedNetwork;
beforeAll(async () => {
  [databaseUrl, folder] = [await testDatabase(), await temporaryFolder()];
  const faults = ["--fault", `${DOWN}=down`, "--fault", "ndimbal-dakar=slow:3000"];
  network = await launchNetwork({ databaseUrl, args: ["--data-dir", folder.path, ...faults] });
});
afterAll(async () => {
  await network.stop();
  await folder.remove();
});

interface Ended {
  readonly code: number | null;
  readonly said: string;
  readonly complained: string;
}

async function run(example: string, ...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, ["--no-warnings", resolve(PROJECT_ROOT, "docs", "examples", example), ...args]);
  const [said, complained]: [string[], string[]] = [[], []];
  child.stdout.on("data", (chunk) => said.push(String(chunk)));
  child.stderr.on("data", (chunk) => complained.push(String(chunk)));
  const [code] = (await once(child, "close")) as [number | null]; // what "close" gives
  return { code, said: said.join(""), complained: complained.join("") };
}

describe("who-knows", () => {
  it("names people and what shows that they know, though a partner is down", async () => {
    const { code, said, complained } = await run("who-knows.mjs", "respite care", network.url);
    expect({ code, complained }).toEqual({ code: 0, complained: "" });
    expect(said).toMatch(
      /^[1-9]\d* people know about “respite care”\.\n\n\S.*\n {2}(claim|practice|project|event): \S/,
    );
  });

  it("says what is wrong, by its code, and ends with a failure", async () => {
    expect(await run("who-knows.mjs", "x".repeat(2_000), network.url)).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/^BAD_USER_INPUT: /),
    });
  });
});

describe("the nightly sync", () => {
  it("lists everything in the first night; in the second takes what changed, and nothing is left of what was deleted", async () => {
    const file = join(folder.path, "network.db");
    const first = await run("nightly-sync/sync.mjs", network.url, file);
    expect({ ...first, said: "" }).toEqual({ code: 0, said: "", complained: "" });
    const [, before = "0"] = /^listed everything: (\d+) saved, 0 deleted, \1 records\n$/.exec(first.said) ?? [];
    expect(Number(before)).toBeGreaterThan(20);
    const id = await deletePractice();
    expect(readFileSync(file, "latin1")).toContain(id);
    expect(readFileSync(file, "latin1")).not.toContain(`"id":"${DOWN}:`);
    const second = await run("nightly-sync/sync.mjs", network.url, file);
    expect(second).toMatchObject({ code: 0, complained: "" });
    expect(second.said).toBe(`took what changed: 0 saved, 1 deleted, ${Number(before) - 1} records\n`);
    expect(readFileSync(file, "latin1")).not.toContain(id);
  });
});

describe("docs/developers.md", () => {
  const blocksOf = (page: string, language = ""): string[] =>
    [...readFileSync(join(PROJECT_ROOT, "docs", page), "utf8").matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(
      ([, named, code = ""]) => (language === "" || named === language ? [code] : []),
    );

  it("shows the same code in French", () => {
    expect(blocksOf("developers.fr.md")).toEqual(blocksOf("developers.md"));
  });

  it("shows programs that run as they stand", async () => {
    const client = join(PROJECT_ROOT, "dist", "client");
    const programs = blocksOf("developers.md", "js").map((code, at) => {
      const own = code
        .replaceAll('"@maillage/client"', `"${client}/client.js"`)
        .replaceAll(/"@maillage\/client\/([a-z-]+)"/g, `"${client}/$1.js"`);
      const file = join(folder.path, `program-${at}.mjs`);
      writeFileSync(file, own.replaceAll("http://localhost:4000", network.url));
      return file;
    });
    expect(programs).toHaveLength(3);
    for (const file of programs) {
      const { code, said, complained } = await run(file);
      expect({ code, complained }).toEqual({ code: 0, complained: "" });
      expect(said).toMatch(/\S/);
    }
  });
});

/** Deletes a practice at its partner, and waits until the hub has come round and seen that. */
async function deletePractice(): Promise<string> {
  const { data } = await network.ask(
    `{ practices(filter: { partners: ["aidants-bretagne"] }) { nodes { id adaptations { id } } } }`,
  );
  const nodes = data.practices.nodes as Array<{ id: string; adaptations: unknown[] }>; // as asked
  const id = nodes.find(({ adaptations }) => adaptations.length === 0)?.id ?? "none";
  const query = `{ search(text: "", first: 100, filter: { partners: ["aidants-bretagne"] }) { edges { node { id } } } }`;
  const found = async (): Promise<string> => JSON.stringify((await network.ask(query)).data);
  expect(await found()).toContain(`"${id}"`);
  const store = await openStore({ databaseUrl });
  expect(await deleteRecords(store, "aidants-bretagne", [id])).toBe(1);
  await store.close();
  await until(async () => !(await found()).includes(`"${id}"`), 90_000);
  return id;
}
