// The hubs of the safety bench, in one process: the hub as it is; without its edge; and without signatures as well. In: the
// partners' address, a database; `profile` and `stop` on standard input. Out: addresses; after `stop`, how much of the
// processor's time each part of safety took.
import { Session } from "node:inspector/promises";
import { createInterface } from "node:readline";
import { ApolloServer } from "@apollo/server";
import fastifyApollo from "@as-integrations/fastify";
import Fastify from "fastify";
import { createHubSigner } from "../../../gateway/fetch/hub-signer.js";
import { PartnerClient } from "../../../gateway/fetch/partner-client.js";
import { Quotas } from "../../../gateway/guard/quotas.js";
import { ListedPartners } from "../../../gateway/partition/directory.js";
import { createPartition } from "../../../gateway/partition/partition.js";
import { isScattered } from "../../../gateway/partition/scattered-fields.js";
import { SupergraphGateway, type RequestContext } from "../../../gateway/server/gateway-interface.js";
import { startServer } from "../../../gateway/server/server.js";
import { composeSupergraph, hubSubgraphs } from "../../../gateway/supergraph/compose.js";
import { loadSupergraph, type Supergraph } from "../../../gateway/supergraph/supergraph.js";
import { shareOf, type Profile } from "./profile-shares.js";
import { CONTRACT_VERSION } from "../../../schema/contract-versions.js";

const [origin = "", databaseUrl = "", count = "20"] = process.argv.slice(2);
const directory = new ListedPartners(
  Array.from({ length: Number(count) }, (_, number) => ({
    ...{ key: `partner-${number}`, endpoint: `${origin}/partner-${number}/graphql` },
    ...{ level: "LIVE" as const, contractVersion: CONTRACT_VERSION },
  })),
);
const WIDE = { partnerMs: 20_000, scatterMs: 20_000 };

function supergraph(isSigned: boolean): Supergraph {
  const composition = composeSupergraph(hubSubgraphs().filter(({ name }) => name === "partners"));
  if (!composition.ok) throw new Error(composition.faults.join("\n"));
  const signer = isSigned ? { signer: createHubSigner() } : {};
  const partition = createPartition({
    directory,
    client: new PartnerClient({ development: true, limits: WIDE, ...signer }),
  });
  return loadSupergraph(composition.supergraph, {
    ...{ subgraphs: () => new Map([["partners", partition]]), isScattered, partners: () => Number(count) },
  });
}

/** A server without an edge: what GraphQL over HTTP takes, and no more. */
async function startBare(gateway: SupergraphGateway): Promise<string> {
  const apollo = new ApolloServer<RequestContext>({
    gateway,
    stopOnTerminationSignals: false,
    stringifyResult: JSON.stringify,
  });
  await apollo.start();
  const app = Fastify();
  await app.register(fastifyApollo(apollo), {
    context: async ({ headers }) => ({ source: { headers, timeoutMs: 30_000 } }),
  });
  return app.listen({ host: "127.0.0.1", port: 0 });
}

const much = 1_000_000_000;
const quotas = await Quotas.open({
  databaseUrl,
  points: { address: much, reader: much },
  secret: "bench",
  onTrouble: () => undefined,
});
const whole = await startServer({
  ...{ gateway: new SupergraphGateway(supergraph(true)), host: "127.0.0.1", port: 0, requestTimeoutMs: 30_000, quotas },
  ...{ showSubgraphErrors: false, log: { error: () => undefined }, admission: { places: 64 } },
});
const urls = {
  all: whole.url,
  withoutEdge: await startBare(new SupergraphGateway(supergraph(true))),
  withoutEdgeAndSignatures: await startBare(new SupergraphGateway(supergraph(false))),
};
process.stdout.write(`${JSON.stringify(urls)}\n`);
const session = new Session();
session.connect();
createInterface({ input: process.stdin })
  .on("line", async (line) => {
    if (line === "profile") {
      await session.post("Profiler.enable");
      await session.post("Profiler.start");
    } else {
      const { profile } = await session.post("Profiler.stop");
      process.stdout.write(`${JSON.stringify(shareOf(profile as unknown as Profile))}\n`); // the protocol's own shape
    }
  })
  .on("close", () => process.exit(0));
