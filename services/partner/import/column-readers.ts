// The columns of the flat format. In: a record type. Out: how each column's cells are read. Column names are the
// contract's field names; those with a dot, and the positional ones, are put together in assemble-record.ts.
import type { RecordType, RecordTypename } from "../../../schema/record-id.js";
import { listOf, placesOf, rolesOf, sentencesOf, wordsOf, type CellReader } from "./cell.js";
import * as words from "./cell-words.js";
import { attachment, contributor, identifier, location, teamRole } from "./part-cells.js";
import {
  area,
  country,
  language,
  money,
  name,
  oneOf,
  page,
  text,
  timeZone,
  truth,
  url,
  wholeNumber,
} from "./plain-cells.js";
import { day, time } from "./time-cells.js";
import { topic, topicsOf } from "./topic-cells.js";

type Readers = Readonly<Record<string, CellReader>>;

const asItIs: CellReader<string> = (value) => value; // read together with other columns
const topics = listOf(topic, topicsOf);
const sentences = listOf(text, sentencesOf);
const settings = listOf(oneOf(words.SETTING), wordsOf);
const languages = listOf(language, wordsOf);
const refer =
  (typename: RecordTypename): CellReader<string> =>
  (id, place) =>
    place.refer(typename, id);
const referAll = (typename: RecordTypename) => listOf(refer(typename), wordsOf);

const numberOf =
  (scheme: string): CellReader<{ scheme: string; value: string }> =>
  (value, place) =>
    identifier(`${scheme}:${value}`, place);

const COMMON: Readers = {
  name,
  summary: text,
  language,
  topics,
  countries: listOf(country, wordsOf),
  areas: listOf(area, wordsOf),
  locations: listOf(location, placesOf),
  "image.url": url,
  "image.alt": text,
  "image.credit": text,
  "image.licence": text,
  visibility: oneOf(words.VISIBILITY),
  url,
  organization: refer("Organization"),
  createdAt: time,
  updatedAt: time,
};

const ORGANIZATION: Readers = {
  legalName: text,
  acronym: text,
  description: text,
  identifiers: listOf(identifier, wordsOf),
  "identifiers.FR-SIREN": numberOf("FR-SIREN"),
  "identifiers.FR-SIRET": numberOf("FR-SIRET"),
  "identifiers.FR-RNA": numberOf("FR-RNA"),
  "identifiers.GB-CHC": numberOf("GB-CHC"),
  status: oneOf(words.ORGANIZATION_STATUS),
  languages,
  website: url,
  contactUrl: page,
};

const PERSON: Readers = {
  headline: text,
  languages,
  expertise: asItIs,
  "expertise.statement": asItIs,
  "expertise.since": asItIs,
  "expertise.evidence": asItIs,
  evidence: asItIs,
  offers: listOf(oneOf(words.OFFER), wordsOf),
  unavailableUntil: day,
  consentedAt: day,
};

const PROJECT: Readers = {
  description: text,
  status: oneOf(words.PROJECT_STATUS),
  startDate: day,
  endDate: day,
  settings,
  audiences: topics,
  cost: money,
  outcomes: text,
  lessons: text,
  attachments: listOf(attachment, sentencesOf),
  jointWith: referAll("Organization"),
  team: listOf(teamRole, rolesOf),
  practices: referAll("Practice"),
};

const PRACTICE: Readers = {
  practiceKind: oneOf(words.PRACTICE_KIND),
  problem: text,
  approach: text,
  steps: sentences,
  results: text,
  enablers: sentences,
  constraints: sentences,
  pitfalls: sentences,
  resourcesNeeded: sentences,
  "context.settings": settings,
  "context.audiences": topics,
  "context.cost": money,
  "context.people": wholeNumber,
  "context.description": text,
  "context.culturalNotes": text,
  licence: text,
  attachments: listOf(attachment, sentencesOf),
  contributors: listOf(contributor, rolesOf),
  adaptedFrom: refer("Practice"),
  version: text,
};

const EVENT: Readers = {
  eventKind: oneOf(words.EVENT_KIND),
  status: oneOf(words.EVENT_STATUS),
  description: text,
  startsAt: time,
  endsAt: time,
  timeZone,
  place: text,
  online: truth,
  joinUrl: url,
  capacity: wholeNumber,
  partOf: refer("Event"),
  speakers: referAll("Person"),
  materials: referAll("Practice"),
  attachments: listOf(attachment, sentencesOf),
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
  steps: sentences,
  results: text,
  pitfalls: sentences,
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

/** The fields that a column `field@language` may translate. */
export const TRANSLATED_FIELDS = Object.keys(TRANSLATED);

/** The reader of a translated field, or undefined when the contract does not translate it. */
export function translationReaderOf(field: string): CellReader | undefined {
  return Object.hasOwn(TRANSLATED, field) ? TRANSLATED[field] : undefined;
}

/** The columns of a type, translations aside. */
export function columnsOf(type: RecordType): string[] {
  return Object.keys(BY_TYPE[type]);
}
