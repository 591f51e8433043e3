// Who runs the embedded database. PostgreSQL refuses to run as root, so root runs it as user `postgres`, or `nobody`
// where there is none. In: nothing. Out: that user, or null when we are not root; and what keeps it from a path.
import { readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";

export interface DatabaseUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const CANDIDATES = ["postgres", "nobody"];

/** The user to run the database as; null means ourselves. */
export async function findDatabaseUser(): Promise<DatabaseUser | null> {
  if (process.getuid?.() !== 0) return null;
  const users = parseUsers(await readFile("/etc/passwd", "utf8"));
  const user = CANDIDATES.map((name) => users.get(name)).find((found) => found !== undefined);
  if (user === undefined) throw new Error(`PostgreSQL does not run as root: create a user named ${CANDIDATES[0]}.`);
  return user;
}

/** The folder above a path that the user may not enter; null when it can reach the path. */
export async function findBarrier(path: string, user: DatabaseUser): Promise<string | null> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!(await mayEnter(folder, user))) return folder;
    if (folder === dirname(folder)) return null;
  }
}

function parseUsers(passwd: string): Map<string, DatabaseUser> {
  const users = passwd.split("\n").map((line) => line.split(":"));
  return new Map(
    users.flatMap(([name, , uid, gid]) =>
      name === undefined || gid === undefined ? [] : [[name, { name, uid: Number(uid), gid: Number(gid) }] as const],
    ),
  );
}

async function mayEnter(folder: string, user: DatabaseUser): Promise<boolean> {
  const { mode, uid, gid } = await stat(folder);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  return (mode & (gid === user.gid ? 0o010 : 0o001)) !== 0;
}
