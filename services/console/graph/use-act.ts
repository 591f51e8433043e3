// Acts: what a reader does, shown at once where that is wanted, taken back with a message where the hub refuses. In: an operation. Out:
// TanStack Query's mutation.
import { useMutation, useQueryClient, type QueryClient, type UseMutationResult } from "@tanstack/react-query";
import { useLingui } from "@lingui/react/macro";
import { ask, AskError, type Answer } from "./ask.js";
import type { Document } from "./document.js";
import { useErrorText } from "./error-text.js";
import { say } from "../ui/said.js";

interface ActUse<D, V> {
  /** What is said when it is done. */
  readonly done?: string | ((data: D) => string);
  /** Changes what is shown before the hub has answered. Gives the way back. */
  readonly show?: (client: QueryClient, variables: V) => () => void;
  /** Acts of the same name wait for each other: what is pressed last is done last. */
  readonly inTurn?: string;
  readonly afterwards?: (data: D, variables: V) => void;
}

/** Does something. Every question is asked anew afterwards; a refusal is said, and thrown to the caller. */
export function useAct<D, V>(
  document: Document<D, V>,
  { done, show, inTurn, afterwards }: ActUse<D, V> = {},
): UseMutationResult<Answer<D>, Error, V, (() => void) | undefined> {
  const client = useQueryClient();
  const errorText = useErrorText();
  const { t } = useLingui();
  return useMutation({
    ...(inTurn === undefined ? {} : { scope: { id: inTurn } }),
    mutationFn: async (variables: V) => {
      const answer = await ask(document, variables);
      const refused = answer.errors[0];
      // A partner that does not answer about what came of it is no refusal: the act itself is there.
      const isDone = Object.values(answer.data ?? {}).every((field) => field !== null);
      if (refused !== undefined && !isDone) throw new AskError(refused.extensions?.code ?? "INTERNAL", refused.message);
      return answer;
    },
    onMutate: (variables) => show?.(client, variables),
    onError: (error, _variables, takeBack) => {
      takeBack?.();
      say({ text: takeBack === undefined ? errorText(error) : t`Not done: ${errorText(error)}`, isBad: true });
    },
    onSuccess: ({ data }, variables) => {
      const text = typeof done === "function" ? done(data) : done;
      if (text !== undefined) say({ text });
      afterwards?.(data, variables);
    },
    onSettled: () => client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session" }),
  });
}

/** Changes the answer to a question in the cache. Gives the way back. */
export function patchAnswers<D>(client: QueryClient, document: Document<D, never>, change: (data: D) => D): () => void {
  const queryKey = [document.name];
  void client.cancelQueries({ queryKey }); // an answer that is on its way is older than what is shown now
  const before = client.getQueriesData<Answer<D>>({ queryKey });
  for (const [key, answer] of before)
    if (answer !== undefined) client.setQueryData(key, { ...answer, data: change(answer.data) });
  return () => {
    for (const [key, answer] of before) client.setQueryData(key, answer);
  };
}
