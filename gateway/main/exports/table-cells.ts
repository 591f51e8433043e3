// What stands in a cell of the table format. In: a record and a column. Out: the cell's text, as services/partner/import reads
// it back. A record of the same partner is named by its local id, another by its full id.
import { parseRecordId } from "../../../schema/record-id.js";
import {
  isFlatObject,
  objectsOf,
  textsOf,
  type ExportedRecord,
  type Flat,
  type FlatObject,
} from "./exported-record.js";

type Writer = (value: Flat, record: ExportedRecord) => string;

/** The text of a column. */
export function cellOf(record: ExportedRecord, column: string): string {
  const [first = "", member] = column.split(".");
  const value = record.fields[first] ?? null;
  const writer = WRITERS[column];
  if (writer !== undefined) return writer(value, record);
  if (member === undefined) return plain(value);
  const inner = isFlatObject(value) ? (value[member] ?? null) : null;
  return member === "cost" ? money(inner) : plain(inner);
}

function plain(value: Flat): string {
  if (Array.isArray(value)) return list(textsOf(value));
  return value === null || typeof value === "object" ? "" : String(value);
}

/**
 * Items stand between `|`; one that holds such a sign itself has `¦` in its place. Where there is but one, and the reader would
 * split it at another sign, it is ended by a `|`.
 */
function list(items: readonly string[], splitting = /\n/): string {
  const texts = items.map(withoutBars).filter((item) => item.trim() !== "");
  const [only = ""] = texts;
  return texts.length === 1 && splitting.test(only) ? `${only}|` : texts.join("|");
}

function withoutBars(text: string): string {
  return text.replaceAll("|", "¦");
}

/** Roles stand after the last colon. */
function withoutColons(text: string): string {
  return text.replaceAll(":", "∶");
}

function money(value: Flat): string {
  if (!isFlatObject(value)) return "";
  return `${String(value["amount"])} ${String(value["currency"])}`;
}

function named(id: Flat | undefined, { partner }: ExportedRecord): string {
  const parsed = parseRecordId(id);
  if (parsed === null) return "";
  return parsed.partner === partner ? parsed.local : String(id);
}

const reference: Writer = (value, record) => named(value, record);
const references: Writer = (value, record) => list(textsOf(value).map((id) => named(id, record)));

function items(write: (item: FlatObject, record: ExportedRecord) => string): Writer {
  return (value, record) => {
    const texts = objectsOf(value).map((item) => write(item, record));
    return list(texts, /[\n;,]/);
  };
}

function location({ label, latitude, longitude, precision }: FlatObject): string {
  const point = latitude === null || longitude === null ? "" : `@${String(latitude)},${String(longitude)}`;
  return `${plain(label ?? null)}${point}:${String(precision)}`;
}

function attachment({ title, url }: FlatObject): string {
  return title === url ? String(url) : `${plain(title ?? null).replaceAll(/\s+/g, " ")} ${String(url)}`;
}

function withRole(who: string, role: Flat | undefined): string {
  return who === "" || typeof role !== "string" || role === "" ? who : `${who}:${withoutColons(role)}`;
}

/** An organization by its full id: a person may have the same local one. */
function contributor({ person, organization, role, degree }: FlatObject, record: ExportedRecord): string {
  const who = typeof organization === "string" ? organization : named(person, record);
  return who === "" ? "" : `${withRole(who, role)} (${String(degree)})`;
}

/** Positions agree from column to column, so that empty ones stay. */
function positions(write: (claim: FlatObject, record: ExportedRecord) => string): Writer {
  return (value, record) => {
    const texts = objectsOf(value).map((claim) => withoutBars(write(claim, record)));
    return texts.every((text) => text === "") ? "" : texts.join("|");
  };
}

function evidence({ evidence: ids }: FlatObject, record: ExportedRecord): string {
  const shown = textsOf(ids).map((id) => {
    const parsed = parseRecordId(id);
    return parsed?.partner === record.partner ? `${parsed.typename.toLowerCase()}:${parsed.local}` : id;
  });
  return shown.join(" ");
}

const WRITERS: Readonly<Record<string, Writer>> = {
  locations: (value) => list(objectsOf(value).map(location), /[\n;]/),
  organization: reference,
  identifiers: items(({ scheme, value }) => `${String(scheme)}:${String(value)}`),
  expertise: positions(({ topic, level }) => `${String(topic)}:${String(level)}`),
  "expertise.statement": positions(({ statement }) => plain(statement ?? null)),
  "expertise.since": positions(({ since }) => plain(since ?? null)),
  "expertise.evidence": positions(evidence),
  cost: (value) => money(value),
  attachments: items(attachment),
  jointWith: references,
  team: items(({ person, role }, record) => withRole(named(person, record), role)),
  practices: references,
  contributors: items(contributor),
  adaptedFrom: reference,
  partOf: reference,
  speakers: references,
  materials: references,
};
