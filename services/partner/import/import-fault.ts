// What is wrong with a table. In: faults as they are met. Out: a list that says where each is, what was expected and
// what was got, in the reader's language when it is told. At most so many are kept; all are counted.
import { show } from "../../../schema/errors.js";
import { say, type Phrase, type PhraseLanguage } from "./phrase.js";
import { told } from "./phrases.js";

export type FaultSeverity = "refused" | "warning";

/** One fault. `line` is the physical line on which the row begins; 1 is the header. `column` is the file's own name, or says what of the file is meant. */
export interface ImportFault {
  readonly file: string;
  /** Null for a record that did not come from a file. */
  readonly line: number | null;
  readonly column: Phrase | string;
  readonly expected: Phrase;
  /** What a cell holds, or what is to be said of it. */
  readonly got: Phrase | string;
  /** `refused`: the row, or for the header the file, was not imported. `warning`: it was, without this value. */
  readonly severity: FaultSeverity;
}

/** A fault in one language. */
export interface SaidFault {
  readonly line: number | null;
  readonly column: string;
  readonly expected: string;
  readonly got: string;
  readonly severity: FaultSeverity;
}

const MOST_FAULTS = 10_000;

/** Collects faults. */
export class FaultList {
  readonly faults: ImportFault[] = [];
  refused = 0;
  warnings = 0;

  add(fault: ImportFault): void {
    if (fault.severity === "refused") this.refused++;
    else this.warnings++;
    if (this.faults.length < MOST_FAULTS) this.faults.push(fault);
  }
}

/** A fault in the reader's language; what a cell holds is shown in quotes and cut. */
export function sayFault({ line, column, expected, got, severity }: ImportFault, language: PhraseLanguage): SaidFault {
  return {
    line,
    column: say(column, language),
    expected: say(expected, language),
    got: sayGot(got, language),
    severity,
  };
}

function sayGot(got: Phrase | string, language: PhraseLanguage): string {
  if (got === "") return say(told("nothing"), language);
  if (typeof got !== "string") return say(got, language);
  const shown = show(got);
  return language === "en" ? shown : shown.replace(/^"/, "« ").replace(/"$/, " »");
}

/** A fault as one line for people: `people.csv:12: warning: offers: expected …, got …`. */
export function formatFault(fault: ImportFault, language: PhraseLanguage = "en"): string {
  const { line, column, expected, got } = sayFault(fault, language);
  const isRefused = fault.severity === "refused";
  if (language === "en") {
    const place = line === null ? fault.file : `${fault.file}:${line}`;
    return `${place}: ${isRefused ? "refused" : "warning"}: ${column}: expected ${expected}, got ${got}`;
  }
  const place = line === null ? fault.file : `${fault.file}, ligne ${line}`;
  const where = column.startsWith("(") ? column : `« ${column} »`;
  return `${place}, ${where}, ${isRefused ? "refus" : "avertissement"} : attendu ${expected} ; reçu ${got}`;
}
