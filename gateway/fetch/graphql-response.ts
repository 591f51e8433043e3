// A partner's GraphQL response. In: the text of a body. Out: its data and where its errors stand, or what is wrong.
// What the errors say is the partner's text: it stays here. Its extensions are never looked at. Where a key comes twice
// in an object the last one counts (RFC 8259, section 4, leaves it open): nothing else reads the same text.
import { isTooDeep } from "./json-depth.js";
import type { FailureReason } from "./outcome.js";

export interface GraphqlResponse {
  readonly data: Record<string, unknown>;
  /** The paths of the errors, at most a hundred; an error without a path has an empty one. */
  readonly errorPaths: ReadonlyArray<ReadonlyArray<string | number>>;
}

const MOST_ERRORS = 100;

/** Reads a response that holds data; a response without any is a failure. */
export function readGraphqlResponse(text: string): GraphqlResponse | FailureReason {
  if (isTooDeep(text)) return "too-deep";
  const body = parseJson(text);
  if (body === undefined) return "not-json";
  if (!isObject(body)) return "not-graphql";
  const { data, errors } = body;
  if (!isObject(data)) return Array.isArray(errors) ? "graphql-errors" : "not-graphql";
  const listed: unknown[] = Array.isArray(errors) ? errors.slice(0, MOST_ERRORS) : [];
  return { data, errorPaths: listed.map(pathOf) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the caller says "not JSON"
  }
}

function pathOf(error: unknown): ReadonlyArray<string | number> {
  const path: unknown = isObject(error) ? error.path : undefined;
  const isPath = Array.isArray(path) && path.every((key) => typeof key === "string" || typeof key === "number");
  return isPath ? path : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
