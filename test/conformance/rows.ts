// The rows of the conformance suite. In: the keys of the partners that share them. Out: drafts of every type, with
// ties, nulls, hidden records, and references to own, foreign, hidden, missing and nobody's records.
import { formatRecordId, RECORD_TYPES, type RecordType, type RecordTypename } from "../../schema/record-id.js";
import { allTopics } from "../../schema/topics.js";
import type { RecordDraft } from "../../services/records/record-draft.js";

/** How many records of each type there are. */
export const SIZES: Readonly<Record<RecordType, number>> = {
  organization: 24,
  person: 66,
  project: 40,
  practice: 40,
  event: 40,
};

const NAMES = [
  "",
  "a",
  "A",
  "Âge",
  "âge d'or",
  "z",
  "Ω",
  "Œuvre",
  "😀",
  "\uffff",
  "ﬁn",
  "fin 100%",
  "a_b",
  "Zoé",
  "ΟΔΟΣ",
];
const SUMMARIES = [null, "Répit & accueil des aidants", "Care, 100% local", "Jardins partagés à Rennes"];
const TIMES = [
  "2001-01-01T00:00:00.000Z",
  "2001-01-01T00:00:00.001Z",
  "2020-02-29T12:00:00.999Z",
  "2026-05-01T10:00:00.000Z",
];
const STARTS = [null, "1999-12-31", "2024-02-29", null, "2024-03-01"];
const ENDS = [null, "2000-06-30", "2025-01-01"];
const PREFIXES = ["Z", "a", "a.b", "_", "x-", "0", "~"];
const PLACES = [
  [{ label: "Rennes", latitude: 48.1173, longitude: -1.6778, area: "insee:35238", precision: "TOWN" }],
  [{ label: "Suva", latitude: -18.1, longitude: 179.9, area: null, precision: "AREA" }],
  [],
  [
    { label: "somewhere", latitude: null, longitude: null, area: "BD", precision: "AREA" },
    { label: "Lyon", latitude: 45.764, longitude: 4.8357, area: null, precision: "TOWN" },
  ],
];
const COSTS = [
  null,
  { amount: 100, currency: "EUR" },
  { amount: 99.5, currency: "EUR" },
  { amount: 100, currency: "GBP" },
];

/** A topic, one narrower than it, and one that is neither. */
export const TOPICS = pickTopics();

function pickTopics(): { readonly broad: string; readonly narrow: string; readonly other: string } {
  const broad = allTopics().find((topic) => topic.narrower.length > 0);
  const narrow = broad?.narrower[0];
  const other =
    allTopics().find((topic) => topic.narrower.length === 0 && topic.id !== narrow && topic.broader.length === 0) ??
    allTopics().at(-1);
  if (broad === undefined || narrow === undefined || other === undefined)
    throw new Error("the thesaurus has too few topics");
  return { broad: broad.id, narrow, other: other.id };
}

/** The `index`-th of some values, over and over. */
function nth<T>(values: readonly T[], index: number): T {
  return values[index % values.length] as T; // never empty
}

/** Makes the rows of some partners. */
export function conformanceRows(keys: readonly string[]): ReadonlyMap<RecordTypename, readonly RecordDraft[]> {
  const id = (type: RecordType, index: number) => {
    const at = index % SIZES[type];
    return formatRecordId(nth(keys, at), type, `${nth(PREFIXES, at)}${(at * 37) % 67}`);
  };
  const missing = (type: RecordType, index: number) => formatRecordId(nth(keys, index), type, "missing");
  const make: Make = { id, missing };
  const types = Object.entries(RECORD_TYPES) as Array<[RecordType, RecordTypename]>; // entries of a const object
  return new Map(types.map(([type, typename]) => [typename, rowsOf(type, make)]));
}

interface Make {
  readonly id: (type: RecordType, index: number) => string;
  readonly missing: (type: RecordType, index: number) => string;
}

function rowsOf(type: RecordType, make: Make): RecordDraft[] {
  const own = {
    organization: organizationFields,
    person: personFields,
    project: projectFields,
    practice: practiceFields,
    event: eventFields,
  }[type];
  return Array.from({ length: SIZES[type] }, (_, index) => ({
    ...commonFields(type, index, make),
    ...own(index, make),
  }));
}

function commonFields(type: RecordType, index: number, { id }: Make) {
  const place = `https://example.org/${type}/${index}`;
  const translations = [{ language: "en", origin: "HUMAN" as const, name: "The Lock", summary: "care" }];
  return {
    id: id(type, index),
    name: nth(NAMES, index * 4 + 1),
    summary: nth(SUMMARIES, index),
    language: nth(["fr", "en", "nb", "pt-BR"], index),
    translations: index % 4 === 1 ? translations : [],
    topics: nth([[TOPICS.broad], [TOPICS.narrow], [], [TOPICS.other, TOPICS.narrow]], index),
    countries: nth([["FR"], ["BE", "FR"], [], ["GB"]], index),
    areas: nth([["FR-BRE"], ["FR-35", "insee:35238"], [], ["BD"]], index),
    locations: type === "person" ? [] : nth(PLACES, index),
    image: index % 3 === 0 ? { url: `${place}.jpg`, alt: "a picture", credit: null, licence: "CC0-1.0" } : null,
    visibility: index % 5 === 3 ? ("NETWORK" as const) : ("PUBLIC" as const),
    url: index % 2 === 0 ? place : null,
    organization: index < 6 && type === "organization" ? null : id("organization", index % 6),
    createdAt: "2000-01-01T00:00:00.000Z",
    updatedAt: nth(TIMES, index * 3),
  };
}

function organizationFields(index: number) {
  return {
    legalName: index % 2 === 0 ? "Legal" : null,
    acronym: null,
    description: "What it does",
    identifiers: nth(
      [[{ scheme: "FR-RNA", value: `W35300${1000 + index}` }], [], [{ scheme: "GB-CHC", value: "1169158" }]],
      index,
    ),
    status: nth(["ACTIVE", "ACTIVE", "CLOSED"], index),
    languages: nth([["fr"], [], ["br", "en"]], index),
    website: "http://example.org/",
    contactUrl: null,
  };
}

function personFields(index: number, { id, missing }: Make) {
  const claim = { topic: TOPICS.narrow, level: "EXPERT", statement: null, since: "2019-01-01" };
  const evidence = [
    id("project", index),
    id("practice", index + 1),
    id("event", index + 3),
    missing("practice", index),
    "nobody-here:project:1",
  ];
  return {
    headline: index % 2 === 0 ? "Knows" : null,
    languages: nth([["fr"], ["br", "pt-BR"], []], index),
    expertise: index % 3 === 0 ? [{ ...claim, evidence }] : [],
    offers: nth([["MENTORING"], ["ADVICE", "TRAINING"], []], index),
    unavailableUntil: index % 4 === 0 ? "2027-01-31" : null,
    consentedAt: "2024-01-01",
  };
}

function workFields(index: number) {
  const attachment = {
    title: "Report",
    url: "https://example.org/report.pdf",
    mediaType: "application/pdf",
    language: "fr",
  };
  return {
    settings: nth([["RURAL"], ["CITY", "ONLINE"], []], index),
    audiences: nth([[TOPICS.narrow], [], [TOPICS.other]], index),
    cost: nth(COSTS, index),
    attachments: index % 4 === 0 ? [attachment] : [],
  };
}

function projectFields(index: number, { id, missing }: Make) {
  return {
    ...workFields(index),
    description: null,
    status: nth(["ACTIVE", "PLANNED", "COMPLETED", "SUSPENDED"], index),
    startDate: nth(STARTS, index),
    endDate: nth(ENDS, index),
    outcomes: null,
    lessons: nth([null, "Begin earlier.", "Demander d'abord."], index),
    jointWith:
      index % 4 === 0
        ? [
            id("organization", index + 1),
            id("organization", 3),
            missing("organization", 1),
            "nobody-here:organization:1",
          ]
        : [],
    team:
      index % 3 === 0
        ? [
            { person: id("person", index), role: "lead" },
            { person: id("person", index + 1), role: null },
            { person: id("person", 3), role: "hidden" },
          ]
        : [],
    practices: index % 2 === 0 ? [id("practice", index), id("practice", index + 1), id("practice", 8)] : [],
  };
}

function practiceFields(index: number, { id }: Make) {
  const lead = { person: id("person", index), organization: null, role: "writing", degree: "LEAD" };
  const other = { person: null, organization: id("organization", index + 1), role: "review", degree: "SUPPORTING" };
  return {
    ...workFields(index),
    practiceKind: nth(["GUIDE", "TOOL", "METHOD", "LESSON"], index),
    problem: "p",
    approach: null,
    steps: ["one", "two"],
    results: null,
    enablers: [],
    constraints: ["c"],
    pitfalls: [],
    resourcesNeeded: ["r"],
    context: { people: 12, description: null, culturalNotes: "n" },
    licence: nth(["CC-BY-4.0", "CC0-1.0", "CC-BY-SA-4.0"], index),
    contributors: index % 2 === 0 ? [lead, other] : [],
    adaptedFrom: nth([null, id("practice", index + 13), id("practice", index + 4)], index),
    version: "1.0",
  };
}

function eventFields(index: number, { id, missing }: Make) {
  return {
    description: null,
    eventKind: nth(["TRAINING", "WEBINAR", "FORUM"], index),
    status: nth(["CONFIRMED", "PLANNED", "CANCELLED", "POSTPONED"], index),
    startsAt: nth(TIMES, index * 2 + (index % 3)),
    endsAt: index % 2 === 0 ? "2027-01-01T00:00:00.000Z" : null,
    timeZone: "Europe/Paris",
    place: null,
    online: index % 3 === 0,
    joinUrl: "https://example.org/join",
    capacity: index % 2 === 0 ? 30 : null,
    partOf: nth([null, id("event", index + 7), missing("event", index)], index),
    speakers: index % 2 === 0 ? [id("person", index + 2), id("person", 3), missing("person", 0)] : [],
    materials: index % 4 === 1 ? [id("practice", index + 2), id("practice", index)] : [],
    attachments: [],
  };
}
