// How a network ends and begins again, as a process with everything of its own: SIGTERM, kill -9, another network.
import { once } from "node:events";
import { connect, createServer, type AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "@jest/globals";
import {
  isAlive,
  launchNetwork,
  processesBelow,
  runProgram,
  temporaryFolder,
  type LaunchedNetwork,
} from "../kit/launched.js";
import { startSteadyReader } from "../kit/steady-reader.js";
import { until } from "../kit/until.js";

const folder = temporaryFolder();
const COUNT = "{ practices(first: 100) { totalCount nodes { id name } completeness { isPartial } } }";

afterAll(async () => (await folder).remove());

async function launch(): Promise<LaunchedNetwork> {
  return launchNetwork({ args: ["--data-dir", (await folder).path] });
}

/** Ids of a network's processes: the database's postmaster, the partners' program, and all others. */
function processesOf({ child }: Pick<LaunchedNetwork, "child">) {
  const all = processesBelow(child.pid ?? 0);
  const named = (pattern: RegExp) => [...all].find(([, command]) => pattern.test(command))?.[0] ?? 0;
  return { all: [...all.keys()], postmaster: named(/postgres -D /), partners: named(/host-process/) };
}

/** The order in which processes end. */
async function watchEnding(pids: readonly number[]): Promise<number[]> {
  const ended: number[] = [];
  for (const begun = Date.now(); ended.length < pids.length && Date.now() - begun < 20_000;) {
    for (const pid of pids) if (!ended.includes(pid) && !isAlive(pid)) ended.push(pid);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return ended;
}

/** Resolves when nobody new is let in any more. */
async function refused(url: string): Promise<void> {
  await until(async () => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    const isIn = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    return !isIn;
  });
}

let before: unknown;

describe("a network with everything of its own", () => {
  it("begins again within 5 s of what a start takes when it was killed, with what it had, and leaves no process behind (H20)", async () => {
    const first = await launch();
    before = (await first.ask(COUNT)).data;
    const { all } = processesOf(first);
    expect(all.length).toBeGreaterThan(2);
    first.child.kill("SIGKILL");
    await first.ended;
    const second = await launch();
    expect(second.startedInMs).toBeLessThan(first.startedInMs + 5_000);
    expect((await second.ask(COUNT)).data).toEqual(before);
    expect(second.lines).toContainEqual(expect.stringContaining("0 new, 0 changed"));
    expect(all.filter(isAlive)).toEqual([]);
    expect(second.keys.reader).not.toBe(first.keys.reader);
    expect((await second.ask("{ viewer { kind } }", { key: first.keys.reader })).status).toBe(401);
    await second.stop();
  });

  it("ends within 10 s of SIGTERM, all of it, the database last, with requests under way answered (H19)", async () => {
    const network = await launch();
    const { all, postmaster, partners } = processesOf(network);
    expect([postmaster, partners].every((pid) => pid > 0)).toBe(true);
    const pending = Array.from({ length: 20 }, () => network.ask(COUNT));
    await Promise.race(pending);
    const begun = Date.now();
    network.child.kill("SIGTERM");
    const order = await watchEnding([postmaster, partners]);
    expect(order).toEqual([partners, postmaster]);
    expect(await network.ended).toEqual({ code: 0, signal: null });
    expect(Date.now() - begun).toBeLessThan(10_000);
    expect(all.filter(isAlive)).toEqual([]);
    for (const answer of await Promise.all(pending))
      expect(answer).toMatchObject({ status: 200, errors: [], data: before });
    expect(network.complaints).toEqual([]);
    await expect(fetch(network.url)).rejects.toThrow();
  });

  it("breaks no answer of 32 readers that keep asking while it ends, and lets nobody in meanwhile (H19)", async () => {
    const network = await launch();
    const readers = Array.from({ length: 32 }, () => startSteadyReader(network.url, COUNT));
    await until(() => readers.every(({ endings }) => endings.length > 2));
    const begun = Date.now();
    network.child.kill("SIGTERM");
    await Promise.all(readers.map(({ done }) => done));
    expect(await network.ended).toEqual({ code: 0, signal: null });
    expect(Date.now() - begun).toBeLessThan(25_000);
    expect(readers.flatMap(({ breaks }) => breaks)).toEqual([]);
    expect(readers.flatMap(({ endings }) => endings.filter((each) => each !== "answered"))).toEqual([]);
    expect(network.complaints).toEqual([]);
  });

  it("ends at once at a second SIGTERM, and what that left running is ended by the next start (H19)", async () => {
    const network = await launch();
    const { all } = processesOf(network);
    const silent = connect(Number(new URL(network.url).port), "127.0.0.1"); // waited for, a second
    await once(silent, "connect");
    silent.on("error", () => undefined);
    network.child.kill("SIGTERM");
    await refused(network.url);
    network.child.kill("SIGTERM");
    expect(await network.ended).toEqual({ code: 1, signal: null });
    silent.destroy();
    const next = await launch();
    expect((await next.ask(COUNT)).data).toEqual(before);
    expect(all.filter(isAlive)).toEqual([]);
    await next.stop();
  });

  it("does not start in a folder of another network, and names --data-dir", async () => {
    const other = runProgram("main.js", { args: ["--no-demo", "--port", "0", "--data-dir", (await folder).path] });
    expect((await other.ended).code).toBe(1);
    expect(other.complaints.join("\n")).toMatch(/holds another network \(the demo\).*--data-dir/);
  });

  it("says all that is wrong with its options at once, before anything starts", async () => {
    const wrong = runProgram("main.js", {
      args: ["--port", "99999", "--language", "!", "--mapping", "rna", "--fault", "x=down"],
    });
    expect((await wrong.ended).code).toBe(1);
    const said = wrong.complaints.join("\n");
    for (const option of ["--port", "--language", "--mapping", "--fault"]) expect(said).toContain(option);
    expect(wrong.lines).toEqual([]);
  });

  it("says which faults it cannot cause, all of them, before anything starts", async () => {
    const faults = ["--fault", "nobody-here=down", "--fault", "entraide-lyon=sulky", "--fault", "entraide-lyon=slow"];
    const wrong = runProgram("main.js", { args: ["--data-dir", (await folder).path, ...faults] });
    expect((await wrong.ended).code).toBe(1);
    expect(wrong.complaints.join("\n")).toMatch(
      /nobody-here=down: .* no partner .*\n.*=sulky: expected one of .*\n.*=slow: expected slow:<ms>/,
    );
    expect(wrong.lines).toEqual([]);
  });

  it("leaves nothing behind when its port is taken, and says so", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo; // it listens on TCP
    const late = runProgram("main.js", { args: ["--data-dir", (await folder).path, "--port", String(port)] });
    await late.saying(/^imported /);
    const { postmaster } = processesOf(late);
    expect((await late.ended).code).toBe(1);
    taken.close();
    expect(late.complaints).toEqual([`--port: ${port} is taken by another program.`]);
    expect(late.lines.filter((line) => line.includes("FATAL"))).toEqual([]);
    expect(isAlive(postmaster)).toBe(false);
  });
});
