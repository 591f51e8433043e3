// The contract's enums for the executable schema. In: nothing. Out: one object per enum, registered by its name.
import { registerEnumType } from "type-graphql";
import { RECORD_ORDERS } from "../../../schema/record-order.js";

function enumOf(name: string, values: readonly string[]): Readonly<Record<string, string>> {
  const members = Object.fromEntries(values.map((value) => [value, value]));
  registerEnumType(members, { name });
  return members;
}

export const Visibility = enumOf("Visibility", ["PUBLIC", "NETWORK"]);
export const TranslationOrigin = enumOf("TranslationOrigin", ["HUMAN", "MACHINE"]);
export const LocationPrecision = enumOf("LocationPrecision", ["ADDRESS", "TOWN", "AREA"]);
export const Setting = enumOf("Setting", ["RURAL", "TOWN", "CITY", "ONLINE"]);
export const OrganizationStatus = enumOf("OrganizationStatus", ["ACTIVE", "CLOSED"]);
export const ExpertiseLevel = enumOf("ExpertiseLevel", ["LEARNING", "PRACTISING", "EXPERT", "REFERENCE"]);
export const Offer = enumOf("Offer", [
  "ADVICE",
  "MENTORING",
  "TRAINING",
  "SPEAKING",
  "PEER_REVIEW",
  "STAFF_EXCHANGE",
  "FIELD_VISIT",
]);
export const ProjectStatus = enumOf("ProjectStatus", ["PLANNED", "ACTIVE", "COMPLETED", "SUSPENDED"]);
export const PracticeKind = enumOf("PracticeKind", [
  "CASE_STUDY",
  "GUIDE",
  "TOOL",
  "PROGRAMME_MODEL",
  "METHOD",
  "LESSON",
]);
export const ContributionDegree = enumOf("ContributionDegree", ["LEAD", "EQUAL", "SUPPORTING"]);
export const EventKind = enumOf("EventKind", ["TRAINING", "WORKSHOP", "WEBINAR", "CONFERENCE", "FORUM", "FIELD_VISIT"]);
export const EventStatus = enumOf("EventStatus", ["PLANNED", "CONFIRMED", "POSTPONED", "CANCELLED"]);
export const RecordOrder = enumOf("RecordOrder", RECORD_ORDERS);
export const ServiceLevel = enumOf("ServiceLevel", ["BASIC", "LIVE"]);
export const ChangeOp = enumOf("ChangeOp", ["UPSERT", "DELETE"]);
