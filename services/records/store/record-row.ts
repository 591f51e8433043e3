// From a draft to a table row. In: a draft. Out: its columns as JSON, with what the store computes: the folded name,
// the words of the text filter, the digest that tells whether anything changed.
import { hash } from "node:crypto";
import { isLaterThanFirst } from "../../../schema/contract-versions.js";
import { fold, foldedWords } from "../../../schema/fold.js";
import { isRecordTypename, ownerOf, parseRecordId, type RecordTypename } from "../../../schema/record-id.js";
import { storableJson } from "../../database/storable-json.js";
import type { RecordDraft } from "../record-draft.js";
import { ROW_ENTITIES } from "./rows.js";

/** A row to write: column name → value, as JSON that the database can store. Whoever writes has nothing left to do. */
export interface RowToWrite {
  readonly typename: RecordTypename;
  readonly partner: string;
  readonly id: string;
  readonly json: string;
}

/** What a field holds when its draft leaves it out and it may not be empty; lists are empty lists. */
const STANDARD: Readonly<Record<string, unknown>> = {
  language: "en",
  visibility: "PUBLIC",
  practiceKind: "CASE_STUDY",
  licence: "CC-BY-4.0",
  version: "1",
  context: {},
  eventKind: "WORKSHOP",
  timeZone: "UTC",
  online: false,
};
const STANDARD_STATUS: Readonly<Partial<Record<RecordTypename, string>>> = {
  Organization: "ACTIVE",
  Project: "ACTIVE",
  Event: "CONFIRMED",
};

const COMPUTED = new Set(["partner", "nameFolded", "words", "filterLanguages", "digest"]);
const KEPT_BY_STORE = new Set([
  ...COMPUTED,
  "statesCreated",
  "statesUpdated",
  "seenByPublic",
  "createdAt",
  "updatedAt",
]);
const LONGEST_FOLDED_NAME = 2000; // bytes; an index entry holds 2,704

/** The columns of each record type: property of the contract → column, and whether it may be null. */
const COLUMNS = Object.fromEntries(
  Object.entries(ROW_ENTITIES).map(([typename, entity]) => [typename, columnsOf(entity.meta.properties)]),
);

/** The columns of a table, in the order of its entity. */
export function columnNames(typename: RecordTypename): string[] {
  return [...(COLUMNS[typename]?.values() ?? [])].map((column) => column.name);
}

/** The row of a draft. Throws when the id is not one of this partner's or the name cannot be stored. */
export function toStoredRow(partner: string, draft: RecordDraft, now: string): RowToWrite {
  const typename = parseRecordId(draft.id)?.typename ?? "";
  if (ownerOf(draft.id) !== partner || !isRecordTypename(typename))
    throw new Error(`expected the id of a record of ${partner}, got ${draft.id}`);
  if (hasLongName(draft)) throw new Error(`the name of ${draft.id} is too long`);
  const stated = storableJson(statedColumns(typename, draft));
  const times = JSON.stringify([draft.createdAt ?? null, draft.updatedAt ?? null]);
  const rest = storableJson({
    digest: hash("sha256", `${stated}${times}`, "base64url"),
    ...computedColumns(draft, now),
    partner,
    filter_languages: filterLanguages(typename, draft),
  });
  return { typename, partner, id: draft.id, json: `${stated.slice(0, -1)},${rest.slice(1)}` }; // long texts become JSON once
}

/** Whether a draft's name is longer than an index takes. */
export function hasLongName({ name }: RecordDraft): boolean {
  return Buffer.byteLength(fold(name)) > LONGEST_FOLDED_NAME;
}

function statedColumns(typename: RecordTypename, draft: RecordDraft): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [property, { name, nullable }] of COLUMNS[typename] ?? []) {
    if (KEPT_BY_STORE.has(property)) continue;
    const value = draft[property as keyof RecordDraft]; // a column without a draft member is undefined
    // so that a record which does not state it stays what it was, digest and all, when the contract grows
    if ((value ?? null) === null && nullable && isLaterThanFirst(`${typename}.${property}`)) continue;
    row[name] = value ?? (nullable ? null : standardOf(typename, property));
  }
  return row;
}

function standardOf(typename: RecordTypename, property: string): unknown {
  if (property === "status") return STANDARD_STATUS[typename];
  return property in STANDARD ? STANDARD[property] : [];
}

function computedColumns(draft: RecordDraft, now: string): Record<string, unknown> {
  const createdAt = draft.createdAt ?? now;
  return {
    name_folded: fold(draft.name),
    words: ` ${foldedWords(`${draft.name} ${draft.summary ?? ""}`).join(" ")}`,
    created_at: createdAt,
    updated_at: draft.updatedAt ?? createdAt,
    states_created: (draft.createdAt ?? null) !== null,
    states_updated: (draft.updatedAt ?? null) !== null,
    seen_by_public: (draft.visibility ?? "PUBLIC") === "PUBLIC",
  };
}

/** What the filter `languages` looks at: the languages people speak; else those that the texts are in. */
function filterLanguages(typename: RecordTypename, draft: RecordDraft): string[] {
  const translations = draft.translations?.map((translation) => translation.language) ?? [];
  const tags = typename === "Person" ? (draft.languages ?? []) : [draft.language ?? "en", ...translations];
  return [...new Set(tags.map((tag) => tag.toLowerCase()))];
}

interface Column {
  readonly name: string;
  readonly nullable: boolean;
}

function columnsOf(properties: Readonly<Record<string, { readonly nullable?: boolean }>>): Map<string, Column> {
  return new Map(
    Object.entries(properties).map(([property, { nullable }]) => [
      property,
      { name: property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), nullable: nullable === true },
    ]),
  );
}
