// Who may see what of partners' records by way of what partners do with each other: an adoption, a post, a need names a record,
// and whoever may not see the record is told nothing that gives it away: neither a row, nor a count, nor an empty place.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";
import { adoption } from "../kit/make-exchange.js";
import { until } from "../kit/until.js";
import { around, marked, MARKS, maySee, READERS, type State } from "./policy-ways.js";

/** Acts cannot name what never existed: of that, nothing is made. */
const MADE = ["open", "network", "withdrawn"] as const;
const ALL: readonly State[] = [...MADE, "never"];
/** Another organization for each state, so that what each did can be told apart. */
const DOERS: Readonly<Record<State, Exclude<Party, "anonymous" | "reader" | "admin">>> = {
  ...{ open: "namur", network: "dakar", withdrawn: "leeds", never: "brest" },
};

let network: ExchangeNetwork;
const made = new Map<string, string>();
beforeAll(async () => {
  network = await startExchangeNetwork(
    {},
    {
      north: ALL.map((state) => around(state).north).concat(MADE.flatMap(marked)),
      south: ALL.flatMap((state) => around(state).south),
    },
  );
  for (const state of MADE) await actOn(state);
  await network.remove("north", "north:practice:withdrawn", "north:person:withdrawn");
  await network.caughtUp();
  await until(async () => {
    const [row] = await network.database.rows<{ gone: number }>(
      `select count(*)::int as gone from exchange.record where id like 'north:practice:withdrawn' and gone`,
    );
    return row?.gone === 1;
  });
}, 120_000);
afterAll(() => network.stop());

/** Everything that names the records of a state. */
async function actOn(state: (typeof MADE)[number]): Promise<void> {
  const by = DOERS[state];
  const practice = `north:practice:${state}`;
  const person = `north:person:${state}`;
  const first = (data: object): { readonly id: string } => Object.values(data)[0];
  const act = async (field: string, type: string, input: object): Promise<string> =>
    first(await network.done(by, `mutation ($input: ${type}!) { ${field}(input: $input) { id } }`, { input })).id;
  await act("recordAdoption", "AdoptionInput", { ...adoption, practice });
  await act("reviewPractice", "ReviewInput", {
    practice,
    text: "t",
    scores: [{ criterion: "ETHICS", score: 4 }],
  });
  await act("endorse", "EndorsementInput", { person, topic: MARKS[state].topic });
  const named = { name: `Circle ${state}`, language: "en", topics: ["hub:topic:funding"], visibility: "PUBLIC" };
  const community = await act("createCommunity", "CommunityInput", named);
  const talk = { community, title: `Talk ${state}`, text: "How?", language: "en", about: [practice, person] };
  made.set(`discussion ${state}`, await act("startDiscussion", "DiscussionInput", talk));
  const need = { title: `Need ${state}`, text: "t", topics: ["hub:topic:funding"], visibility: "PUBLIC" };
  const id = await act("publishNeed", "NeedInput", need);
  await network.done(by, `mutation { closeNeed(id: "${id}", answeredBy: ["${person}"]) { id } }`);
  made.set(`need ${state}`, id);
  const visit = {
    kind: "FIELD_VISIT",
    title: `Visit ${state}`,
    text: "t",
    with: ["brest:organization:home"],
    visibility: "PUBLIC",
  };
  const exchange = await act("proposeExchange", "ExchangeInput", visit);
  await network.database.rows(`update exchange.exchange set state = 'AGREED' where id = ?`, [exchange]);
  await network.done(
    by,
    `mutation { reportExchange(id: "${exchange}", outcome: "Much.", materials: ["${practice}"]) { id } }`,
  );
  made.set(`exchange ${state}`, exchange);
}

const doer = (state: State): string => `${DOERS[state]}:organization:home`;
const WAYS: Readonly<Record<string, (state: State) => string>> = {
  "who adopted": (state) =>
    `{ way: node(id: "${doer(state)}") { ... on Organization { adoptions { practice { id } context } } } }`,
  "the practice itself": (state) =>
    `{ way: node(id: "north:practice:${state}") { ... on Practice { quality { level } adoptionCount adoptions { id } reviews { id } discussions { title } } } }`,
  "the person": (state) =>
    `{ way: node(id: "north:person:${state}") { ... on Person { endorsements { by { id } } recognition { points } } } }`,
  experts: (state) =>
    `{ way: experts(topics: ["${MARKS[state].topic}"]) { totalCount edges { node { name evidence { kind } } } } }`,
  "the figures of its topic": (state) =>
    `{ way: activityReport(from: "2020-01-01", to: "2098-01-01", topics: ["${MARKS[state].topic}"]) { figures { kind count examples } } }`,
  "contributors on its topic": (state) =>
    `{ way: contributors(topics: ["${MARKS[state].topic}"]) { organization { id } points practicesShared adoptionsByOthers } }`,
};
/** Ways through something that itself may be seen: what it names is not there, and has left no place. */
const HOLDERS: Readonly<
  Record<string, readonly [kind: string, query: (id: string) => string, path: readonly string[]]>
> = {
  "what a discussion is about": [
    "discussion",
    (id) => `{ discussion(id: "${id}") { about { id } } }`,
    ["discussion", "about"],
  ],
  "who answered a need": ["need", (id) => `{ need(id: "${id}") { answeredBy { id } } }`, ["need", "answeredBy"]],
  "materials of an exchange": [
    "exchange",
    (id) => `{ exchange(id: "${id}") { materials { id } } }`,
    ["exchange", "materials"],
  ],
};

describe.each(Object.entries(WAYS))("B06, B07: by way of %s", (_way, query) => {
  it.each(READERS)("%s sees what they may, and of the rest as if it had never been", async (reader) => {
    const look = async (state: State): Promise<string> => {
      const { data, errors } = await network.as(reader, query(state));
      expect(errors).toBeUndefined();
      const marks = [`${DOERS[state]}:`, `:${state}"`, MARKS[state].word, `-${state}"`];
      return marks.reduce((text, mark) => text.replaceAll(mark, "#"), JSON.stringify(data));
    };
    const never = await look("never");
    for (const state of MADE) {
      if (maySee(reader, state)) expect({ state, seen: await look(state) }).not.toEqual({ state, seen: never });
      else expect({ state, seen: await look(state) }).toEqual({ state, seen: never });
    }
  });
});

describe.each(Object.entries(HOLDERS))("B06, B07: by way of %s", (_way, [kind, query, path]) => {
  it.each(READERS)("%s sees what they may, and no empty place", async (reader) => {
    for (const state of MADE) {
      const data = await network.done(reader, query(made.get(`${kind} ${state}`) ?? ""));
      const list = path.reduce((value, key) => value[key], data);
      expect({ state, list }).toEqual({
        state,
        list: maySee(reader, state) ? (list.length > 0 ? list : "something") : [],
      });
      expect(list).not.toContain(null);
    }
  });
});

describe("B06: what an act says of a record that it names", () => {
  it("is the same for one that is hidden, withdrawn or unknown", async () => {
    const blind = await network.hub.registry.keys.issue({
      ...{ name: "blind", scopes: ["exchange:write"], organization: "brest:organization:home" },
    });
    const answers = new Set<string>();
    for (const state of ["network", "withdrawn", "never"] as const)
      for (const call of [
        `recordAdoption(input: { practice: "north:practice:${state}", practiceVersion: "1", state: ADOPTED, context: "c", adaptations: "a", since: "2026-01-01" }) { id }`,
        `follow(subject: "north:practice:${state}") { since }`,
        `requestIntroduction(input: { to: "north:person:${state}", about: "a", message: "m" }) { id }`,
        `flag(subject: "north:practice:${state}", reason: "r") { id }`,
      ]) {
        const { errors } = await network.ask(`mutation { ${call} }`, { headers: { authorization: `Bearer ${blind}` } });
        answers.add(
          `${call.split("(")[0]} ${JSON.stringify(errors?.map(({ extensions }) => extensions)).replaceAll(`:${state}`, ":x")}`,
        );
      }
    expect(answers.size).toBe(4);
  });
});
