// Who is signed in, the language, the theme. In: the session. Out: a menu.
import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleUser } from "lucide-react";
import { useState } from "react";
import { signOut, useViewer } from "../graph/session.js";
import { Popup } from "../ui/popup.js";
import { chooseLanguage, LANGUAGES } from "./language.js";
import { chosenTheme, showTheme, THEMES, type Theme } from "./theme.js";

/** The menu at the end of the header. */
export function AccountMenu() {
  const { t } = useLingui();
  const viewer = useViewer();
  return (
    <Popup
      label={viewer.isMember ? t`Your account: ${viewer.name ?? ""}` : t`Menu: language, appearance`}
      className="shell-account"
      button={
        <>
          <CircleUser aria-hidden="true" />
          <span className="shell-account-name">{viewer.isMember ? viewer.name : <Trans>Menu</Trans>}</span>
        </>
      }
    >
      {(close) => (
        <>
          {viewer.isMember && <MemberLinks close={close} />}
          <Preferences />
        </>
      )}
    </Popup>
  );
}

function MemberLinks({ close }: { readonly close: () => void }) {
  const client = useQueryClient();
  return (
    <ul onClickCapture={() => setTimeout(close)}>
      <li>
        <Link to="/inbox">
          <Trans>Inbox</Trans>
        </Link>
      </li>
      <li>
        <Link to="/saved">
          <Trans>Saved searches and what you follow</Trans>
        </Link>
      </li>
      <li>
        <Link to="/recognition">
          <Trans>Recognition</Trans>
        </Link>
      </li>
      <li>
        <button type="button" className="plain" onClick={() => void signOut(client)}>
          <Trans>Sign out</Trans>
        </button>
      </li>
    </ul>
  );
}

function Preferences() {
  const { t, i18n } = useLingui();
  const [theme, setTheme] = useState<Theme>(chosenTheme);
  const words: Readonly<Record<Theme, string>> = { auto: t`As my device`, light: t`Light`, dark: t`Dark` };
  return (
    <div className="preferences">
      <label>
        <Trans>Language</Trans>
        <select value={i18n.locale} onChange={({ target }) => void chooseLanguage(target.value)}>
          {Object.entries(LANGUAGES).map(([tag, name]) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <Trans>Appearance</Trans>
        <select
          value={theme}
          onChange={({ target }) => {
            const chosen = THEMES.find((each) => each === target.value) ?? "auto";
            setTheme(chosen);
            showTheme(chosen);
          }}
        >
          {THEMES.map((each) => (
            <option key={each} value={each}>
              {words[each]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
