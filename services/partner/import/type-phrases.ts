// The names of record types in sentences. In: a type. Out: a phrase.
import { RECORD_TYPES, type RecordType, type RecordTypename } from "../../../schema/record-id.js";
import type { Phrase } from "./phrase.js";
import { told, type PhraseName } from "./phrases.js";

const ONE: Readonly<Record<RecordTypename, PhraseName>> = {
  Organization: "anOrganization",
  Person: "aPerson",
  Project: "aProject",
  Practice: "aPractice",
  Event: "anEvent",
};
const MANY: Readonly<Record<RecordType, PhraseName>> = {
  organization: "organizations",
  person: "people",
  project: "projects",
  practice: "practices",
  event: "events",
};

/** `a person`. */
export function oneOfType(type: RecordTypename | RecordType): Phrase {
  const typename = type in RECORD_TYPES ? RECORD_TYPES[type as RecordType] : (type as RecordTypename); // either is given
  return told(ONE[typename]);
}

/** `people`. */
export function manyOfType(type: RecordType): Phrase {
  return told(MANY[type]);
}
