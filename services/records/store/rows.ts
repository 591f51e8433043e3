// The five record tables as MikroORM entities. In: nothing. Out: the entities, and the type of a row of any of them.
// In which PostgreSQL schema they lie is said where they are read: services keep such tables in schemas of their own.
// References are plain ids: they may name records of other partners, so the database cannot check them.
import { defineEntity, p, type InferEntity } from "@mikro-orm/core";
import type { RecordTypename } from "../../../schema/record-id.js";
import type { AttachmentDraft, ContributorDraft, ExpertiseDraft, MoneyDraft } from "../record-draft.js";
import type { PracticeContextDraft, RoleDraft } from "../record-draft.js";
import { day, recordColumns, textList, time } from "./columns.js";

export const OrganizationRow = defineEntity({
  name: "OrganizationRow",
  tableName: "organization",
  properties: {
    ...recordColumns(),
    legalName: p.text().nullable(),
    acronym: p.text().nullable(),
    description: p.text().nullable(),
    identifiers: p.json().$type<{ scheme: string; value: string }[]>(),
    status: p.text(),
    languages: textList(),
    website: p.text().nullable(),
    contactUrl: p.text().nullable(),
  },
});

export const PersonRow = defineEntity({
  name: "PersonRow",
  tableName: "person",
  properties: {
    ...recordColumns(),
    headline: p.text().nullable(),
    languages: textList(),
    expertise: p.json().$type<ExpertiseDraft[]>(),
    offers: textList(),
    unavailableUntil: day().nullable(),
    consentedAt: day().nullable(),
  },
});

export const ProjectRow = defineEntity({
  name: "ProjectRow",
  tableName: "project",
  properties: {
    ...recordColumns(),
    description: p.text().nullable(),
    status: p.text(),
    startDate: day().nullable(),
    endDate: day().nullable(),
    settings: textList(),
    audiences: textList(),
    cost: p.json().$type<MoneyDraft>().nullable(),
    outcomes: p.text().nullable(),
    lessons: p.text().nullable(),
    attachments: p.json().$type<AttachmentDraft[]>(),
    jointWith: textList(),
    team: p.json().$type<RoleDraft[]>(),
    practices: textList(),
  },
});

export const PracticeRow = defineEntity({
  name: "PracticeRow",
  tableName: "practice",
  properties: {
    ...recordColumns(),
    practiceKind: p.text(),
    problem: p.text().nullable(),
    approach: p.text().nullable(),
    steps: textList(),
    results: p.text().nullable(),
    enablers: textList(),
    constraints: textList(),
    pitfalls: textList(),
    resourcesNeeded: textList(),
    settings: textList(),
    audiences: textList(),
    cost: p.json().$type<MoneyDraft>().nullable(),
    context: p.json().$type<PracticeContextDraft>(),
    licence: p.text(),
    attachments: p.json().$type<AttachmentDraft[]>(),
    contributors: p.json().$type<ContributorDraft[]>(),
    adaptedFrom: p.text().nullable(),
    version: p.text(),
  },
});

export const EventRow = defineEntity({
  name: "EventRow",
  tableName: "event",
  properties: {
    ...recordColumns(),
    eventKind: p.text(),
    status: p.text(),
    description: p.text().nullable(),
    startsAt: time(),
    endsAt: time().nullable(),
    timeZone: p.text(),
    place: p.text().nullable(),
    online: p.boolean(),
    joinUrl: p.text().nullable(),
    capacity: p.integer().nullable(),
    partOf: p.text().nullable(),
    speakers: textList(),
    materials: textList(),
    attachments: p.json().$type<AttachmentDraft[]>(),
  },
});

/** The entity of each record type. */
export const ROW_ENTITIES = {
  Organization: OrganizationRow,
  Person: PersonRow,
  Project: ProjectRow,
  Practice: PracticeRow,
  Event: EventRow,
} as const satisfies Record<RecordTypename, unknown>;

/** The record types, in the order in which tables are written and snapshots are read. */
export const RECORD_TYPENAMES = Object.keys(ROW_ENTITIES) as RecordTypename[]; // keys of a const object

export type OrganizationData = InferEntity<typeof OrganizationRow>;
export type PersonData = InferEntity<typeof PersonRow>;
export type ProjectData = InferEntity<typeof ProjectRow>;
export type PracticeData = InferEntity<typeof PracticeRow>;
export type EventData = InferEntity<typeof EventRow>;

/** A row of each type, as resolvers see it. */
export interface RowTypes {
  Organization: OrganizationData;
  Person: PersonData;
  Project: ProjectData;
  Practice: PracticeData;
  Event: EventData;
}
