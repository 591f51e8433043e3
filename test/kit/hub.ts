// A hub over fake partners: the real partition, executor and server, with the contract as its only subgraph unless
// more are given. In: partners. Out: a way to ask, in process or over HTTP.
import { composeSupergraph, hubSubgraphs } from "../../gateway/supergraph/compose.js";
import { loadSupergraph } from "../../gateway/supergraph/supergraph.js";
import { createPartition, type PartitionOptions } from "../../gateway/partition/partition.js";
import { ListedPartners, type PartnerEntry } from "../../gateway/partition/directory.js";
import { PartnerClient, type PartnerClientOptions } from "../../gateway/fetch/partner-client.js";
import { SupergraphGateway } from "../../gateway/server/gateway-interface.js";
import { isScattered } from "../../gateway/partition/scattered-fields.js";
import type { EdgeGuardOptions } from "../../gateway/guard/edge-guard.js";
import { ROUTER_LIMITS } from "../../gateway/guard/edge-limits.js";
import { startServer, type RunningServer, type ServerOptions } from "../../gateway/server/server.js";
import { ANONYMOUS, visibilityFor, type Principal } from "../../schema/principal.js";

export interface Answer {
  readonly data: Record<string, never> | null;
  readonly errors?: ReadonlyArray<{
    message: string;
    path?: Array<string | number>;
    extensions: Record<string, unknown>;
  }>;
  readonly extensions?: { readonly maillage: { requests: number; rows: number; bytes: number; waves: number } };
}

export interface TestHub {
  readonly server: RunningServer;
  readonly directory: ListedPartners;
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
  stop(): Promise<void>;
}

export type TestHubOptions = PartnerClientOptions &
  Pick<PartitionOptions, "mirror" | "onFault" | "onMirrorTrouble" | "statisticsMs"> & {
    /** The edge; wide where a test is about what lies behind it. */
    readonly guard?: EdgeGuardOptions;
    readonly server?: Partial<ServerOptions>;
  };

/** Starts a hub over some partners. `Authorization: network` makes the reader see NETWORK rows. */
export async function startTestHub(
  partners: ReadonlyArray<{ readonly entry: PartnerEntry }>,
  options: TestHubOptions = {},
): Promise<TestHub> {
  const composition = composeSupergraph(hubSubgraphs().filter((subgraph) => subgraph.name === "partners"));
  if (!composition.ok) throw new Error(composition.faults.join("\n"));
  const directory = new ListedPartners(partners.map((partner) => partner.entry));
  // Patient unless a test is about time: these machines are busy.
  const client = new PartnerClient({
    development: true,
    ...options,
    limits: { partnerMs: 10_000, scatterMs: 12_000, ...options.limits },
  });
  const partition = createPartition({ ...options, directory, client });
  const supergraph = loadSupergraph(composition.supergraph, {
    subgraphs: () => new Map([["partners", partition]]),
    isScattered,
    partners: () => directory.snapshot().size,
  });
  const { guard = { limits: ROUTER_LIMITS } } = options;
  const server = await startServer({
    gateway: new SupergraphGateway(supergraph, guard),
    guard,
    host: "127.0.0.1",
    port: 0,
    requestTimeoutMs: 20_000,
    showSubgraphErrors: false,
    log: { error: (fields) => process.stderr.write(`${JSON.stringify(fields)}\n`) },
    authenticate: ({ authorization }) => principal(authorization === "network" ? ["read:network"] : []),
    ...options.server,
  });
  const ask: TestHub["ask"] = async (query, variables = {}, headers = {}) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer; // the server's own answer
  };
  const stop = async (): Promise<void> => {
    await server.stop();
    await client.close();
  };
  return { server, directory, ask, stop };
}

function principal(scopes: readonly string[]): Principal {
  return {
    ...ANONYMOUS,
    kind: scopes.length > 0 ? "APPLICATION" : "ANONYMOUS",
    scopes,
    visibility: visibilityFor(scopes),
  };
}
