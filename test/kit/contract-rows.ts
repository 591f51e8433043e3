// Rows of the contract for fake partners. In: what matters to a test. Out: whole rows, everything else filled in.
import { isDateTime } from "../../schema/scalars.js";

export type Row = Record<string, unknown> & { readonly id: string; readonly __typename: string };

const COMMON = {
  summary: null,
  language: "en",
  translations: [],
  topics: [],
  countries: [],
  areas: [],
  locations: [],
  image: null,
  visibility: "PUBLIC",
  url: null,
  organization: null,
  createdAt: "2025-01-01T00:00:00.000Z",
};

const BY_TYPE: Readonly<Record<string, Record<string, unknown>>> = {
  organization: { __typename: "Organization", identifiers: [], status: "ACTIVE", languages: [] },
  person: { __typename: "Person", languages: [], expertise: [], offers: [] },
  project: {
    __typename: "Project",
    status: "ACTIVE",
    settings: [],
    audiences: [],
    attachments: [],
    jointWith: [],
    team: [],
    practices: [],
    startDate: null,
  },
  practice: {
    __typename: "Practice",
    ...{ practiceKind: "GUIDE", steps: [], enablers: [], constraints: [], pitfalls: [], resourcesNeeded: [] },
    ...{
      context: { settings: [], audiences: [] },
      licence: "CC-BY-4.0",
      attachments: [],
      contributors: [],
      version: "1",
    },
  },
  event: {
    __typename: "Event",
    ...{ eventKind: "WEBINAR", status: "PLANNED", startsAt: "2027-01-01T09:00:00.000Z", timeZone: "UTC", online: true },
    ...{ speakers: [], materials: [], attachments: [] },
  },
};

/** A row of the given id; its type is the id's. `minute` sets `updatedAt`. */
export function contractRow(id: string, members: Record<string, unknown> = {}): Row {
  const [, type = "", local = ""] = id.split(":");
  const minute = typeof members.minute === "number" ? members.minute : 0;
  const updatedAt = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
  if (!isDateTime(updatedAt)) throw new TypeError("A row's minute is out of range.");
  return { ...COMMON, name: local, updatedAt, ...BY_TYPE[type], ...members, id } as unknown as Row; // whole by construction
}
