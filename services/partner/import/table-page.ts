// The columns of the table format as people read them: tables for the documentation, and templates to fill in. In: a
// language. Out: Markdown, or CSV. Made from the tables that the importer itself goes by.
import { RECORD_TYPES, type RecordType } from "../../../schema/record-id.js";
import { COMMON_NOTES, IDENTITY_NOTES, ORGANIZATION_NOTES, PERSON_NOTES, type ColumnNote } from "./column-notes.js";
import { HEADER_NAMES, IDENTITY_NAMES, type ColumnNames } from "./header-names.js";
import { say, type PhraseLanguage } from "./phrase.js";
import { ENGLISH_ROWS } from "./template-rows-en.js";
import { FRENCH_ROWS } from "./template-rows-fr.js";
import { manyOfType } from "./type-phrases.js";
import { EVENT_NOTES, PRACTICE_NOTES, PROJECT_NOTES } from "./work-notes.js";

type Notes = Readonly<Record<string, ColumnNote>>;

const NOTES: Readonly<Record<RecordType, Notes>> = {
  organization: ORGANIZATION_NOTES,
  person: PERSON_NOTES,
  project: PROJECT_NOTES,
  practice: PRACTICE_NOTES,
  event: EVENT_NOTES,
};

const NAMES: Readonly<Record<string, ColumnNames>> = { ...IDENTITY_NAMES, ...HEADER_NAMES };
const TYPES = Object.keys(RECORD_TYPES) as RecordType[]; // keys of a const object

/** The notes of all columns of a type. */
export function notesOf(type: RecordType): Notes {
  return { ...IDENTITY_NOTES, ...COMMON_NOTES, ...NOTES[type] };
}

const WORDS = {
  en: { title: "Every type", head: ["column", "French and other names", "what goes in", "example"] },
  fr: { title: "Toutes les fiches", head: ["colonne", "autres noms", "ce qu'on y met", "exemple"] },
} as const;

/** One Markdown table for the columns of every type, then one for each type. */
export function columnTables(language: PhraseLanguage): string {
  const common = section(WORDS[language].title, { ...IDENTITY_NOTES, ...COMMON_NOTES }, language);
  const each = TYPES.map((type) => section(capital(say(manyOfType(type), language)), NOTES[type], language));
  return [common, ...each].join("\n\n");
}

function section(title: string, notes: Notes, language: PhraseLanguage): string {
  const head = WORDS[language].head;
  const rows = Object.entries(notes).map(([column, note]) => rowOf(column, note, language));
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `### ${title}\n\n${lines.join("\n")}`;
}

const MOST_NAMES = 4;

function rowOf(column: string, { what, example }: ColumnNote, language: PhraseLanguage): string[] {
  const { fr, en } = NAMES[column] ?? { fr: [], en: [] };
  const names = [...new Set([...fr.slice(0, MOST_NAMES), ...en.slice(0, 2)])].filter((name) => name !== column);
  return [`\`${column}\``, names.join(", "), say(what, language), `\`${say(example, language)}\``].map(escape);
}

function escape(cell: string): string {
  return cell.replaceAll("|", String.raw`\|`);
}

/** `people` for English, `Des personnes` without its article for French. */
function capital(name: string): string {
  const bare = name.replace(/^des /, "");
  return bare.slice(0, 1).toUpperCase() + bare.slice(1);
}

/** A table to fill in, with two invented rows: its columns go by their names in the language. */
export function templateOf(type: RecordType, language: PhraseLanguage): string {
  const rows = (language === "fr" ? FRENCH_ROWS : ENGLISH_ROWS)[type];
  const columns = Object.keys(rows[0]);
  const header = columns.map((column) => (language === "fr" ? (NAMES[column]?.fr[0] ?? column) : column));
  const separator = language === "fr" ? ";" : ","; // as Excel reads it in that language
  const lines = [header, ...rows.map((row) => columns.map((column) => row[column] ?? ""))];
  return `${lines.map((cells) => cells.map((cell) => quote(cell, separator)).join(separator)).join("\r\n")}\r\n`;
}

function quote(cell: string, separator: string): string {
  const needsQuotes = cell.includes(separator) || cell.includes('"') || cell.includes("\n");
  return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell;
}
