// Requests about what the network says of somebody: correct, erase, show, stop using. In: the address: which of them. Out: the page.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link, useSearch } from "@tanstack/react-router";
import { nextOf, Paged } from "../ui/paged.js";
import { ONLY_THIS } from "../network/glance.js";
import { Empty } from "../ui/asked.js";
import { Page } from "../ui/page.js";
import { Health } from "./health.js";
import { DataRequests, type DataRequestState } from "./operations.js";
import { RequestCard, type DataRequest } from "./request-card.js";
import type { RequestsSearch } from "./routes.js";
import { useNames } from "./use-names.js";

type Shown = RequestsSearch["show"];

const STATES: Readonly<Record<NonNullable<Shown> | "open", readonly DataRequestState[] | null>> = {
  open: ["OPEN"],
  unconfirmed: ["UNCONFIRMED"],
  closed: ["CLOSED"],
  all: null,
};

/** The page. */
export function RequestsPage() {
  const { t } = useLingui();
  return (
    <Health>
      <Page
        title={t`Data requests`}
        lead={
          <Trans>People may have what is said of them corrected, erased or shown. Each request has thirty days.</Trans>
        }
      >
        <RequestList />
      </Page>
    </Health>
  );
}

function RequestList() {
  const { show } = useSearch({ from: "/staff/requests" });
  return (
    <>
      <States show={show} />
      <Paged
        document={DataRequests}
        variables={{ state: STATES[show ?? "open"] }}
        next={({ dataRequests }) => nextOf(dataRequests)}
      >
        {({ dataRequests }, isFirst) => (
          <>
            {isFirst && <Count total={dataRequests?.totalCount ?? 0} isOpen={show === undefined} />}
            <RequestCards requests={dataRequests?.edges.map(({ node }) => node) ?? []} />
          </>
        )}
      </Paged>
    </>
  );
}

function RequestCards({ requests }: { readonly requests: readonly DataRequest[] }) {
  const names = useNames(requests.map(({ subject }) => subject));
  return (
    <ul className="cards">
      {requests.map((request) => (
        <li key={request.id}>
          <RequestCard request={request} name={names(request.subject)} />
        </li>
      ))}
    </ul>
  );
}

function States({ show }: { readonly show: Shown }) {
  const { t } = useLingui();
  const choices: ReadonlyArray<readonly [Shown, string]> = [
    [undefined, t`To be decided`],
    ["unconfirmed", t`Not confirmed yet`],
    ["closed", t`Decided`],
    ["all", t`All requests`],
  ];
  return (
    <nav className="staff-filters" aria-label={t`Which requests`}>
      {choices.map(([value, word]) => (
        <Link
          key={word}
          to="/staff/requests"
          search={value === undefined ? {} : { show: value }}
          aria-current={show === value ? "true" : undefined}
          activeOptions={ONLY_THIS}
          resetScroll={false}
        >
          {word}
        </Link>
      ))}
    </nav>
  );
}

function Count({ total, isOpen }: { readonly total: number; readonly isOpen: boolean }) {
  if (total > 0)
    return (
      <p className="hint" role="status">
        <Plural value={total} one="# request" other="# requests" />
      </p>
    );
  return (
    <Empty>
      <p>{isOpen ? <Trans>No request waits for an answer.</Trans> : <Trans>There are no such requests.</Trans>}</p>
      <p>
        <a href="/data-request">
          <Trans>The form on which people ask</Trans>
        </a>
      </p>
    </Empty>
  );
}
