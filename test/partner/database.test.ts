import { spawn } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { MikroORM } from "@mikro-orm/postgresql";
import { startDatabase } from "../../gateway/main/database.js";
import { findDatabasePlace } from "../../gateway/main/database-place.js";
import { locateBinaries, runToEnd } from "../../gateway/main/database-process.js";

const settings = { fsync: "off" };
const log = () => undefined;

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const orm = await MikroORM.init({ clientUrl: url, entities: [], discovery: { warnWhenNoEntities: false } });
  try {
    return await orm.em.getConnection().execute(sql);
  } finally {
    await orm.close(true);
  }
}

describe("the embedded database", () => {
  let dataDir = "";
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "maillage-database-"));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it("starts in an empty folder, keeps its rows and its password, and starts there again", async () => {
    const first = await startDatabase({ dataDir, log, settings });
    await ask(first.url, "create table kept as select 1 as one");
    const settings_ =
      "select datcollate, pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()";
    expect(await ask(first.url, settings_)).toEqual([{ datcollate: "C", encoding: "UTF8" }]);
    await first.stop();
    await first.stop();
    expect((await stat(join(dataDir, "postgres.password"))).mode & 0o777).toBe(0o600);
    const second = await startDatabase({ dataDir, log, settings });
    expect(await ask(second.url, "select one from kept")).toEqual([{ one: 1 }]);
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
    await second.stop();
  });

  it("starts after its owner was killed, whose server still runs", async () => {
    const first = await startDatabase({ dataDir, log, settings });
    await ask(first.url, "create table also_kept as select 2 as two");
    const second = await startDatabase({ dataDir, log, settings }); // same owner: the server counts as left behind
    expect(await ask(second.url, "select two from also_kept")).toEqual([{ two: 2 }]);
    await second.stop();
    await first.stop();
  });

  it("starts after server and owner were killed, with the number of the server taken by another program", async () => {
    const first = await startDatabase({ dataDir, log, settings });
    const pidFile = join(dataDir, "postgres", "postmaster.pid");
    const lines = (await readFile(pidFile, "utf8")).split("\n");
    process.kill(Number(lines[0]), "SIGKILL");
    await first.stop();
    const bystander = spawn("sleep", ["60"]);
    await writeFile(pidFile, [String(bystander.pid), ...lines.slice(1)].join("\n"));
    const second = await startDatabase({ dataDir, log, settings });
    expect(await ask(second.url, "select one from kept")).toEqual([{ one: 1 }]);
    await second.stop();
    bystander.kill();
  });

  it("refuses a folder that another living process owns", async () => {
    const other = spawn("sleep", ["60"]);
    const started = (await readFile(`/proc/${other.pid}/stat`, "utf8")).split(") ")[1]?.split(" ")[19];
    await writeFile(join(dataDir, "owner"), `${other.pid} ${started}\n`);
    await expect(startDatabase({ dataDir, log, settings })).rejects.toThrow(/in use by process .* --data-dir/);
    other.kill();
  });

  it("goes where its user can go when root keeps the data folder and the programs to itself", async () => {
    if (process.getuid?.() !== 0) return;
    const closed = await mkdtemp(join(tmpdir(), "maillage-closed-"));
    const refuge = await mkdtemp(join(tmpdir(), "maillage-refuge-"));
    await chmod(refuge, 0o755);
    const { postgres } = await locateBinaries();
    const package_ = dirname(dirname(dirname(postgres)));
    await cp(package_, join(closed, "package"), { recursive: true, verbatimSymlinks: true });
    const bin = join(closed, "package", "native", "bin");
    const binaries = { initdb: join(bin, "initdb"), postgres: join(bin, "postgres") };
    const data = join(closed, "data");
    await mkdir(data);
    const lines: string[] = [];
    const find = () => findDatabasePlace({ dataDir: data, binaries, refuge, log: (line) => lines.push(line) });
    const place = await find();
    expect(lines).toEqual([expect.stringContaining(`may not enter ${closed}: the database lies in ${place.folder}`)]);
    expect([place.folder, place.binaries.postgres].every((path) => path.startsWith(refuge))).toBe(true);
    expect(await find()).toEqual(place);
    await runToEnd({ command: place.binaries.postgres, args: ["--version"], user: place.user });
    await chmod(refuge, 0o700);
    await expect(find()).rejects.toThrow(`may not enter ${refuge}`);
    for (const folder of [closed, refuge]) await rm(folder, { recursive: true });
  });
});
