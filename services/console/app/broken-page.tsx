// What is shown where there is no page, or one broke. In: an error. Out: a way on.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useErrorText } from "../graph/error-text.js";
import { Page } from "../ui/page.js";
import { PageSkeleton } from "../ui/skeleton.js";
import { isOfMissingFile, loadAnew } from "./newer-version.js";

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

/** A page that could not be shown. Where its files are gone, because the hub has a newer version, it is loaded anew, once. */
export function BrokenPage({ error }: { readonly error: unknown }) {
  const isMissing = isOfMissingFile(error);
  const [isUnderWay, setUnderWay] = useState(isMissing);
  useEffect(() => {
    if (isMissing) setUnderWay(loadAnew());
  }, [isMissing]);
  return isUnderWay ? <PageSkeleton /> : <Broken error={error} />;
}

function Broken({ error }: { readonly error: unknown }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  return (
    <Page title={t`This page could not be shown`}>
      <p role="alert">
        {isOfMissingFile(error) ? (
          <Trans>
            A part of this page did not come: there is no connection, or the hub has a newer version. Reload the page in
            a moment.
          </Trans>
        ) : (
          errorText(error)
        )}
      </p>
      <p className="actions">
        <button type="button" className="button" onClick={() => location.reload()}>
          <Trans>Reload</Trans>
        </button>
        <Link to="/" className="button">
          <Trans>Begin at the beginning</Trans>
        </Link>
      </p>
    </Page>
  );
}
