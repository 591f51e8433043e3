// Where the embedded database lies. In: the data folder. Out: the folder of the database, the programs to run and the
// user to run them as. Root runs it as another user, who may not be able to enter the data folder or the project, when
// they lie in root's home for example: then the database, or a copy of the programs, lies in `/var/lib/maillage`.
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Binaries } from "./database-process.js";
import { findBarrier, findDatabaseUser, type DatabaseUser } from "./database-user.js";

/** Where the database is and who runs it; null for ourselves. */
export interface DatabasePlace {
  /** Holds the database's files in `postgres` and its password beside it. */
  readonly folder: string;
  readonly user: DatabaseUser | null;
  readonly binaries: Binaries;
}

export interface PlaceOptions {
  readonly dataDir: string;
  readonly binaries: Binaries;
  readonly log: (line: string) => void;
  /** Where to go when the user cannot reach the rest. */
  readonly refuge?: string;
}

const REFUGE = "/var/lib/maillage";

/** Finds a place that the database's user can reach. Throws an Error that names the folder that is in the way. */
export async function findDatabasePlace({
  dataDir,
  binaries,
  log,
  refuge = REFUGE,
}: PlaceOptions): Promise<DatabasePlace> {
  const user = await findDatabaseUser();
  if (user === null) return { folder: dataDir, user, binaries };
  const usable =
    (await findBarrier(binaries.postgres, user)) === null ? binaries : await copyBinaries(binaries, refuge);
  await chmod(dataDir, 0o711); // the folder is ours: the user may pass through, and see nothing else
  const barrier = await findBarrier(join(dataDir, "postgres"), user);
  const folder = barrier === null ? dataDir : await moveOut(dataDir, refuge);
  if (barrier !== null) log(`${user.name} may not enter ${barrier}: the database lies in ${folder}`);
  const rest = await findBarrier(join(folder, "postgres"), user);
  if (rest === null) return { folder, user, binaries: usable };
  throw new Error(
    `PostgreSQL runs as user ${user.name}, who may not enter ${rest} and so cannot reach ${folder}. ` +
      "Choose a folder elsewhere, start as another user than root, or set DATABASE_URL.",
  );
}

/** The data folder notes where its database lies, so that another data folder gets another database. */
async function moveOut(dataDir: string, refuge: string): Promise<string> {
  const note = join(dataDir, "database-place");
  if (existsSync(note)) return (await readFile(note, "utf8")).trim();
  const folder = join(refuge, `data-${randomBytes(8).toString("hex")}`);
  await mkdir(folder, { recursive: true, mode: 0o711 });
  await writeFile(note, `${folder}\n`);
  return folder;
}

/** Copies the programs with their libraries, once per version. */
async function copyBinaries(binaries: Binaries, refuge: string): Promise<Binaries> {
  const native = dirname(dirname(binaries.postgres)); // holds bin, lib and share
  const { version } = JSON.parse(await readFile(join(dirname(native), "package.json"), "utf8")) as { version: string };
  const copy = join(refuge, `postgresql-${version}`);
  if (!existsSync(copy)) {
    await mkdir(refuge, { recursive: true, mode: 0o755 });
    const half = `${copy}.${process.pid}`;
    await cp(native, half, { recursive: true, verbatimSymlinks: true });
    await rename(half, copy).catch(() => rm(half, { recursive: true })); // another start was faster
  }
  const program = (path: string) => join(copy, "bin", basename(path));
  return { initdb: program(binaries.initdb), postgres: program(binaries.postgres) };
}
