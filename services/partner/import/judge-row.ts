// Whether a row can be imported for one partner. In: rows in their order. Out: for each its identity and cells, or why it
// is refused, or that it is another partner's. Both passes over a table judge alike.
import { ownerOf, parseRecordId, RECORD_TYPES, type RecordType } from "../../../schema/record-id.js";
import { cellsOfType, identityCells, sourceName, type ToldOfCell } from "./header-cells.js";
import type { Header } from "./header.js";
import { phrase, type Phrase } from "./phrase.js";
import { told } from "./phrases.js";
import type { TableRow } from "./read/table.js";
import { findMissing, readRowId, type Cells, type RowIdentity } from "./row-identity.js";
import type { StoredEntry } from "./stored-records.js";

const TYPES = Object.keys(RECORD_TYPES) as RecordType[]; // keys of a const object

export interface Refused {
  readonly kind: "refused";
  readonly column: Phrase | string;
  readonly expected: Phrase;
  readonly got: Phrase | string;
  /** The record that the row is about, when that can be told. */
  readonly id: string | null;
  readonly type: RecordType | null;
}

export interface Sound {
  readonly kind: "sound";
  readonly identity: RowIdentity;
  readonly cells: Cells;
}

/** A row of another partner: its table is not this partner's. */
export interface Foreign {
  readonly kind: "foreign";
  readonly column: string;
  readonly got: string;
}

export interface RowRules {
  readonly partner: string;
  readonly type: RecordType | undefined;
  readonly header: Header;
  readonly stored: ReadonlyMap<string, StoredEntry>;
}

/** Judges the rows of one table. */
export class RowJudge {
  /** The lines of the ids met so far. */
  readonly #taken = new Map<string, number>();

  constructor(readonly rules: RowRules) {}

  judge(row: TableRow, warn: ToldOfCell = () => undefined): Sound | Refused | Foreign {
    const { header, partner } = this.rules;
    if (row.fault !== null)
      return { kind: "refused", column: phrase("(row)", "(ligne)"), ...row.fault, id: null, type: null };
    const first = identityCells(row.cells, header);
    const foreign = this.#foreignCell(first);
    if (foreign !== null) return foreign;
    const type = this.rules.type ?? this.#storedType(first);
    const identity = readRowId(first, { partner, type });
    if ("column" in identity)
      return { kind: "refused", ...identity, column: this.#nameOf(identity.column, type), id: null, type: null };
    const twice = this.#takenBefore(identity, row.line);
    if (twice !== null) return twice;
    const cells = cellsOfType(row.cells, { header, type: identity.type }, warn);
    return this.#missing(cells, identity) ?? { kind: "sound", identity, cells };
  }

  /** The type of the one stored record that has the row's id. */
  #storedType(cells: Cells): RecordType | undefined {
    const { stored, partner } = this.rules;
    const id = cells.get("id") ?? "";
    const types = TYPES.filter((type) => stored.has(`${partner}:${type}:${id}`));
    return types.length === 1 ? types[0] : undefined;
  }

  #foreignCell(cells: Cells): Foreign | null {
    const { partner } = this.rules;
    const stated = cells.get("partner") ?? partner;
    if (stated !== partner) return { kind: "foreign", column: this.#nameOf("partner"), got: stated };
    const id = cells.get("id") ?? "";
    const isOthers = parseRecordId(id) !== null && ownerOf(id) !== partner;
    return isOthers ? { kind: "foreign", column: this.#nameOf("id"), got: id } : null;
  }

  #takenBefore(identity: RowIdentity, line: number): Refused | null {
    const before = this.#taken.get(identity.id);
    if (before === undefined) {
      this.#taken.set(identity.id, line);
      return null;
    }
    const local = parseRecordId(identity.id)?.local ?? "";
    const column = this.#nameOf(identity.isDerived ? "name" : "id", identity.type);
    const expected = told(identity.isDerived ? "nameTwice" : "idTwice");
    return { kind: "refused", column, expected, got: told("idTwiceLine", local, before), ...identity };
  }

  #missing(cells: Cells, identity: RowIdentity): Refused | null {
    const columns = this.rules.header.columnsOf(identity.type);
    const missing = findMissing(cells, identity, {
      stored: this.rules.stored.get(identity.id) ?? null,
      isStated: (column) => columns.has(column),
      requiresConsent: true,
    });
    return missing && { kind: "refused", ...missing, column: this.#nameOf(missing.column, identity.type), ...identity };
  }

  #nameOf(column: string, type?: RecordType): string {
    return sourceName(this.rules.header, type, column);
  }
}
