// Which record a row is. In: the cells of a row by column of the format. Out: its identity, or why the row is refused.
// Everything that refuses a row is here; what only makes a value unreadable is a warning, and the row stays.
import { hash } from "node:crypto";
import { foldedWords } from "../../../schema/fold.js";
import { formatRecordId, isLocalId, isPartnerKey, isRecordType, parseRecordId } from "../../../schema/record-id.js";
import type { RecordType } from "../../../schema/record-id.js";
import { typeOfWord } from "./cell-words.js";
import type { Phrase } from "./phrase.js";
import { told } from "./phrases.js";
import { toDay, toTime } from "./time-cells.js";

export type Cells = ReadonlyMap<string, string>;

/** Which record a row is. */
export interface RowIdentity {
  readonly partner: string;
  readonly type: RecordType;
  /** The full id. */
  readonly id: string;
  /** Whether the id was made from the name. */
  readonly isDerived: boolean;
}

/** Why a row is refused. */
export interface RowRefusal {
  readonly column: string;
  readonly expected: Phrase;
  readonly got: Phrase | string;
}

/** What is taken where a row does not say it. */
export interface RowDefaults {
  readonly partner?: string;
  readonly type?: RecordType | undefined;
}

/** Which record a row is, by itself; or why it cannot be one. */
export function readIdentity(cells: Cells): RowIdentity | RowRefusal {
  const identity = readRowId(cells, {});
  if ("column" in identity) return identity;
  return findMissing(cells, identity, { stored: null, isStated: () => true, requiresConsent: false }) ?? identity;
}

/** Whose record a row is, of which type and by which id. Where a partner is given, an id may be made from the name. */
export function readRowId(cells: Cells, defaults: RowDefaults): RowIdentity | RowRefusal {
  const partner = cells.get("partner") ?? defaults.partner ?? "";
  if (!isPartnerKey(partner)) return refusal("partner", told("partnerKey"), partner);
  const local = cells.get("id") ?? "";
  const full = parseRecordId(local);
  const typeText = cells.get("type") ?? full?.typename.toLowerCase() ?? defaults.type ?? "";
  const type = isRecordType(typeText) ? typeText : typeOfWord(typeText);
  if (type === undefined) return refusal("type", told("typeName"), typeText);
  if (local === "" && defaults.partner !== undefined) return deriveId(cells, partner, type);
  if (full !== null && defaults.partner !== undefined) return ofFullId(local, partner, type);
  if (!isLocalId(local)) return refusal("id", told("localId"), local);
  return { partner, type, id: formatRecordId(partner, type, local), isDerived: false };
}

function ofFullId(id: string, partner: string, type: RecordType): RowIdentity | RowRefusal {
  if (id.startsWith(`${partner}:${type}:`)) return { partner, type, id, isDerived: false };
  return refusal("id", told("ownId", `${partner}:${type}`), id);
}

function deriveId(cells: Cells, partner: string, type: RecordType): RowIdentity | RowRefusal {
  const name = cells.get("name") ?? "";
  if (name === "") return refusal("name", told("name"), "");
  return { partner, type, id: formatRecordId(partner, type, localIdOf(name)), isDerived: true };
}

const LONGEST_SLUG = 80;

/** A local id made from a name: its words in plain letters, `awa-diop`; a name in other letters gives a number. */
export function localIdOf(name: string): string {
  const plain = name.replaceAll(/œ/gi, "oe").replaceAll(/æ/gi, "ae").replaceAll("ß", "ss").replaceAll(/[øØ]/g, "o");
  const slug = foldedWords(plain).join("-");
  if (/^[a-z0-9-]+$/.test(slug) && slug.length <= LONGEST_SLUG) return slug;
  const number = hash("sha256", foldedWords(name).join(" ") || name, "hex").slice(0, 12);
  const start = slug
    .replaceAll(/[^a-z0-9-]/g, "")
    .slice(0, LONGEST_SLUG)
    .replaceAll(/^-+|-+$/g, "");
  return start === "" ? `n-${number}` : `${start}-${number}`;
}

/** What is known of a record that is stored. */
export interface StoredRecord {
  readonly isConsented: boolean;
}

/** What a row must have, given what is stored. */
export interface RowNeeds {
  readonly stored: StoredRecord | null;
  /** Whether the table has a column, its cell empty or not. */
  isStated(column: string): boolean;
  /** Whether people must say when they agreed to be listed. */
  readonly requiresConsent: boolean;
}

/** What a row lacks to be a record, or null. A record that is stored keeps what the table has no column for. */
export function findMissing(cells: Cells, { type }: RowIdentity, needs: RowNeeds): RowRefusal | null {
  const isKept = (column: string) => needs.stored !== null && !needs.isStated(column);
  if (!cells.has("name") && !isKept("name")) return refusal("name", told("name"), "");
  const startsAt = cells.get("startsAt") ?? "";
  if (type === "event" && !isKept("startsAt") && toTime(startsAt) === null)
    return refusal("startsAt", told("eventStart"), startsAt);
  if (type !== "person" || !needs.requiresConsent) return null;
  if (isKept("consentedAt") && needs.stored?.isConsented === true) return null;
  const consentedAt = cells.get("consentedAt") ?? "";
  return toDay(consentedAt) === null ? refusal("consentedAt", told("consent"), consentedAt) : null;
}

function refusal(column: string, expected: Phrase, got: Phrase | string): RowRefusal {
  return { column, expected, got };
}
