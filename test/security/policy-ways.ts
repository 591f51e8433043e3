// The tables of the policy matrix: readers, states of records, and every way to a record. In: a state. Out: its records, and
// the question that would show one of them.
import type { RecordDraft } from "../../services/records/record-draft.js";
import type { ReaderKind } from "../kit/small-network.js";

export const STATES = ["open", "network", "withdrawn", "never"] as const;
export type State = (typeof STATES)[number];

/** What tells the records of a state apart: a word, a country and a topic that nothing else has. */
export const MARKS: Readonly<
  Record<State, { readonly word: string; readonly country: string; readonly topic: string }>
> = {
  open: { word: "abrolhos", country: "FR", topic: "hub:topic:respite-care" },
  network: { word: "brindabella", country: "BE", topic: "hub:topic:food-aid" },
  withdrawn: { word: "coorongite", country: "DE", topic: "hub:topic:homelessness" },
  never: { word: "dunnartish", country: "ES", topic: "hub:topic:music" },
};

const times = { createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-06-01T00:00:00.000Z" };

/** A practice and a person of a state, which its name, words, country and topic are of. */
export function marked(state: State): RecordDraft[] {
  const { word, country, topic } = MARKS[state];
  const visibility = state === "network" ? ("NETWORK" as const) : ("PUBLIC" as const);
  const about = {
    ...times,
    visibility,
    countries: [country],
    topics: [topic],
    organization: `north:organization:${state}`,
  };
  return [
    {
      ...about,
      id: `north:practice:${state}`,
      name: `${word} guide`,
      summary: `How ${word} is done.`,
      areas: ["FR-35"],
      adaptedFrom: `south:practice:base-${state}`,
    },
    {
      ...about,
      id: `north:person:${state}`,
      name: `Pat ${word}`,
      expertise: [{ topic, level: "EXPERT", evidence: [`north:practice:${state}`] }],
    },
  ];
}

/** Public records that refer to those of a state, there or not. */
export function around(state: State): { readonly north: RecordDraft; readonly south: RecordDraft[] } {
  return {
    north: { ...times, id: `north:organization:${state}`, name: `House of ${state}` },
    south: [
      { ...times, id: `south:practice:${state}`, name: `Adapted in ${state}`, adaptedFrom: `north:practice:${state}` },
      {
        ...times,
        id: `south:project:${state}`,
        name: `Project in ${state}`,
        team: [`north:person:${state}`, `south:person:mate-${state}`].map((one) => ({ person: one, role: "lead" })),
      },
      { ...times, id: `south:practice:base-${state}`, name: "What was adapted" },
      { ...times, id: `south:person:mate-${state}`, name: "A team's other member" },
    ],
  };
}

export const READERS: readonly ReaderKind[] = ["anonymous", "reader", "admin"];
/** Whether a reader may see the records of a state. */
export const maySee = (reader: ReaderKind, state: State): boolean =>
  state === "open" || (state === "network" && reader !== "anonymous");

export type WayIn = (state: State) => { readonly query: string; readonly at: (data: unknown) => unknown };
const get =
  (...path: readonly (string | number)[]) =>
  (data: unknown): unknown =>
    path.reduce<unknown>(
      (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : null),
      data,
    );

const practice = (state: State): string => `"north:practice:${state}"`;
const person = (state: State): string => `"north:person:${state}"`;
const facet = (name: string, value: string) => (data: unknown) =>
  ((get("search", "facets", name)(data) ?? []) as ReadonlyArray<{ value: string }>).filter(
    (each) => each.value === value,
  );

/** Every way to a record. Each gives something where the reader may see it, and the same nothing where not. */
export const WAYS: Readonly<Record<string, WayIn>> = {
  node: (state) => ({
    query: `{ node(id: ${practice(state)}) { __typename id ... on Practice { name } } }`,
    at: get("node"),
  }),
  nodes: (state) => ({
    query: `{ nodes(ids: [${practice(state)}, ${person(state)}]) { __typename id } }`,
    at: (data) => ((get("nodes")(data) ?? []) as unknown[]).filter(Boolean),
  }),
  "an alias, through an interface": (state) => ({
    query: `{ x: node(id: ${practice(state)}) { ... on Record { a: name b: visibility } } }`,
    at: get("x"),
  }),
  "a list": (state) => ({
    query: `{ practices(filter: { organizations: ["north:organization:${state}"] }) { totalCount nodes { id } pageInfo { endCursor } } }`,
    at: (data) => [
      get("practices", "totalCount")(data),
      get("practices", "nodes")(data),
      get("practices", "pageInfo", "endCursor")(data),
    ],
  }),
  "a list by text": (state) => ({
    query: `{ people(filter: { text: "${MARKS[state].word}" }) { totalCount nodes { id } } }`,
    at: get("people"),
  }),
  "a list by country": (state) => ({
    query: `{ practices(filter: { countries: ["${MARKS[state].country}"] }) { totalCount edges { cursor node { id } } } }`,
    at: get("practices"),
  }),
  "a list of a public record": (state) => ({
    query: `{ node(id: "north:organization:${state}") { ... on Organization { practices { id } people { id } } } }`,
    at: get("node"),
  }),
  "a reference of a public record": (state) => ({
    query: `{ node(id: "south:practice:${state}") { ... on Practice { adaptedFrom { id name } } } }`,
    at: get("node", "adaptedFrom"),
  }),
  "a person in a public team": (state) => ({
    query: `{ node(id: "south:project:${state}") { ... on Project { team { role person { id name } } } } }`,
    at: (data) =>
      ((get("node", "team")(data) ?? []) as ReadonlyArray<{ person: unknown }>).filter(
        ({ person: one }) => one !== null,
      ),
  }),
  search: (state) => ({
    query: `{ search(text: "${MARKS[state].word}") { totalCount edges { node { id name snippet } } understoodAs { id } } }`,
    at: get("search"),
  }),
  "search by a prefix": (state) => ({
    query: `{ search(text: "${MARKS[state].word.slice(0, 6)}") { totalCount edges { node { id } } } }`,
    at: get("search"),
  }),
  "search mending a typing error": (state) => ({
    query: `{ search(text: "${MARKS[state].word.replace("r", "rr")}") { totalCount edges { node { id } } } }`,
    at: get("search"),
  }),
  "the facet of countries": (state) => ({
    query: `{ search(text: "") { facets { countries { value count } } } }`,
    at: facet("countries", MARKS[state].country),
  }),
  "the facet of topics": (state) => ({
    query: `{ search(text: "") { facets { topics { value count } } } }`,
    at: facet("topics", MARKS[state].topic),
  }),
  experts: (state) => ({
    query: `{ experts(topics: ["${MARKS[state].topic}"]) { totalCount edges { node { name person { id } evidence { label } } } } }`,
    at: get("experts"),
  }),
  "experts by words": (state) => ({
    query: `{ experts(about: "${MARKS[state].word}") { totalCount edges { node { name } } } }`,
    at: get("experts"),
  }),
  "what a topic counts": (state) => ({
    query: `{ topic(id: "${MARKS[state].topic}") { recordCount experts { name } } }`,
    at: (data) => [get("topic", "recordCount")(data), get("topic", "experts")(data)],
  }),
  "what refers to a public record": (state) => ({
    query: `{ node(id: "south:practice:base-${state}") { ... on Practice { adaptations { id } referencedBy { totalCount edges { node { id } } } related { id } } } }`,
    at: get("node"),
  }),
  connections: (state) => ({
    query: `{ connections(from: ${person(state)}, to: "south:person:mate-${state}") { hops } }`,
    at: get("connections"),
  }),
  coverage: (state) => ({
    query: `{ coverage(topics: ["${MARKS[state].topic}"]) { area count } }`,
    at: get("coverage"),
  }),
  "what is new": (state) => ({
    query: "{ recordChangesSince { changes { op id record { id } } } }",
    at: (data) =>
      ((get("recordChangesSince", "changes")(data) ?? []) as ReadonlyArray<{ id: string; op: string }>).filter(
        ({ id, op }) => op === "UPSERT" && /^north:(practice|person):/.test(id) && id.endsWith(`:${state}`),
      ),
  }),
};
