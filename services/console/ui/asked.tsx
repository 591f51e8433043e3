// What came of a question: its data, that it is on its way, or why it did not come. In: a query. Out: what its data makes.
import { Trans } from "@lingui/react/macro";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Answer } from "../graph/ask.js";
import { useErrorText } from "../graph/error-text.js";
import { useViewer } from "../graph/session.js";
import { useFormats } from "./dates.js";
import { ListSkeleton } from "./skeleton.js";

interface AskedProps<D> {
  readonly query: UseQueryResult<Answer<D>, Error>;
  readonly children: (data: D, answer: Answer<D>) => ReactNode;
  readonly rows?: number;
}

/** Shows what came. An older answer stays while a new one fails. */
export function Asked<D>({ query, children, rows = 4 }: AskedProps<D>) {
  const { data: answer, error, refetch } = query;
  if (answer === undefined)
    return error === null ? <ListSkeleton rows={rows} /> : <Failure error={error} again={() => void refetch()} />;
  return (
    <>
      {error !== null && <Failure error={error} again={() => void refetch()} />}
      <Incomplete answer={answer} />
      {children(answer.data, answer)}
    </>
  );
}

interface FailureProps {
  readonly error: unknown;
  readonly again?: () => void;
}

/** Says what went wrong, and offers to try again. */
export function Failure({ error, again }: FailureProps) {
  const errorText = useErrorText();
  return (
    <div className="notice notice-bad" role="alert">
      <p>{errorText(error)}</p>
      {again !== undefined && (
        <button type="button" className="button" onClick={again}>
          <Trans>Try again</Trans>
        </button>
      )}
    </div>
  );
}

/** In the place of what only members see: the way in. Says what it is that they would see. */
export function MembersOnly({ children }: { readonly children: ReactNode }) {
  const href = useRouterState({ select: (state) => state.location.href });
  const viewer = useViewer();
  return (
    <div className="notice">
      <p>{children}</p>
      {!viewer.isMember && (
        <p>
          <Link className="button" to="/sign-in" search={{ next: href }}>
            <Trans>Sign in</Trans>
          </Link>
        </p>
      )}
    </div>
  );
}

/** An empty list, and what can be done about it. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return <div className="empty">{children}</div>;
}

/** Says which partners an answer lacks; nothing where it is whole. */
function Incomplete({ answer: { errors } }: { readonly answer: Answer<unknown> }) {
  const formats = useFormats();
  const named = errors.map(({ extensions }) => extensions?.["partner"]).filter((each) => typeof each === "string");
  const partners = formats.list([...new Set(named)]);
  if (partners === "") return null;
  return (
    <p className="notice notice-warn" role="status">
      <Trans>Without what these partners hold, who did not answer: {partners}.</Trans>
    </p>
  );
}
