// What is shown where there is no page, or one broke. In: an error. Out: a way on.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useErrorText } from "../graph/error-text.js";
import { Page } from "../ui/page.js";

/** An address that leads nowhere. */
export function MissingPage() {
  const { t } = useLingui();
  return (
    <Page title={t`There is no such page`}>
      <p>
        <Trans>
          The address may be old, or what it names is no longer shared with you.{" "}
          <Link to="/find">Search the network</Link> or <Link to="/">begin at the beginning</Link>.
        </Trans>
      </p>
    </Page>
  );
}

/** A page that could not be shown. */
export function BrokenPage({ error }: { readonly error: unknown }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  return (
    <Page title={t`This page could not be shown`}>
      <p role="alert">{errorText(error)}</p>
      <p>
        <Link to="/">
          <Trans>Begin at the beginning</Trans>
        </Link>
      </p>
    </Page>
  );
}
