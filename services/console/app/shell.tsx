// The frame of every page: the way to skip it, header, navigation, notices. In: the page. Out: the whole.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useViewer } from "../graph/session.js";
import { say, SaidRegion } from "../ui/said.js";
import { AccountMenu } from "./account-menu.js";
import { HeaderSearch } from "./header-search.js";
import { Navigation } from "./navigation.js";
import { wasLoadedAnew } from "./newer-version.js";
import { OfflineNotice } from "./offline-notice.js";

/** The frame. */
export function Shell() {
  const { t } = useLingui();
  const viewer = useViewer();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const main = useFocusOnNewPage(path);
  useWordOfNewerVersion();
  return (
    <>
      <a className="skip" href="#main">
        <Trans>Skip to the content</Trans>
      </a>
      <header className="shell-header">
        <Link to="/" className="shell-mark" aria-label={t`Maillage, home`}>
          <img src="/mark.svg" alt="" width={30} height={30} />
          <span>Maillage</span>
        </Link>
        {path === "/" || path === "/find" ? <span className="shell-gap" /> : <HeaderSearch />}
        <Navigation isStaff={viewer.may("network:admin")} hasPartner={typeof viewer.partner === "string"} />
        {!viewer.isMember && <SignInLink />}
        <AccountMenu />
      </header>
      <OfflineNotice />
      <main id="main" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      <footer className="shell-footer">
        <p>
          <Trans>
            Maillage shows what partner associations publish, and says where each thing comes from. Contact data is
            never part of it. <a href="/data-request">Your data, your rights</a> ·{" "}
            <a href="/explorer">For developers</a>
          </Trans>
        </p>
      </footer>
      <SaidRegion />
    </>
  );
}

/** The way in, for whoever is not signed in; back to the same page. */
function SignInLink() {
  const href = useRouterState({ select: (state) => state.location.href });
  return (
    <Link to="/sign-in" search={{ next: href }} className="button shell-sign-in">
      <Trans>Sign in</Trans>
    </Link>
  );
}

/** Says why the page was loaded anew, where it was. */
function useWordOfNewerVersion(): void {
  const { t } = useLingui();
  const text = t`The hub has a newer version: the page was loaded anew.`;
  useEffect(() => {
    if (wasLoadedAnew()) say({ text });
  }, [text]);
}

/** Moves the focus to a new page, so that it is read out, and not where only the address's question changed. */
function useFocusOnNewPage(path: string) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return main;
}
