// Questions of pages, kept while they are fresh. In: an operation. Out: TanStack Query's result with the hub's answer.
import { queryOptions, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useLingui } from "@lingui/react";
import { ask, AskError, type Answer } from "./ask.js";
import type { Document } from "./document.js";

const FRESH_MS = 20_000;
const TRIES = 2;

/** What makes a question's place in the cache: the operation, what it asks, in which language. */
export function askOptions<D, V>(document: Document<D, V>, variables: V, language: string) {
  return queryOptions({
    queryKey: [document.name, variables, language],
    queryFn: ({ signal }): Promise<Answer<D>> => ask(document, variables, { signal }),
    staleTime: FRESH_MS,
    retry: (failures, error) => error instanceof AskError && RETRIED.has(error.code) && failures < TRIES,
  });
}

const RETRIED = new Set(["OVERLOADED", "HTTP_502", "HTTP_503", "HTTP_504"]);

interface AskUse {
  /** Not asked until it is true. */
  readonly enabled?: boolean;
  /** What was shown before stays while the new answer is on its way. */
  readonly keeps?: boolean;
}

/** Asks the hub for what a component shows. */
export function useAsk<D, V>(
  document: Document<D, V>,
  variables: V,
  { enabled = true, keeps = false }: AskUse = {},
): UseQueryResult<Answer<D>, Error> {
  const { i18n } = useLingui();
  const options = askOptions(document, variables, i18n.locale);
  return useQuery({
    ...options,
    enabled,
    ...(keeps ? { placeholderData: (before: Answer<D> | undefined) => before } : {}),
  });
}
