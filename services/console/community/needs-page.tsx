// What organizations are looking for. In: which of it is asked for. Out: needs, and the form for a new one.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useViewer } from "../graph/session.js";
import { Empty } from "../ui/asked.js";
import { Page } from "../ui/page.js";
import { SignInFirst } from "../ui/sign-in-first.js";
import { rowsOfNeeds } from "./exported.js";
import { NeedCard } from "./need-card.js";
import { NeedForm } from "./need-form.js";
import { Needs, type NeedState } from "./operations.js";
import { nextOf, Paged } from "../ui/paged.js";
import type { NeedsSearch } from "./routes.js";
import { TakePart } from "./take-part.js";

type Shown = NeedsSearch["show"];

const STATES: Readonly<Record<NonNullable<Shown> | "open", readonly NeedState[] | null>> = {
  open: ["OPEN"],
  matching: ["OPEN"],
  answered: ["ANSWERED"],
  all: null,
};

/** The page. */
export function NeedsPage() {
  const { t } = useLingui();
  const viewer = useViewer();
  const { title, write, show } = useSearch({ from: "/needs" });
  const isWriting = title !== undefined || write === "1";
  return (
    <TakePart>
      <Page
        title={t`Needs`}
        lead={
          <Trans>
            What associations are looking for. Somebody in the network often knows, or has already written it down.
          </Trans>
        }
        actions={isWriting ? undefined : <WriteButton />}
      >
        {isWriting && viewer.acts && <NeedForm title={title ?? ""} />}
        {isWriting && !viewer.acts && (
          <p className="notice">
            <SignInFirst label={t`Publish a need`} className="button button-main" />
          </p>
        )}
        <Filters show={show} acts={viewer.acts} />
        <NeedList show={show} />
      </Page>
    </TakePart>
  );
}

function WriteButton() {
  const { t } = useLingui();
  const viewer = useViewer();
  if (!viewer.acts) return <SignInFirst label={t`Publish a need`} className="button button-main" />;
  return (
    <Link className="button button-main" to="/needs" search={{ write: "1" }}>
      <Plus aria-hidden="true" />
      <Trans>Publish a need</Trans>
    </Link>
  );
}

function Filters({ show, acts }: { readonly show: Shown; readonly acts: boolean }) {
  const { t } = useLingui();
  const filters: ReadonlyArray<readonly [Shown, string]> = [
    [undefined, t`Open needs`],
    ...(acts ? [["matching", t`That your people could answer`] as const] : []),
    ["answered", t`Answered needs`],
    ["all", t`All needs`],
  ];
  return (
    <nav className="filters" aria-label={t`Which needs`}>
      {filters.map(([value, label]) => (
        <Link
          key={label}
          to="/needs"
          search={value === undefined ? {} : { show: value }}
          data-chosen={value === show}
          activeOptions={{ exact: true, includeSearch: true }}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

function NeedList({ show }: { readonly show: Shown }) {
  const variables = { state: STATES[show ?? "open"], matching: show === "matching" };
  return (
    <Paged
      document={Needs}
      variables={variables}
      next={(data) => nextOf(data.needs)}
      exported={{ name: "needs", rowsOf: rowsOfNeeds }}
    >
      {({ needs }, isFirst) => (
        <>
          {isFirst && (
            <p role="status" className="hint">
              <Plural value={needs?.totalCount ?? 0} one="# need" other="# needs" />
            </p>
          )}
          {needs?.totalCount === 0 && <NoNeeds show={show} />}
          <ul className="cards">
            {needs?.edges.map(({ node }) => (
              <li key={node.id}>
                <NeedCard need={node} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Paged>
  );
}

function NoNeeds({ show }: { readonly show: Shown }) {
  return (
    <Empty>
      {show === "matching" ? (
        <Trans>
          Nobody is looking for what your people are listed for. <Link to="/needs">See all open needs</Link>.
        </Trans>
      ) : (
        <Trans>
          None at the moment. If you are looking for something, say so:{" "}
          <Link to="/needs" search={{ write: "1" }}>
            publish a need
          </Link>
          .
        </Trans>
      )}
    </Empty>
  );
}
