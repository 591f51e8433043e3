// Partners without a server of their own: the hub runs the partner program for them. The registry decides who may; the
// composition root hands it this way to the program's tables. Types only.

/** What the program is told of a partner that it begins to serve. */
export interface HostedProfile {
  readonly key: string;
  readonly name: string;
  /** SPDX id of the licence under which it publishes. */
  readonly licence: string;
  readonly languages: readonly string[];
}

/** A table to import for one partner. */
export interface TableWish {
  readonly partner: string;
  /** The address of a file, of a published sheet, of a WordPress collection, or of an upload to this hub. */
  readonly source: string;
  readonly rows: "MERGE" | "REPLACE";
  readonly dryRun: boolean;
  /** The type of rows that state none: organization, person, project, practice, event. */
  readonly type: string | null;
  /** The number of deletions that was shown and agreed to, where there are unusually many. */
  readonly confirmDeleted: number | null;
  /** In which the report is written, as the reader prefers them. */
  readonly languages: readonly string[];
}

/** One record to save, by the columns of the table format. */
export interface RecordWish {
  readonly partner: string;
  readonly cells: ReadonlyArray<{ readonly column: string; readonly value: string }>;
  readonly dryRun: boolean;
  readonly languages: readonly string[];
}

/** What is wrong with a table, in the reader's language. `line` and `column` are null where it is the whole. */
export interface TableFaultText {
  readonly line: number | null;
  readonly column: string | null;
  readonly expected: string;
  readonly got: string;
  /** Whether the row was not imported; otherwise it was, without this value. */
  readonly refused: boolean;
}

/** What an import did, or would do. */
export interface TableReport {
  readonly ids: readonly string[];
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly deleted: number;
  readonly faults: readonly TableFaultText[];
  /** What the reader should know and need not mend. */
  readonly notes: readonly string[];
  /** Whether nothing was written because the file looks like a wrong one; `faults` say why. */
  readonly stopped: boolean;
}

/** Where a partner's records come from, now and then. */
export interface TableSource {
  readonly partner: string;
  readonly url: string;
  readonly rows: "MERGE" | "REPLACE";
  readonly type: string | null;
}

/** What came of looking at a source. No text of its rows is in it: this is kept. */
export interface SourceVisit {
  /** Tells the same content apart from another; null where it could not be fetched. */
  readonly digest: string | null;
  readonly state: "SAME" | "FINE" | "UNREADABLE" | "STOPPED";
  readonly figures: SourceFigures;
  /** Why it is UNREADABLE or STOPPED, in both languages. */
  readonly reason: { readonly en: string; readonly fr: string } | null;
}

/** Rows: new, changed, deleted, and refused. */
export interface SourceFigures {
  readonly created: number;
  readonly changed: number;
  readonly deleted: number;
  readonly refused: number;
}

/** The program's door for the registry. */
export interface HostedPartners {
  /** Begins to serve a partner, or changes its profile; resolves with where it answers. Throws where no program runs. */
  open(profile: HostedProfile): Promise<string>;
  /** Deletes what the program holds of a partner. May be asked again. */
  forget(partner: string): Promise<void>;
  /** Imports a table. What cannot be fetched is a fault of the report. Throws only when the store fails. */
  importTable(wish: TableWish): Promise<TableReport>;
  /** Looks at a source whose content had this digest when it was last read. */
  visit(source: TableSource, digest: string | null): Promise<SourceVisit>;
  saveRecord(wish: RecordWish): Promise<TableReport>;
  /** Deletes a record. False when there is none. */
  withdraw(id: string): Promise<boolean>;
}
