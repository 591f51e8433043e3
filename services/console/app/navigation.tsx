// The ways to the console's areas: a row on wide screens, a bar at the bottom of phones. In: who is looking. Out: links.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, type LinkProps } from "@tanstack/react-router";
import { Handshake, HeartPulse, Network, PenLine, Search } from "lucide-react";
import type { ReactNode } from "react";

interface NavigationProps {
  readonly isStaff: boolean;
  /** Whether they belong to a partner association. */
  readonly hasPartner: boolean;
}

/** The console's areas. */
export function Navigation({ isStaff, hasPartner }: NavigationProps) {
  const { t } = useLingui();
  return (
    <nav className="shell-nav" aria-label={t`Areas`}>
      <Area to="/find" icon={<Search />}>
        <Trans>Find</Trans>
      </Area>
      <Area to="/network" icon={<Network />}>
        <Trans>Network</Trans>
      </Area>
      <Area to="/communities" icon={<Handshake />}>
        <Trans>Take part</Trans>
      </Area>
      {hasPartner && (
        <Area to="/publish" icon={<PenLine />}>
          <Trans>Publish</Trans>
        </Area>
      )}
      {isStaff && (
        <Area to="/staff" icon={<HeartPulse />}>
          <Trans>Health</Trans>
        </Area>
      )}
    </nav>
  );
}

interface AreaProps {
  readonly to: NonNullable<LinkProps["to"]>;
  readonly icon: ReactNode;
  readonly children: ReactNode;
}

function Area({ to, icon, children }: AreaProps) {
  return (
    <Link
      to={to}
      className="shell-area"
      activeProps={{ "aria-current": "page" }}
      activeOptions={{ includeSearch: false }}
    >
      {icon}
      <span>{children}</span>
    </Link>
  );
}
