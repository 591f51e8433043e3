// How the hits of a question are asked for and kept. In: what is asked, the reader's language. Out: options for TanStack Query; the route
// begins with them before its page is there.
import { infiniteQueryOptions } from "@tanstack/react-query";
import { ask, type Answer } from "../graph/ask.js";
import type { Asked } from "./asked.js";
import { Find, type FindQuery } from "./operations.js";

/** So many at first. */
export const PAGE = 20;
const LATER_PAGE = 50;
const FRESH_MS = 60_000;

/** The options. */
export function foundOptions({ text, filter }: Asked, language: string) {
  return infiniteQueryOptions({
    queryKey: [Find.name, { text, filter }, language],
    initialPageParam: null as string | null, // a cursor, from the second page on
    queryFn: ({ pageParam, signal }): Promise<Answer<FindQuery>> => {
      const isFirst = pageParam === null;
      return ask(Find, { text, filter, first: isFirst ? PAGE : LATER_PAGE, after: pageParam, isFirst }, { signal });
    },
    getNextPageParam: ({ data }) =>
      data.search?.pageInfo.hasNextPage === true ? data.search.pageInfo.endCursor : null,
    staleTime: FRESH_MS,
    retry: false,
  });
}
