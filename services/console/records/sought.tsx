// A record that was asked for by its id: there, on its way, gone, or not answered. In: a query. Out: its page, or what to do without it.
import { Trans, useLingui } from "@lingui/react/macro";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Answer } from "../graph/ask.js";
import { Failure } from "../ui/asked.js";
import { Page } from "../ui/page.js";
import { PageSkeleton } from "../ui/skeleton.js";

interface SoughtProps<D, R> {
  readonly query: UseQueryResult<Answer<D>, Error>;
  readonly find: (data: D) => R | null;
  readonly children: (record: R, answer: Answer<D>) => ReactNode;
}

/** Shows it. */
export function Sought<D, R>({ query, find, children }: SoughtProps<D, R>) {
  const { t } = useLingui();
  const { data: answer, error, refetch } = query;
  if (answer === undefined && error === null) return <PageSkeleton />;
  const record = answer === undefined ? null : find(answer.data);
  if (answer !== undefined && record !== null) return <>{children(record, answer)}</>;
  const partner = answer?.errors
    .map(({ extensions }) => extensions?.["partner"])
    .find((each) => typeof each === "string");
  return (
    <Page title={partner === undefined && error === null ? t`This is not there` : t`This cannot be shown just now`}>
      {error !== null && <Failure error={error} again={() => void refetch()} />}
      {typeof partner === "string" ? (
        <p role="alert">
          <Trans>The partner {partner} did not answer, and the hub has no copy yet. Try again in a while.</Trans>
        </p>
      ) : (
        <p>
          <Trans>Its owner withdrew it, or it is shared with partners of the network only.</Trans>
        </p>
      )}
      <p>
        <Link to="/find">
          <Trans>Search the network</Trans>
        </Link>
      </p>
    </Page>
  );
}
