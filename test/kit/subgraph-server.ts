// A subgraph for tests: `buildSubgraphSchema` behind a real HTTP server on loopback. In: SDL and resolvers. Out: its
// address, what it was asked, and ways to make it misbehave.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, parse, type GraphQLSchema } from "graphql";

export type Resolvers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface SubgraphSource {
  readonly sdl: string;
  readonly resolvers?: Resolvers;
}

/** One request as it came. */
export interface AskedOfSubgraph {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** `extend schema @link(…)` with these imports. */
export function linkFederation(...imports: readonly string[]): string {
  const names = imports.map((name) => `"@${name}"`).join(", ");
  return `extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: [${names}])\n`;
}

export class SubgraphServer {
  readonly name: string;
  readonly sdl: string;
  readonly asked: AskedOfSubgraph[] = [];
  /** Answers in the subgraph's place, while it is set. */
  instead: ((response: ServerResponse, asked: AskedOfSubgraph) => void) | null = null;
  /** Changes the response before it is sent. */
  spoil: ((response: Record<string, unknown>) => unknown) | null = null;
  delayMs = 0;
  readonly #schema: GraphQLSchema;
  readonly #server: Server;
  #port = 0;

  constructor(name: string, { sdl, resolvers = {} }: SubgraphSource) {
    this.name = name;
    this.sdl = sdl;
    // Resolvers of tests are plain functions; the map type asks for the generated signatures.
    this.#schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/graphql`;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, "127.0.0.1", resolve));
    const address = this.#server.address();
    if (typeof address === "object" && address !== null) this.#port = address.port;
    return this;
  }

  /** Closes the port; connections are refused from now on. */
  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = JSON.parse(await readBody(request)) as AskedOfSubgraph; // our own gateway sent it
    this.asked.push(asked);
    if (this.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    if (this.instead !== null) return this.instead(response, asked);
    const result = await graphql({ schema: this.#schema, source: asked.query, variableValues: asked.variables });
    const plain = JSON.parse(JSON.stringify(result)) as Record<string, unknown>;
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(this.spoil?.(plain) ?? plain));
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // http streams give buffers
  return Buffer.concat(chunks).toString("utf8");
}
