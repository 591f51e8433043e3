// How a service of the hub asks the others: by GraphQL, through the composition root, as the gateway itself would. In: an
// operation on one subgraph and for whom it is asked. Out: its data. Types only.
import type { ReaderVisibility } from "./hub-token.js";

export interface HubQuestion {
  /** The subgraph. `partners` answers for all partners as if they were one. */
  readonly subgraph: "partners" | "knowledge";
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the answer may show. */
  readonly visibility: ReaderVisibility;
  /** `mirror`: what the hub has harvested, at once; `live`: the partners themselves; `auto`: these, the mirror in their place. */
  readonly freshness: "auto" | "mirror" | "live";
  /** Whether an answer of which a part failed is no answer: for whoever concludes from what is missing. */
  readonly mustBeWhole?: boolean;
  /** Languages for prose, best first. */
  readonly languages?: readonly string[];
}

/** Asks. Throws a root field's error, with its code; what failed deeper is null, as in any answer, unless it must be whole. */
export type AskHub = (question: HubQuestion) => Promise<Readonly<Record<string, unknown>>>;
