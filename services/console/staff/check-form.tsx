// Running the checks against any address, without joining. In: an address. Out: the form, and the report.
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Form } from "react-aria-components";
import type { FormEvent } from "react";
import { readForm } from "../ui/dialog.js";
import { TextInput } from "../ui/fields.js";
import { Section } from "../ui/page.js";
import { CheckProgress, ReportView } from "./report-view.js";
import { useCheck } from "./use-check.js";

/** The form. */
export function CheckForm() {
  const { t } = useLingui();
  const check = useCheck();
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const values = readForm(event.currentTarget);
    if (!check.isRunning) check.run({ endpoint: values.text("endpoint"), key: values.optional("key") });
  };
  return (
    <Section title={<Trans>Check a server without joining</Trans>}>
      <Form className="form" onSubmit={send}>
        <TextInput
          name="endpoint"
          label={t`Address of its graph`}
          type="url"
          hint={t`Like https://directory.example.org/graphql`}
          isRequired
        />
        <TextInput
          name="key"
          label={t`Key it is to have`}
          hint={t`Small letters, digits and hyphens, like entraide-lyon.`}
          maxLength={40}
        />
        <div className="form-end">
          <Button type="submit" className="button button-main" isPending={check.isRunning}>
            <Trans>Run the checks</Trans>
          </Button>
        </div>
      </Form>
      <CheckProgress isRunning={check.isRunning} />
      {check.report !== null && <ReportView report={check.report} name="" />}
    </Section>
  );
}
