// A subgraph over HTTP: hub services that run on their own, and any subgraph of `maillage gateway`. In: an address.
// Out: a `Subgraph`. GraphQL over HTTP: POST, application/json.
import { Pool } from "undici";
import type { Subgraph, SubgraphAnswer } from "../execute/subgraph.js";

export interface HttpSubgraphOptions {
  readonly name: string;
  readonly url: string;
  /** Most sockets open to the subgraph at once. */
  readonly connections?: number;
}

const HEADERS = { "content-type": "application/json", accept: "application/graphql-response+json, application/json" };

/** A subgraph at an address. What fails is one error without a path: the executor knows where it belongs. */
export function createHttpSubgraph({ name, url, connections = 64 }: HttpSubgraphOptions): Subgraph {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const path = `${pathname}${search}`;
  return async ({ operation, variables, reader }) => {
    const timeoutMs = Math.max(1, reader.deadline - Date.now());
    const body = JSON.stringify({ query: operation, variables });
    try {
      const response = await pool.request({
        path,
        method: "POST",
        headers: HEADERS,
        body,
        signal: reader.signal,
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      });
      return readAnswer(name, JSON.parse(await response.body.text()));
    } catch (cause) {
      return failure(name, cause instanceof SyntaxError ? "did not answer with JSON" : "did not answer");
    }
  };
}

function readAnswer(name: string, body: unknown): SubgraphAnswer {
  const isResponse = typeof body === "object" && body !== null && ("data" in body || "errors" in body);
  if (!isResponse) return failure(name, "did not answer with a GraphQL response");
  return body as SubgraphAnswer; // each member is read defensively from here on
}

function failure(name: string, what: string): SubgraphAnswer {
  return { errors: [{ message: `The service "${name}" ${what}.`, extensions: { code: "SUBGRAPH_ERROR", service: name } }] };
}
