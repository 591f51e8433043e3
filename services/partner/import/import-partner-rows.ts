// The importer for one partner. In: a table that can be opened twice, and a store. Out: the partner's records, and a
// report. Everything happens in one transaction, or, for a rehearsal, in one that is undone: its counts are the same.
import type { RecordType } from "../../../schema/record-id.js";
import type { Session } from "../../database/session.js";
import { appendChanges } from "../store/append-changes.js";
import type { Store } from "../store/open-store.js";
import { deleteIds } from "../store/write-records.js";
import { readHeader, type Header } from "./header.js";
import { FaultList } from "./import-fault.js";
import { NameIndex } from "./name-index.js";
import { reportOf, stoppedReport, unreadReport, type PartnerImportReport } from "./partner-report.js";
import { phrase, type Phrase } from "./phrase.js";
import { told } from "./phrases.js";
import { TableFault, type Table } from "./read/table.js";
import type { References } from "./references.js";
import { readStoredEntries, type StoredEntry } from "./stored-records.js";
import { surveyPartner, type PartnerSurvey } from "./survey-partner.js";
import { closeTable, columnsMissing, faultOfFile } from "./survey-tables.js";
import { tellType } from "./tell-type.js";
import { manyOfType } from "./type-phrases.js";
import { absentIds, findStop } from "./wrong-table.js";
import { PartnerWriter } from "./write-partner-rows.js";

/** What an import for one partner needs, whatever the table is. */
export interface PartnerImport {
  readonly store: Store;
  readonly partner: string;
  /** MERGE: records that the table does not name stay. REPLACE: those of its types are deleted. */
  readonly rows: "MERGE" | "REPLACE";
  /** Finds out what would happen, and writes nothing. */
  readonly dryRun: boolean;
  /** What records get that state none. */
  readonly standards: { readonly language: string; readonly licence: string };
  /** What the rows are, when no column says it. */
  readonly type?: RecordType | undefined;
  /** How many deletions the reader has seen and wants. */
  readonly confirmDeleted?: number | undefined;
  /** The time of the import; now, when not given. */
  readonly now?: Date | undefined;
}

/** A table that can be opened twice; its rows have no lines when it is one record's cells. */
export interface TableToImport {
  readonly file: string;
  readonly isRecord: boolean;
  open(): Promise<Table>;
}

/** Imports a table. What is wrong with it is in the report; throws only when the store fails. */
export async function importPartnerRows(options: PartnerImport, table: TableToImport): Promise<PartnerImportReport> {
  const run = options.dryRun ? options.store.rehearsal : options.store.transaction;
  try {
    return await run((tx) => new Importing(options, table, tx).run());
  } catch (error) {
    return unreadReport(faultOfFile(table.file, error));
  }
}

/** One import, within its transaction. */
class Importing {
  readonly #faults = new FaultList();
  readonly #notes = new Map<string, Phrase>();

  constructor(
    readonly options: PartnerImport,
    readonly source: TableToImport,
    readonly tx: Session,
  ) {}

  async run(): Promise<PartnerImportReport> {
    const { partner, rows } = this.options;
    // Two imports for a partner at once would each lay its rows over what the other has not yet written.
    await this.tx.rows("select pg_advisory_xact_lock(hashtextextended(?, 0))", [`import ${partner}`]);
    const stored = await readStoredEntries(this.tx, partner);
    const table = await this.source.open();
    const rules = { partner, stored, ...(await this.#readHeader(table)) };
    const survey = await surveyPartner(table, rules);
    const absent = rows === "REPLACE" ? absentIds(survey, stored) : [];
    const doomed = survey.untold > 0 ? [] : absent;
    const stop = findStop({ partner, survey, stored, doomed, confirmed: this.options.confirmDeleted });
    if (stop !== null) return stoppedReport(table.file, stop);
    this.#noteSurvey(survey, absent.length > doomed.length);
    return this.#write(rules, { survey, doomed });
  }

  async #readHeader(table: Table): Promise<{ header: Header; type: RecordType | undefined }> {
    try {
      const type = this.#typeOf(table, readHeader(table.columns));
      const header = readHeader(table.columns, type);
      checkColumns(table, header);
      return { header, type };
    } catch (error) {
      await closeTable(table);
      throw error;
    }
  }

  #typeOf({ file, sheet, headerLine }: Table, header: Header): RecordType | undefined {
    const { type } = this.options;
    if (type !== undefined || header.identity.has("type")) return type;
    const toldType = tellType({ file, sheet, header });
    if (toldType !== null) this.#note(told("noteType", manyOfType(toldType.type), toldType.by));
    else if (!this.source.isRecord)
      throw new TableFault({ line: headerLine, column: "type", expected: told("typeUntold"), got: "" });
    return toldType?.type;
  }

  #noteSurvey({ derived, untold }: PartnerSurvey, isHeldBack: boolean): void {
    if (derived > 0 && !this.source.isRecord) this.#note(told("noteIds", derived));
    if (isHeldBack) this.#note(told("noteHeldBack", untold));
  }

  async #write(
    rules: { partner: string; header: Header; stored: ReadonlyMap<string, StoredEntry>; type: RecordType | undefined },
    { survey, doomed }: { survey: PartnerSurvey; doomed: readonly string[] },
  ): Promise<PartnerImportReport> {
    const { tx, options } = this;
    const now = (options.now ?? new Date()).toISOString();
    const table = await this.source.open();
    for (const fault of rules.header.faults) this.#addFault(table, { ...fault, line: table.headerLine });
    const writer = new PartnerWriter({
      tx,
      now,
      rules,
      references: referencesOf(rules.stored, survey, doomed),
      standards: options.standards,
      addFault: (fault) => this.#addFault(table, fault),
      noteKind: (standard) => this.#note(told("noteKind", standard)),
      noteLevel: (standard) => this.#note(told("noteLevel", standard)),
    });
    for await (const row of table.rows) await writer.add(row);
    await writer.flush();
    const deleted = await deleteIds(tx, doomed);
    await appendChanges(tx, [...writer.changes, ...deleted], now);
    for (const { said } of table.notes) this.#note(said);
    const created = writer.changes.filter((change) => change.created).length;
    const { ids, refused } = writer;
    const counts = { ids, created, changed: writer.changes.length - created, deleted: deleted.length, refused };
    return reportOf(counts, this.#faults, [...this.#notes.values()]);
  }

  #addFault({ file }: Table, fault: Omit<Parameters<FaultList["add"]>[0], "file">): void {
    this.#faults.add({ ...fault, file, line: this.source.isRecord ? null : fault.line });
  }

  #note(said: Phrase): void {
    this.#notes.set(said.en, said);
  }
}

function checkColumns(table: Table, { identity }: Header): void {
  const isNamed = ["id", "name", "firstName", "lastName"].some((column) => identity.has(column));
  if (!isNamed) throw columnsMissing(table, phrase("name", "nom"));
}

/** References go to what the table holds and to what stays in the store. */
function referencesOf(
  stored: ReadonlyMap<string, StoredEntry>,
  { names }: PartnerSurvey,
  doomed: readonly string[],
): References {
  const gone = new Set(doomed);
  const index = new NameIndex();
  for (const { id, name } of stored.values()) if (!gone.has(id)) index.add(id, names.get(id) ?? name);
  for (const [id, name] of names) if (!stored.has(id) && name !== null) index.add(id, name);
  return {
    isKnown: (id) => names.has(id) || (stored.has(id) && !gone.has(id)),
    findByName: (typename, name) => index.find(typename, name),
    nearestName: (typename, text) => index.nearest(typename, text),
  };
}
