// What was reported, page after page, put together by what it is about. In: nothing. Out: the subjects so far, the one reported first
// before the others.
import { useLingui } from "@lingui/react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ask, type Answer } from "../graph/ask.js";
import { Flags, type FlagsQuery } from "./operations.js";

export type Flag = NonNullable<FlagsQuery["moderationQueue"]>["edges"][number]["node"];

/** Everything that was reported of one subject. */
export interface ReportedSubject {
  readonly subject: string;
  /** The earliest first. */
  readonly flags: readonly [Flag, ...Flag[]];
}

/** Asks for the first page; `query.fetchNextPage` for the next one. */
export function useFlags() {
  const { i18n } = useLingui();
  const query = useInfiniteQuery({
    queryKey: [Flags.name, "by subject", i18n.locale],
    initialPageParam: null as string | null, // a cursor, from the second page on
    queryFn: ({ pageParam, signal }): Promise<Answer<FlagsQuery>> => ask(Flags, { after: pageParam }, { signal }),
    getNextPageParam: ({ data }) =>
      data.moderationQueue?.pageInfo.hasNextPage === true ? data.moderationQueue.pageInfo.endCursor : null,
    retry: false,
  });
  const subjects = useMemo(() => {
    const pages = query.data?.pages ?? [];
    return groupFlags(pages.flatMap(({ data }) => data.moderationQueue?.edges.map(({ node }) => node) ?? []));
  }, [query.data]);
  return { subjects, total: query.data?.pages[0]?.data.moderationQueue?.totalCount ?? 0, query };
}

function groupFlags(flags: readonly Flag[]): ReportedSubject[] {
  const bySubject = new Map<string, readonly [Flag, ...Flag[]]>();
  for (const flag of flags) {
    const earlier = bySubject.get(flag.subject);
    bySubject.set(flag.subject, earlier === undefined ? [flag] : [...earlier, flag]);
  }
  return [...bySubject].map(([subject, all]) => ({ subject, flags: all }));
}
