// What only those see who publish for a partner that the hub runs. In: who is looking. Out: their part, or why there is none.
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useViewer } from "../graph/session.js";
import { useAsk } from "../graph/use-ask.js";
import { Asked, MembersOnly } from "../ui/asked.js";
import { Name } from "../ui/text.js";
import { OwnPartner } from "./operations.js";

/** The part: made with the partner's key. */
export function OnlyForPublishers({ children }: { readonly children: (partner: string) => ReactNode }) {
  const viewer = useViewer();
  const query = useAsk(OwnPartner, {}, { enabled: viewer.isMember });
  if (!viewer.isMember)
    return (
      <MembersOnly>
        <Trans>Members of partner associations publish here.</Trans>
      </MembersOnly>
    );
  return (
    <Asked query={query}>
      {(data) => {
        const partner = data.viewer?.partner ?? null;
        if (partner === null) return <NoPartner />;
        if (!partner.hosted) return <OwnServer name={partner.name} />;
        return viewer.may("partner:admin") ? children(partner.key) : <NotYours name={partner.name} />;
      }}
    </Asked>
  );
}

function NoPartner() {
  return (
    <p className="notice">
      <Trans>Your account belongs to no partner association: it publishes nothing itself.</Trans>
    </p>
  );
}

function OwnServer({ name }: { readonly name: string }) {
  return (
    <p className="notice">
      <Trans>
        What <Name>{name}</Name> publishes comes from its own server, and is changed there.{" "}
        <Link to="/publish">See how it is doing</Link>.
      </Trans>
    </p>
  );
}

/** Whoever may write in the network, and not publish. */
export function NotYours({ name }: { readonly name: string }) {
  return (
    <p className="notice">
      <Trans>
        Only those who administer <Name>{name}</Name> publish for it. Ask one of them to publish what is missing, or to
        let you do it.
      </Trans>
    </p>
  );
}
