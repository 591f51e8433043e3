// What the gateway and the program that plans tell each other.
import type { PlanNode } from "@graphql-hive/router-query-planner";

export interface PlannerQuestion {
  readonly id: number;
  readonly supergraph: number;
  /** The supergraph itself, where the program may not have it yet. */
  readonly text: string | null;
  readonly operation: string;
}

export type PlannerAnswer =
  | { readonly id: number; readonly node: PlanNode | null }
  | { readonly id: number; readonly fault: string }
  | { readonly id: number; readonly unknownSupergraph: true };
