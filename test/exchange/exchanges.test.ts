// Exchanges between teams, through the hub: proposed, agreed, reported; who sees them when, and what is refused.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { atOnce, refusalOf, toldOf } from "../kit/exchange-answers.js";
import { RESPITE, startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";

const FIELDS = `id kind title text visibility from { name } with { name } topics { id } startDate endDate state
  answers { by { name } accept message at } outcome materials { name organization { name } } createdAt`;
const PROPOSE = `mutation ($input: ExchangeInput!) { done: proposeExchange(input: $input) { ${FIELDS} } }`;
const ANSWER = `mutation ($id: ID!, $accept: Boolean!, $message: String) {
  done: answerExchange(id: $id, accept: $accept, message: $message) { ${FIELDS} } }`;
const REPORT = `mutation ($id: ID!, $outcome: String!, $materials: [ID!]) {
  done: reportExchange(id: $id, outcome: $outcome, materials: $materials) { ${FIELDS} } }`;
const SEEN = `query ($id: ID!) { exchange(id: $id) { ${FIELDS} } }`;
const home = (partner: string): string => `${partner}:organization:home`;
const visit = {
  ...{ kind: "FIELD_VISIT", title: "Three nights in Brest", text: "Two of ours watch how nights are run." },
  ...{ with: [home("brest"), home("leeds")], topics: [RESPITE], visibility: "NETWORK" },
  ...{ startDate: "2026-05-01", endDate: "2026-05-04" },
};

let network: ExchangeNetwork;
beforeAll(async () => {
  network = await startExchangeNetwork();
});
afterAll(() => network.stop());

const refusal = (party: Party, query: string, variables: Readonly<Record<string, unknown>>) =>
  refusalOf(network, party, { query, variables });
const told = (kind: string, subject: string) => toldOf(network, kind, subject);

async function act(party: Party, query: string, variables: Readonly<Record<string, unknown>>) {
  return (await network.done(party, query, variables)).done;
}

async function propose(party: Party, change: object = {}): Promise<string> {
  return (await act(party, PROPOSE, { input: { ...visit, ...change } })).id;
}

async function agree(change: object = {}): Promise<string> {
  const id = await propose("namur", change);
  for (const party of ["brest", "leeds"] as const) await act(party, ANSWER, { id, accept: true });
  return id;
}

async function viewersOf(id: string): Promise<Party[]> {
  const parties: Party[] = ["namur", "brest", "leeds", "dakar", "reader", "anonymous"];
  const seen = await Promise.all(
    parties.map(async (party) => {
      const single = (await network.done(party, SEEN, { id })).exchange !== null;
      const listed = await network.done(party, "{ exchanges(first: 100) { edges { node { id } } } }");
      expect(JSON.stringify(listed).includes(id)).toBe(single);
      return single ? [party] : [];
    }),
  );
  return seen.flat();
}

describe("an exchange", () => {
  it("is proposed, agreed by all sides and reported, with sides and materials as their owners describe them", async () => {
    const proposed = await act("namur", PROPOSE, { input: visit });
    const { id } = proposed;
    expect(proposed).toMatchObject({
      ...{ ...visit, topics: [{ id: RESPITE }], from: { name: "Relais Namur" } },
      ...{ with: [{ name: "Maison des Aidants" }, { name: "Leeds Carers" }], state: "PROPOSED", answers: [] },
      ...{ outcome: null, materials: [] },
    });
    expect(id).toMatch(/^hub:exchange:/);
    expect(await told("exchange.proposed", id)).toEqual([home("brest"), home("leeds")]);
    expect((await act("brest", ANSWER, { id, accept: true, message: "Come in May." })).state).toBe("PROPOSED");
    expect(await told("exchange.accepted", id)).toEqual([home("leeds"), home("namur")]);
    expect(await act("leeds", ANSWER, { id, accept: true })).toMatchObject({
      state: "AGREED",
      answers: [
        { by: { name: "Maison des Aidants" }, accept: true, message: "Come in May." },
        { by: { name: "Leeds Carers" }, accept: true, message: null },
      ],
    });
    const report = { id, outcome: "Beds first, then staff.", materials: ["brest:practice:nights"] };
    expect(await act("brest", REPORT, report)).toMatchObject({
      ...{ state: "DONE", outcome: report.outcome },
      materials: [{ name: "Nuits de répit", organization: { name: "Maison des Aidants" } }],
    });
    expect(await told("exchange.reported", id)).toEqual([home("leeds"), home("namur")]);
    const { exchange } = await network.done("reader", SEEN, { id });
    expect(exchange).toMatchObject({ state: "DONE", outcome: report.outcome, answers: null });
    const { node } = await network.done("dakar", `query ($id: ID!) { node(id: $id) { ... on Exchange { title } } }`, {
      id,
    });
    expect(node).toEqual({ title: visit.title });
  });

  it("is its sides' own affair until it is agreed, and for good when it is declined", async () => {
    const sides = ["namur", "brest", "leeds"];
    const id = await propose("namur", { visibility: "PUBLIC" });
    expect(await viewersOf(id)).toEqual(sides);
    await act("brest", ANSWER, { id, accept: true });
    expect(await act("leeds", ANSWER, { id, accept: false, message: "No time." })).toMatchObject({ state: "DECLINED" });
    expect(await told("exchange.declined", id)).toEqual([home("brest"), home("namur")]);
    expect(await viewersOf(id)).toEqual(sides);
    expect(await viewersOf(await agree())).toEqual([...sides, "dakar", "reader"]);
    expect(await viewersOf(await agree({ visibility: "PUBLIC" }))).toEqual([...sides, "dakar", "reader", "anonymous"]);
  });

  it("does not name an organization to readers who may not see it", async () => {
    const id = await propose("namur", { visibility: "PUBLIC", with: ["brest:organization:quiet", home("leeds")] });
    for (const party of ["quiet", "leeds"] as const) await act(party, ANSWER, { id, accept: true });
    const withOf = async (party: Party) =>
      (await network.done(party, SEEN, { id })).exchange.with.map((each: { name: string }) => each.name);
    expect(await withOf("reader")).toEqual(["Discrète", "Leeds Carers"]);
    expect(await withOf("anonymous")).toEqual(["Leeds Carers"]);
    const own = await propose("quiet", { visibility: "PUBLIC", with: [home("leeds")] });
    await act("leeds", ANSWER, { id: own, accept: true });
    expect((await network.done("reader", SEEN, { id: own })).exchange).not.toBeNull();
    expect((await network.done("anonymous", SEEN, { id: own })).exchange).toBeNull();
  });

  it("ends as soon as one side declines, before the others have answered", async () => {
    const id = await propose("namur");
    expect((await act("brest", ANSWER, { id, accept: false })).state).toBe("DECLINED");
    expect(await refusal("leeds", ANSWER, { id, accept: true })).toMatchObject({ code: "BAD_USER_INPUT" });
  });

  it("is answered once by each side that was asked, and by nobody else", async () => {
    const id = await propose("namur");
    for (const party of ["namur", "dakar", "quiet"] as const)
      expect(await refusal(party, ANSWER, { id, accept: true })).toMatchObject({ field: null, code: "FORBIDDEN" });
    expect(await refusal("brest", ANSWER, { id: "hub:exchange:nothing", accept: true })).toMatchObject({
      code: "FORBIDDEN",
    });
    const answering = Array.from({ length: 10 }, (_, at) => () => {
      return network.as(at % 2 === 0 ? "brest" : "leeds", ANSWER, { id, accept: true });
    });
    const answers = await atOnce(network, "exchange.exchange_side", answering);
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(2);
    expect((await network.done("namur", SEEN, { id })).exchange.state).toBe("AGREED");
    expect(await refusal("brest", ANSWER, { id, accept: false })).toMatchObject({ code: "BAD_USER_INPUT" });
  });

  it("is reported once, by a side, once it is agreed and has begun", async () => {
    const report = { outcome: "We learnt a lot.", materials: [] };
    const bad = { field: null, code: "BAD_USER_INPUT" };
    const proposed = await propose("namur");
    expect(await refusal("namur", REPORT, { ...report, id: proposed })).toMatchObject(bad);
    const later = await agree({ startDate: "2099-05-01", endDate: null });
    expect(await refusal("namur", REPORT, { ...report, id: later })).toMatchObject({
      ...bad,
      expected: "an exchange that has begun",
    });
    const id = await agree({ startDate: null, endDate: null });
    expect(await refusal("dakar", REPORT, { ...report, id })).toMatchObject({ field: null, code: "FORBIDDEN" });
    for (const change of [{ outcome: " " }, { outcome: "a".repeat(20_001) }, { outcome: "a\u0000b" }])
      expect(await refusal("leeds", REPORT, { ...report, id, ...change })).toMatchObject(bad);
    for (const material of ["brest:practice:nothing", "brest:project:nights", "nonsense"])
      expect(await refusal("leeds", REPORT, { ...report, id, materials: [material] })).toMatchObject(bad);
    expect((await network.done("namur", SEEN, { id })).exchange).toMatchObject({ state: "AGREED", outcome: null });
    const reporting = (["namur", "brest", "leeds"] as const).map(
      (party) => () => network.as(party, REPORT, { ...report, id }),
    );
    const answers = await atOnce(network, "exchange.exchange", reporting);
    const codes = answers.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions["code"]));
    expect(codes).toEqual(["CONFLICT", "CONFLICT"]);
  });

  it("is listed by kind and state, page by page", async () => {
    const ids = [];
    for (let count = 0; count < 3; count++)
      ids.unshift(await propose("dakar", { kind: "STAFF_EXCHANGE", with: [home("brest")] }));
    const list = async (args: string) =>
      (
        await network.done(
          "brest",
          `{ exchanges(kind: [STAFF_EXCHANGE], state: [PROPOSED], ${args}) {
        totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }`,
        )
      ).exchanges;
    const first = await list("first: 2");
    const second = await list(`first: 2, after: "${first.pageInfo.endCursor}"`);
    const idsOf = (page: { edges: Array<{ node: { id: string } }> }) => page.edges.map(({ node }) => node.id);
    expect([...idsOf(first), ...idsOf(second)]).toEqual(ids);
    expect([first.totalCount, first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([3, true, false]);
  });

  it("is hidden or removed by coordinators, once it was flagged", async () => {
    const id = await agree({ visibility: "PUBLIC" });
    const flag = async (action: string, id: string): Promise<boolean> => {
      const raise = `mutation ($id: ID!) { flag(subject: $id, reason: "This is an advertisement.") { id } }`;
      const { flag: raised } = await network.done("dakar", raise, { id });
      const resolve = `mutation ($id: ID!) { resolveFlag(id: $id, action: ${action}) { state } }`;
      await network.done("admin", resolve, { id: raised.id });
      return (await network.done("anonymous", SEEN, { id })).exchange !== null;
    };
    expect(await flag("DISMISS", id)).toBe(true);
    expect(await flag("HIDE", id)).toBe(false);
    const removed = await agree({ visibility: "PUBLIC" });
    expect(await flag("REMOVE", removed)).toBe(false);
    expect(await network.database.rows("select 1 from exchange.exchange where id = ?", [removed])).toEqual([]);
    expect(await network.as("dakar", `mutation { flag(subject: "${id}", reason: "Again.") { id } }`)).toMatchObject({
      data: { flag: null },
    });
  });

  it.each([
    ["nobody", { with: [] }, "1 to 20 organizations"],
    ["too many", { with: Array.from({ length: 21 }, (_, at) => `brest:organization:o${at}`) }, "1 to 20 organizations"],
    ["itself", { with: [home("namur"), home("brest")] }, "other organizations"],
    ["an unknown organization", { with: ["brest:organization:nothing"] }, "the id of an Organization"],
    ["a person", { with: ["brest:person:anna"] }, "the id of an Organization"],
    ["others, from one day to the day before", { startDate: "2026-05-04", endDate: "2026-05-03" }, "a date not before"],
    ["others, without a text", { text: "" }, "a text"],
    ["others, with a long text", { text: "a".repeat(20_001) }, "at most 20,000 characters"],
    ["others, with a control character", { title: "a\u0007b" }, "text without control characters"],
    ["others, about an unknown topic", { topics: ["hub:topic:nothing"] }, "ids of topics"],
  ])("with %s is refused, and nothing is written", async (_whom, change, expected) => {
    const count = "select count(*)::int as count from exchange.exchange";
    const before = await network.database.rows(count);
    expect(await refusal("namur", PROPOSE, { input: { ...visit, ...change } })).toMatchObject({
      ...{ field: null, code: "BAD_USER_INPUT", expected: expect.stringContaining(expected) },
    });
    expect(await network.database.rows(count)).toEqual(before);
  });
});
