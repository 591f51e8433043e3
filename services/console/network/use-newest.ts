// What was published or changed last, page after page, the newest first. In: a type. Out: hits so far.
import { useLingui } from "@lingui/react";
import { useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { ask, type Answer } from "../graph/ask.js";
import { askOptions } from "../graph/use-ask.js";
import { FirstPublished, Newest, type NewestQuery } from "./operations.js";
import type { NewType } from "./routes.js";

export type NewHit = NonNullable<NewestQuery["search"]>["edges"][number]["node"];

const FRESH_MS = 60_000;

/** Asks for the first page; `fetchNextPage` for the next one. */
export function useNewest(type: NewType | undefined) {
  const { i18n } = useLingui();
  const filter = type === undefined ? null : { types: [type] };
  return useInfiniteQuery({
    queryKey: [Newest.name, { type }, i18n.locale],
    initialPageParam: null as string | null, // a cursor, from the second page on
    queryFn: ({ pageParam, signal }): Promise<Answer<NewestQuery>> =>
      ask(Newest, { filter, after: pageParam }, { signal }),
    getNextPageParam: ({ data }) =>
      data.search?.pageInfo.hasNextPage === true ? data.search.pageInfo.endCursor : null,
    staleTime: FRESH_MS,
    retry: false,
  });
}

const MINUTE_MS = 60_000;

/** Which hits were published as they are now shown, and not changed since; null until that is known, a moment after the hits. */
export function useFirstPublished(pages: ReadonlyArray<readonly NewHit[]>): (hit: NewHit) => boolean | null {
  const { i18n } = useLingui();
  const queries = pages.map((hits) => askOptions(FirstPublished, { ids: hits.map(({ id }) => id) }, i18n.locale));
  const nodes = useQueries({ queries }).flatMap(({ data }) => data?.data.nodes ?? []);
  const born = new Map(
    nodes.flatMap((node) => (node !== null && "createdAt" in node ? [[node.id, node.createdAt] as const] : [])),
  );
  return ({ id, updatedAt }) => {
    const createdAt = born.get(id);
    return createdAt === undefined ? null : Math.abs(Date.parse(updatedAt) - Date.parse(createdAt)) < MINUTE_MS;
  };
}
