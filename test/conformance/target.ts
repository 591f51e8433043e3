// What the conformance suite asks. In: an endpoint of some kind. Out: what the suite needs to know of it.
import { it } from "@jest/globals";
import type { ReaderVisibility } from "../../schema/hub-token.js";

/** What an endpoint serves beyond the five root fields. */
export type Feature =
  /** `_service { sdl }`: the contract as partners serve it. */
  | "sdl"
  | "descriptor"
  | "changes"
  /** `_entities`; else records are looked up by `nodes`. */
  | "entities"
  | "nodes"
  /** References to other partners are followed to their owners. */
  | "following"
  /** Topics and areas of filters are widened. */
  | "widening"
  /** `completeness`, `freshness` and `partner`. */
  | "completeness"
  /** Answered by the mirror: `via` says so. */
  | "mirrored"
  /** Readers who may see NETWORK rows. */
  | "network"
  /** Readers without any credential are told from others: `joinUrl`. */
  | "authenticated";

export interface Reply {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: ReadonlyArray<{
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }>;
}

export interface Question {
  readonly variables?: Readonly<Record<string, unknown>>;
  /** PUBLIC unless said otherwise. */
  readonly as?: ReaderVisibility;
}

/** An endpoint that serves the rows of `conformanceRows(keys)`. */
export interface Target {
  readonly keys: readonly string[];
  ask(query: string, question?: Question): Promise<Reply>;
}

/** A kind of endpoint, known before it is started. */
export interface TargetKind {
  readonly name: string;
  readonly serves: ReadonlySet<Feature>;
  readonly start: () => Promise<Target>;
}

/** A test of what only some endpoints serve; for the others it is skipped, and its title says why. */
export function itWith(kind: TargetKind, feature: Feature, title: string): (check: () => Promise<void>) => void {
  if (kind.serves.has(feature)) return (check) => it(title, check);
  return (check) => it.skip(`${title} (${kind.name} does not serve ${feature})`, check);
}

/** The readers that an endpoint tells apart. */
export function readersOf(kind: TargetKind): ReaderVisibility[] {
  return kind.serves.has("network") ? ["PUBLIC", "NETWORK"] : ["PUBLIC"];
}

/** The data of an answer without errors. */
export async function dataOf(
  target: Target,
  query: string,
  question: Question = {},
): Promise<Readonly<Record<string, unknown>>> {
  const { data, errors } = await target.ask(query, question);
  if (data === null || errors.length > 0)
    throw new Error(
      `${query.slice(0, 200)} ${JSON.stringify(question.variables)}: ${JSON.stringify(errors).slice(0, 1000)}`,
    );
  return data;
}
