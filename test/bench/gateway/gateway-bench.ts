// Bench `gateway`: one deeply nested query through ApolloServer and our executor, against a floor that replays the
// very same fetches with bare undici, parses each and stringifies the result once. Both in this process, in turns;
// the subgraphs run in another. No request is shared between readers.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ApolloServer, HeaderMap } from "@apollo/server";
import { parse } from "graphql";
import { Pool } from "undici";
import type { Subgraph } from "../../../gateway/execute/subgraph.js";
import { createHttpSubgraph } from "../../../gateway/fetch/http-subgraph.js";
import { SupergraphGateway, type RequestContext } from "../../../gateway/server/gateway-interface.js";
import { composeSupergraph } from "../../../gateway/supergraph/compose.js";
import { loadSupergraph } from "../../../gateway/supergraph/supergraph.js";
import { startChild } from "../child.js";
import { compareRounds, describeMachine, measureInTurns, type MeasuredWay, type Ways } from "../measure.js";
import { BENCH_QUERY, BENCH_SDL } from "./schema.js";

interface SentRequest {
  readonly name: string;
  readonly body: string;
  readonly wave: number;
}

const READERS = 16;

/** What the query is known to take. Another plan, or an answer of another size, would be another bench. */
const EXPECTED = { fetches: 7, waves: 4, leastBytes: 86_000, mostBytes: 90_000 };

/** Runs the bench. Out: the figures, as one object. */
export async function benchGateway(): Promise<Record<string, unknown>> {
  const program = join(dirname(fileURLToPath(import.meta.url)), "subgraphs.js");
  const child = await startChild(program);
  try {
    const urls = JSON.parse(child.firstLine) as Record<string, string>; // printed by the program beside this one
    return await compare(urls);
  } finally {
    child.stop();
  }
}

async function compare(urls: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
  const recorder = new Recorder();
  const apollo = await startApollo(urls, recorder);
  const answer = await ask(apollo);
  const shape = { answerBytes: Buffer.byteLength(answer), fetches: recorder.sent.length, waves: recorder.waves };
  expectSameBench(shape);
  const ways: Ways = { gateway: () => ask(apollo), floor: replay(urls, recorder.stop(), JSON.parse(answer)) };
  const { gateway, floor } = await measureInTurns(ways, { readers: READERS, roundMs: 500, rounds: 28 });
  await apollo.stop();
  return {
    bench: "gateway",
    machine: describeMachine(),
    ...shape,
    readers: READERS,
    gateway: figuresOf(gateway),
    floor: figuresOf(floor),
    gatewayToFloor: compareRounds(gateway, floor),
  };
}

function expectSameBench(shape: {
  readonly answerBytes: number;
  readonly fetches: number;
  readonly waves: number;
}): void {
  const { fetches, waves, leastBytes, mostBytes } = EXPECTED;
  const isSame =
    shape.fetches === fetches &&
    shape.waves === waves &&
    shape.answerBytes >= leastBytes &&
    shape.answerBytes <= mostBytes;
  if (isSame) return;
  throw new Error(`The bench was to take ${JSON.stringify(EXPECTED)} and took ${JSON.stringify(shape)}.`);
}

function figuresOf(measured: MeasuredWay | undefined): Partial<MeasuredWay> {
  const { rates: _rates, ...figures } = measured ?? { rates: [] };
  return figures;
}

/** Notes what the gateway sends for one query, and in which wave: a wave begins when nothing is under way. */
class Recorder {
  readonly sent: SentRequest[] = [];
  #recording = true;
  #underWay = 0;
  #wave = -1;

  get waves(): number {
    return this.#wave + 1;
  }

  stop(): readonly SentRequest[] {
    this.#recording = false;
    return this.sent;
  }

  around(name: string, subgraph: Subgraph): Subgraph {
    return async (request) => {
      if (!this.#recording) return subgraph(request);
      if (this.#underWay === 0) this.#wave++;
      this.#underWay++;
      const body = JSON.stringify({ query: request.operation, variables: request.variables });
      this.sent.push({ name, body, wave: this.#wave });
      const answer = await subgraph(request);
      this.#underWay--;
      return answer;
    };
  }
}

async function startApollo(
  urls: Readonly<Record<string, string>>,
  recorder: Recorder,
): Promise<ApolloServer<RequestContext>> {
  const parts = Object.entries(BENCH_SDL).map(([name, sdl]) => ({ name, url: urls[name] ?? "", sdl: parse(sdl) }));
  const composition = composeSupergraph(parts);
  if (!composition.ok) throw new Error(composition.faults.join("\n"));
  const supergraph = loadSupergraph(composition.supergraph, {
    subgraphs: (named) =>
      new Map(named.map((each) => [each.name, recorder.around(each.name, createHttpSubgraph(each))])),
  });
  const apollo = new ApolloServer<RequestContext>({
    gateway: new SupergraphGateway(supergraph),
    stopOnTerminationSignals: false,
    stringifyResult: JSON.stringify,
  });
  await apollo.start();
  return apollo;
}

async function ask(apollo: ApolloServer<RequestContext>): Promise<string> {
  const headers = new HeaderMap([["content-type", "application/json"]]);
  const response = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: "POST", headers, search: "", body: { query: BENCH_QUERY } },
    context: async () => ({ source: { headers: {}, timeoutMs: 30_000 } }),
  });
  if (response.body.kind !== "complete") throw new Error("The answer came in parts.");
  if (response.status !== undefined && response.status !== 200) throw new Error(response.body.string.slice(0, 500));
  return response.body.string;
}

/** The floor: the same fetches wave by wave, each parsed, then the answer's own data stringified. */
function replay(
  urls: Readonly<Record<string, string>>,
  sent: readonly SentRequest[],
  result: unknown,
): () => Promise<string> {
  const options = { connections: 64, pipelining: 1 };
  const pools = new Map(Object.entries(urls).map(([name, url]) => [name, new Pool(new URL(url).origin, options)]));
  const waves = [...Map.groupBy(sent, (each) => each.wave).values()];
  return async () => {
    for (const wave of waves) await Promise.all(wave.map(({ name, body }) => fetchBare(pools.get(name), body)));
    return JSON.stringify(result);
  };
}

async function fetchBare(pool: Pool | undefined, body: string): Promise<unknown> {
  if (pool === undefined) throw new Error("No such subgraph.");
  const headers = { "content-type": "application/json" };
  const response = await pool.request({ path: "/graphql", method: "POST", headers, body });
  return JSON.parse(await response.body.text());
}
