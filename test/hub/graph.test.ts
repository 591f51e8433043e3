// The graph of shared work over a small network that is known: connections, the same association elsewhere, what refers
// to what, coverage, gaps.
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";
import { CARERS, FOOD, NORTH, RESPITE, SOUTH } from "./known-network.js";

let network: SmallNetwork;
beforeAll(async () => {
  network = await startSmallNetwork({ north: NORTH, south: SOUTH });
});
afterAll(() => network.stop());

describe("the graph of shared work", () => {
  const CONNECTIONS = `query ($from: ID!, $to: ID!, $maxHops: Int) { connections(from: $from, to: $to, maxHops: $maxHops) {
    hops steps { label from { id } via { id } to { id } } } }`;

  it("connects people by the shortest chain of what they share", async () => {
    const { data } = await network.ask(CONNECTIONS, {
      variables: { from: "north:person:ada", to: "south:person:fay" },
    });
    expect(data.connections).toEqual([
      {
        hops: 1,
        steps: [
          {
            label: "A day for carers",
            from: { id: "north:person:ada" },
            via: { id: "south:event:day" },
            to: { id: "south:person:fay" },
          },
        ],
      },
    ]);
  });

  it("connects them through an organization where there is nothing nearer", async () => {
    const { data } = await network.ask(CONNECTIONS, {
      variables: { from: "north:person:ben", to: "south:person:fay" },
    });
    const [chain] = data.connections;
    expect(chain.hops).toBe(3);
    expect(chain.steps.map(({ to }: { to: { id: string } }) => to.id)).toEqual([
      "north:organization:home",
      "north:person:ada",
      "south:person:fay",
    ]);
  });

  it("does not connect through what the reader may not see", async () => {
    const variables = { from: "south:person:eve", to: "south:person:dan" };
    expect((await network.ask(CONNECTIONS, { variables })).data.connections).toEqual([]);
    expect((await network.ask(CONNECTIONS, { variables, as: "reader" })).data.connections).toHaveLength(1);
  });

  it("gives nothing where the way is longer than asked for, and refuses what is no end of a chain", async () => {
    const variables = { from: "north:person:ben", to: "south:person:fay", maxHops: 2 };
    expect((await network.ask(CONNECTIONS, { variables })).data.connections).toEqual([]);
    const { errors } = await network.ask(CONNECTIONS, {
      variables: { from: "north:practice:breaks", to: "north:person:ben" },
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", argument: "from" });
  });

  it("knows the same association by its identifier, never by its name", async () => {
    const { data } = await network.ask(
      `{ node(id: "north:organization:home") { ... on Organization { sameAs { id name } } } }`,
    );
    expect(data.node.sameAs).toEqual([{ id: "south:organization:home", name: "Some other name" }]);
  });

  it("knows what refers to a record, and who adapted it", async () => {
    const { data } = await network.ask(`{ node(id: "north:practice:breaks") { ... on Practice {
      adaptations { id } all: referencedBy { totalCount edges { node { id } } facets { types { value count } } }
      none: referencedBy(as: [MATERIAL]) { totalCount } } } }`);
    expect(data.node).toEqual({
      adaptations: [{ id: "south:practice:breaks" }],
      all: {
        totalCount: 1,
        edges: [{ node: { id: "south:practice:breaks" } }],
        facets: { types: [{ value: "PRACTICE", count: 1 }] },
      },
      none: { totalCount: 0 },
    });
  });

  it("counts topics by area, widened to narrower topics and to the areas within", async () => {
    const { data } = await network.ask(
      `{ coverage(topics: ["${CARERS}"], areas: ["FR-BRE"]) { topic { id } area count } overview { partners people practices } }`,
    );
    expect(data.coverage).toEqual([{ topic: { id: CARERS }, area: "FR-BRE", count: 1 }]);
    expect(data.overview).toEqual({ partners: 2, people: 5, practices: 2 });
  });
});

describe("gaps", () => {
  it("are the topics that were asked about without a good answer, and nothing else of the question", async () => {
    await network.ask(`{ experts(about: "food bank for Aunt Petronella") { totalCount } }`);
    await network.ask(`{ experts(about: "food aid") { totalCount } }`);
    await network.ask(`{ experts(topics: ["${RESPITE}"]) { totalCount } }`);
    for (let attempt = 0; attempt < 100; attempt++) {
      const [row] = await network.database.rows(
        `select sum(unanswered)::int as times from knowledge.asked where topic = ?`,
        [FOOD],
      );
      if (Number(row?.times ?? 0) >= 1) break;
      await delay(100);
    }
    const { data } = await network.ask(`{ gaps { topic { id } asked experts } }`);
    expect(data.gaps).toContainEqual({ topic: { id: FOOD }, asked: expect.any(Number), experts: 1 });
    expect(data.gaps.map(({ topic }: { topic: { id: string } }) => topic.id)).not.toContain(RESPITE);
    const kept = await network.database.rows(`select asked::text as row from knowledge.asked`);
    expect(JSON.stringify(kept)).not.toMatch(/petronella/i);
  });
});
