// All records of the network, from the mirror. In: the way to ask. Out: pages of what exchange knows of them.
import type { AskHub } from "../../../schema/ask-hub.js";
import { KNOWN_FIELDS, knownRecord, type AnsweredRecord, type KnownRecord } from "./look-up.js";

const ROOTS = ["organizations", "people", "projects", "practices", "events"] as const;
const PAGE = 100;

interface Page {
  readonly nodes: readonly AnsweredRecord[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly completeness: { readonly isPartial: boolean };
}

export interface WalkedPage {
  readonly records: readonly KnownRecord[];
  /** Whether a partner is missing from it: what is not met is then not known to be gone. */
  readonly isPartial: boolean;
}

/** Walks all records, in the order in which they were updated: what changes meanwhile is met again. */
export async function* walkRecords(ask: AskHub): AsyncGenerator<WalkedPage> {
  for (const root of ROOTS) {
    const operation = `query Walk($after: String) { page: ${root}(first: ${PAGE}, after: $after, orderBy: UPDATED_ASC) {
      nodes { ${KNOWN_FIELDS} } pageInfo { hasNextPage endCursor } completeness { isPartial } } }`;
    for (let after: string | null = null, hasMore = true; hasMore;) {
      const as = { visibility: "NETWORK", freshness: "mirror" } as const;
      const data = await ask({ subgraph: "partners", operation, variables: { after }, ...as });
      const page = data["page"] as Page; // as the operation asks
      yield { records: page.nodes.map(knownRecord), isPartial: page.completeness.isPartial };
      after = page.pageInfo.endCursor;
      hasMore = page.pageInfo.hasNextPage && after !== null;
    }
  }
}
