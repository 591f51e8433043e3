// Publishing by a table: chosen, looked at, imported. In: a file. Out: what it would do, then what it did.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Page } from "../ui/page.js";
import { FileChoice } from "./file-choice.js";
import { ImportDone } from "./import-done.js";
import { ImportPreview } from "./import-preview.js";
import { OnlyForPublishers } from "./only-for-publishers.js";
import { useRowsChoices, useTypeChoices } from "./table-choices.js";
import { useImport, type Meant, type Stage } from "./use-import.js";
import "../styles/publish.css";

/** The page. */
export function UploadPage() {
  const { t } = useLingui();
  return (
    <Page
      title={t`Upload a table`}
      kicker={
        <Link to="/publish">
          <Trans>What you publish</Trans>
        </Link>
      }
      lead={<Trans>Nothing is changed before you have seen what would happen, and agreed to it.</Trans>}
    >
      <OnlyForPublishers>{(partner) => <Upload partner={partner} />}</OnlyForPublishers>
    </Page>
  );
}

function Upload({ partner }: { readonly partner: string }) {
  const [meant, setMeant] = useState<Meant>({ rows: "MERGE", type: null });
  const { stage, choose, again, confirm, begin } = useImport(partner);
  const change = (next: Meant): void => {
    setMeant(next);
    again(next);
  };
  if (stage.is === "done") return <ImportDone report={stage.report} begin={begin} />;
  return (
    <>
      <FileChoice onFile={(file) => choose(file, meant)} isAgain={stage.is === "preview"} />
      <HowMeant meant={meant} onChange={change} isUnderWay={isUnderWay(stage)} />
      <Progress stage={stage} />
      {stage.is === "preview" && (
        <ImportPreview
          name={stage.name}
          report={stage.report}
          isReplacing={meant.rows === "REPLACE"}
          onConfirm={(deleted) => confirm(meant, deleted)}
        />
      )}
    </>
  );
}

interface HowMeantProps {
  readonly meant: Meant;
  readonly onChange: (meant: Meant) => void;
  /** What is imported is what was rehearsed: meanwhile it stays as it is. */
  readonly isUnderWay: boolean;
}

function isUnderWay({ is }: Stage): boolean {
  return is === "sending" || is === "reading" || is === "importing";
}

function HowMeant({ meant, onChange, isUnderWay: isFixed }: HowMeantProps) {
  const { t } = useLingui();
  const rows = useRowsChoices();
  const types = useTypeChoices();
  return (
    <fieldset className="how-meant" disabled={isFixed}>
      <label>
        {t`What each row is`}
        <select
          value={meant.type ?? ""}
          onChange={({ target }) => onChange({ ...meant, type: target.value === "" ? null : target.value })}
        >
          <option value="">{t`As the file says: its name, or a column “type”`}</option>
          {types.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t`Records that are not in the table`}
        <select
          value={meant.rows}
          onChange={({ target }) => onChange({ ...meant, rows: target.value === "REPLACE" ? "REPLACE" : "MERGE" })}
        >
          {rows.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}

function Progress({ stage }: { readonly stage: Stage }) {
  const { t } = useLingui();
  const words = {
    sending: t`The file is being sent …`,
    reading: t`The hub reads it …`,
    importing: t`The records are being written …`,
  };
  return (
    <div role="status" className="upload-progress">
      {(stage.is === "sending" || stage.is === "reading" || stage.is === "importing") && (
        <>
          <p>{words[stage.is]}</p>
          <progress max={1} aria-label={words[stage.is]} {...(stage.is === "sending" ? { value: stage.part } : {})} />
        </>
      )}
    </div>
  );
}
