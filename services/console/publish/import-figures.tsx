// What an import does, in figures. In: a report. Out: figures in words.
import { Plural } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { ReportShownFragment } from "./operations.js";
import "../styles/community.css";

interface FiguresProps {
  readonly report: ReportShownFragment;
  readonly isDone: boolean;
}

/** The figures. */
export function ImportFigures({ report: { created, changed, unchanged, deleted, faults }, isDone }: FiguresProps) {
  const refused = new Set(faults.flatMap((fault, at) => (fault.refused ? [fault.line ?? `f${at}`] : []))).size;
  const figures: ReadonlyArray<readonly [string, number, ReactNode]> = [
    ["new", created, <Plural key="n" value={created} one="new record" other="new records" />],
    ["changed", changed, <Plural key="c" value={changed} one="changed" other="changed" />],
    ["same", unchanged, <Plural key="u" value={unchanged} one="as before" other="as before" />],
    ["gone", deleted, <Plural key="d" value={deleted} one="withdrawn" other="withdrawn" />],
    [
      "refused",
      refused,
      <Plural key="r" value={refused} one="row that cannot be imported" other="rows that cannot be imported" />,
    ],
  ];
  return (
    <dl className="given" data-done={isDone}>
      {figures.map(([key, count, words]) => (
        <div key={key} className={key === "refused" && count > 0 ? "figure-bad" : ""}>
          <dt>{words}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}
