// A fake partner: a real HTTP server on loopback that answers the contract from rows in memory, with graphql-js and
// the shared rules, and misbehaves on demand. In: rows. Out: its address, what it was asked, and a way to end it.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { buildASTSchema, parse, type GraphQLSchema } from "graphql";
import { CONTRACT_VERSION } from "../../schema/contract-versions.js";
import { encodeCursor } from "../../schema/cursor.js";
import { readPageRequest, type PageArguments } from "../../schema/page-request.js";
import { RECORD_TYPES, type RecordTypename } from "../../schema/record-id.js";
import { comparePlaces, sortFieldOf, sortKeyOf, type Place, type RecordOrder } from "../../schema/record-order.js";
import { readSdl } from "../../schema/sdl.js";
import type { PartnerEntry } from "../../gateway/partition/directory.js";
import { answererOf } from "./answer-question.js";
import type { Row } from "./contract-rows.js";

/** What the partner was asked: one entry for each request. */
export interface AskedRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly authorization: string | undefined;
}

/** How the partner behaves; may be changed while it runs. */
export interface Behaviour {
  delayMs?: number;
  status?: number;
  contentType?: string;
  /** The rows for this request, instead of all. */
  rows?: (asked: AskedRequest) => readonly Row[];
  /** Changes the response before it is sent; a string is sent as it is. */
  spoil?: (response: Record<string, unknown>, asked: AskedRequest) => unknown;
  /** Takes over the socket. */
  take?: (response: ServerResponse) => void;
}

export class FakePartner {
  readonly key: string;
  readonly rows: Row[];
  readonly asked: AskedRequest[] = [];
  behaviour: Behaviour = {};
  readonly #server: Server;
  #port = 0;

  constructor(key: string, rows: readonly Row[]) {
    this.key = key;
    this.rows = [...rows];
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  get entry(): PartnerEntry {
    return {
      key: this.key,
      endpoint: `http://127.0.0.1:${this.#port}/graphql`,
      level: "LIVE",
      contractVersion: CONTRACT_VERSION,
    };
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, "127.0.0.1", resolve));
    const address = this.#server.address();
    if (typeof address === "object" && address !== null) this.#port = address.port;
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer); // http streams give buffers
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as AskedRequest;
    const asked = { query, variables, authorization: request.headers.authorization };
    this.asked.push(asked);
    const { delayMs, status, contentType, spoil, take, rows } = this.behaviour;
    if (delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (take !== undefined) return take(response);
    const plain = await answerContract(rows?.(asked) ?? this.rows, query, variables);
    const sent = spoil === undefined ? plain : spoil(plain, asked);
    response.writeHead(status ?? 200, { "content-type": contentType ?? "application/json" });
    response.end(typeof sent === "string" ? sent : JSON.stringify(sent));
  }
}

let answers: ReturnType<typeof answererOf> | null = null;

/** Answers a request to the contract from rows in memory, as it goes over the wire. */
export async function answerContract(
  rows: readonly Row[],
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const answer = (answers ??= answererOf(contractSchema()));
  const result = await answer({ query, variables, rootValue: contractRoot(rows) });
  return JSON.parse(JSON.stringify(result)) as Record<string, unknown>; // a GraphQL result is an object
}

function contractRoot(rows: readonly Row[]): Record<string, unknown> {
  const fields = Object.values(RECORD_TYPES).map((typename) => [
    FIELDS[typename],
    (args: PageArguments) => page(rows, typename, args),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const entities = ({ representations }: { representations: Array<{ id: string }> }) =>
    representations.map(({ id }) => byId.get(id) ?? null);
  return { ...Object.fromEntries(fields), _entities: entities };
}

const FIELDS: Readonly<Record<RecordTypename, string>> = {
  Organization: "organizations",
  Person: "people",
  Project: "projects",
  Practice: "practices",
  Event: "events",
};

let schema: GraphQLSchema | null = null;

function contractSchema(): GraphQLSchema {
  const entities = "type Query { _entities(representations: [_Any!]!): [Record]!";
  const sdl = `${readSdl("contract").replace("type Query {", entities)} scalar _Any`;
  schema ??= buildASTSchema(parse(sdl), { assumeValidSDL: true });
  return schema;
}

function page(
  rows: readonly Row[],
  typename: RecordTypename,
  args: PageArguments & { filter?: Record<string, unknown> },
): unknown {
  const { order, direction, size, after, before } = readPageRequest(args, typename);
  const organizations = args.filter?.organizations;
  const matching = rows.filter(
    (row) => row.__typename === typename && (!Array.isArray(organizations) || organizations.includes(row.id)),
  );
  const placed = matching
    .map((row) => ({ row, place: placeOf(row, order) }))
    .sort((a, b) => comparePlaces(order, a.place, b.place));
  const within = placed.filter(
    ({ place }) =>
      (after === null || comparePlaces(order, after, place) < 0) &&
      (before === null || comparePlaces(order, place, before) < 0),
  );
  const taken = direction === "forward" ? within.slice(0, size) : within.slice(-size);
  const edges = taken.map(({ row, place }) => ({ cursor: encodeCursor(order, place), node: row }));
  const isBefore = (place: Place) => after !== null && comparePlaces(order, place, after) <= 0;
  const isAfter = (place: Place) => before !== null && comparePlaces(order, place, before) >= 0;
  const outside = (test: (place: Place) => boolean) => placed.some(({ place }) => test(place));
  const pageInfo = {
    hasNextPage: (direction === "forward" && within.length > size) || outside(isAfter),
    hasPreviousPage: (direction === "backward" && within.length > size) || outside(isBefore),
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, nodes: taken.map(({ row }) => row), pageInfo, totalCount: matching.length };
}

function placeOf(row: Row, order: RecordOrder): Place {
  const field = sortFieldOf({ order, typename: row.__typename as RecordTypename }); // rows are made by contractRow
  const value = row[field ?? "updatedAt"];
  return { id: row.id, sortKey: sortKeyOf(order, typeof value === "string" ? value : null) };
}
