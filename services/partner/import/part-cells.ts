// Cells whose items are the parts of a record: places, identifiers, attachments, roles. In: one item of a list. Out:
// the part, or undefined and a warning.
import { readIdentifier } from "../../../schema/identifiers.js";
import { parseRecordId } from "../../../schema/record-id.js";
import type { AttachmentDraft, ContributorDraft, LocationDraft, RoleDraft } from "../../records/record-draft.js";
import { splitLast, type CellReader } from "./cell.js";
import { DEGREE as DEGREE_WORDS, valueOfWord } from "./cell-words.js";
import type { Phrase } from "./phrase.js";
import { told } from "./phrases.js";
import { url } from "./plain-cells.js";

const PRECISIONS = new Set(["ADDRESS", "TOWN", "AREA"]);
const COORDINATES = /^(-?\d{1,2}(?:\.\d+)?) *, *(-?\d{1,3}(?:\.\d+)?)$/;

/** `Label@48.1173,-1.6778:TOWN`; of a person never more than the area is kept. */
export const location: CellReader<LocationDraft> = (item, place) => {
  const [before, after] = splitLast(item);
  const hasPrecision = after !== null && PRECISIONS.has(after.toUpperCase());
  const whole = hasPrecision ? before : item;
  const at = whole.lastIndexOf("@");
  const label = (at < 0 ? whole : whole.slice(0, at)).trim();
  const point = at < 0 ? null : readPoint(whole.slice(at + 1).trim());
  if (point === undefined) place.warn(told("point"), item);
  const named = label === "" ? {} : { label };
  if (place.type === "person") return { ...named, ...coarse(point ?? null), precision: "AREA" };
  return { ...named, ...point, precision: hasPrecision ? after.toUpperCase() : "TOWN" };
};

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

function readPoint(text: string): Point | undefined {
  const parts = COORDINATES.exec(text);
  const [latitude, longitude] = [Number(parts?.[1]), Number(parts?.[2])];
  if (parts === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;
  return { latitude, longitude };
}

/** A tenth of a degree is about ten kilometres. */
function coarse(point: Point | null): Partial<Point> {
  if (point === null) return {};
  return { latitude: Math.round(point.latitude * 10) / 10, longitude: Math.round(point.longitude * 10) / 10 };
}

/** `FR-RNA:W353001234`. */
export const identifier: CellReader<{ scheme: string; value: string }> = (item, place) => {
  const [given, value] = splitLast(item);
  const scheme = value === null ? "" : given.toUpperCase();
  const reading = readIdentifier(scheme, value ?? "");
  if (reading.warning !== undefined) place.warn(told("checksum"), item);
  if (reading.value !== null) return { scheme, value: reading.value };
  place.warn(formOf(scheme), item);
  return undefined;
};

function formOf(scheme: string): Phrase {
  if (scheme === "FR-RNA") return told("rna");
  if (scheme === "FR-SIREN") return told("digits", 9);
  return scheme === "FR-SIRET" ? told("digits", 14) : told("identifier");
}

/** `Title https://address.example/file.pdf`: the address is the last word; without a title it is the title too. */
export const attachment: CellReader<AttachmentDraft> = (item, place) => {
  const at = item.lastIndexOf(" ");
  const address = url(item.slice(at + 1), place);
  return address === undefined ? undefined : { title: at < 0 ? address : item.slice(0, at).trim(), url: address };
};

/** `personId:role`. A full id holds colons of its own. */
export const teamRole: CellReader<RoleDraft> = (item, place) => {
  const [id, role] = splitRole(item);
  const person = place.refer("Person", id);
  return person === undefined ? undefined : { person, role };
};

const DEGREE = /^(.*?)\s*\(([^()]+)\)$/;

/** `personId:role (LEAD)`; an organization by its full id, or by its name. */
export const contributor: CellReader<ContributorDraft> = (item, place) => {
  const [, before = item, word = ""] = DEGREE.exec(item) ?? [];
  const stated = valueOfWord(DEGREE_WORDS, word);
  const [id, role] = splitRole(stated === undefined ? item : before);
  const isPerson = parseRecordId(id)?.typename !== "Organization" && place.isRecord("Person", id);
  const isOrganization = !isPerson && place.isRecord("Organization", id);
  const who = place.refer(isOrganization ? "Organization" : "Person", id);
  if (who === undefined) return undefined;
  const entry = { role: role ?? "contributor", degree: stated ?? "EQUAL" };
  return isOrganization ? { organization: who, ...entry } : { person: who, ...entry };
};

function splitRole(item: string): [string, string | null] {
  return parseRecordId(item) === null ? splitLast(item) : [item, null];
}
