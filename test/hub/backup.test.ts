// A network that is backed up, changes, loses a person who asked to be erased, and is restored: what it had, it has again,
// but for that person.
import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { backUp } from "../../gateway/main/backup.js";
import { BACKED_UP_SCHEMAS, DATABASE_PARTS } from "../../gateway/main/database-parts.js";
import { writeBackup } from "../../gateway/main/backup-file.js";
import { restore, type RestoreReport } from "../../gateway/main/restore.js";
import { openDatabase } from "../../services/database/open-database.js";
import { openKnowledge } from "../../services/knowledge/open-knowledge.js";
import { testDatabase } from "../kit/database.js";
import { everyRow } from "../kit/every-row.js";
import { backUpQuietly } from "../kit/quiet-backup.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

const JANE = "north:person:jane";
const STRANGE = 'Tabs\tand\nlines\r\n\\.\n\\N \\t "quotes", Élodie, 日本, 🧵';
const RECORDS = {
  north: [
    { id: JANE, name: "Jane Quillfeather", headline: "Knows yarrowbinding" },
    { id: "north:person:ann", name: "Ann", headline: STRANGE },
    { id: "north:organization:home", name: "Home" },
    { id: "north:practice:mending", name: "Mending circle", adaptedFrom: "south:practice:circle" },
  ],
  south: [
    { id: "south:project:kitchen", name: "Kitchen", team: [{ person: JANE, role: "lead" }] },
    { id: "south:practice:circle", name: "Circle" },
  ],
};

let folder: string;
let network: SmallNetwork;
let before: Record<string, readonly string[]>;
let file: string;
let epochs: Record<string, unknown>;

const inFolder = (name: string): string => join(folder, name);
const erasureFile = (): string => inFolder("erasures.jsonl");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "maillage-backup-"));
  network = await startSmallNetwork(RECORDS, { hub: { erasureFile: erasureFile() } });
  const { database, hub } = network;
  const member = randomUUID();
  await hub.registry.incidents.report({ partner: "north", kind: "INVALID_ANSWER", figures: {} });
  await database.rows(
    `insert into registry.member (id, name, email, role, created_at) values (?, ?, 'a@example.org', 'READER', now())`,
    [member, STRANGE],
  );
  await database.rows(
    `insert into registry.invitation (hash, member, expires_at) values ('h', ?, now() + interval '1 day')`,
    [member],
  );
  await database.rows(
    `insert into registry.session (hash, member, created_at, seen_at) values ('s', ?, now(), now())`,
    [member],
  );
  await database.rows(`insert into registry.audit (actor, action) values ('a', 'b'), ('a', 'c')`);
  ({ file, rows: before } = await backUpQuietly(network.databaseUrl, folder)); // while the hub runs
  epochs = await readEpochs(network);
});

afterAll(async () => {
  await network.stop();
  await rm(folder, { recursive: true, force: true });
});

async function readEpochs({ database }: SmallNetwork): Promise<Record<string, unknown>> {
  const rows = await database.rows<{ name: string; epoch: string }>(
    `select partner as name, epoch::text from partner_data.feed union all
     select 'the hub', epoch::text from knowledge.change_end`,
  );
  return Object.fromEntries(rows.map(({ name, epoch }) => [name, epoch]));
}

const nothingBeside = () => ({ erasureFile: inFolder("no-erasures.jsonl"), takenBackFile: inFolder("nothing.jsonl") });
const anew = (databaseUrl: string, change: Partial<Parameters<typeof restore>[0]> = {}): Promise<RestoreReport> =>
  restore({ databaseUrl, file, force: false, ...nothingBeside(), ...change });

describe("a backup", () => {
  it("is one file for its owner only, of every table that holds something, sign-ins under way left out (K06)", async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const filled = Object.keys(before).filter((table) => (before[table] ?? []).length > 0);
    expect(filled).toEqual(
      expect.arrayContaining(["registry.audit", "registry.invitation", "mirror.person", "partner_data.change"]),
    );
    expect(Object.keys(before)).not.toContain("registry.session");
    expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
    await expect(backUp(network.databaseUrl, file)).rejects.toThrow(
      "expected the name of a file that is not there yet",
    );
  });

  it("leaves out no schema of the database but the gateway's counters and the queue of jobs", async () => {
    const rows = await network.database.rows<{ name: string }>(
      `select distinct schemaname::text as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const names = rows.map(({ name }) => name).filter((name) => !["gateway", "jobs"].includes(name));
    expect(names.toSorted()).toEqual(BACKED_UP_SCHEMAS.toSorted());
  });

  it("is of one moment, although rows are written meanwhile", async () => {
    const writing = Array.from({ length: 30 }, (_, at) =>
      network.save("south", { id: `south:event:e${at}`, name: `Event ${at}`, startsAt: "2026-05-01T09:00:00.000Z" }),
    );
    const [meanwhile] = await Promise.all([backUp(network.databaseUrl, inFolder("meanwhile")), ...writing]);
    expect(meanwhile.rows).toBeGreaterThan(0);
    const url = await testDatabase({ isEmpty: true });
    await anew(url, { file: inFolder("meanwhile") });
    const rows = await everyRow(url);
    const last = (rows["partner_data.feed"] ?? []).map((row) => JSON.parse(row)).find((row) => row.partner === "south");
    const changes = (rows["partner_data.change"] ?? []).filter((row) => row.includes("south:"));
    expect(changes).toHaveLength(Number(last.last));
  });
});

describe("a restored backup", () => {
  it("has every row that the network had, with its counters going on and its feeds begun anew (K06)", async () => {
    const url = await testDatabase({ isEmpty: true });
    const report = await anew(url);
    expect(await everyRow(url)).toEqual(before);
    expect(report).toMatchObject({ erasures: 0, takenBack: 0, lostMs: expect.any(Number), tookMs: expect.any(Number) });
    const knowledge = await openKnowledge({ databaseUrl: url, onTrouble: raise });
    const { database } = knowledge;
    expect(await database.rows(`select count(*)::int as n from registry.session`)).toEqual([{ n: 0 }]);
    const [entry] = await database.rows<{ number: number }>(
      `insert into registry.audit (actor, action) values ('a', 'd') returning number::int`,
    );
    const audit = (before["registry.audit"] ?? []).map((row) => Number(JSON.parse(row).number));
    expect(entry?.number).toBe(Math.max(...audit) + 1);
    await expect(database.rows(`delete from registry.audit`)).rejects.toThrow("only ever added to");
    const restored = await database.rows<{ name: string; epoch: string }>(
      `select partner as name, epoch::text from partner_data.feed union all select 'the hub', epoch::text from knowledge.change_end`,
    );
    for (const { name, epoch } of restored) expect([name, epoch]).not.toEqual([name, epochs[name]]);
    expect(restored).toHaveLength(Object.keys(epochs).length);
    await knowledge.close();
  });

  it("refuses a database that holds a network or is in use, and drops nothing without being told to (K06)", async () => {
    const url = await testDatabase({ isEmpty: true });
    await anew(url);
    await expect(anew(url)).rejects.toThrow("--force");
    expect(await everyRow(url)).toEqual(before);
    await anew(url, { force: true });
    expect(await everyRow(url)).toEqual(before);
    await expect(anew(network.databaseUrl, { force: true })).rejects.toThrow("stop the hub first");
  });

  const spoilt: ReadonlyArray<readonly [string, (bytes: Buffer) => Buffer, string]> = [
    ["that was cut off", (bytes) => bytes.subarray(0, bytes.length - 100), "expected a whole backup"],
    ["of which a byte was changed", (b) => Buffer.from(b.with(b.length >> 1, ~(b.at(b.length >> 1) ?? 0))), "expected"],
    ["of which one word was changed", withAnotherWord, "its digest"],
    ["that is none", () => Buffer.from("id,name\n1,A\n"), "expected"],
    ["that is empty", () => Buffer.alloc(0), "expected a whole backup"],
  ];

  it.each(spoilt)("refuses a file %s, before anything is dropped (K06)", async (_what, spoil, message) => {
    const url = await testDatabase({ isEmpty: true });
    await anew(url);
    await writeFile(inFolder("spoilt"), spoil(await readFile(file)));
    await expect(anew(url, { file: inFolder("spoilt"), force: true })).rejects.toThrow(message);
    expect(await everyRow(url)).toEqual(before);
  });

  it("of an older version is brought to this one", async () => {
    const older = await testDatabase({ isEmpty: true });
    for (const part of DATABASE_PARTS) {
      const some = part.schema === "registry" ? part.migrations.slice(0, -1) : part.migrations;
      const database = await openDatabase({ ...part, migrations: some }, { databaseUrl: older });
      if (part.schema === "registry")
        await database.rows(`insert into registry.audit (actor, action) values ('someone', 'long ago')`);
      await database.close();
    }
    await backUp(older, inFolder("older"));
    const url = await testDatabase({ isEmpty: true });
    await anew(url, { file: inFolder("older") });
    const rows = await everyRow(url);
    expect(rows["registry.audit"]?.join()).toContain("long ago");
    expect(Object.keys(rows)).toEqual(Object.keys(before));
  });

  it("of a newer version is refused, and says which part is newer", async () => {
    const header = {
      format: "maillage-backup" as const,
      version: 1 as const,
      at: new Date().toISOString(),
      tables: [],
    };
    await writeBackup(inFolder("newer"), {
      header: { ...header, migrations: { registry: ["9999-from-the-future"] } },
      rowsOf: () => Readable.from([]),
      trailer: async () => ({ rows: {}, sequences: {} }),
    });
    const url = await testDatabase({ isEmpty: true });
    await expect(anew(url, { file: inFolder("newer") })).rejects.toThrow(
      "registry 9999-from-the-future: upgrade first",
    );
  });

  it("is without who was erased after it was made, and all else is as it was (K06, I03)", async () => {
    await network.save("north", { id: "north:person:new", name: "Newcomer" });
    await network.remove("north", "north:organization:home");
    await network.caughtUp();
    await network.stop();
    const knowledge = await openKnowledge({
      databaseUrl: network.databaseUrl,
      erasureFile: erasureFile(),
      onTrouble: raise,
    });
    await knowledge.erasures.erase(JANE);
    await knowledge.close();
    const lines = await readFile(erasureFile(), "utf8");
    const report = await anew(network.databaseUrl, { force: true, erasureFile: erasureFile() });
    expect(report.erasures).toBe(1);
    expect(await readFile(erasureFile(), "utf8")).toBe(lines);
    const after = await everyRow(network.databaseUrl);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [table, rows] of Object.entries(before).filter(([name]) => !STATISTICS.includes(name))) {
      const gone = rows.filter((row) => !after[table]?.includes(row));
      expect(gone.filter((row) => !/jane|change_end|is_only/i.test(row))).toEqual([]);
    }
    const held = Object.entries(after).filter(([, rows]) => rows.some((row) => row.includes("Quillfeather")));
    expect(held.map(([name]) => name).filter((name) => !name.startsWith("partner_data."))).toEqual([]);
    expect(JSON.stringify(after)).not.toContain("Newcomer");
    expect(JSON.stringify(after)).toContain("north:organization:home");
  });
});

/** Counted anew by every erasure. */
const STATISTICS = ["knowledge.word", "knowledge.corpus"];

/** The same file, well-formed, with other contents. */
function withAnotherWord(bytes: Buffer): Buffer {
  const plain = zstdDecompressSync(bytes);
  const at = plain.indexOf("Mending circle");
  expect(at).toBeGreaterThan(0);
  plain.write("B", at);
  return zstdCompressSync(plain);
}

const raise = (error: unknown): never => {
  throw error;
};
