// Who may see what, whatever the way in: three kinds of readers, records in four states, and every field by which a record
// can show. For whoever may not see a record, it is as if it had never existed: the very same answer.
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { RecordDraft } from "../../services/records/record-draft.js";
import { startSmallNetwork, type ReaderKind, type SmallNetwork } from "../kit/small-network.js";
import { WIDE } from "../kit/wide-edge.js";

const STATES = ["open", "network", "withdrawn", "never"] as const;
type State = (typeof STATES)[number];

/** What tells the records of a state apart: a word, a country and a topic that nothing else has. */
const MARKS: Readonly<Record<State, { readonly word: string; readonly country: string; readonly topic: string }>> = {
  open: { word: "abrolhos", country: "FR", topic: "hub:topic:respite-care" },
  network: { word: "brindabella", country: "BE", topic: "hub:topic:food-aid" },
  withdrawn: { word: "coorongite", country: "DE", topic: "hub:topic:homelessness" },
  never: { word: "dunnartish", country: "ES", topic: "hub:topic:music" },
};

const times = { createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-06-01T00:00:00.000Z" };

/** A practice and a person of a state, which its name, words, country and topic are of. */
function marked(state: State): RecordDraft[] {
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
function around(state: State): { readonly north: RecordDraft; readonly south: RecordDraft[] } {
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

const READERS: readonly ReaderKind[] = ["anonymous", "reader", "admin"];
const maySee = (reader: ReaderKind, state: State): boolean =>
  state === "open" || (state === "network" && reader !== "anonymous");

type WayIn = (state: State) => { readonly query: string; readonly at: (data: unknown) => unknown };
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
const WAYS: Readonly<Record<string, WayIn>> = {
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

let network: SmallNetwork;
beforeAll(async () => {
  const there = STATES.filter((state) => state !== "never");
  const north = [...STATES.map((state) => around(state).north), ...there.flatMap(marked)];
  const south = STATES.flatMap((state) => around(state).south);
  network = await startSmallNetwork({ north, south }, { hub: { edge: WIDE } });
  await network.remove("north", "north:practice:withdrawn", "north:person:withdrawn");
  await network.caughtUp();
}, 120_000);
afterAll(() => network.stop());

/** An answer with the marks of its state taken out, so that those of different states can be compared. */
function unmarked(value: unknown, state: State): string {
  const { word, country, topic } = MARKS[state];
  return [
    word,
    word.slice(0, 6),
    `-${state}"`,
    `:${state}"`,
    `"${country}"`,
    topic,
    `in ${state}`,
    `of ${state}`,
  ].reduce((text, mark) => text.replaceAll(mark, "#"), JSON.stringify(value) ?? "undefined");
}

async function look(
  way: string,
  state: State,
  as: ReaderKind,
  freshness: string,
): Promise<{ seen: string; errors: string }> {
  const { query, at } = (WAYS[way] as WayIn)(state); // a key of the table
  const { data, errors } = await network.ask(query, { as, headers: { "maillage-freshness": freshness } });
  return { seen: unmarked(at(data), state), errors: unmarked(errors ?? [], state) };
}

describe.each(Object.keys(WAYS))("B06, B07, A32: by way of %s", (way) => {
  it.each(READERS)(
    "%s sees what they may, and of the rest the very answer of what never existed",
    async (reader) => {
      for (const freshness of ["live", "mirror", "auto"]) {
        const never = await look(way, "never", reader, freshness);
        for (const state of STATES) {
          const answer = await look(way, state, reader, freshness);
          expect({ state, freshness, ...answer }).toEqual({
            state,
            freshness,
            seen: maySee(reader, state) ? expect.any(String) : never.seen,
            errors: never.errors,
          });
          if (maySee(reader, state))
            expect({ way, state, seen: answer.seen }).not.toEqual({ way, state, seen: never.seen });
        }
      }
    },
    60_000,
  );
});

describe("B07: by way of a subscription", () => {
  it.each(READERS)(
    "%s is told of what they may see, and of no more",
    async (reader) => {
      const { data } = await network.ask("{ recordChangesSince { endCursor } }", { as: reader });
      const after = JSON.stringify(data.recordChangesSince.endCursor);
      const stop = new AbortController();
      const authorization = reader === "anonymous" ? {} : { authorization: `Bearer ${network.keys[reader]}` };
      const response = await fetch(`${network.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "text/event-stream", ...authorization },
        body: JSON.stringify({
          query: `subscription { recordChanges(after: ${after}) { op id record { ... on Record { name } } } }`,
        }),
        signal: stop.signal,
      });
      let text = "";
      const reading = (async () => {
        for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString("utf8");
      })().catch(() => undefined);
      const suffix = `${reader}-${Date.now()}`;
      const names = { hidden: `north:practice:hidden-${suffix}`, open: `north:practice:shown-${suffix}` };
      await network.save(
        "north",
        { id: names.hidden, name: "Told to few", visibility: "NETWORK" },
        { id: names.open, name: "Told to all" },
      );
      await network.caughtUp();
      for (let attempt = 0; attempt < 1_000 && !text.includes(names.open); attempt++) await delay(20);
      expect(text).toContain(names.open);
      expect(text.includes(names.hidden)).toBe(reader !== "anonymous");
      stop.abort();
      await reading;
      await network.remove("north", names.hidden, names.open);
      await network.caughtUp();
    },
    60_000,
  );
});
