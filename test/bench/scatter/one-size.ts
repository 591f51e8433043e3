// The scatter bench for one number of partners, in a process of its own so that its memory can be told. In: N. Out:
// one JSON line. Three ways in turns: the hub through ApolloServer; a replay of the hub's own requests, wave by wave;
// and one wave that asks every partner for the whole page. The floors parse and sort, and know no GraphQL.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ApolloServer, HeaderMap } from "@apollo/server";
import { Pool } from "undici";
import { PartnerClient } from "../../../gateway/fetch/partner-client.js";
import { createHubSigner } from "../../../gateway/fetch/hub-signer.js";
import { ListedPartners, type PartnerEntry } from "../../../gateway/partition/directory.js";
import { createPartition } from "../../../gateway/partition/partition.js";
import { SupergraphGateway, type RequestContext } from "../../../gateway/server/gateway-interface.js";
import { composeSupergraph, hubSubgraphs } from "../../../gateway/supergraph/compose.js";
import { loadSupergraph } from "../../../gateway/supergraph/supergraph.js";
import { startChild } from "../child.js";
import { measureInTurns, round, type Ways } from "../measure.js";
import { CONTRACT_VERSION } from "../../../schema/contract-versions.js";

const FIRST = 20;
const QUERY = `query ($f: OrganizationFilter) { organizations(first: ${FIRST}, orderBy: NAME_ASC, filter: $f) { nodes { id name summary } } }`;
const WIDE_LIMITS = { partnerMs: 20_000, scatterMs: 20_000 }; // a bench of work, not of deadlines

const count = Number(process.argv[2] ?? 3);
const child = await startChild(join(dirname(fileURLToPath(import.meta.url)), "partners.js"), [String(count)]);
const origin = child.firstLine;

interface Sent {
  readonly partner: string;
  readonly body: string;
  readonly wave: number;
}

/** Notes what the hub sends for one query, and in which wave. */
class RecordingClient extends PartnerClient {
  sent: Sent[] | null = null;
  #wave = -1;
  #underWay = 0;

  override async ask(...args: Parameters<PartnerClient["ask"]>): ReturnType<PartnerClient["ask"]> {
    if (this.sent === null) return super.ask(...args);
    const [partner, { bytes }] = args;
    if (this.#underWay++ === 0) this.#wave++;
    this.sent.push({ partner: partner.key, body: bytes.toString(), wave: this.#wave });
    const outcome = await super.ask(...args);
    this.#underWay--;
    return outcome;
  }
}

const entries: PartnerEntry[] = Array.from({ length: count }, (_, index) => ({
  key: `partner-${index}`,
  endpoint: `${origin}/partner-${index}/graphql`,
  level: "LIVE",
  contractVersion: CONTRACT_VERSION,
}));
const client = new RecordingClient({ development: true, limits: WIDE_LIMITS, signer: createHubSigner() });
const apollo = await startApollo(client);
// What signatures cost: the same hub without them, as `maillage partition` asks partners on loopback.
const unsigned = await startApollo(new PartnerClient({ development: true, limits: WIDE_LIMITS }));
const traffic = await ask(null);
client.sent = [];
await ask(null);
const sent = client.sent;
client.sent = null;
const pools = new Map(entries.map(({ key }) => [key, new Pool(origin, { connections: 8, pipelining: 1 })])); // idle so far
const replay = await waves(sent);
const oneWave = await waves(
  sent
    .filter(({ wave }) => wave === 0)
    .map((each) => ({ ...each, body: each.body.replace(/_first":\d+/, `_first":${FIRST}`) })),
);

let reader = 0;
// The hub's memory, at work for one reader and for 32, before the floors open their own thousands of sockets.
await measureInTurns({ hub: () => ask(null) }, { readers: 1, roundMs: 3_000, rounds: 1 });
const rssOneReaderMiB = Math.round(process.memoryUsage().rss / 2 ** 20);
const alone = await measureInTurns({ hub: () => ask(reader++ % 32) }, { readers: 32, roundMs: 3_000, rounds: 1 });
const rssMiB = Math.round(process.memoryUsage().rss / 2 ** 20);
const oneReader = await measureInTurns(
  { hub: () => ask(null), replay, oneWave },
  { readers: 1, roundMs: 1_500, rounds: 3 },
);
// Four ways of a thousand partners each are more sockets than a process may have.
const extra: Ways = count <= 127 ? { hubUnsigned: () => ask(reader++ % 32, unsigned) } : {};
const many = await measureInTurns(
  {
    hub: () => ask(reader++ % 32),
    hubShared: () => ask(null),
    ...extra,
    replay,
    oneWave,
  },
  { readers: 32, roundMs: 1_500, rounds: 3 },
);
const rate = (name: string) => many[name]?.perSecond ?? 0;
const figures = {
  partners: count,
  traffic: {
    ...traffic,
    rowsPerRowReturned: round(traffic.rows / FIRST),
    bytesPerRowReturned: round(traffic.bytes / FIRST),
  },
  oneReader,
  readers32: many,
  p50ToReplay: round((oneReader.hub?.p50Ms ?? 0) / (oneReader.replay?.p50Ms ?? 1)),
  throughputToReplay: round(rate("hub") / rate("replay")),
  throughputToOneWave: round(rate("hub") / rate("oneWave")),
  ...(many.hubUnsigned === undefined
    ? {}
    : {
        unsignedThroughputToReplay: round(rate("hubUnsigned") / rate("replay")),
        unsignedThroughputToOneWave: round(rate("hubUnsigned") / rate("oneWave")),
      }),
  sharedThroughputToOneWave: round(rate("hubShared") / rate("oneWave")),
  sharedThroughputToReplay: round(rate("hubShared") / rate("replay")),
  alone,
  rssOneReaderMiB,
  rssMiB,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
child.stop();
process.exit(0);

async function startApollo(asking: PartnerClient): Promise<ApolloServer<RequestContext>> {
  const composition = composeSupergraph(hubSubgraphs().filter((subgraph) => subgraph.name === "partners"));
  if (!composition.ok) throw new Error(composition.faults.join("\n"));
  const partition = createPartition({ directory: new ListedPartners(entries), client: asking });
  const supergraph = loadSupergraph(composition.supergraph, { subgraphs: () => new Map([["partners", partition]]) });
  const server = new ApolloServer<RequestContext>({
    gateway: new SupergraphGateway(supergraph),
    stopOnTerminationSignals: false,
  });
  await server.start();
  return server;
}

/** Asks through ApolloServer. Readers with a number ask for something of their own, so that nothing is shared. */
async function ask(
  own: number | null,
  hub = apollo,
): Promise<{ requests: number; rows: number; bytes: number; waves: number }> {
  const variables = own === null ? {} : { f: { updatedSince: `20${10 + own}-01-01T00:00:00.000Z` } };
  const response = await hub.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: "POST",
      headers: new HeaderMap([["content-type", "application/json"]]),
      search: "",
      body: { query: QUERY, variables },
    },
    context: async () => ({ source: { headers: {}, timeoutMs: 30_000 } }),
  });
  if (response.body.kind !== "complete") throw new Error("The answer came in parts.");
  const { data, extensions, errors } = JSON.parse(response.body.string);
  if (errors !== undefined || data.organizations.nodes.length !== FIRST)
    throw new Error(response.body.string.slice(0, 500));
  return extensions.maillage;
}

interface Named {
  readonly name: string;
}

/** A floor: requests wave by wave, each answer parsed, all rows sorted by name. */
async function waves(requests: readonly Sent[]): Promise<() => Promise<unknown>> {
  const byWave = [...Map.groupBy(requests, ({ wave }) => wave).values()];
  return async () => {
    const rows: Named[] = [];
    for (const wave of byWave) for (const own of await Promise.all(wave.map(fetchRows))) rows.push(...own);
    rows.sort((a, b) => (a.name < b.name ? -1 : 1));
    return JSON.stringify(rows.slice(0, FIRST));
  };
}

async function fetchRows({ partner, body }: Sent): Promise<Named[]> {
  const pool = pools.get(partner);
  if (pool === undefined) throw new Error("No such partner.");
  const response = await pool.request({
    path: `/${partner}/graphql`,
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const { data } = JSON.parse(await response.body.text()) as { data: Record<string, { nodes: Named[] }> };
  return data._m_organizations?.nodes ?? [];
}
