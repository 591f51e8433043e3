// A whole record as the contract shows it. In: a draft and a reader. Out: the text that selects everything of its type,
// and the value that must come back.
import type { ReaderVisibility } from "../../schema/hub-token.js";
import { ownerOf, type RecordTypename } from "../../schema/record-id.js";
import type { RecordDraft } from "../../services/records/record-draft.js";
import type { RowModel } from "./model.js";

const TRANSLATION =
  "translations { language origin name summary description headline problem approach steps results pitfalls outcomes culturalNotes }";
const COMMON = `id name summary language ${TRANSLATION} topics { id } countries areas locations { label latitude longitude area precision }
  image { alt credit licence } visibility url createdAt updatedAt organization { id }`;
const ATTACHMENTS = "attachments { title url mediaType language }";
const COST = "cost { amount currency }";
/** `languages: […]!` and the like have other types in other records: each goes under a key of its own. */
const OWN: Readonly<Record<RecordTypename, string>> = {
  Organization:
    "legalName acronym orgDescription: description identifiers { scheme value } orgStatus: status spoken: languages website contactUrl",
  Person:
    "headline spoken: languages expertise { topic { id } level statement since evidence { id } } offers unavailableUntil",
  Project: `workDescription: description projectStatus: status startDate endDate settings audiences { id } ${COST} outcomes lessons ${ATTACHMENTS}
    jointWith { id } team { project { id } person { id } role } workPractices: practices { id }`,
  Practice: `practiceKind problem approach steps results enablers constraints pitfalls resourcesNeeded licence ${ATTACHMENTS} version
    context { settings audiences { id } ${COST} people description culturalNotes }
    contributors { person { id } organization { id } role degree } adaptedFrom { id }`,
  Event: `eventDescription: description eventKind eventStatus: status startsAt endsAt timeZone place online capacity
    partOf { id } speakers { id } materials { id } ${ATTACHMENTS}`,
};

/** Everything of a type but what only the hub fills in, lists of nested records, and `joinUrl`. */
export function selectionOf(typename: RecordTypename): string {
  return `${COMMON} ${OWN[typename]}`;
}

type Value = Readonly<Record<string, unknown>>;

/** What `selectionOf` must give for a row. */
export function expectedRow(
  row: RecordDraft,
  typename: RecordTypename,
  use: { model: RowModel; reader: ReaderVisibility },
): Value {
  const { model, reader } = use;
  const common = {
    ...pick(row, [
      "id",
      "name",
      "summary",
      "language",
      "countries",
      "areas",
      "locations",
      "visibility",
      "url",
      "createdAt",
      "updatedAt",
    ]),
    translations: (row.translations ?? []).map((each) => ({ ...TRANSLATED, ...each })),
    topics: (row.topics ?? []).map((id) => ({ id })),
    image: row.image == null ? null : pick(row.image, ["alt", "credit", "licence"]),
    organization: model.refer(row.organization, reader),
  };
  return { ...common, ...OWN_OF[typename](row, use) };
}

const TRANSLATED = {
  ...{ name: null, summary: null, description: null, headline: null, problem: null, approach: null, steps: null },
  ...{ results: null, pitfalls: null, outcomes: null, culturalNotes: null },
};

interface Use {
  readonly model: RowModel;
  readonly reader: ReaderVisibility;
}

const OWN_OF: Readonly<Record<RecordTypename, (row: RecordDraft, use: Use) => Value>> = {
  Organization: (row) => ({
    ...pick(row, ["legalName", "acronym", "identifiers", "website", "contactUrl"]),
    ...{ orgDescription: row.description, orgStatus: row.status, spoken: row.languages },
  }),
  Person: (row, { model, reader }) => ({
    ...pick(row, ["headline", "offers", "unavailableUntil"]),
    spoken: row.languages,
    expertise: row.expertise?.map((claim) => ({
      ...claim,
      topic: { id: claim.topic },
      evidence: model.referAll(claim.evidence, reader),
    })),
  }),
  Project: (row, { model, reader }) => ({
    ...pick(row, ["startDate", "endDate", "settings", "cost", "outcomes", "lessons", "attachments"]),
    ...{ workDescription: row.description, projectStatus: row.status },
    audiences: row.audiences?.map((id) => ({ id })),
    jointWith: model.referAll(row.jointWith, reader),
    workPractices: model.referAll(row.practices, reader),
    team: row.team?.flatMap(({ person, role }) =>
      ownOrNull(row, { person }, use(model, reader)).map((entry) => ({ project: { id: row.id }, ...entry, role })),
    ),
  }),
  Practice: (row, { model, reader }) => ({
    ...pick(row, [
      "practiceKind",
      "problem",
      "approach",
      "steps",
      "results",
      "enablers",
      "constraints",
      "pitfalls",
      "resourcesNeeded",
    ]),
    ...pick(row, ["licence", "attachments", "version"]),
    context: {
      ...row.context,
      settings: row.settings,
      audiences: row.audiences?.map((id) => ({ id })),
      cost: row.cost,
    },
    contributors: row.contributors?.flatMap(({ person, organization, role, degree }) =>
      ownOrNull(row, { person, organization }, use(model, reader)).map((entry) => ({ ...entry, role, degree })),
    ),
    adaptedFrom: model.refer(row.adaptedFrom, reader),
  }),
  Event: (row, { model, reader }) => ({
    ...pick(row, ["startsAt", "endsAt", "timeZone", "place", "online", "capacity", "eventKind", "attachments"]),
    ...{ eventDescription: row.description, eventStatus: row.status },
    partOf: model.refer(row.partOf, reader),
    speakers: model.referAll(row.speakers, reader),
    materials: model.referAll(row.materials, reader),
  }),
};

const use = (model: RowModel, reader: ReaderVisibility): Use => ({ model, reader });

/** An entry of a list of roles: left out when its own partner knows that it shows nobody; else null where nobody shows. */
function ownOrNull(
  row: RecordDraft,
  references: Readonly<Record<string, string | null | undefined>>,
  { model, reader }: Use,
): Value[] {
  const shown = Object.entries(references).map(([name, id]) => [name, model.refer(id, reader)] as const);
  const isStranger = (id: string | null | undefined) => typeof id === "string" && ownerOf(id) !== ownerOf(row.id);
  const keeps = shown.some(([, value]) => value !== null) || Object.values(references).some(isStranger);
  return keeps ? [Object.fromEntries(shown)] : [];
}

function pick<T extends object>(value: T, names: ReadonlyArray<keyof T>): Value {
  return Object.fromEntries(names.map((name) => [name, value[name] ?? null]));
}
