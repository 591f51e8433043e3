// What stands in the place of what is on its way: its shape, so that nothing jumps. In: how much. Out: grey shapes, said once.
import { Trans } from "@lingui/react/macro";

/** The shape of a list. */
export function ListSkeleton({ rows = 4 }: { readonly rows?: number }) {
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">
        <Trans>Loading …</Trans>
      </span>
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className="skeleton-row" aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}

/** The shape of a page. */
export function PageSkeleton() {
  return (
    <div className="page">
      <div className="skeleton-title" aria-hidden="true" />
      <ListSkeleton rows={5} />
    </div>
  );
}
