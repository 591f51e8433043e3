// The hits of a question, page after page. In: what is asked. Out: all hits loaded so far, the totals and facets of the first page.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useLingui } from "@lingui/react";
import type { Asked } from "./asked.js";
import { foundOptions } from "./found-options.js";
import type { FindQuery } from "./operations.js";

type Search = NonNullable<FindQuery["search"]>;
export type FoundHit = Search["edges"][number]["node"];
export type Facets = NonNullable<Search["facets"]>;

export interface Found {
  readonly hits: readonly FoundHit[];
  readonly first: Search | null;
  readonly facets: Facets | null;
  readonly isPending: boolean;
  /** The answer shown is of the question before. */
  readonly isOld: boolean;
  readonly error: Error | null;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  more(): void;
  again(): void;
}

/** Asks for the first page; `more` for the next one. What was shown stays until the new answer is there. */
export function useFound(asked: Asked): Found {
  const { i18n } = useLingui();
  const query = useInfiniteQuery({ ...foundOptions(asked, i18n.locale), placeholderData: (before) => before });
  const pages = query.data?.pages ?? [];
  const first = pages[0]?.data.search ?? null;
  return {
    hits: pages.flatMap(({ data }) => data.search?.edges.map(({ node }) => node) ?? []),
    first,
    facets: first?.facets ?? null,
    isPending: query.isPending,
    isOld: query.isPlaceholderData,
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    more: () => void query.fetchNextPage(),
    again: () => void query.refetch(),
  };
}
