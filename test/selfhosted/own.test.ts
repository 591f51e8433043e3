// The scaffold for a system of one's own, run by Node as it was written: it passes the kit, and remembers what changed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { contractTypes, TYPES_FILE } from "./contract-types.js";
import { Feed } from "../../services/partner/scaffold/own/feed.js";
import type { OwnRecord } from "../../services/partner/scaffold/own/records.js";
import { temporaryFolder } from "../kit/launched.js";
import { freePort, run, startOwn } from "./commands.js";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let keysPort = 0;
beforeAll(async () => {
  folder = await temporaryFolder();
  keysPort = await freePort();
});
afterAll(() => folder.remove());

describe("maillage init --own", () => {
  it("writes a program that passes the whole kit unmodified, tokens included (K09)", async () => {
    const at = join(folder.path, "own");
    const made = await run(
      ...["init", at, "--own", "--key", "lantern", "--language", "fr", "--port", String(await freePort())],
      ...["--hub", `http://127.0.0.1:${keysPort}`],
    );
    expect(made.code).toBe(0);
    expect(JSON.parse(await readFile(join(at, "package.json"), "utf8")).dependencies).toEqual({
      "@apollo/subgraph": expect.stringMatching(/^\d+\.\d+\.\d+$/),
      graphql: expect.stringMatching(/^16\.\d+\.\d+$/),
      jose: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
    expect(await readFile(join(at, "README.md"), "utf8")).toMatch(/Un partenaire d’un réseau Maillage/);
    const program = await startOwn(at);
    try {
      const { lines } = await run("check", at, "--keys-port", String(keysPort), "--json");
      const { passed, level, checks } = JSON.parse(lines[0] ?? "");
      expect(checks.filter((check: { passed: boolean }) => !check.passed)).toEqual([]);
      expect([passed, level]).toEqual([true, "BASIC"]);
      const bare = await fetch(program.url, { method: "POST", body: '{"query":"{ __typename }"}' });
      expect(bare.status).toBe(401);
      const other = await fetch(program.url.replace("lantern", "lamp"), { method: "POST", body: "{}" });
      expect(other.status).toBe(404);
    } finally {
      await program.stop();
    }
  });

  it("checks what is read before a hub does, and says which record lacks what", async () => {
    const at = join(folder.path, "own");
    const check = async () => {
      const child = spawn(process.execPath, ["check.ts"], { cwd: at });
      const [said, code] = await Promise.all([text(child.stderr), once(child, "exit").then(([status]) => status)]);
      return [code, said];
    };
    expect(await check()).toEqual([0, ""]);
    const data = join(at, "data.ts");
    await writeFile(data, (await readFile(data, "utf8")).replace('practiceKind: "GUIDE"', 'practiceKind: "NO"'));
    const [code, said] = await check();
    expect(code).toBe(1);
    expect(said).toMatch(/^✗ lantern:practice:1 practiceKind: /);
  });

  it("holds the types of the contract as it is now", async () => {
    const plain = (text: string) => text.replaceAll(/["';,|\s]/g, "");
    expect(plain(await readFile(TYPES_FILE, "utf8"))).toBe(plain(await contractTypes()));
  });
});

const SETTINGS = {
  key: "k2",
  name: "K",
  language: "en",
  languages: ["en"],
  licence: "CC0-1.0",
  port: 0,
  host: "",
  hub: null,
};
const practice = (local: string, name: string, visibility: "PUBLIC" | "NETWORK" = "PUBLIC"): OwnRecord => {
  return { __typename: "Practice", id: `k2:practice:${local}`, name, visibility };
};
const entriesOf = ({ changes }: ReturnType<Feed["read"]>) =>
  changes.map(({ op, id }) => `${op} ${id.split(":")[2] ?? ""}`);

describe("its change feed", () => {
  it("tells what changed and what went since a cursor, and goes on after a restart", async () => {
    const file = join(folder.path, "feed.json");
    const feed = new Feed(file, SETTINGS);
    feed.update([practice("a", "A"), practice("b", "B"), practice("c", "C", "NETWORK")]);
    const first = feed.read("NETWORK", { after: null, first: 2 });
    expect([entriesOf(first), first.hasMore]).toEqual([["UPSERT a", "UPSERT b"], true]);
    feed.update([practice("a", "A new"), practice("c", "C", "NETWORK")]);
    const rest = new Feed(file, SETTINGS);
    rest.update([practice("a", "A new"), practice("c", "C", "NETWORK")]);
    const second = rest.read("NETWORK", { after: first.endCursor, first: 10 });
    expect(entriesOf(second)).toEqual(["UPSERT c", "UPSERT a", "DELETE b"]);
    expect([second.epoch, second.restart, second.hasMore]).toEqual([first.epoch, false, false]);
    const third = rest.read("NETWORK", { after: second.endCursor, first: 10 });
    expect([entriesOf(third), third.endCursor]).toEqual([[], second.endCursor]);
  });

  it("begins anew for a cursor of another reader or another epoch, without what is gone", () => {
    const feed = new Feed(null, SETTINGS);
    feed.update([practice("a", "A"), practice("b", "B")]);
    feed.update([practice("a", "A")]);
    const { endCursor } = feed.read("NETWORK", { after: null, first: 10 });
    for (const cursor of [endCursor, "bm90LWEtY3Vyc29y", ""]) {
      const page = feed.read("PUBLIC", { after: cursor, first: 10 });
      expect([page.restart, entriesOf(page)]).toEqual([true, ["UPSERT a"]]);
    }
  });

  it("tells the public of a record that turns to the network that it is gone, and nothing of one it never saw", () => {
    const feed = new Feed(null, SETTINGS);
    feed.update([practice("a", "A"), practice("n", "N", "NETWORK")]);
    const { endCursor } = feed.read("PUBLIC", { after: null, first: 10 });
    feed.update([practice("a", "A", "NETWORK")]);
    expect(entriesOf(feed.read("PUBLIC", { after: endCursor, first: 10 }))).toEqual(["DELETE a"]);
    expect(feed.find("k2:practice:a", "PUBLIC")).toBeNull();
  });

  it("gives a new epoch when its file is lost", async () => {
    const file = join(folder.path, "lost.json");
    const one = new Feed(file, SETTINGS);
    one.update([practice("a", "A")]);
    const { endCursor, epoch } = one.read("PUBLIC", { after: null, first: 10 });
    const other = new Feed(join(folder.path, "new.json"), SETTINGS);
    other.update([practice("a", "A")]);
    const page = other.read("PUBLIC", { after: endCursor, first: 10 });
    expect([page.restart, page.epoch === epoch, entriesOf(page)]).toEqual([true, false, ["UPSERT a"]]);
    await writeFile(file, "{}");
  });
});
