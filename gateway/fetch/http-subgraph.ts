// A subgraph over HTTP: hub services that run on their own, and any subgraph of `maillage gateway`. In: an address.
// Out: a `Subgraph`. GraphQL over HTTP: POST, application/json.
import { LRUCache } from "lru-cache";
import { Pool } from "undici";
import { isObject } from "../execute/merge.js";
import type { ReaderContext, Subgraph, SubgraphAnswer, SubgraphError } from "../execute/subgraph.js";
import { AnswerReader } from "./answer-reader.js";

export interface HttpSubgraphOptions {
  readonly name: string;
  readonly url: string;
  /** Most sockets open to the subgraph at once. */
  readonly connections?: number;
}

const HEADERS = { "content-type": "application/json", accept: "application/graphql-response+json, application/json" };

/** Operations come from plans, and plans are kept: the same few texts are sent again and again. */
const KEPT = { max: 1_000, maxSize: 4_000_000, sizeCalculation: (text: string) => text.length };

/** A subgraph at an address. What fails is one error without a path: the executor knows where it belongs. */
export function createHttpSubgraph({ name, url, connections = 64 }: HttpSubgraphOptions): Subgraph {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  const path = `${pathname}${search}`;
  const written = new LRUCache<string, string>(KEPT);
  return async ({ operation, variables, reader }) => {
    let query = written.get(operation);
    if (query === undefined) written.set(operation, (query = JSON.stringify(operation)));
    const body = `{"query":${query},"variables":${JSON.stringify(variables)}}`;
    try {
      return readAnswer(name, JSON.parse(await post(pool, { path, body, reader })));
    } catch (cause) {
      return failure(name, cause instanceof SyntaxError ? "did not answer with JSON" : "did not answer");
    }
  };
}

interface Post {
  readonly path: string;
  readonly body: string;
  readonly reader: ReaderContext;
}

/** Sends a request and reads the whole answer, whatever its status. Rejects at the reader's deadline. */
function post(pool: Pool, { path, body, reader }: Post): Promise<string> {
  return new Promise((resolve, reject) => {
    const answer = new AnswerReader({ resolve, reject, deadline: reader.deadline, signal: reader.signal });
    pool.dispatch({ path, method: "POST", headers: HEADERS, body }, answer);
  });
}

/** A GraphQL response ("Response Format"), whatever the status; everything that is not one is a failure. */
function readAnswer(name: string, body: unknown): SubgraphAnswer {
  if (!isObject(body)) return failure(name, "did not answer with a GraphQL response");
  const { data = null, errors = [] } = body;
  const isResponse =
    (data === null || isObject(data)) && Array.isArray(errors) && ("data" in body || errors.length > 0);
  if (!isResponse) return failure(name, "did not answer with a GraphQL response");
  return errors.length === 0 ? { data } : { data, errors: errors.map((error) => readError(name, error)) };
}

function readError(name: string, error: unknown): SubgraphError {
  const { message, path, extensions } = isObject(error) ? error : {};
  const isPath = Array.isArray(path) && path.every((key) => typeof key === "string" || typeof key === "number");
  return {
    message: typeof message === "string" ? message : `The service "${name}" reported an error.`,
    ...(isPath ? { path } : {}),
    ...(isObject(extensions) ? { extensions } : {}),
  };
}

function failure(name: string, what: string): SubgraphAnswer {
  return {
    errors: [{ message: `The service "${name}" ${what}.`, extensions: { code: "SUBGRAPH_ERROR", service: name } }],
  };
}
