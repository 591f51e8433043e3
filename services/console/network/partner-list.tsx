// The partners of the network: how each of them is, in words and colour, and what it holds. In: partners. Out: a list.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { When } from "../ui/dates.js";
import { RecordLink } from "../ui/record-link.js";
import { plainText } from "../ui/text.js";
import type { NetworkPartnersQuery } from "./operations.js";

type Partner = NonNullable<NetworkPartnersQuery["partners"]>[number];

/** The list. Those that have not joined yet are left out. */
export function PartnerList({ partners }: { readonly partners: readonly Partner[] }) {
  return (
    <ul className="partner-list">
      {partners
        .filter(({ state }) => state !== "PENDING")
        .map((partner) => (
          <li key={partner.key}>
            <p className="partner-head">
              <PartnerLink partner={partner} />
              <PartnerMark partner={partner} />
            </p>
            <PartnerHolds partner={partner} />
          </li>
        ))}
    </ul>
  );
}

function PartnerLink({ partner: { key, name, organization } }: { readonly partner: Partner }) {
  if (organization !== null) return <RecordLink id={organization.id}>{name}</RecordLink>;
  return (
    <Link to="/find" search={{ partner: [key] }} dir="auto">
      {plainText(name)}
    </Link>
  );
}

const LOOKS = { UP: "pill pill-good", SLOW: "pill pill-warn", DOWN: "pill pill-bad", UNKNOWN: "pill" } as const;

function PartnerMark({ partner: { state, health } }: { readonly partner: Partner }) {
  const { t } = useLingui();
  if (state === "SUSPENDED") return <span className="pill pill-warn">{t`Suspended`}</span>;
  if (state === "QUARANTINED") return <span className="pill pill-warn">{t`Held back`}</span>;
  const now = health?.state ?? "UNKNOWN";
  const words = {
    UP: t`Answers now`,
    SLOW: t`Slow to answer`,
    DOWN: t`Does not answer`,
    UNKNOWN: t`Not asked lately`,
  } as const;
  return <span className={LOOKS[now]}>{words[now]}</span>;
}

function PartnerHolds({ partner: { counts, health } }: { readonly partner: Partner }) {
  const isAway = health?.state === "DOWN" && health.lastHarvestAt !== null;
  return (
    <p className="hint">
      {counts !== null && (
        <>
          <Plural value={counts.organizations} one="# organization" other="# organizations" />,{" "}
          <Plural value={counts.people} one="# person" other="# people" />,{" "}
          <Plural value={counts.practices} one="# practice" other="# practices" />,{" "}
          <Plural value={counts.projects} one="# project" other="# projects" />,{" "}
          <Plural value={counts.events} one="# event" other="# events" />.
        </>
      )}{" "}
      {isAway && health.lastHarvestAt !== null && (
        <Trans>
          What it published up to <When at={health.lastHarvestAt} /> stays readable.
        </Trans>
      )}
    </p>
  );
}
