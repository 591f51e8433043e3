// The importer. In: CSV files and a store. Out: records, and a report that names every fault. Two passes: the first
// surveys the files, the second writes them in batches. Importing the same files again changes nothing.
import { isRecordTypename } from "../../../schema/record-id.js";
import { openStore, type Store } from "../store/open-store.js";
import { toStoredRow, type RowToWrite } from "../../records/store/record-row.js";
import { tableOf } from "../../records/store/select-list.js";
import { STORE_SCHEMA } from "../store/tables.js";
import { writeRows } from "../store/write-records.js";
import { typeOfWord } from "./cell-words.js";
import { cellsOfType, identityCells, sourceName } from "./header-cells.js";
import { readHeader, type Header } from "./header.js";
import { FaultList, type ImportFault } from "./import-fault.js";
import { readMapping } from "./mapping.js";
import { phrase, type Phrase } from "./phrase.js";
import { told } from "./phrases.js";
import type { Table, TableRow } from "./read/table.js";
import { readIdentity, readRow, type RowContext } from "./read-row.js";
import type { Cells, RowIdentity, RowRefusal } from "./row-identity.js";
import { openFile, surveyTables, type TableFormat } from "./survey-tables.js";

export interface ImportOptions {
  readonly files: readonly string[];
  /** The name of a mapping that ships, or a file. */
  readonly mapping?: string | undefined;
  /** The language of rows that state none. */
  readonly language: string;
  /** Where to: an open store, or the address of its database. */
  readonly store?: Store;
  readonly databaseUrl?: string;
  /** Reads, checks and counts, and writes nothing. */
  readonly dryRun?: boolean;
  /** Told about once a second, and at the end. */
  readonly onProgress?: (progress: ImportProgress) => void;
  /** The time of the import; now, when not given. */
  readonly now?: Date;
  /** The licence of a partner, for practices that state none. */
  readonly licenceOf?: (partner: string) => string | undefined;
}

export interface ImportProgress {
  readonly rows: number;
  readonly of: number;
  readonly rowsPerSecond: number;
}

export interface PartnerCounts {
  readonly key: string;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface ImportReport {
  readonly partners: readonly PartnerCounts[];
  /** The first 10,000 faults, warnings included. */
  readonly faults: readonly ImportFault[];
  /** How many rows or files were refused. */
  readonly refused: number;
  readonly warnings: number;
}

const BATCH = 500;
const STANDARD_LICENCE = "CC-BY-4.0";

/** Imports files. Faults are in the report; throws only when the store or the mapping fails. */
export async function importTables(options: ImportOptions): Promise<ImportReport> {
  const { store, databaseUrl } = options;
  if (store !== undefined) return importInto({ ...options, store });
  if (databaseUrl === undefined) throw new Error("importTables: expected a store or a databaseUrl, got neither");
  const opened = await openStore({ databaseUrl });
  return importInto({ ...options, store: opened }).finally(() => opened.close());
}

type ImportInto = ImportOptions & { readonly store: Store };

async function importInto(options: ImportInto): Promise<ImportReport> {
  const faults = new FaultList();
  const format: TableFormat = { mapping: options.mapping === undefined ? null : readMapping(options.mapping) };
  const survey = await surveyTables(options.files, format, faults);
  const writer = new BatchWriter(options, survey.rows);
  if (!survey.isUnreadable) {
    const known = new Set([...survey.ids, ...(await storedIds(options.store, survey.partners))]);
    const taken = new Set<string>();
    for (const path of options.files) {
      const table = await openFile(path, format);
      const reader = new RowReader({ options, format, table, faults, known, taken });
      for await (const row of table.rows) await writer.add(reader.read(row, writer.now));
    }
    await writer.flush();
  }
  const { refused, warnings } = faults;
  return { partners: writer.report(), faults: faults.faults, refused, warnings };
}

async function storedIds(store: Store, partners: readonly string[]): Promise<string[]> {
  const tables = ["Organization", "Person", "Project", "Practice", "Event"]
    .filter(isRecordTypename)
    .map((typename) => tableOf(STORE_SCHEMA, typename));
  const each = tables.map((table) => `select id from ${table} where partner = any(?::text[])`);
  const rows = await store.rows<{ id: string }>(
    each.join(" union all "),
    tables.map(() => partners),
  );
  return rows.map((row) => row.id);
}

interface RowReading {
  readonly options: ImportInto;
  readonly format: TableFormat;
  readonly table: Table;
  readonly faults: FaultList;
  readonly known: ReadonlySet<string>;
  /** The ids of rows read so far, in all files. */
  readonly taken: Set<string>;
}

/** Reads the rows of one file. */
class RowReader {
  readonly #header: Header;

  constructor(readonly reading: RowReading) {
    this.#header = readHeader(reading.table.columns);
  }

  /** The row to write, or null when it is refused. */
  read(row: TableRow, now: string): RowToWrite | null {
    for (const warning of row.warnings) this.#fault({ ...warning, line: row.line, severity: "warning" });
    if (row.fault !== null) return this.#refuse(row, { column: phrase("(row)", "(ligne)"), ...row.fault });
    const { identity, cells } = this.#identify(row);
    if ("column" in identity)
      return this.#refuse(row, { ...identity, column: sourceName(this.#header, undefined, identity.column) });
    if (this.reading.taken.has(identity.id))
      return this.#refuse(row, { column: "id", expected: told("idTwice"), got: identity.id });
    this.reading.taken.add(identity.id);
    return toStoredRow(identity.partner, readRow(cells, identity, this.#context(row, identity)), now);
  }

  #identify(row: TableRow): { identity: RowIdentity | RowRefusal; cells: Cells } {
    const { mapping } = this.reading.format;
    const first = mapping?.apply(row.cells) ?? identityCells(row.cells, this.#header);
    const type = typeOfWord(first.get("type") ?? "");
    if (mapping !== null || type === undefined) return { identity: readIdentity(first), cells: first };
    const warn = (column: string, expected: Phrase, got: string) =>
      this.#fault({ line: row.line, column, expected, got, severity: "warning" });
    const cells = cellsOfType(row.cells, { header: this.#header, type }, warn);
    return { identity: readIdentity(cells), cells };
  }

  #refuse({ line }: TableRow, refusal: Pick<ImportFault, "column" | "expected" | "got">): null {
    this.#fault({ ...refusal, line, severity: "refused" });
    return null;
  }

  #context({ line }: TableRow, { type }: RowIdentity): RowContext {
    const { options, known } = this.reading;
    return {
      language: options.language,
      licenceOf: (partner) => options.licenceOf?.(partner) ?? STANDARD_LICENCE,
      isKnown: (id) => known.has(id),
      warn: (column, expected, got) =>
        this.#fault({ line, column: sourceName(this.#header, type, column), expected, got, severity: "warning" }),
    };
  }

  #fault(fault: Omit<ImportFault, "file">): void {
    const { faults, table, format } = this.reading;
    const source = typeof fault.column === "string" ? format.mapping?.sourceOf(fault.column) : undefined;
    faults.add({ ...fault, file: table.file, column: source ?? fault.column });
  }
}

/** Gathers rows and writes them, counting what became of them. */
class BatchWriter {
  readonly now: string;
  readonly #counts = new Map<string, { created: number; changed: number; rows: number }>();
  readonly #begun = Date.now();
  #batch: RowToWrite[] = [];
  #rows = 0;
  #told = Date.now();

  constructor(
    readonly options: ImportInto,
    readonly expected: number,
  ) {
    this.now = (options.now ?? new Date()).toISOString();
  }

  async add(row: RowToWrite | null): Promise<void> {
    this.#rows++;
    if (row !== null) this.#batch.push(row);
    if (this.#batch.length >= BATCH) await this.flush();
    if (Date.now() - this.#told >= 1000) this.#tell();
  }

  /** Writes what is gathered. */
  async flush(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    for (const { partner } of batch) this.#countsOf(partner).rows++;
    const written = await writeRows(this.options.store, batch, {
      now: this.now,
      isDryRun: this.options.dryRun === true,
    });
    for (const { partner, created } of written) {
      const counts = this.#countsOf(partner);
      if (created) counts.created++;
      else counts.changed++;
    }
    if (this.#rows >= this.expected) this.#tell();
  }

  report(): PartnerCounts[] {
    const partners = [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1));
    return partners.map(([key, { created, changed, rows }]) => ({
      key,
      created,
      changed,
      unchanged: rows - created - changed,
    }));
  }

  #countsOf(partner: string) {
    const counts = this.#counts.get(partner) ?? { created: 0, changed: 0, rows: 0 };
    this.#counts.set(partner, counts);
    return counts;
  }

  #tell(): void {
    this.#told = Date.now();
    const seconds = Math.max(0.001, (this.#told - this.#begun) / 1000);
    this.options.onProgress?.({ rows: this.#rows, of: this.expected, rowsPerSecond: Math.round(this.#rows / seconds) });
  }
}
