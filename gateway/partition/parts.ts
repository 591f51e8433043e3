// Parts: the fields that one request is made of. In: parts. Out: the request's text and variables, and from what came of
// it, what came of each part.
import type { Outcome } from "../fetch/outcome.js";

/** One field of a request. */
export interface Part {
  /** Its response key, different from that of any other part. */
  readonly key: string;
  /** The field as it stands in the document, key included. */
  readonly field: string;
  readonly variables: ReadonlyMap<string, { readonly type: string; readonly value: unknown }>;
  /** When it must be answered, in milliseconds since the epoch. */
  readonly deadline: number;
}

/**
 * What came of a part. `value` is the field's value; `faulty` when the partner reported errors in it, `isFaultyAt` when
 * they may concern an item of it.
 */
export interface PartOutcome {
  readonly outcome: Outcome;
  readonly value: unknown;
  readonly faulty: boolean;
  isFaultyAt(index: number): boolean;
}

/** The document and the variables of the request that parts make; what the reader did not give is declared only. */
export function writeParts(parts: readonly Part[]): [document: string, variables: Record<string, unknown>] {
  const types = new Map<string, string>();
  const variables: Record<string, unknown> = {};
  for (const [name, { type, value }] of parts.flatMap((part) => [...part.variables])) {
    types.set(name, type);
    if (value !== undefined) variables[name] = value;
  }
  const declared = [...types].map(([name, type]) => `$${name}: ${type}`).join(", ");
  const fields = parts.map((part) => part.field).join(" ");
  return [`query${declared === "" ? "" : ` (${declared})`} {${fields}}`, variables];
}

/** What came of the part with a key. */
export function readPart(outcome: Outcome, key: string): PartOutcome {
  if (outcome.kind === "failed") return { outcome, value: null, faulty: true, isFaultyAt: () => true };
  // An error that stands nowhere in the answer may concern any of it.
  const isNowhere = (first: string | number): boolean => !Object.hasOwn(outcome.data, first);
  const paths = outcome.errorPaths
    .filter(([first]) => first === undefined || first === key || isNowhere(first))
    .map((path) => (path[0] === key ? path : []));
  const isFaultyAt = (index: number) => paths.some(([, at]) => at === undefined || at === index);
  return { outcome, value: outcome.data[key] ?? null, faulty: paths.length > 0, isFaultyAt };
}
