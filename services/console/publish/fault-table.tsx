// What is wrong with a table, line by line. In: faults in the reader's language. Out: a table; nothing where all is well.
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "react-aria-components";
import { plainText } from "../ui/text.js";
import type { ReportShownFragment } from "./operations.js";
import { TableHead } from "./table-head.js";

const SHOWN = 50;

/** The table: what refuses a row before what only leaves a value out. */
export function FaultTable({ faults }: Pick<ReportShownFragment, "faults">) {
  const { t } = useLingui();
  const [isAll, setAll] = useState(false);
  if (faults.length === 0) return null;
  const sorted = [...faults.filter(({ refused }) => refused), ...faults.filter(({ refused }) => !refused)];
  const shown = isAll ? sorted : sorted.slice(0, SHOWN);
  return (
    <div className="faults">
      <h3>
        <Plural value={faults.length} one="# thing to put right" other="# things to put right" />
      </h3>
      <div className="table-scroll">
        <table>
          <TableHead words={[t`Line`, t`Column`, t`Expected`, t`Got`, t`What it does`]} />
          <tbody>
            {shown.map((fault, at) => (
              <Row key={at} fault={fault} />
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < sorted.length && (
        <Button className="button" onPress={() => setAll(true)}>
          <Trans>Show all</Trans>
        </Button>
      )}
    </div>
  );
}

function Row({
  fault: { line, column, expected, got, refused },
}: {
  readonly fault: ReportShownFragment["faults"][number];
}) {
  const { t } = useLingui();
  const refusal = line === null ? t`Nothing imported` : t`Row left out`;
  const words = refused ? refusal : t`Value left out`;
  return (
    <tr>
      <td>{line ?? "–"}</td>
      <td>{column === null ? "–" : plainText(column)}</td>
      <td>{plainText(expected)}</td>
      <td>{plainText(got)}</td>
      <td>
        <span className={refused ? "pill pill-bad" : "pill pill-warn"}>{words}</span>
      </td>
    </tr>
  );
}
