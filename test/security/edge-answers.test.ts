// What is answered to odd text, to questions about what is not there, and when something fails on this side.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { contractRow } from "../kit/contract-rows.js";
import { FakePartner } from "../kit/fake-partner.js";
import { startTestHub } from "../kit/hub.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

let network: SmallNetwork;
beforeAll(async () => {
  network = await startSmallNetwork({ north: [{ id: "north:practice:1", name: "A practice of gardens" }] });
});
afterAll(() => network.stop());

const ODD: ReadonlyArray<readonly [string, string]> = [
  ["an end of a string and a statement", "'; drop table knowledge.entry; --"],
  ["wildcards", "%_\\%"],
  ["NUL", "gar\u0000dens"],
  ["a lone surrogate", "gardens \ud800"],
  ["the other half", "\udc00 gardens"],
  ["a regular expression", `(${"a+".repeat(200)})+$`],
  ["operators of full text", "gardens & | ! <-> :* ('"],
  ["text from right to left", "\u202egardens\u202c"],
  ["a quote that stays open", '"gardens'],
  ["signs of every plane", "🌱\u{10ffff}\ufffe"],
];

describe("A30: text that means something to others", () => {
  it.each(ODD)("%s: is searched for like any other", async (_title, text) => {
    const query = `query ($text: String!) {
      search(text: $text) { totalCount } experts(about: $text) { totalCount } topics(text: $text) { totalCount }
      practices(filter: { text: $text }) { totalCount } node(id: "north:practice:1") { id }
    }`;
    for (const freshness of ["live", "mirror"]) {
      const { data, errors } = await network.ask(query, {
        variables: { text },
        headers: { "maillage-freshness": freshness },
      });
      const codes = (errors ?? []).map(({ extensions }) => extensions.code);
      expect(codes.filter((code) => code !== "BAD_USER_INPUT")).toEqual([]);
      expect(data.node).toEqual({ id: "north:practice:1" });
    }
  });

  it("10,000 characters are refused for their number, in bounded time", async () => {
    const begun = performance.now();
    const { errors } = await network.ask("query ($text: String!) { search(text: $text) { totalCount } }", {
      variables: { text: "(a|b)*".repeat(2_000) },
    });
    expect(errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it.each(ODD)("%s: is no id, no cursor and no key of anything", async (_title, text) => {
    const query = `query ($text: String!) { node(id: $text) { __typename }
      practices(after: $text) { totalCount } partner(key: $text) { key } recordChangesSince(after: $text) { hasMore } }`
      .replace("$text: String!", "$text: String!, $id: ID!")
      .replace("node(id: $text)", "node(id: $id)")
      .replace("partner(key: $text)", "partner(key: $id)");
    const { data, errors } = await network.ask(query, { variables: { text, id: text } });
    expect(data).toMatchObject({ node: null, partner: null, practices: null, recordChangesSince: null });
    for (const { extensions } of errors ?? []) expect(extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("A31: what the graph does not hold", () => {
  it.each([
    'email: "a@b.example"',
    'contact: "a"',
    'phone: "1"',
    'password: "x"',
    'consentedAt: "2026-01-01"',
    'hash: "0"',
  ])("cannot be filtered by (%s), and is refused before anyone is asked", async (filter) => {
    for (const field of ["people", "organizations"]) {
      const { data, errors } = await network.ask(`{ ${field}(filter: { ${filter} }) { totalCount } }`, { as: "admin" });
      expect(data ?? null).toBeNull();
      expect(errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
      expect(errors?.[0]?.message).not.toContain("Did you mean");
    }
  });
});

describe("A25: what fails on this side", () => {
  it("is masked, with a trace id, and the rest is answered", async () => {
    await network.database.rows("alter table knowledge.entry rename to entry_away", []);
    const { data, errors } = await network.ask(`{ search(text: "gardens") { totalCount } practices { totalCount } }`);
    await network.database.rows("alter table knowledge.entry_away rename to entry", []);
    expect(data.practices).toEqual({ totalCount: 1 });
    expect(errors?.length).toBe(1);
    expect(errors?.[0]).toMatchObject({
      message: 'The service "knowledge" failed.',
      extensions: { code: "SUBGRAPH_ERROR", traceId: expect.stringMatching(/^[0-9a-f-]{32,36}$/) },
    });
    expect(JSON.stringify({ data, errors })).not.toMatch(/entry|relation|select|postgres|\.ts/i);
  });
});

describe("H27: two hundred partners", () => {
  it("are asked once each for a share of a page, and a few again", async () => {
    const COUNT = 200;
    const partners = Array.from(
      { length: COUNT },
      (_, at) =>
        new FakePartner(
          `part-${at}`,
          Array.from({ length: 5 }, (_none, row) =>
            contractRow(`part-${at}:practice:${row}`, { name: `${row} of ${at}` }),
          ),
        ),
    );
    const hub = await startTestHub(await Promise.all(partners.map((partner) => partner.start())));
    const { data, extensions } = await hub.ask(
      "{ practices(first: 20, orderBy: NAME_ASC) { totalCount nodes { id } } }",
    );
    expect(data).toMatchObject({ practices: { totalCount: 5 * COUNT } });
    expect(extensions?.maillage.requests).toBeLessThanOrEqual(COUNT * 1.2);
    expect(extensions?.maillage.rows).toBeLessThanOrEqual(20 * 20);
    await hub.stop();
    await Promise.all(partners.map((partner) => partner.stop()));
  }, 120_000);
});
