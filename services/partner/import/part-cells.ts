// Cells whose items are the parts of a record: places, identifiers, attachments, roles. In: one item of a list. Out:
// the part, or undefined and a warning.
import { readIdentifier } from "../../../schema/identifiers.js";
import { parseRecordId } from "../../../schema/record-id.js";
import type { AttachmentDraft, ContributorDraft, LocationDraft, RoleDraft } from "../../records/record-draft.js";
import { splitLast, type CellReader } from "./cell.js";
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
  if (point === undefined)
    place.warn("a label, @ and latitude,longitude in degrees, like Rennes@48.1173,-1.6778", item);
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
  const [scheme, given] = splitLast(item);
  const reading = readIdentifier(given === null ? "" : scheme.toUpperCase(), given ?? "");
  if (reading.warning !== undefined) place.warn("a number whose checksum fits", reading.warning);
  if (reading.value !== null) return { scheme: scheme.toUpperCase(), value: reading.value };
  place.warn(reading.expected ?? "an identifier, like FR-RNA:W353001234", item);
  return undefined;
};

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

const DEGREE = /^(.*?)\s*\((LEAD|EQUAL|SUPPORTING)\)$/i;

/** `personId:role (LEAD)`; an organization by its full id. */
export const contributor: CellReader<ContributorDraft> = (item, place) => {
  const [, withoutDegree = item, degree = "EQUAL"] = DEGREE.exec(item) ?? [];
  const [id, role] = splitRole(withoutDegree);
  const isOrganization = parseRecordId(id)?.typename === "Organization";
  const who = place.refer(isOrganization ? "Organization" : "Person", id);
  if (who === undefined) return undefined;
  const entry = { role: role ?? "contributor", degree: degree.toUpperCase() };
  return isOrganization ? { organization: who, ...entry } : { person: who, ...entry };
};

function splitRole(item: string): [string, string | null] {
  return parseRecordId(item) === null ? splitLast(item) : [item, null];
}
