// Records as this partner holds them. In: what data.ts says. Out: the same with everything that the contract wants filled in.
import type { Event, Organization, Person, Practice, Project } from "./contract-types.ts";
import type { Settings } from "./settings.ts";

/** Another record, or a topic, by its id. Its owner answers the rest. */
export interface Reference {
  readonly __typename: string;
  readonly id: string;
}

/** A field's value, with references in place of records. */
type Value<V> =
  V extends ReadonlyArray<infer Item>
    ? ReadonlyArray<Value<Item>>
    : V extends { id: string; createdAt: string }
      ? Reference
      : V extends object
        ? { readonly [K in keyof V]?: Value<V[K]> }
        : V;

/** What you say of a record: its type, id and name, and whatever else there is. */
type Given<T extends { __typename?: string; id: string; name: string }> = {
  readonly [K in keyof T]?: Value<T[K]>;
} & {
  readonly __typename: NonNullable<T["__typename"]>;
  readonly id: string;
  readonly name: string;
};

export type OwnRecord =
  | Given<Organization>
  | (Given<Person> & { readonly consentedAt: string })
  | Given<Project>
  | Given<Practice>
  | (Given<Event> & { readonly startsAt: string });

/** A record with everything that the contract wants. */
export interface WholeRecord extends Readonly<Record<string, unknown>> {
  readonly __typename: OwnRecord["__typename"];
  readonly id: string;
  readonly visibility: "PUBLIC" | "NETWORK";
}

const COMMON = { translations: [], topics: [], countries: [], areas: [], locations: [], visibility: "PUBLIC" };
const LISTS = {
  Organization: { identifiers: [], languages: [], status: "ACTIVE" },
  Person: { languages: [], expertise: [], offers: [] },
  Project: { status: "ACTIVE", settings: [], audiences: [], attachments: [], jointWith: [], team: [], practices: [] },
  Practice: {
    ...{ practiceKind: "GUIDE", steps: [], enablers: [], constraints: [], pitfalls: [], resourcesNeeded: [] },
    ...{ attachments: [], contributors: [], version: "1" },
  },
  Event: {
    ...{ eventKind: "WORKSHOP", status: "CONFIRMED", timeZone: "UTC", online: false },
    ...{ speakers: [], materials: [], attachments: [] },
  },
};

/** When a record was first seen and last changed, where it does not say so itself. */
export interface Times {
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Fills in what a record does not say. */
export function completeRecord(given: OwnRecord, times: Times, { language, licence }: Settings): WholeRecord {
  const practice = given.__typename === "Practice" ? given : null;
  const expertise = given.__typename === "Person" ? given.expertise : undefined;
  return {
    ...{ ...COMMON, ...LISTS[given.__typename], ...times, language },
    ...(practice === null ? {} : { licence }),
    ...withoutUndefined(given),
    ...(practice === null ? {} : { context: { settings: [], audiences: [], ...practice.context } }),
    ...(expertise === undefined ? {} : { expertise: expertise.map((each) => ({ evidence: [], ...each })) }),
  } as WholeRecord; // COMMON gives what `given` leaves out
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T; // nothing else changed
}
