// The second pass over a partner's table. In: its rows, and what is stored. Out: records written in batches, within the
// transaction of the import; a row that says what is stored already writes nothing.
import { isDeepStrictEqual } from "node:util";
import type { Session } from "../../database/session.js";
import type { RecordDraft } from "../../records/record-draft.js";
import { hasLongName, toStoredRow, type RowToWrite } from "../../records/store/record-row.js";
import { upsertRows, type UpsertedRow } from "../store/write-records.js";
import { sourceName } from "./header-cells.js";
import type { ImportFault } from "./import-fault.js";
import { RowJudge, type RowRules, type Sound } from "./judge-row.js";
import { told } from "./phrases.js";
import { LONGEST_NAME } from "./plain-cells.js";
import { readRow, type RowContext } from "./read-row.js";
import type { TableRow } from "./read/table.js";
import type { References } from "./references.js";
import { readStoredDrafts } from "./stored-records.js";

const BATCH = 500;

type RowFault = Pick<ImportFault, "line" | "column" | "expected" | "got" | "severity">;

export interface PartnerWriting {
  readonly tx: Session;
  readonly now: string;
  readonly rules: RowRules;
  readonly references: References;
  readonly standards: { readonly language: string; readonly licence: string };
  addFault(fault: RowFault): void;
  noteKind(standard: string): void;
  noteLevel(standard: string): void;
}

interface Waiting extends Sound {
  readonly line: number;
}

/** Writes the rows of one table. */
export class PartnerWriter {
  readonly changes: UpsertedRow[] = [];
  readonly ids: string[] = [];
  refused = 0;
  readonly #judge: RowJudge;
  #waiting: Waiting[] = [];

  constructor(readonly writing: PartnerWriting) {
    this.#judge = new RowJudge(writing.rules);
  }

  async add(row: TableRow): Promise<void> {
    const { line } = row;
    const addFault = (fault: Omit<RowFault, "line">) => this.writing.addFault({ ...fault, line });
    for (const warning of row.warnings) addFault({ ...warning, severity: "warning" });
    const judged = this.#judge.judge(row, (column, expected, got) =>
      addFault({ column, expected, got, severity: "warning" }),
    );
    if (judged.kind === "sound") this.#waiting.push({ ...judged, line });
    else if (judged.kind === "refused") {
      this.refused++;
      const { column, expected, got } = judged;
      addFault({ column, expected, got, severity: "refused" });
    }
    if (this.#waiting.length >= BATCH) await this.flush();
  }

  /** Writes the rows that wait. */
  async flush(): Promise<void> {
    const { tx, now, rules } = this.writing;
    const waiting = this.#waiting;
    this.#waiting = [];
    const known = waiting.map(({ identity }) => identity.id).filter((id) => rules.stored.has(id));
    const drafts = await readStoredDrafts(tx, rules.partner, known);
    const rows = waiting.flatMap((each) => this.#toWrite(each, drafts.get(each.identity.id) ?? null));
    this.changes.push(...(await upsertRows(tx, rows, now)));
  }

  /** The row to write; none when it is refused, or says what is stored. */
  #toWrite(waiting: Waiting, stored: RecordDraft | null): RowToWrite[] {
    const { now, rules } = this.writing;
    const draft = readRow(waiting.cells, waiting.identity, this.#contextOf(waiting, stored));
    if (hasLongName(draft)) {
      this.refused++;
      const expected = told("atMostCharacters", LONGEST_NAME);
      this.writing.addFault({ line: waiting.line, column: "name", expected, got: draft.name, severity: "refused" });
      return [];
    }
    this.ids.push(draft.id);
    const row = toStoredRow(rules.partner, draft, now);
    if (stored !== null && isSame(row, toStoredRow(rules.partner, stored, now))) return [];
    if (rules.header.columnsOf(waiting.identity.type).has("updatedAt")) return [row];
    return [toStoredRow(rules.partner, { ...draft, updatedAt: null }, now)]; // what it said before is no longer so
  }

  #contextOf({ identity, line }: Waiting, stored: RecordDraft | null): RowContext {
    const { rules, references, standards, addFault, noteKind, noteLevel } = this.writing;
    return {
      isKnown: (id) => references.isKnown(id),
      findByName: (typename, name) => references.findByName?.(typename, name) ?? [],
      nearestName: (typename, text) => references.nearestName?.(typename, text),
      language: standards.language,
      licenceOf: () => standards.licence,
      stated: rules.header.columnsOf(identity.type),
      stored,
      hasLocalTimes: true,
      warn: (column, expected, got) =>
        addFault({ line, column: sourceName(rules.header, identity.type, column), expected, got, severity: "warning" }),
      noteKind,
      noteLevel,
    };
  }
}

/** Whether two rows say the same. The database keeps the members of JSON in an order of its own: digests may differ. */
function isSame(a: RowToWrite, b: RowToWrite): boolean {
  return isDeepStrictEqual(withoutDigest(a), withoutDigest(b));
}

function withoutDigest({ json }: RowToWrite): unknown {
  const { digest: _digest, ...rest } = JSON.parse(json) as Record<string, unknown>; // a row is written as an object
  return rest;
}
