// The audit log, page after page. In: since which day. Out: entries so far.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ask, type Answer } from "../graph/ask.js";
import { Audit, type AuditQuery } from "./operations.js";

export type AuditEntry = NonNullable<AuditQuery["auditLog"]>["edges"][number]["node"];

/** Asks for the first page; `query.fetchNextPage` for the next one. */
export function useAudit(since: string | undefined) {
  const from = since === undefined ? null : new Date(`${since}T00:00:00`).toISOString();
  const query = useInfiniteQuery({
    queryKey: [Audit.name, from],
    initialPageParam: null as string | null, // a cursor, from the second page on
    queryFn: ({ pageParam, signal }): Promise<Answer<AuditQuery>> =>
      ask(Audit, { since: from, after: pageParam }, { signal }),
    getNextPageParam: ({ data }) =>
      data.auditLog?.pageInfo.hasNextPage === true ? data.auditLog.pageInfo.endCursor : null,
    retry: false,
  });
  const entries = useMemo(
    () => query.data?.pages.flatMap(({ data }) => data.auditLog?.edges.map(({ node }) => node) ?? []) ?? [],
    [query.data],
  );
  return { entries, total: query.data?.pages[0]?.data.auditLog?.totalCount ?? 0, query };
}
