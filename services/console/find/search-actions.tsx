// What can be done with a search: keep it with alerts, take its list away. In: the question and its hits. Out: buttons.
import { Trans, useLingui } from "@lingui/react/macro";
import { BellPlus, Download } from "lucide-react";
import { useAct } from "../graph/use-act.js";
import { useViewer } from "../graph/session.js";
import { FormDialog } from "../ui/dialog.js";
import { ExportMenu } from "../ui/export-menu.js";
import { BoxesInput, TextInput } from "../ui/fields.js";
import { SignInFirst } from "../ui/sign-in-first.js";
import { KeepSearch, type SearchFilter } from "./operations.js";
import { askedFor, type Question } from "./question.js";
import type { FoundHit } from "./use-found.js";

interface SearchActionsProps {
  readonly question: Question;
  readonly filter: SearchFilter;
  readonly hits: readonly FoundHit[];
}

/** The buttons. */
export function SearchActions({ question, filter, hits }: SearchActionsProps) {
  const { t } = useLingui();
  return (
    <div className="search-actions">
      <SaveSearch question={question} filter={filter} />
      <ExportMenu
        name={question.q ?? "maillage"}
        rows={hits.map(({ id, type, name, summary, language, organizationName, partner, updatedAt, because }) => ({
          ...{ id, type, name, summary, language, organization: organizationName, partner, updatedAt },
          because: because.join(" · "),
        }))}
        button={
          <>
            <Download aria-hidden="true" />
            {t`Export`}
          </>
        }
      />
    </div>
  );
}

function SaveSearch({ question, filter }: Pick<SearchActionsProps, "question" | "filter">) {
  const { t } = useLingui();
  const viewer = useViewer();
  const act = useAct(KeepSearch, { done: t`Kept. What is new will come to your inbox.` });
  const { text } = askedFor(question);
  if (!viewer.acts)
    return viewer.isMember ? null : <SignInFirst label={t`Keep this search`} className="button button-small" />;
  return (
    <FormDialog
      title={t`Keep this search`}
      buttonClass="button button-small"
      button={
        <>
          <BellPlus aria-hidden="true" />
          <Trans>Keep this search</Trans>
        </>
      }
      submit={t`Keep`}
      onSubmit={(values) =>
        act.mutateAsync({
          input: {
            name: values.text("name"),
            text,
            filter: JSON.stringify(filter),
            alert: values.list("alert").length > 0,
          },
        })
      }
    >
      <TextInput name="name" label={t`Name`} value={question.q} maxLength={100} isRequired />
      <BoxesInput
        name="alert"
        label={t`Alert`}
        values={["yes"]}
        choices={[{ value: "yes", label: t`Tell me in my inbox when something new matches` }]}
      />
    </FormDialog>
  );
}
