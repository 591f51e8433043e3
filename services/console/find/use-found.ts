// The hits of a question, page after page. In: what is asked. Out: all hits loaded so far, the totals and facets of the first page.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useLingui } from "@lingui/react";
import { ask, type Answer } from "../graph/ask.js";
import type { Asked } from "./asked.js";
import { Find, type FindQuery } from "./operations.js";

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

/** So many at first. */
export const PAGE = 20;
const LATER_PAGE = 50;
const FRESH_MS = 60_000;

/** Asks for the first page; `more` for the next one. What was shown stays until the new answer is there. */
export function useFound({ text, filter }: Asked): Found {
  const { i18n } = useLingui();
  const query = useInfiniteQuery({
    queryKey: [Find.name, { text, filter }, i18n.locale],
    initialPageParam: null as string | null, // a cursor, from the second page on
    queryFn: ({ pageParam, signal }): Promise<Answer<FindQuery>> => {
      const isFirst = pageParam === null;
      return ask(Find, { text, filter, first: isFirst ? PAGE : LATER_PAGE, after: pageParam, isFirst }, { signal });
    },
    getNextPageParam: ({ data }) =>
      data.search?.pageInfo.hasNextPage === true ? data.search.pageInfo.endCursor : null,
    placeholderData: (before) => before,
    staleTime: FRESH_MS,
    retry: false,
  });
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
