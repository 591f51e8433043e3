// What a table would do. In: the report of the rehearsal. Out: figures, faults, and a form that agrees to it.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, Form } from "react-aria-components";
import { useState } from "react";
import { Section } from "../ui/page.js";
import { FaultTable } from "./fault-table.js";
import { ImportFigures } from "./import-figures.js";
import type { ReportShownFragment } from "./operations.js";

interface PreviewProps {
  readonly name: string;
  readonly report: ReportShownFragment;
  readonly isReplacing: boolean;
  readonly onConfirm: (deleted: number | null) => void;
}

/** The preview. */
export function ImportPreview({ name, report, isReplacing, onConfirm }: PreviewProps) {
  const { created, changed, deleted, stopped } = report;
  const isNothing = created + changed + deleted === 0;
  return (
    <Section title={<Trans>What would happen with “{name}”</Trans>}>
      {stopped ? (
        <p className="notice notice-bad" role="alert">
          <Trans>This looks like a wrong table, and nothing would be imported. Why is said below.</Trans>
        </p>
      ) : (
        <ImportFigures report={report} isDone={false} />
      )}
      <Notes notes={report.notes} />
      <FaultTable faults={report.faults} />
      {stopped && isReplacing && <ConfirmNumber onConfirm={onConfirm} />}
      {!stopped && isNothing && (
        <p className="notice">
          <Trans>Nothing would change: there is nothing to import.</Trans>
        </p>
      )}
      {!stopped && !isNothing && <Confirm deleted={deleted} onConfirm={onConfirm} />}
    </Section>
  );
}

/** What the reader should know and that is no fault. */
function Notes({ notes }: Pick<ReportShownFragment, "notes">) {
  if (notes.length === 0) return null;
  return (
    <ul className="bullets import-notes">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

interface ConfirmProps {
  readonly deleted: number;
  readonly onConfirm: PreviewProps["onConfirm"];
}

function Confirm({ deleted, onConfirm }: ConfirmProps) {
  const [isAgreed, setAgreed] = useState(false);
  return (
    <Form
      className="import-confirm"
      onSubmit={(event) => {
        event.preventDefault();
        onConfirm(null);
      }}
    >
      {deleted > 0 && (
        <label className="agree">
          <input type="checkbox" checked={isAgreed} required onChange={({ target }) => setAgreed(target.checked)} />
          <Plural
            value={deleted}
            one="Yes, withdraw # record that is not in the table"
            other="Yes, withdraw # records that are not in the table"
          />
        </label>
      )}
      <Button type="submit" className="button button-main" isDisabled={deleted > 0 && !isAgreed}>
        <Trans>Import it</Trans>
      </Button>
    </Form>
  );
}

/** Most records would go: their number is to be written, so that nobody agrees without having read it. */
function ConfirmNumber({ onConfirm }: Pick<ConfirmProps, "onConfirm">) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  return (
    <Form
      className="import-confirm"
      onSubmit={(event) => {
        event.preventDefault();
        onConfirm(Number(typed));
      }}
    >
      <label>
        {t`It is the right table all the same? Write the number of withdrawals that is said above.`}
        <input
          className="input"
          type="number"
          min={1}
          required
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </label>
      <Button type="submit" className="button button-bad" isDisabled={typed === ""}>
        <Trans>Import it all the same</Trans>
      </Button>
    </Form>
  );
}
