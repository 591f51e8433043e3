// `maillage gateway`: the gateway alone, on any Federation 2 supergraph, with the addresses written in it and no
// partition. In: a supergraph file and a port. Out: a running server; the file is read again when it changes, and a
// version that cannot be loaded leaves the last good one in service.
import { readFileSync, watchFile, unwatchFile } from "node:fs";
import { ROUTER_LIMITS } from "../guard/edge-limits.js";
import { createHttpSubgraph } from "../fetch/http-subgraph.js";
import { SupergraphGateway } from "../server/gateway-interface.js";
import type { ServerLog } from "../server/format-error.js";
import { startServer, type RunningServer } from "../server/server.js";
import { loadSupergraph, type NamedSubgraph, type Supergraph } from "../supergraph/supergraph.js";

export interface GatewayCommand {
  readonly supergraph: string;
  readonly port: number;
  readonly host?: string;
  /** At the end, readers that ask for nothing for so long are waited for no longer; nobody is when not given. */
  readonly quietMs?: number;
  readonly log: ServerLog & { info(fields: object, message: string): void };
}

const REQUEST_TIMEOUT_MS = 30_000;
const WATCH_EVERY_MS = 1_000;

/** Starts the gateway on a supergraph file. Throws when the file cannot be loaded at the start. */
export async function startGateway({
  supergraph,
  port,
  host = "127.0.0.1",
  quietMs = 0,
  log,
}: GatewayCommand): Promise<RunningServer> {
  const load = (): Supergraph => readSupergraph(supergraph);
  const gateway = new SupergraphGateway(load(), { limits: ROUTER_LIMITS });
  watchFile(supergraph, { interval: WATCH_EVERY_MS, persistent: false }, () => {
    try {
      gateway.swap(load());
      log.info({ file: supergraph }, "The supergraph was loaded anew.");
    } catch (error) {
      log.error({ file: supergraph, fault: String(error) }, "The new supergraph cannot be loaded; the last one stays.");
    }
  });
  const server = await startServer({
    gateway,
    host,
    port,
    log,
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
    showSubgraphErrors: true,
    quietMs,
    guard: { limits: ROUTER_LIMITS },
  });
  return {
    url: server.url,
    stop: async () => {
      unwatchFile(supergraph);
      await server.stop();
    },
  };
}

function readSupergraph(file: string): Supergraph {
  try {
    return loadSupergraph(readFileSync(file, "utf8"), { subgraphs: overHttp });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`--supergraph: expected a file that holds a Federation 2 supergraph, got ${file}: ${why}`, {
      cause,
    });
  }
}

function overHttp(named: readonly NamedSubgraph[]): ReadonlyMap<string, ReturnType<typeof createHttpSubgraph>> {
  return new Map(named.map((subgraph) => [subgraph.name, createHttpSubgraph(subgraph)]));
}
