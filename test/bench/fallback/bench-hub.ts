// A hub of a bench: the partition behind ApolloServer, without HTTP. In: where each partner is, a mirror. Out: a way to
// ask.
import { ApolloServer, HeaderMap } from "@apollo/server";
import { createHubSigner } from "../../../gateway/fetch/hub-signer.js";
import { PartnerClient } from "../../../gateway/fetch/partner-client.js";
import { ListedPartners } from "../../../gateway/partition/directory.js";
import { createPartition } from "../../../gateway/partition/partition.js";
import { SupergraphGateway, type RequestContext } from "../../../gateway/server/gateway-interface.js";
import { composeSupergraph, hubSubgraphs } from "../../../gateway/supergraph/compose.js";
import { loadSupergraph } from "../../../gateway/supergraph/supergraph.js";
import { CONTRACT_VERSION } from "../../../schema/contract-versions.js";
import type { RecordMirror } from "../../../schema/record-mirror.js";

export interface BenchAnswer {
  readonly data: unknown;
  readonly extensions: { readonly maillage: Readonly<Record<string, number>> };
}

export interface BenchHub {
  /** Throws when the answer holds errors. */
  ask(query: string, headers?: Readonly<Record<string, string>>): Promise<BenchAnswer>;
}

export interface BenchHubOptions {
  readonly mirror: RecordMirror;
  readonly originOf: (partner: number) => string;
}

/** Starts a hub over `partner-0` and so on. */
export async function startBenchHub(count: number, { mirror, originOf }: BenchHubOptions): Promise<BenchHub> {
  const composition = composeSupergraph(hubSubgraphs().filter((subgraph) => subgraph.name === "partners"));
  if (!composition.ok) throw new Error(composition.faults.join("\n"));
  const entries = Array.from({ length: count }, (_, index) => ({
    key: `partner-${index}`,
    endpoint: `${originOf(index)}/partner-${index}/graphql`,
    level: "LIVE" as const,
    contractVersion: CONTRACT_VERSION,
  }));
  const client = new PartnerClient({ development: true, signer: createHubSigner() });
  const partition = createPartition({ directory: new ListedPartners(entries), client, mirror });
  const supergraph = loadSupergraph(composition.supergraph, { subgraphs: () => new Map([["partners", partition]]) });
  const gateway = new SupergraphGateway(supergraph);
  const apollo = new ApolloServer<RequestContext>({ gateway, stopOnTerminationSignals: false });
  await apollo.start();
  return {
    async ask(query, headers = {}) {
      const response = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: "POST",
          headers: new HeaderMap([["content-type", "application/json"]]),
          search: "",
          body: { query },
        },
        context: async () => ({ source: { headers, timeoutMs: 30_000 } }),
      });
      if (response.body.kind !== "complete") throw new Error("The answer came in parts.");
      const answer = JSON.parse(response.body.string) as BenchAnswer & { readonly errors?: unknown }; // GraphQL
      if (answer.errors !== undefined) throw new Error(response.body.string.slice(0, 500));
      return answer;
    },
  };
}
