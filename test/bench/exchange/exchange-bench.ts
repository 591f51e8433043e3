// A page of 50 practices with their quality, how many use them, and their reviews: through the gateway, against exchange
// asked directly. In: the demo network with its history, hub and database in this process's care. Out: p95 of both in turns,
// their ratio, and how many SQL statements a page costs exchange.
import { execute, parse, type ExecutionResult } from "graphql";
import pino from "pino";
import { Pool } from "undici";
import { readHubConfig } from "../../../gateway/main/config.js";
import { launch } from "../../../gateway/main/launch.js";
import { reachDatabase } from "../../../gateway/main/reach-database.js";
import { ANONYMOUS } from "../../../schema/principal.js";
import { exchangeSchema } from "../../../services/exchange/exchange.js";
import { openExchangeDatabase } from "../../../services/exchange/exchange-database.js";
import { temporaryFolder } from "../../kit/launched.js";
import { describeMachine, measureInTurns, round, type MeasuredWay, type Ways } from "../measure.js";

const PAGE = 50;
const QUALITY = "quality { level because missing validUntil } adoptionCount";
const REVIEW = "scores { criterion score } text";
const QUERY = `{ practices(first: ${PAGE}) { nodes { id ${QUALITY} reviews { by { name } ${REVIEW} } } } }`;
const ENTITIES = parse(`query ($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on Practice { ${QUALITY} reviews { by { id } ${REVIEW} } } } }`);
const ROUNDS = { roundMs: 2_000, rounds: 7 };

interface Page {
  readonly practices: { readonly nodes: ReadonlyArray<{ readonly id: string; readonly reviews: readonly unknown[] }> };
}

/** Runs the bench. */
export async function benchExchange(): Promise<Record<string, unknown>> {
  // What readers may ask for is another bench's subject.
  for (const who of ["ADDRESS", "READER"]) process.env[`MAILLAGE_QUOTA_${who}`] = "1000000000";
  const machine = describeMachine();
  const folder = await temporaryFolder();
  const lines: string[] = [];
  const config = readHubConfig({ port: "0", dataDir: folder.path });
  const network = await launch(config, { say: (line) => lines.push(line), log: pino({ level: "silent" }) });
  try {
    const key = lines.map((line) => /^key reader (\S+)/.exec(line)?.[1]).find((each) => each !== undefined) ?? "";
    const { url: databaseUrl } = await reachDatabase(folder.path, null);
    return { machine, ...(await compare({ url: network.url, key, databaseUrl })) };
  } finally {
    await network.stop();
    await folder.remove();
  }
}

interface Compared {
  readonly url: string;
  /** An access key. */
  readonly key: string;
  readonly databaseUrl: string;
}

async function compare({ url, key, databaseUrl }: Compared): Promise<Record<string, unknown>> {
  const pool = new Pool(url, { connections: 8 });
  const askGateway = async (): Promise<Page> => {
    const { body } = await pool.request({
      ...{ path: "/graphql", method: "POST", body: JSON.stringify({ query: QUERY }) },
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    });
    return readPage((await body.json()) as ExecutionResult); // what GraphQL over HTTP answers
  };
  const { nodes } = (await askGateway()).practices;
  const direct = await openDirect(
    databaseUrl,
    nodes.map(({ id }) => id),
  );
  const statements = await direct.countStatements();
  const ways: Ways = { gateway: askGateway, direct: direct.ask };
  const figures: Record<string, unknown> = {};
  for (const readers of [1, 8])
    figures[`readers${readers}`] = summarize(await measureInTurns(ways, { readers, ...ROUNDS }));
  await Promise.all([direct.close(), pool.close()]);
  return { practices: nodes.length, reviews: nodes.flatMap(({ reviews }) => reviews).length, statements, ...figures };
}

function readPage({ data, errors }: ExecutionResult): Page {
  const page = data as unknown as Page | null | undefined; // as the query asks
  if (errors !== undefined || page?.practices.nodes.length !== PAGE)
    throw new Error(`expected ${PAGE} practices, got ${JSON.stringify({ data, errors }).slice(0, 500)}`);
  return page;
}

/** Exchange on a pool of its own, asked for what the gateway asks it for. */
async function openDirect(databaseUrl: string, ids: readonly string[]) {
  let statements = 0;
  const database = await openExchangeDatabase({ databaseUrl, onStatement: () => void statements++ });
  const schema = exchangeSchema();
  const representations = ids.map((id) => ({ __typename: "Practice", id, visibility: "PUBLIC" }));
  const principal = { ...ANONYMOUS, visibility: "NETWORK" as const };
  const ask = async (): Promise<void> => {
    const contextValue = { principal, languages: ["en"], database, loaders: new Map() };
    const { data, errors } = await execute({
      ...{ schema, document: ENTITIES, contextValue, variableValues: { representations } },
    });
    const found = JSON.stringify(data).length > 0 && Array.isArray(data?.["_entities"]) ? data["_entities"].length : 0;
    if (errors !== undefined || found !== ids.length) throw new Error(`expected ${ids.length} practices, got ${found}`);
  };
  const countStatements = async (): Promise<number> => {
    const before = statements;
    await ask();
    return statements - before;
  };
  return { ask, countStatements, close: () => database.close() };
}

function summarize({ gateway, direct }: Record<string, MeasuredWay>): Record<string, unknown> {
  return {
    ...{ gateway: shown(gateway), direct: shown(direct) },
    p50Ratio: round((gateway?.p50Ms ?? Number.NaN) / (direct?.p50Ms ?? Number.NaN)),
    p95Ratio: round((gateway?.p95Ms ?? Number.NaN) / (direct?.p95Ms ?? Number.NaN)),
  };
}

function shown(way: MeasuredWay | undefined): Partial<MeasuredWay> {
  const { perSecond, p50Ms, p95Ms, p99Ms, spread } = way ?? {};
  return { perSecond, p50Ms, p95Ms, p99Ms, spread } as Partial<MeasuredWay>; // a way that was measured has them
}
