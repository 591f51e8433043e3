// Needs, through the hub: published, matched with those who could help, closed; each rule with what is refused.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { atOnce, refusalOf, toldOf } from "../kit/exchange-answers.js";
import { FOOD, RESPITE, startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";
import { until } from "../kit/until.js";

const FIELDS = `id title text topics { id } languages visibility by { name } state until answeredBy { name organization { name } } createdAt`;
const PUBLISH = `mutation ($input: NeedInput!) { publishNeed(input: $input) { ${FIELDS} } }`;
const CLOSE = `mutation ($id: ID!, $by: [ID!]) { closeNeed(id: $id, answeredBy: $by) { ${FIELDS} } }`;
const SEEN = `query ($id: ID!) { need(id: $id) { ${FIELDS} } }`;
const need = {
  ...{ title: "Night respite in a small town", text: "Who has run night respite with volunteers?\nWe begin in May." },
  ...{ topics: [RESPITE], languages: ["fr", "en-gb"], visibility: "NETWORK" },
};

let network: ExchangeNetwork;
beforeAll(async () => {
  network = await startExchangeNetwork();
});
afterAll(() => network.stop());

const refusal = (party: Party, query: string, variables: Readonly<Record<string, unknown>>) =>
  refusalOf(network, party, { query, variables });
const told = (kind: string, subject: string) => toldOf(network, kind, subject);

async function publish(party: Party, change: object = {}): Promise<string> {
  return (await network.done(party, PUBLISH, { input: { ...need, ...change } })).publishNeed.id;
}

async function count(): Promise<number> {
  const [row] = await network.database.rows<{ count: number }>("select count(*)::int as count from exchange.need");
  return row?.count ?? 0;
}

describe("a need", () => {
  it("is published with its organization as its owner describes it", async () => {
    const { publishNeed } = await network.done("namur", PUBLISH, { input: { ...need, until: "2099-01-01" } });
    expect(publishNeed).toMatchObject({
      ...{ ...need, languages: ["fr", "en-GB"], topics: [{ id: RESPITE }], by: { name: "Relais Namur" } },
      ...{ state: "OPEN", until: "2099-01-01", answeredBy: [] },
    });
    expect(publishNeed.id).toMatch(/^hub:need:/);
    expect(Date.parse(publishNeed.createdAt)).toBeLessThanOrEqual(Date.now());
    expect((await network.done("reader", SEEN, { id: publishNeed.id })).need).toEqual(publishNeed);
    const { node } = await network.done("reader", `query ($id: ID!) { node(id: $id) { id ... on Need { title } } }`, {
      id: publishNeed.id,
    });
    expect(node).toEqual({ id: publishNeed.id, title: need.title });
  });

  it.each([
    ["no text", { text: " \n" }, "a text"],
    ["a long text", { text: "a".repeat(20_001) }, "at most 20,000 characters"],
    ["a title of two lines", { title: "a\nb" }, "one line"],
    ["a long title", { title: "a".repeat(201) }, "at most 200 characters"],
    ["a control character", { text: "a\u0007b" }, "text without control characters"],
    ["a mark that turns the direction", { title: "a\u202Eb" }, "text without control characters"],
    ["no topic", { topics: [] }, "1 to 20 topics"],
    ["an unknown topic", { topics: ["hub:topic:nothing"] }, "ids of topics"],
    ["a language that is none", { languages: ["klingon!"] }, "a language tag"],
    ["a day that is over", { until: "2020-01-01" }, "a date not before today"],
    ["a day that does not exist", { until: "2099-02-30" }, "a calendar date"],
  ])("with %s is refused, and nothing is written", async (_what, change, expected) => {
    const before = await count();
    expect(await refusal("namur", PUBLISH, { input: { ...need, ...change } })).toMatchObject({
      ...{ field: null, code: "BAD_USER_INPUT", expected: expect.stringContaining(expected) },
    });
    expect(await count()).toBe(before);
  });

  it("is seen by those who may: PUBLIC ones by all, but for those of organizations that are not", async () => {
    const ids = {
      network: await publish("namur"),
      public: await publish("namur", { visibility: "PUBLIC" }),
      quiet: await publish("quiet", { visibility: "PUBLIC" }),
    };
    const sees = async (party: Party) => {
      const listed = await network.done(party, "{ needs(first: 100) { totalCount edges { node { id } } } }");
      const all: string[] = listed.needs.edges.map((edge: { node: { id: string } }) => edge.node.id);
      expect(listed.needs.totalCount).toBe(all.length);
      const seen = await Promise.all(
        Object.entries(ids).map(async ([name, id]) => {
          const single = (await network.done(party, SEEN, { id })).need !== null;
          expect(all.includes(id)).toBe(single);
          return single ? [name] : [];
        }),
      );
      return seen.flat();
    };
    expect(await sees("anonymous")).toEqual(["public"]);
    expect(await sees("reader")).toEqual(["network", "public", "quiet"]);
    expect(await sees("dakar")).toEqual(["network", "public", "quiet"]);
  });

  it("is closed by its organization only, once", async () => {
    const id = await publish("namur");
    const denied = { field: null, code: "FORBIDDEN" };
    expect(await refusal("brest", CLOSE, { id })).toMatchObject(denied);
    expect(await refusal("namur", CLOSE, { id: "hub:need:nothing" })).toMatchObject(denied);
    expect((await network.done("namur", CLOSE, { id })).closeNeed).toMatchObject({ state: "CLOSED", answeredBy: [] });
    expect(await refusal("namur", CLOSE, { id })).toMatchObject({ code: "BAD_USER_INPUT", got: '"CLOSED"' });
  });

  it("is answered by people of other organizations, which are told", async () => {
    const id = await publish("namur");
    const bad = { field: null, code: "BAD_USER_INPUT" };
    for (const person of ["namur:person:chloe", "brest:person:nobody", "brest:organization:home", "nonsense"])
      expect(await refusal("namur", CLOSE, { id, by: [person] })).toMatchObject(bad);
    expect((await network.done("namur", SEEN, { id })).need.state).toBe("OPEN");
    const by = ["leeds:person:erin", "brest:person:anna"];
    const { closeNeed } = await network.done("namur", CLOSE, { id, by });
    expect(closeNeed).toMatchObject({
      state: "ANSWERED",
      answeredBy: [
        { name: "Erin Walsh", organization: { name: "Leeds Carers" } },
        { name: "Anna Le Bihan", organization: { name: "Maison des Aidants" } },
      ],
    });
    expect(await told("need.answered", id)).toEqual(["brest:organization:home", "leeds:organization:home"]);
    expect((await refusal("namur", CLOSE, { id })).code).toBe("BAD_USER_INPUT");
  });

  it("of which two close it at once is closed once", async () => {
    const id = await publish("dakar");
    const closing = Array.from({ length: 8 }, () => () => network.as("dakar", CLOSE, { id }));
    const answers = await atOnce(network, "exchange.need", closing);
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1);
  });

  it("is closed once its day is over, without anybody closing it", async () => {
    const id = await publish("leeds", { until: "2099-01-01", topics: [FOOD] });
    expect(await toldNetwork(id)).toMatchObject({ kind: "NEED", topics: [FOOD], by: "leeds:organization:home" });
    await network.database.rows("update exchange.need set until = '2026-01-01' where id = ?", [id]);
    expect((await network.done("leeds", SEEN, { id })).need.state).toBe("CLOSED");
    const listed = await network.done("reader", `{ needs(state: [OPEN], first: 100) { edges { node { id } } } }`);
    expect(JSON.stringify(listed)).not.toContain(id);
    expect((await refusal("leeds", CLOSE, { id })).got).toBe('"CLOSED"');
    await until(async () => (await toldNetwork(id)) === null);
  });

  it("is listed by topic, narrower ones included, by state, page by page and under its organization", async () => {
    const ids = [];
    for (const title of ["one", "two", "three"]) ids.unshift(await publish("dakar", { title, topics: [FOOD] }));
    const list = (args: string) =>
      network.done(
        "reader",
        `{ needs(${args}) { totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }`,
      );
    const idsOf = (page: { needs: { edges: Array<{ node: { id: string } }> } }) =>
      page.needs.edges.map(({ node }) => node.id);
    const first = await list(`topics: ["${FOOD}"], state: [OPEN], first: 2`);
    const second = await list(
      `topics: ["${FOOD}"], state: [OPEN], first: 2, after: "${first.needs.pageInfo.endCursor}"`,
    );
    expect([...idsOf(first), ...idsOf(second)]).toEqual(ids);
    expect(first.needs).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(second.needs).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: false } });
    expect((await refusal("reader", `{ needs(topics: ["nonsense"]) { totalCount } }`, {})).code).toBe("BAD_USER_INPUT");
    expect((await refusal("reader", `{ needs(first: 101) { totalCount } }`, {})).code).toBe("BAD_USER_INPUT");
    expect((await refusal("reader", `{ needs(after: "nonsense") { totalCount } }`, {})).code).toBe("BAD_USER_INPUT");
    const { organizations } = await network.done(
      "reader",
      `{ organizations(filter: { partners: ["dakar"] }) { nodes { name needs(first: 3) { id by { name } } } } }`,
    );
    expect(organizations.nodes).toEqual([
      { name: "Ndimbal", needs: ids.map((id) => ({ id, by: { name: "Ndimbal" } })) },
    ]);
  });

  it("is hidden or removed by coordinators, once it was flagged", async () => {
    const id = await publish("namur", { visibility: "PUBLIC" });
    const flag = async (action: string, id: string): Promise<boolean> => {
      const raise = `mutation ($id: ID!) { flag(subject: $id, reason: "This is an advertisement.") { id } }`;
      const { flag: raised } = await network.done("dakar", raise, { id });
      const resolve = `mutation ($id: ID!) { resolveFlag(id: $id, action: ${action}) { state } }`;
      await network.done("admin", resolve, { id: raised.id });
      return (await network.done("anonymous", SEEN, { id })).need !== null;
    };
    expect(await flag("DISMISS", id)).toBe(true);
    expect(await flag("HIDE", id)).toBe(false);
    expect(await toldNetwork(id)).toBeNull();
    const removed = await publish("namur", { visibility: "PUBLIC" });
    expect(await flag("REMOVE", removed)).toBe(false);
    expect(await network.database.rows("select 1 from exchange.need where id = ?", [removed])).toEqual([]);
    expect(await network.as("dakar", `mutation { flag(subject: "${id}", reason: "Again.") { id } }`)).toMatchObject({
      data: { flag: null },
    });
  });
});

async function toldNetwork(id: string): Promise<unknown> {
  const [row] = await network.database.rows<{ record: unknown }>("select record from exchange.told where id = ?", [id]);
  return row?.record;
}
