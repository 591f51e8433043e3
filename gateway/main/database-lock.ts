// One data folder, one owner. In: a data folder. Out: nothing, or an error when a living process holds the folder; a
// database whose owner was killed without being able to stop it is stopped here.
import { existsSync, readFileSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const STOP_TIMEOUT_MS = 20_000;

/** Marks the folder as ours. Throws when another living process of this program has marked it. */
export async function requireFreeFolder(dataDir: string): Promise<void> {
  const file = join(dataDir, "owner");
  if (existsSync(file)) {
    const [pid, started] = (await readFile(file, "utf8")).trim().split(" ");
    const other = Number(pid);
    if (other !== process.pid && isAlive(other) && startOf(other) === (started ?? ""))
      throw new Error(`The data folder ${dataDir} is in use by process ${other}. Choose another with --data-dir.`);
  }
  await writeFile(file, `${process.pid} ${startOf(process.pid)}\n`);
}

/**
 * Stops the database server that still runs in a folder, if one does, and says whether it did. A `postmaster.pid`
 * whose process is gone, or is another program since, is left to PostgreSQL or removed.
 */
export async function endOrphan(folder: string): Promise<boolean> {
  const file = join(folder, "postmaster.pid");
  if (!existsSync(file)) return false;
  const pid = Number((await readFile(file, "utf8")).split("\n")[0]);
  if (!isAlive(pid) || !isServerOf(pid, folder)) {
    await rm(file, { force: true });
    return false;
  }
  process.kill(pid, "SIGINT"); // fast shutdown: ends sessions, writes a checkpoint
  for (const end = Date.now() + STOP_TIMEOUT_MS; isAlive(pid); await delay(50))
    if (Date.now() > end) throw new Error(`The database of an earlier run (process ${pid}) does not stop.`);
  return true;
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // thrown by kill: alive, and another user's
  }
}

/** When a process began, as the kernel counts it; empty where it cannot be told. Pids come round again. */
function startOf(pid: number): string {
  const fields = readProc(pid, "stat").split(") ")[1]?.split(" ");
  return fields?.[19] ?? "";
}

/** Whether a process is a server of this folder. Where that cannot be told, a living process counts as one. */
function isServerOf(pid: number, folder: string): boolean {
  if (!existsSync("/proc/self/cmdline")) return true;
  return readProc(pid, "cmdline").split("\0").includes(folder);
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return ""; // no such process, or no /proc
  }
}
