// What our own organization gave the network, and who used it. In: the organization. Out: a part of the page.
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useAsk } from "../graph/use-ask.js";
import { Asked, Empty } from "../ui/asked.js";
import { useLabels } from "../ui/labels.js";
import { Section } from "../ui/page.js";
import { RecordLink } from "../ui/record-link.js";
import { Badges, GivenFigures } from "./given.js";
import { WhatWeGave as Asking, type WhatWeGaveQuery } from "./operations.js";

type Ourselves = Extract<NonNullable<WhatWeGaveQuery["node"]>, { readonly __typename: "Organization" }>;

/** The part. */
export function WhatWeGave({ organization }: { readonly organization: string }) {
  const query = useAsk(Asking, { organization });
  return (
    <Section title={<Trans>What your organization gave</Trans>}>
      <Asked query={query}>
        {({ node }) => (node?.__typename === "Organization" ? <Given ourselves={node} /> : null)}
      </Asked>
    </Section>
  );
}

function Given({ ourselves: { recognition, practices } }: { readonly ourselves: Ourselves }) {
  const used = practices.flatMap((practice) =>
    practice !== null && (practice.adoptions?.length ?? 0) > 0 ? [practice] : [],
  );
  return (
    <>
      {recognition !== null && (
        <>
          <GivenFigures given={recognition} />
          <h3 className="spaced">
            <Trans>Badges</Trans>
          </h3>
          {recognition.badges.length === 0 ? (
            <p className="hint">
              <Trans>None yet. The first comes when another organization uses one of your practices.</Trans>
            </p>
          ) : (
            <Badges badges={recognition.badges} />
          )}
        </>
      )}
      <h3 className="spaced">
        <Trans>Who uses your practices</Trans>
      </h3>
      {used.length === 0 ? (
        <NobodyYet />
      ) : (
        <ul className="cards">
          {used.map((practice) => (
            <UsedPractice key={practice.id} practice={practice} />
          ))}
        </ul>
      )}
    </>
  );
}

function NobodyYet() {
  return (
    <Empty>
      <Trans>
        Nobody has said so yet. Tell of your practices in a <Link to="/communities">community</Link>, or{" "}
        <Link to="/needs" search={{ show: "matching" }}>
          answer a need
        </Link>
        .
      </Trans>
    </Empty>
  );
}

function UsedPractice({ practice }: { readonly practice: NonNullable<Ourselves["practices"][number]> }) {
  const { adoption } = useLabels();
  return (
    <li className="card">
      <h4>
        <RecordLink id={practice.id} language={practice.language}>
          {practice.name}
        </RecordLink>
      </h4>
      <ul className="plain-list">
        {(practice.adoptions ?? []).map(({ id, state, by }) => (
          <li key={id}>
            {by === null ? <Trans>An organization</Trans> : <RecordLink id={by.id}>{by.name}</RecordLink>}{" "}
            <span className="pill">{adoption[state]}</span>
          </li>
        ))}
      </ul>
    </li>
  );
}
