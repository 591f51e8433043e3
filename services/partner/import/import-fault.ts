// What is wrong with a table. In: faults as they are met. Out: a list that says where each is, what was expected and
// what was got. At most so many are kept; all are counted.
import { show } from "../../../schema/errors.js";

/** One fault. `line` is the physical line on which the row begins; 1 is the header. `column` is the file's own name. */
export interface ImportFault {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly expected: string;
  readonly got: string;
  /** `refused`: the row, or for the header the file, was not imported. `warning`: it was, without this value. */
  readonly severity: "refused" | "warning";
}

const MOST_FAULTS = 10_000;

/** Collects faults. */
export class FaultList {
  readonly faults: ImportFault[] = [];
  refused = 0;
  warnings = 0;

  add(fault: Omit<ImportFault, "got"> & { readonly got: unknown }): void {
    if (fault.severity === "refused") this.refused++;
    else this.warnings++;
    if (this.faults.length < MOST_FAULTS) this.faults.push({ ...fault, got: show(fault.got) });
  }
}

/** A fault as one line for people: `people.csv:12: offers: expected …, got …`. */
export function formatFault({ file, line, column, expected, got, severity }: ImportFault): string {
  const effect = severity === "refused" ? "refused" : "warning";
  return `${file}:${line}: ${effect}: ${column}: expected ${expected}, got ${got}`;
}
