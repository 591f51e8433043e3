// A network started as its operator would: `node dist/gateway/main/main.js …` as a process of its own. In: options.
// Out: its addresses and keys, what it said, a way to ask, and how it ended.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PROJECT_ROOT } from "../../schema/sdl.js";

/** A program of ours, compiled. Throws where nothing is: `npm test` compiles first. */
export function compiled(file: string): string {
  const path = join(PROJECT_ROOT, "dist", "gateway", "main", file);
  if (!existsSync(path)) throw new Error(`${path} is not there: run \`npm run build\` first`);
  return path;
}

/** A folder that is reachable for the database's user. */
export async function temporaryFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "maillage-launched-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A program under way, and what it has said. */
export interface RunningProgram {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  readonly complaints: readonly string[];
  /** Resolves with the first line that matches. Rejects, with its last words, when the program ends before. */
  saying(pattern: RegExp): Promise<string>;
  /** Resolves when it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** SIGTERM; resolves when it has ended. */
  stop(): Promise<void>;
}

export interface ProgramOptions {
  readonly args?: readonly string[];
  /** A database of the test's own; without it, the program starts one in its data folder. */
  readonly databaseUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs one of our programs. */
export function runProgram(
  file: string,
  { args = [], databaseUrl, env: own = {} }: ProgramOptions = {},
): RunningProgram {
  const { DATABASE_URL: _ours, ...rest } = process.env;
  const env = { ...rest, ...own, ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }) };
  const child = spawn(process.execPath, [compiled(file), ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  const [lines, complaints]: [string[], string[]] = [[], []];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  createInterface({ input: child.stderr }).on("line", (line) => complaints.push(line));
  const ended = once(child, "close").then((how) => {
    const [code, signal] = how as [number | null, NodeJS.Signals | null]; // what "close" gives
    return { code, signal };
  });
  const saying = async (pattern: RegExp): Promise<string> => {
    for (let isOver = false; ;) {
      const line = lines.find((each) => pattern.test(each));
      if (line !== undefined) return line;
      if (isOver)
        throw new Error(`ended without saying ${pattern}: ${[...lines, ...complaints].slice(-10).join(" / ")}`);
      const pause = new Promise<false>((resolve) => setTimeout(resolve, 10, false));
      isOver = await Promise.race([pause, ended.then(() => true)]);
    }
  };
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
  };
  return { child, lines, complaints, saying, ended, stop };
}

export interface Answer {
  readonly status: number;
  // eslint-disable-next-line typescript/no-explicit-any -- answers are compared, not computed with
  readonly data: any;
  readonly errors: ReadonlyArray<{
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }>;
  readonly extensions: { readonly maillage?: { readonly requests: number; readonly rows: number } };
}

export interface Asking {
  readonly variables?: Readonly<Record<string, unknown>>;
  /** An access key. */
  readonly key?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface LaunchedNetwork extends RunningProgram {
  readonly url: string;
  /** Where a partner answers. */
  partnerUrl(key: string): string;
  readonly keys: { readonly reader: string; readonly writer: string; readonly admin: string };
  readonly startedInMs: number;
  ask(query: string, asking?: Asking): Promise<Answer>;
}

/** Starts a network and waits until it is ready. */
export async function launchNetwork(options: ProgramOptions): Promise<LaunchedNetwork> {
  const begun = Date.now();
  const program = runProgram("main.js", { ...options, args: ["--port", "0", ...(options.args ?? [])] });
  const url = (await program.saying(/^ready /)).slice("ready ".length);
  const word = (pattern: RegExp) =>
    program.lines.map((line) => pattern.exec(line)?.[1]).find((each) => each !== undefined) ?? "";
  const partners = word(/^partners \d+ at (\S+)$/);
  return {
    ...program,
    url,
    partnerUrl: (key) => partners.replace("<key>", key),
    keys: { reader: word(/^key reader (\S+)/), writer: word(/^key writer (\S+)/), admin: word(/^key admin (\S+)/) },
    startedInMs: Date.now() - begun,
    ask: (query, asking) => askGraphql(`${url}/graphql`, query, asking),
  };
}

/** Asks a GraphQL endpoint. */
export async function askGraphql(
  url: string,
  query: string,
  { variables = {}, key, headers = {} }: Asking = {},
): Promise<Answer> {
  const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...authorization, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data = null, errors = [], extensions = {} } = (await response.json()) as Partial<Answer>; // a GraphQL response
  return { status: response.status, data, errors, extensions };
}

/** The processes below one, by id, with their command lines. Linux only; elsewhere there are none to be seen. */
export function processesBelow(parent: number): Map<number, string> {
  const below = new Map<number, string>();
  if (!existsSync("/proc/self/stat")) return below;
  const parents = new Map(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(name)]),
  );
  const queue = [parent];
  for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
    for (const [child, of] of parents) {
      if (of !== pid) continue;
      below.set(child, readProc(`${child}/cmdline`).replaceAll("\0", " "));
      queue.push(child);
    }
  }
  return below;
}

function parentOf(pid: string): number {
  return Number(readProc(`${pid}/stat`).split(") ").at(-1)?.split(" ")[1] ?? 0);
}

function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, "utf8");
  } catch {
    return ""; // it has ended
  }
}

/** Whether a process is there and not merely waiting to be buried. */
export function isAlive(pid: number): boolean {
  const state = readProc(`${pid}/stat`).split(") ").at(-1)?.[0];
  return state !== undefined && state !== "Z" && state !== "X";
}
