// The commands of self-hosted partners, run as people run them. In: arguments. Out: what they said, and how they ended.
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { createServer } from "node:net";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { runProgram, type RunningProgram } from "../kit/launched.js";

export interface Ended {
  readonly code: number | null;
  readonly lines: readonly string[];
  readonly complaints: readonly string[];
}

/** Runs a command to its end. */
export async function run(...args: string[]): Promise<Ended> {
  const { lines, complaints, ended } = runProgram("cli.js", { args });
  const { code } = await ended;
  return { code, lines, complaints };
}

/** `maillage serve`, once it is ready. */
export async function serve(
  args: readonly string[],
  databaseUrl?: string,
): Promise<RunningProgram & { readonly url: string }> {
  const program = runProgram("cli.js", {
    args: ["serve", ...args],
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  });
  return { ...program, url: (await program.saying(/^ready /)).slice("ready ".length) };
}

/** Starts a scaffold for one's own system, its libraries being ours. */
export async function startOwn(folder: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  await symlink(join(PROJECT_ROOT, "node_modules"), join(folder, "node_modules")).catch(() => undefined); // it is there
  const child = spawn(process.execPath, ["server.ts"], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = String((await lines.next()).value);
  return {
    url: first.slice("ready ".length),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** A port that nobody listens at. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
