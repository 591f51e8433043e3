// Writing the index. In: records as they are now, or ids of records that are gone, and the transaction that they come
// in. Out: nothing; the index holds what the records say, and of what is gone not a word.
import type { Session } from "../../database/session.js";
import { storableJson } from "../../database/storable-json.js";
import type { RecordDraft } from "../../records/record-draft.js";
import { INDEX_SCHEMA as S } from "./configurations.js";
import { entryRow, type EntryRow } from "./entry-row.js";
import { claimRows, identifierRows, linkRows, type LinkRow } from "./link-rows.js";
import { makeVectors, type WordVectors } from "./word-vectors.js";

const COLUMNS = `id text, partner text, type text, visibility text, name text, name_folded text, summary text,
  language text, text_languages text[], languages text[], filter_languages text[], organization text, topics text[], countries text[], areas text[],
  settings text[], audiences text[], cost_amount float8, cost_currency text, locations jsonb, offers text[],
  updated_at timestamptz, lengths integer[], passages text[]`;
const NAMES = [...COLUMNS.matchAll(/(\w+) [\w[\]]+(,|$)/g)].map(([, name]) => name);

const UPSERT_ENTRIES = `insert into ${S}.entry (${NAMES.join(", ")}, words, title)
  select ${[...NAMES, "words", "title"].map((name) => `p.${name}`).join(", ")}
  from json_to_recordset(?::json) as p(${COLUMNS}, words tsvector, title tsvector) order by p.id
  on conflict (id) do update set ${[...NAMES, "words", "title"].map((name) => `${name} = excluded.${name}`).join(", ")}`;

interface DependentTable {
  readonly name: "link" | "claim" | "identifier";
  readonly owner: "source" | "person" | "id";
  readonly columns: string;
  readonly rowsOf: (draft: RecordDraft) => readonly object[];
}

const DEPENDENTS: readonly DependentTable[] = [
  { name: "link", owner: "source", columns: "source text, kind text, target text, role text", rowsOf: linkRows },
  {
    name: "claim",
    owner: "person",
    columns: "person text, topic text, level text, since date, statement text",
    rowsOf: claimRows,
  },
  { name: "identifier", owner: "id", columns: "id text, scheme text, value text, digits text", rowsOf: identifierRows },
];

/** What a record is in the index, made ahead of the transaction that writes it. */
export interface IndexRows {
  readonly id: string;
  /** The row of `entry` without its vectors, as JSON. */
  readonly entry: string;
  /** What its vectors are made of, as JSON. */
  readonly texts: string;
  /** Its vectors, when they were made ahead. */
  readonly vectors?: WordVectors;
  /** Its rows of the tables beside it, in their order. */
  readonly dependents: ReadonlyArray<readonly object[]>;
}

/** The rows of a record. Throws when the id is not that of a record. */
export function indexRows(draft: RecordDraft): IndexRows {
  const dependents = DEPENDENTS.map(({ rowsOf }) => rowsOf(draft));
  return { id: draft.id, ...inTwo(entryRow(draft)), dependents };
}

/** The rows of something that is no record of a partner's: it has references, and neither claims nor identifiers. */
export function indexRowsOf(id: string, entry: EntryRow, links: readonly LinkRow[]): IndexRows {
  return { id, ...inTwo(entry), dependents: DEPENDENTS.map(({ name }) => (name === "link" ? links : [])) };
}

function inTwo({ config, a, b, c, samples, translated, ...entry }: EntryRow): Pick<IndexRows, "entry" | "texts"> {
  return { entry: toJson(entry), texts: toJson({ config, a, b, c, samples, translated }) };
}

/** The same rows with their vectors. */
export async function addVectors(session: Session, rows: readonly IndexRows[]): Promise<IndexRows[]> {
  const made = await makeVectors(
    session,
    rows.map(({ texts }) => texts),
  );
  return rows.flatMap((row, index) => {
    const vectors = made[index];
    return vectors === undefined ? [] : [{ ...row, vectors }];
  });
}

/** As `writeIndexRows`, of records, the last of those with the same id. */
export async function indexRecords(tx: Session, records: readonly RecordDraft[]): Promise<void> {
  const last = [...new Map(records.map((draft) => [draft.id, draft])).values()]; // of several forms of one record
  await writeIndexRows(tx, last.map(indexRows));
}

/**
 * Writes records into the index, in the caller's transaction. What an earlier form of a record said is gone; `added`:
 * the records of which there is none.
 */
export async function writeIndexRows(
  tx: Session,
  rows: readonly IndexRows[],
  added: ReadonlySet<string> = new Set(),
): Promise<void> {
  if (rows.length === 0) return;
  const entries = rows.every(({ vectors }) => vectors !== undefined) ? rows : await addVectors(tx, rows);
  await tx.rows(UPSERT_ENTRIES, [`[${entries.map(entryJson).join(",")}]`]);
  const known = rows.flatMap(({ id }) => (added.has(id) ? [] : [id]));
  for (const [index, table] of DEPENDENTS.entries())
    await writeDependents(tx, { table, known, rows: rows.flatMap(({ dependents }) => dependents[index] ?? []) });
}

/** Takes records out of the index, in the caller's transaction. Ids that it does not hold are passed over. */
export async function unindexRecords(tx: Session, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.rows(`delete from ${S}.entry where id = any(?::text[])`, [ids]);
  for (const { name, owner } of DEPENDENTS)
    await tx.rows(`delete from ${S}.${name} where ${owner} = any(?::text[])`, [ids]);
}

async function writeDependents(
  tx: Session,
  { table, known, rows }: { table: DependentTable; known: readonly string[]; rows: readonly object[] },
): Promise<void> {
  const { name, owner, columns } = table;
  if (known.length > 0) await tx.rows(`delete from ${S}.${name} where ${owner} = any(?::text[])`, [known]);
  if (rows.length === 0) return;
  await tx.rows(`insert into ${S}.${name} select * from json_to_recordset(?::json) as r(${columns})`, [toJson(rows)]);
}

function entryJson({ entry, vectors }: IndexRows): string {
  return `${entry.slice(0, -1)},${JSON.stringify(vectors ?? {}).slice(1)}`; // long texts become JSON once
}

/** U+E000 and U+E001 are the marks of passages. */
function toJson(rows: object): string {
  return storableJson(rows, /[\uE000\uE001]/);
}
