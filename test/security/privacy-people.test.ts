// How many different people a reader may be given in a day, through a real hub: whoever copies everyone is stopped, by every
// field that gives people, while everything else is answered.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PeopleQuota } from "../../gateway/guard/people-quota.js";
import { PeopleSketch } from "../../gateway/guard/people-sketch.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";
import { until } from "../kit/until.js";
import { MUCH } from "../kit/wide-edge.js";

const LIMITS = { address: 40, reader: 80 };
let network: SmallNetwork;
beforeAll(async () => {
  const people = Array.from({ length: 100 }, (_none, index) => ({
    id: `north:person:p${index}`,
    name: `Person ${String(index).padStart(3, "0")}`,
    organization: "north:organization:home",
    topics: ["hub:topic:food-aid"],
  }));
  const project = { id: "south:project:well", name: "Well", team: [{ person: "north:person:p99", role: "digs" }] };
  network = await startSmallNetwork(
    { north: [{ id: "north:organization:home", name: "Home" }, ...people], south: [project] },
    { hub: { edge: { ...MUCH, peopleLimits: LIMITS } } },
  );
});
afterAll(() => network.stop());

const page = (first: number, after: string | null = null) =>
  `{ people(first: ${first}, orderBy: NAME_ASC${after === null ? "" : `, after: "${after}"`}) { nodes { id } pageInfo { endCursor } } }`;

const EVERY_FIELD = `{
  people(first: 1) { nodes { id } }
  node(id: "north:person:p98") { id }
  projects { nodes { name team { role person { name } } } }
  organizations { nodes { name people(first: 5) { name } } }
  recordChangesSince { changes { id record { id } } }
  search(text: "person") { edges { node { type name node { id } } } }
  experts(topics: ["hub:topic:food-aid"]) { edges { node { name } } }
}`;

describe("the quota of different people", () => {
  it("lets the same people be read as often as one likes", async () => {
    for (let round = 0; round < 10; round++) {
      const { errors } = await network.ask(page(30));
      expect(errors).toBeUndefined();
    }
  });

  it("stops an address that walks through everyone, says what to do, and answers everything else (I05)", async () => {
    const given = new Set<string>();
    let refused = null;
    for (let after: string | null = null; refused === null;) {
      const { data, errors } = await network.ask(page(20, after));
      for (const { id } of data.people?.nodes ?? []) given.add(id);
      after = data.people?.pageInfo.endCursor ?? null;
      refused = errors?.[0] ?? null;
      if (data.people?.nodes.length === 0) break;
    }
    expect(refused).toMatchObject({ extensions: { code: "RATE_LIMITED", limited: "people" }, path: ["people"] });
    expect(given.size).toBeGreaterThanOrEqual(40);
    expect(given.size).toBeLessThan(100);
    const { data, errors } = await network.ask(EVERY_FIELD);
    expect(data.people).toBeNull();
    expect(data.node).toBeNull();
    expect(data.projects.nodes).toEqual([{ name: "Well", team: [{ role: "digs", person: null }] }]);
    expect(data.organizations.nodes).toEqual([{ name: "Home", people: [] }]);
    expect(JSON.stringify(data)).not.toContain("Person 0");
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(expect.arrayContaining(["RATE_LIMITED"]));
    const north = await network.ask(`{ organizations { completeness { sources { partner status } } } }`);
    expect(JSON.stringify(north.data)).not.toContain("INVALID");
  });

  it("counts people who are found by searching, or as experts, like those who are listed (I05)", async () => {
    const headers = {
      authorization: `Bearer ${await network.hub.registry.keys.issue({ name: "finder", scopes: [], organization: null })}`,
    };
    const search = (after: string | null) =>
      network.ask(
        `query ($after: String) { search(text: "person", first: 45, after: $after) { pageInfo { endCursor } edges { node { id name } } } }`,
        { headers, variables: { after } },
      );
    const first = await search(null);
    const second = await search(first.data.search.pageInfo.endCursor);
    expect([first.data.search.edges.length, second.data.search.edges.length]).toEqual([45, 45]);
    const third = await search(null);
    expect(third.data.search.edges).toEqual([]);
    expect(third.errors?.[0]?.extensions).toMatchObject({ code: "RATE_LIMITED", limited: "people" });
    const experts = await network.ask(`{ experts(topics: ["hub:topic:food-aid"]) { edges { node { name } } } }`, {
      headers,
    });
    expect(experts.data.experts.edges).toEqual([]);
  });

  it("counts applications by themselves, with more for each (I05)", async () => {
    const { data, errors } = await network.ask(page(60), { as: "reader" });
    expect([errors, data.people.nodes.length]).toEqual([undefined, 60]);
    expect((await network.ask(page(100), { as: "reader" })).errors).toBeUndefined();
    expect((await network.ask(page(1), { as: "reader" })).errors?.[0]?.extensions.code).toBe("RATE_LIMITED");
    expect((await network.ask(page(1), { as: "admin" })).errors).toBeUndefined();
  });

  it("tells coordinators, with the limit and nobody's address or name (I05)", async () => {
    const query = `{ incidents(partner: "hub") { edges { node { kind detail } } } }`;
    await until(async () => (await network.ask(query, { as: "admin" })).data.incidents.edges.length > 0);
    const { data } = await network.ask(query, { as: "admin" });
    expect(data.incidents.edges[0].node.kind).toBe("MANY_PEOPLE_READ");
    expect(JSON.stringify(data)).not.toMatch(/127\.0|::1|key:/);
    const rows = await network.database.rows<{ reader: string }>(`select reader from gateway.people_seen`);
    expect(rows.map(({ reader }) => reader).join()).not.toMatch(/127\.0|::1|person/);
  });

  it("is one for all processes of a hub: what one has given, the other knows (I05)", async () => {
    const over: number[] = [];
    const open = () =>
      PeopleQuota.open({
        ...{ databaseUrl: network.databaseUrl, limits: { address: 10, reader: 10 }, secret: "s" },
        onOver: (limit) => void over.push(limit),
        onTrouble: (error) => {
          throw error;
        },
      });
    const [one, other] = [await open(), await open()];
    for (let index = 0; index < 6; index++) one.meter("key:x", "").see(`a:person:${index}`);
    for (let index = 4; index < 12; index++) other.meter("key:x", "").see(`a:person:${index}`);
    expect([one.meter("key:x", "").isOver, other.meter("key:x", "").isOver]).toEqual([false, false]);
    await Promise.all([one.flush(), other.flush()]);
    other.meter("key:x", "").see("a:person:new");
    one.meter("key:x", "").see("a:person:newer");
    await other.flush();
    await one.flush();
    expect([one.meter("key:x", "").isOver, other.meter("key:x", "").isOver]).toEqual([true, true]);
    expect(over).toEqual([10]);
    await Promise.all([one.close(), other.close()]);
  });
});

describe("the sketch of different people", () => {
  it("is exact enough from one to a hundred thousand, however often each is seen and however it is put together", () => {
    for (const size of [1, 10, 100, 1_000, 2_000, 20_000, 100_000]) {
      const [whole, left, right] = [new PeopleSketch(), new PeopleSketch(), new PeopleSketch()];
      for (let index = 0; index < size; index++) {
        const id = `partner-${index % 37}:person:${index}`;
        whole.add(id);
        whole.add(id);
        (index % 2 === 0 ? left : right).add(id);
      }
      left.merge(right.registers);
      expect(left.estimate).toBe(whole.estimate);
      expect(Math.abs(whole.estimate - size) / size).toBeLessThanOrEqual(0.05);
    }
  });
});
