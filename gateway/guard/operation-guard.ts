// What one operation may ask for, once it is compiled and its variables are known, and before anything is fetched. In: an
// operation and who asks. Out: nothing, or the error that refuses it, with status 4xx.
import { CodedError } from "../../schema/errors.js";
import type { ReaderContext } from "../execute/subgraph.js";
import type { CompiledOperation } from "../plan/compiled-operation.js";
import { PUBLIC_LIMITS, type EdgeLimits } from "./edge-limits.js";

export interface OperationGuardOptions {
  readonly limits?: EdgeLimits;
  /** Whether readers without a credential may ask for the schema. */
  readonly introspectionForAll?: boolean;
  /** `measure`: what costs too much is told to `onCost` and answered all the same. */
  readonly costMode?: "enforce" | "measure";
  /** Told what every operation costs; nothing of the operation itself. */
  readonly onCost?: (points: number, isOver: boolean) => void;
}

export interface GuardedOperation {
  readonly compiled: CompiledOperation;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly reader: ReaderContext;
  readonly isAnonymous: boolean;
  /** Partners in the network. */
  readonly partners: number;
}

export class OperationGuard {
  readonly #limits: EdgeLimits;
  readonly #options: OperationGuardOptions;

  constructor(options: OperationGuardOptions = {}) {
    this.#limits = options.limits ?? PUBLIC_LIMITS;
    this.#options = options;
  }

  /** What the operation costs, at most what one may. Throws `UNAUTHENTICATED`, `LIMIT_EXCEEDED` or `COST_LIMIT`. */
  costOf({ compiled, variables, reader, isAnonymous, partners }: GuardedOperation): number {
    const { introspectionForAll = true, costMode, onCost } = this.#options;
    if (compiled.introspection !== null && isAnonymous && !introspectionForAll) throw noIntrospection();
    if (countValues(variables, this.#limits.inputValues) > this.#limits.inputValues)
      throw limit("LIMIT_EXCEEDED", `The variables hold more than ${this.#limits.inputValues} values.`);
    const cost = compiled.cost({ variables, partners: reader.freshness === "mirror" ? 1 : partners });
    const isOver = cost > this.#limits.cost;
    onCost?.(cost, isOver);
    if (isOver && costMode !== "measure") throw tooCostly(cost, this.#limits.cost);
    return Math.min(cost, this.#limits.cost);
  }
}

function noIntrospection(): CodedError {
  const message = "The schema is told to whoever has a key. Without one it stands at /schema.graphql.";
  return limit("UNAUTHENTICATED", message);
}

function tooCostly(cost: number, most: number): CodedError {
  const message = `The operation would cost ${cost} points; one may cost ${most}. Ask for fewer rows at once.`;
  return new CodedError("COST_LIMIT", message, { cost, limit: most, http: { status: 400 } });
}

function limit(code: "LIMIT_EXCEEDED" | "UNAUTHENTICATED", message: string): CodedError {
  return new CodedError(code, message, { http: { status: 400 } });
}

/** Values in variables, lists and objects counted through; counting ends just beyond `most`. */
function countValues(variables: unknown, most: number): number {
  const open: unknown[] = [variables];
  let count = 0;
  for (let value = open.pop(); value !== undefined || open.length > 0; value = open.pop()) {
    if (typeof value !== "object" || value === null) continue;
    const inside: unknown[] = Object.values(value);
    count += inside.length;
    if (count > most) return count;
    open.push(...inside);
  }
  return count;
}
