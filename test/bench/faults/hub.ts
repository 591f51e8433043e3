// The hub of the faults bench: partition, executor and server, in a process of its own so that what it holds can be told.
// In: the ports of the partners; `stats` on standard input. Out: its address; a line of JSON for each `stats`.
import { readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PartnerClient } from "../../../gateway/fetch/partner-client.js";
import { createHubSigner } from "../../../gateway/fetch/hub-signer.js";
import { ListedPartners } from "../../../gateway/partition/directory.js";
import { createPartition } from "../../../gateway/partition/partition.js";
import { isScattered } from "../../../gateway/partition/scattered-fields.js";
import { SupergraphGateway } from "../../../gateway/server/gateway-interface.js";
import { startServer } from "../../../gateway/server/server.js";
import { composeSupergraph, hubSubgraphs } from "../../../gateway/supergraph/compose.js";
import { loadSupergraph } from "../../../gateway/supergraph/supergraph.js";
import { CONTRACT_VERSION } from "../../../schema/contract-versions.js";

const ports = JSON.parse(process.argv[2] ?? "[]") as number[]; // as the bench writes them
const directory = new ListedPartners(
  ports.map((port, number) => ({
    ...{ key: `partner-${number}`, endpoint: `http://127.0.0.1:${port}/partner-${number}/graphql` },
    ...{ level: "LIVE" as const, contractVersion: CONTRACT_VERSION },
  })),
);
const client = new PartnerClient({ development: true, signer: createHubSigner() });
const composition = composeSupergraph(hubSubgraphs().filter(({ name }) => name === "partners"));
if (!composition.ok) throw new Error(composition.faults.join("\n"));
const partition = createPartition({ directory, client });
const supergraph = loadSupergraph(composition.supergraph, {
  ...{ subgraphs: () => new Map([["partners", partition]]), isScattered, partners: () => ports.length },
});
const server = await startServer({
  ...{ gateway: new SupergraphGateway(supergraph), host: "127.0.0.1", port: 0, requestTimeoutMs: 5_000 },
  ...{ showSubgraphErrors: false, log: { error: (fields) => process.stderr.write(`${JSON.stringify(fields)}\n`) } },
});
process.stdout.write(`${server.url}\n`);
createInterface({ input: process.stdin })
  .on("line", () => {
    globalThis.gc?.();
    const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const figures = { rssMiB: Math.round(process.memoryUsage().rss / 2 ** 20), sockets: openSockets(), timers };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  })
  .on("close", () => process.exit(0));

/** Sockets of this process, as the kernel counts them. Linux only. */
function openSockets(): number {
  const folder = "/proc/self/fd";
  return readdirSync(folder).filter((name) => readLink(join(folder, name)).startsWith("socket:")).length;
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ""; // closed meanwhile
  }
}
