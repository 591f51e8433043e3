// What exports and feeds ask: operations, written beforehand, so that a key for trusted documents only may take them too. In:
// nothing. Out: their texts, and the way the edge finds them by id. They only read.
import type { RecordType } from "../../../schema/record-id.js";

const COMMON = `id name summary language
  translations { language origin name summary description headline problem approach steps results pitfalls outcomes culturalNotes }
  topics { id } countries areas locations { label latitude longitude area precision } image { url alt credit licence }
  visibility url organization { id } createdAt updatedAt`;
const ATTACHMENTS = "attachments { title url mediaType language }";

interface Listed {
  readonly root: string;
  readonly filter: string;
  readonly fields: string;
}

const LISTED: Readonly<Record<RecordType, Listed>> = {
  organization: {
    root: "organizations",
    filter: "OrganizationFilter",
    fields: "legalName acronym description identifiers { scheme value } status languages website contactUrl",
  },
  person: {
    root: "people",
    filter: "PersonFilter",
    fields: `headline languages expertise { topic { id } level statement since evidence { id } } offers unavailableUntil`,
  },
  project: {
    root: "projects",
    filter: "ProjectFilter",
    fields: `description status startDate endDate settings audiences { id } cost { amount currency } outcomes lessons ${ATTACHMENTS}
      jointWith { id } team { person { id } role } practices { id }`,
  },
  practice: {
    root: "practices",
    filter: "PracticeFilter",
    fields: `practiceKind problem approach steps results enablers constraints pitfalls resourcesNeeded
      context { settings audiences { id } cost { amount currency } people description culturalNotes } licence ${ATTACHMENTS}
      contributors { person { id } organization { id } role degree } adaptedFrom { id } version`,
  },
  event: {
    root: "events",
    filter: "EventFilter",
    fields: `eventKind status description startsAt endsAt timeZone place online joinUrl @include(if: $isKnown) capacity
      partOf { id } speakers { id } materials { id } ${ATTACHMENTS}`,
  },
};

const SOURCES = "completeness { sources { partner status } }";

function pageDocument(type: RecordType): string {
  const { root, filter, fields } = LISTED[type];
  const known = type === "event" ? ", $isKnown: Boolean!" : "";
  return `query Export($filter: ${filter}, $after: String, $first: Int!${known}) {
  page: ${root}(filter: $filter, orderBy: UPDATED_ASC, first: $first, after: $after) {
    edges { cursor node { ${COMMON} ${fields} } } pageInfo { hasNextPage endCursor } ${SOURCES} } }`;
}

/** A page of an export, by the type of its records. */
export const PAGES: Readonly<Record<RecordType, string>> = {
  organization: pageDocument("organization"),
  person: pageDocument("person"),
  project: pageDocument("project"),
  practice: pageDocument("practice"),
  event: pageDocument("event"),
};

/** The latest records. */
export const LATEST = `query Latest($filter: SearchFilter, $first: Int!) {
  search(text: "", filter: $filter, first: $first) {
    edges { node { id type name summary language partner organizationName updatedAt } } } }`;

/** The latest needs that are open. */
export const NEEDS = `query OpenNeeds($first: Int!) {
  needs(state: [OPEN], first: $first) { edges { node { id title text language: languages createdAt by { name } } } } }`;

/** Events to come. */
export const EVENTS = `query Coming($filter: EventFilter, $after: String, $first: Int!) {
  page: events(filter: $filter, orderBy: STARTS_ASC, first: $first, after: $after) {
    nodes { id name summary status startsAt endsAt timeZone place url createdAt updatedAt }
    pageInfo { hasNextPage endCursor } } }`;

/** All of them. */
export const EXPORT_DOCUMENTS: readonly string[] = [...Object.values(PAGES), LATEST, NEEDS, EVENTS];

/** Walks that come from the mirror are exact, and make no work for partners. */
export const FROM_MIRROR = { "maillage-freshness": "mirror" } as const;
