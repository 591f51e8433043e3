// The ways to publish something new: a form for each type, or a file. In: nothing. Out: links.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { FileUp, Plus } from "lucide-react";
import { PUBLISHED_TYPES, type PublishedType } from "./field-types.js";

/** What the forms are called: for something new, and for what is there. */
export function useFormTitles(): Readonly<Record<"added" | "changed", Readonly<Record<PublishedType, string>>>> {
  const { t } = useLingui();
  return {
    added: {
      organization: t`New organization`,
      person: t`New person`,
      project: t`New project`,
      practice: t`New practice`,
      event: t`New event`,
    },
    changed: {
      organization: t`Change an organization`,
      person: t`Change a person`,
      project: t`Change a project`,
      practice: t`Change a practice`,
      event: t`Change an event`,
    },
  };
}

/** The links. */
export function NewRecordLinks() {
  const { t } = useLingui();
  const words = useFormTitles().added;
  return (
    <nav className="new-records" aria-label={t`Publish something new`}>
      {PUBLISHED_TYPES.map((type) => (
        <Link key={type} className="button" to="/publish/$type" params={{ type }}>
          <Plus aria-hidden="true" />
          {words[type]}
        </Link>
      ))}
      <Link className="button button-main" to="/publish/upload">
        <FileUp aria-hidden="true" />
        <Trans>Upload a table</Trans>
      </Link>
    </nav>
  );
}
