// Closing one's own need, and saying who helped. In: the need. Out: a button with a form.
import { Trans, useLingui } from "@lingui/react/macro";
import { useAct } from "../graph/use-act.js";
import { FormDialog } from "../ui/dialog.js";
import { BoxesInput } from "../ui/fields.js";
import { Name } from "../ui/text.js";
import { CloseNeed as Close, type OneNeedQuery } from "./operations.js";
import { RecordField } from "./record-field.js";

type Need = NonNullable<OneNeedQuery["need"]>;

/** The button. */
export function CloseNeed({ need: { id, experts } }: { readonly need: Need }) {
  const { t } = useLingui();
  const act = useAct(Close, { done: t`Closed. Those who helped are told, and have the credit.` });
  const known = (experts ?? []).flatMap(({ person, name }) =>
    person === null ? [] : [{ value: person.id, label: <Name>{name}</Name> }],
  );
  return (
    <FormDialog
      title={t`Close this need`}
      buttonClass="button button-main"
      button={<Trans>Close it: who helped?</Trans>}
      submit={t`Close it`}
      intro={
        <Trans>
          Say who helped: their organizations are told and have the credit. Leave it empty when nobody did. A need that
          was closed stays closed.
        </Trans>
      }
      onSubmit={(values) =>
        act.mutateAsync({ id, answeredBy: [...new Set([...values.list("known"), ...values.list("others")])] })
      }
    >
      {known.length > 0 && <BoxesInput name="known" label={t`Was it one of them?`} choices={known} />}
      <RecordField
        name="others"
        label={t`Or somebody else (optional)`}
        hint={t`Type a name and choose.`}
        types={["PERSON"]}
      />
    </FormDialog>
  );
}
