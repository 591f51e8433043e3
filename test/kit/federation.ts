// A federation for tests: subgraphs over HTTP, composed, with our gateway's own HTTP server in front. In: the sources
// of the subgraphs. Out: a way to ask, what each subgraph was asked, and the supergraph for its plans.
import { parse } from "graphql";
import { ROUTER_LIMITS } from "../../gateway/guard/edge-limits.js";
import { createHttpSubgraph } from "../../gateway/fetch/http-subgraph.js";
import { SupergraphGateway } from "../../gateway/server/gateway-interface.js";
import { startServer, type RunningServer, type ServerOptions } from "../../gateway/server/server.js";
import { composeSupergraph } from "../../gateway/supergraph/compose.js";
import { loadSupergraph, type LoadOptions, type Supergraph } from "../../gateway/supergraph/supergraph.js";
import { SubgraphServer, type AskedOfSubgraph, type SubgraphSource } from "./subgraph-server.js";

export interface FederationOptions {
  readonly mustConfirm?: LoadOptions["mustConfirm"];
  readonly authenticate?: ServerOptions["authenticate"];
  readonly requestTimeoutMs?: number;
}

export interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly errors: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

export interface Ask {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Other people's schemas: as `maillage gateway` has it. */
const guard = { limits: ROUTER_LIMITS };

export class Federation {
  readonly subgraphs: ReadonlyMap<string, SubgraphServer>;
  readonly gateway: SupergraphGateway;
  readonly logged: Array<Readonly<Record<string, unknown>>>;
  readonly #server: RunningServer;

  constructor(parts: Pick<Federation, "subgraphs" | "gateway" | "logged"> & { readonly server: RunningServer }) {
    this.subgraphs = parts.subgraphs;
    this.gateway = parts.gateway;
    this.logged = parts.logged;
    this.#server = parts.server;
  }

  get url(): string {
    return `${this.#server.url}/graphql`;
  }

  /** The subgraph of that name. */
  subgraph(name: string): SubgraphServer {
    const found = this.subgraphs.get(name);
    if (found === undefined) throw new Error(`This federation has no subgraph "${name}".`);
    return found;
  }

  /** What a subgraph was asked since the last time. */
  takeAsked(name: string): AskedOfSubgraph[] {
    return this.subgraph(name).asked.splice(0);
  }

  /** Asks over HTTP and reads the response. */
  async ask(query: string, { variables, headers }: Ask = {}): Promise<Answer> {
    const response = await fetch(this.url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as { data?: unknown; errors?: Answer["errors"] };
    return { status: response.status, data: body.data ?? null, errors: body.errors ?? [] };
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    await Promise.all([...this.subgraphs.values()].map((subgraph) => subgraph.stop()));
  }
}

/** Starts subgraphs and a gateway in front of them. Throws when they do not compose. */
export async function startFederation(
  sources: Readonly<Record<string, SubgraphSource>>,
  options: FederationOptions = {},
): Promise<Federation> {
  const started = await Promise.all(
    Object.entries(sources).map(([name, source]) => new SubgraphServer(name, source).start()),
  );
  const subgraphs = new Map(started.map((subgraph) => [subgraph.name, subgraph]));
  const logged: Array<Readonly<Record<string, unknown>>> = [];
  const gateway = new SupergraphGateway(loadFrom(started, options), guard);
  const server = await startServer({
    gateway,
    guard,
    host: "127.0.0.1",
    port: 0,
    requestTimeoutMs: options.requestTimeoutMs ?? 5_000,
    showSubgraphErrors: true,
    log: { error: (fields) => void logged.push(fields) },
    ...(options.authenticate === undefined ? {} : { authenticate: options.authenticate }),
  });
  return new Federation({ subgraphs, gateway, logged, server });
}

/** Composes and loads what these servers serve. */
export function loadFrom(servers: readonly SubgraphServer[], { mustConfirm }: FederationOptions = {}): Supergraph {
  const composition = composeSupergraph(servers.map(({ name, url, sdl }) => ({ name, url, sdl: parse(sdl) })));
  if (!composition.ok) throw new Error(composition.faults.join("\n"));
  return loadSupergraph(composition.supergraph, {
    subgraphs: (named) => new Map(named.map((each) => [each.name, createHttpSubgraph(each)])),
    ...(mustConfirm === undefined ? {} : { mustConfirm }),
  });
}
