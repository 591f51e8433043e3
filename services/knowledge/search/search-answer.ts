// The answer to a search. In: a page of hits and the condition of all that matches. Out: a `SearchConnection` whose totals
// and facets are counted only when a reader asks for them.
import type { Topic } from "../../../schema/topics.js";
import type { Sql } from "../../database/session.js";
import { countFacets, type FacetValues } from "./facets.js";
import type { SearchIndex } from "./search-index.js";
import type { HitNode } from "./describe-hits.js";

interface HitEdge {
  readonly cursor: string;
  readonly node: HitNode;
}

interface MorePages {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** A page of hits: what `SearchConnection.edges` and `pageInfo` hold. */
export interface HitPage {
  readonly edges: readonly HitEdge[];
  readonly pageInfo: MorePages & { readonly startCursor: string | null; readonly endCursor: string | null };
}

/** A page with the cursors of its ends. */
export function pageOf(edges: readonly HitEdge[], more: MorePages): HitPage {
  const ends = { startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null };
  return { edges, pageInfo: { ...more, ...ends } };
}

interface AnswerParts {
  readonly page: HitPage;
  readonly totalCount: () => Promise<number>;
  /** What the facets count. */
  readonly matching: { readonly condition: (sample: number) => Sql; readonly sample: number };
  readonly topics: readonly Topic[];
  readonly languages: readonly string[];
}

/** A `SearchConnection`. */
export class SearchAnswer {
  constructor(
    readonly index: SearchIndex,
    readonly parts: AnswerParts,
  ) {}

  get edges(): HitPage["edges"] {
    return this.parts.page.edges;
  }

  get pageInfo(): HitPage["pageInfo"] {
    return this.parts.page.pageInfo;
  }

  /** All that match; an estimate where only a sample was looked at. */
  get totalCount(): Promise<number> {
    return this.parts.totalCount();
  }

  /** Whether all that match were counted, or a sample of them: so it is with the facets. */
  get totalIs(): "EXACT" | "ESTIMATED" {
    return this.parts.matching.sample === 1 ? "EXACT" : "ESTIMATED";
  }

  get facets(): Promise<FacetValues> {
    return countFacets(this.index.session, this.parts.matching, this.parts.languages);
  }

  get understoodAs(): readonly Topic[] {
    return this.parts.topics;
  }

  get asOf(): Promise<string> {
    return this.index.asOf();
  }
}
