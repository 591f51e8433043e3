// The columns of the flat format. In: a record type. Out: how each column's cells are read. Column names are the
// contract's field names; those with a dot, and the positional ones, are put together in assemble-record.ts.
import type { RecordType, RecordTypename } from "../../../schema/record-id.js";
import { listOf, type CellReader } from "./cell.js";
import { attachment, contributor, identifier, location, teamRole } from "./part-cells.js";
import {
  area,
  country,
  day,
  language,
  money,
  name,
  oneOf,
  text,
  time,
  topic,
  truth,
  url,
  wholeNumber,
} from "./plain-cells.js";

type Readers = Readonly<Record<string, CellReader>>;

const asItIs: CellReader<string> = (value) => value; // read together with other columns
const setting = oneOf("RURAL", "TOWN", "CITY", "ONLINE");
const refer =
  (typename: RecordTypename): CellReader<string> =>
  (id, place) =>
    place.refer(typename, id);

const COMMON: Readers = {
  name,
  summary: text,
  language,
  topics: listOf(topic),
  countries: listOf(country),
  areas: listOf(area),
  locations: listOf(location),
  "image.url": url,
  "image.alt": text,
  "image.credit": text,
  "image.licence": text,
  visibility: oneOf("PUBLIC", "NETWORK"),
  url,
  organization: refer("Organization"),
  createdAt: time,
  updatedAt: time,
};

const ORGANIZATION: Readers = {
  legalName: text,
  acronym: text,
  description: text,
  identifiers: listOf(identifier),
  status: oneOf("ACTIVE", "CLOSED"),
  languages: listOf(language),
  website: url,
  contactUrl: url,
};

const PERSON: Readers = {
  headline: text,
  languages: listOf(language),
  expertise: asItIs,
  "expertise.statement": asItIs,
  "expertise.since": asItIs,
  "expertise.evidence": asItIs,
  evidence: asItIs,
  offers: listOf(oneOf("ADVICE", "MENTORING", "TRAINING", "SPEAKING", "PEER_REVIEW", "STAFF_EXCHANGE", "FIELD_VISIT")),
  unavailableUntil: day,
  consentedAt: day,
};

const PROJECT: Readers = {
  description: text,
  status: oneOf("PLANNED", "ACTIVE", "COMPLETED", "SUSPENDED"),
  startDate: day,
  endDate: day,
  settings: listOf(setting),
  audiences: listOf(topic),
  cost: money,
  outcomes: text,
  attachments: listOf(attachment),
  jointWith: listOf(refer("Organization")),
  team: listOf(teamRole),
  practices: listOf(refer("Practice")),
};

const PRACTICE: Readers = {
  practiceKind: oneOf("CASE_STUDY", "GUIDE", "TOOL", "PROGRAMME_MODEL", "METHOD", "LESSON"),
  problem: text,
  approach: text,
  steps: listOf(text),
  results: text,
  enablers: listOf(text),
  constraints: listOf(text),
  pitfalls: listOf(text),
  resourcesNeeded: listOf(text),
  "context.settings": listOf(setting),
  "context.audiences": listOf(topic),
  "context.cost": money,
  "context.people": wholeNumber,
  "context.description": text,
  "context.culturalNotes": text,
  licence: text,
  attachments: listOf(attachment),
  contributors: listOf(contributor),
  adaptedFrom: refer("Practice"),
  version: text,
};

const EVENT: Readers = {
  eventKind: oneOf("TRAINING", "WORKSHOP", "WEBINAR", "CONFERENCE", "FORUM", "FIELD_VISIT"),
  status: oneOf("PLANNED", "CONFIRMED", "POSTPONED", "CANCELLED"),
  description: text,
  startsAt: time,
  endsAt: time,
  timeZone: (value, place) => {
    if (Intl.supportedValuesOf("timeZone").includes(value) || value === "UTC") return value;
    place.warn("a time zone, like Europe/Paris", value);
    return undefined;
  },
  place: text,
  online: truth,
  joinUrl: url,
  capacity: wholeNumber,
  partOf: refer("Event"),
  speakers: listOf(refer("Person")),
  materials: listOf(refer("Practice")),
  attachments: listOf(attachment),
};

const BY_TYPE: Readonly<Record<RecordType, Readers>> = {
  organization: { ...COMMON, ...ORGANIZATION },
  person: { ...COMMON, ...PERSON },
  project: { ...COMMON, ...PROJECT },
  practice: { ...COMMON, ...PRACTICE },
  event: { ...COMMON, ...EVENT },
};

const TRANSLATED: Readonly<Record<string, CellReader>> = {
  name,
  summary: text,
  description: text,
  headline: text,
  problem: text,
  approach: text,
  steps: listOf(text),
  results: text,
  pitfalls: listOf(text),
  outcomes: text,
  culturalNotes: text,
};

/** The columns that say which record a row is. */
export const IDENTITY_COLUMNS = ["partner", "type", "id", "name"] as const;

/** The reader of a column for a type, or undefined when the type has no such column. */
export function readerOf(type: RecordType, column: string): CellReader | undefined {
  const readers = BY_TYPE[type];
  return Object.hasOwn(readers, column) ? readers[column] : undefined;
}

/** The reader of a translated field, or undefined when the contract does not translate it. */
export function translationReaderOf(field: string): CellReader | undefined {
  return Object.hasOwn(TRANSLATED, field) ? TRANSLATED[field] : undefined;
}

/** Every column that some type has, translations aside. */
export function knownColumns(): string[] {
  const names = Object.values(BY_TYPE).flatMap((readers) => Object.keys(readers));
  return [...new Set([...IDENTITY_COLUMNS, ...names])];
}
