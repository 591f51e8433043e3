// What compiling a plan's nodes needs, and what comes out. Types only.
import type { EntityKeys } from "../supergraph/entity-keys.js";
import type { Run } from "./run.js";
import type { Subgraphs } from "./subgraph.js";
import type { TypeConditions } from "./type-conditions.js";

/** Runs one node. A promise only when something had to be awaited. */
export type NodeRunner = (run: Run) => Promise<void> | void;

export interface PlanContext {
  readonly subgraphs: Subgraphs;
  readonly types: TypeConditions;
  readonly keys: EntityKeys;
}

/** The same, with what was found out about the whole plan. */
export interface CompileContext extends PlanContext {
  /** Whether objects at one path may share merged data: no fetch is bound to a type there. */
  readonly mayShare: boolean;
}
