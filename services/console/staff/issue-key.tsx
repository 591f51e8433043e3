// Issuing an access key: for what, for whom, until when; its secret is shown once. In: a form. Out: the key's secret, to be copied.
import { Trans, useLingui } from "@lingui/react/macro";
import { KeyRound } from "lucide-react";
import { Button } from "react-aria-components";
import { CopyText } from "../ui/copy.js";
import { RecordField } from "../community/record-field.js";
import { useAct } from "../graph/use-act.js";
import { FormDialog, type FormValues } from "../ui/dialog.js";
import { BoxesInput, TextInput } from "../ui/fields.js";
import { plainText } from "../ui/text.js";
import { IssueKey, type AccessKeyInput } from "./operations.js";
import { SCOPES, useStaffWords } from "./words.js";

export interface Issued {
  readonly name: string;
  readonly secret: string;
}

/** The form. */
export function IssueKeyButton({ issued }: { readonly issued: (key: Issued) => void }) {
  const { t } = useLingui();
  const act = useAct(IssueKey, {
    done: t`The key is issued. Copy its secret now.`,
  });
  return (
    <FormDialog
      title={t`Issue an access key`}
      button={
        <>
          <KeyRound aria-hidden="true" />
          <Trans>Issue an access key</Trans>
        </>
      }
      buttonClass="button button-main"
      submit={t`Issue`}
      onSubmit={async (values) => {
        const { data } = await act.mutateAsync({ input: keyOf(values) });
        if (data.issueAccessKey !== null)
          issued({ name: data.issueAccessKey.key.name, secret: data.issueAccessKey.secret });
      }}
    >
      <KeyFields />
    </FormDialog>
  );
}

function KeyFields() {
  const { t } = useLingui();
  const words = useStaffWords();
  const tomorrow = t`The day on which it stops, at midnight universal time. Better short than forgotten.`;
  return (
    <>
      <TextInput
        name="name"
        label={t`What it is for`}
        hint={t`Like: website of the federation`}
        maxLength={200}
        isRequired
      />
      <BoxesInput
        name="scopes"
        label={t`What it may do`}
        values={["read:network"]}
        choices={SCOPES.map((scope) => ({ value: scope, label: words.scope[scope] ?? scope }))}
      />
      <RecordField name="organization" label={t`For which organization it acts`} types={["ORGANIZATION"]} isSingle />
      <TextInput
        name="origins"
        label={t`Pages that may use it`}
        hint={t`One address a line, like https://app.example.org. Empty: only servers.`}
        rows={2}
      />
      <TextInput name="expires" label={t`Good until`} hint={tomorrow} type="date" />
      <BoxesInput
        name="trusted"
        label={t`Operations`}
        choices={[{ value: "yes", label: t`May run trusted operations only, which were registered before` }]}
      />
    </>
  );
}

function keyOf(values: FormValues): AccessKeyInput {
  const expires = values.optional("expires");
  return {
    name: values.text("name"),
    scopes: values.list("scopes"),
    organization: values.optional("organization"),
    origins: values
      .text("origins")
      .split(/\s+/)
      .filter((origin) => origin !== ""),
    expiresAt: expires === null ? null : `${expires}T00:00:00.000Z`,
    trustedDocumentsOnly: values.list("trusted").length > 0,
  };
}

interface SecretProps {
  readonly issued: Issued;
  readonly close: () => void;
}

/** The secret, until it is put away. */
export function IssuedSecret({ issued: { name, secret }, close }: SecretProps) {
  const { t } = useLingui();
  const plain = plainText(name);
  return (
    <section className="notice notice-warn secret" aria-labelledby="secret-title" role="status">
      <h2 id="secret-title">
        <Trans>The secret of {plain}</Trans>
      </h2>
      <p>
        <Trans>
          It is shown this once: the hub keeps only its fingerprint. Hand it over by a safe way, never by mail.
        </Trans>
      </p>
      <CopyText label={t`Secret of ${plain}`} text={secret} />
      <p>
        <Button className="button button-small" onPress={close}>
          <Trans>I have kept it safe</Trans>
        </Button>
      </p>
    </section>
  );
}
