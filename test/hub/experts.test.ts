// Who knows what, over a small network whose evidence is known: experts, what people are known for, connections, the
// same association elsewhere, adaptations, coverage, gaps.
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

const RESPITE = "hub:topic:respite-care";
const CARERS = "hub:topic:family-carers";
const FOOD = "hub:topic:food-aid";
const recent = { createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-06-01T00:00:00.000Z" };
const person = (id: string, name: string, more: object = {}) => ({ id, name, ...recent, ...more });
const topics = [RESPITE];

/**
 * north: Ada wrote a practice that south adapts, and claims nothing. Ben leads a project and is an expert by his own
 * word. Cleo only says that she knows. south: Dan supports the adapted practice; Eve is hidden from the public, and so
 * is the project in which she works. Fay's only work is about something else.
 */
const NORTH = [
  {
    id: "north:organization:home",
    name: "North Home",
    identifiers: [{ scheme: "GB-CHC", value: "1062257" }],
    ...recent,
  },
  person("north:person:ada", "Ada Brook", {
    organization: "north:organization:home",
    countries: ["GB"],
    languages: ["en"],
  }),
  person("north:person:ben", "Ben Vale", {
    organization: "north:organization:home",
    offers: ["MENTORING"],
    expertise: [{ topic: RESPITE, level: "EXPERT", evidence: [] }],
  }),
  person("north:person:cleo", "Cleo Marsh", { expertise: [{ topic: RESPITE, level: "REFERENCE", evidence: [] }] }),
  {
    ...recent,
    ...{ id: "north:practice:breaks", name: "Breaks for carers", topics, organization: "north:organization:home" },
    contributors: [{ person: "north:person:ada", role: "author", degree: "LEAD" }],
  },
  {
    ...recent,
    ...{ id: "north:project:nights", name: "Night respite", topics, startDate: "2025-01-01", settings: ["RURAL"] },
    team: [
      { person: "north:person:ben", role: "lead" },
      { person: "north:person:nobody", role: "ghost" },
    ],
  },
];
const SOUTH = [
  {
    id: "south:organization:home",
    name: "Some other name",
    identifiers: [{ scheme: "GB-CHC", value: "1062257" }],
    ...recent,
  },
  { id: "south:organization:namesake", name: "North Home", ...recent },
  person("south:person:dan", "Dan Reed", { organization: "south:organization:home" }),
  person("south:person:eve", "Eve Stone", { visibility: "NETWORK" as const }),
  person("south:person:fay", "Fay Wood"),
  {
    ...recent,
    ...{ id: "south:practice:breaks", name: "Breaks, in the south", topics, areas: ["FR-35"] },
    ...{ adaptedFrom: "north:practice:breaks" },
    contributors: [{ person: "south:person:dan", role: "editor", degree: "SUPPORTING" }],
  },
  {
    ...recent,
    ...{ id: "south:project:quiet", name: "Quiet project", topics, visibility: "NETWORK" as const },
    team: [
      { person: "south:person:eve", role: "lead" },
      { person: "south:person:dan", role: "helper" },
    ],
  },
  {
    ...recent,
    id: "south:project:kitchen",
    name: "Kitchen",
    topics: [FOOD],
    team: [{ person: "south:person:fay", role: "cook" }],
  },
  {
    ...recent,
    ...{ id: "south:event:day", name: "A day for carers", topics: [CARERS], startsAt: "2026-05-01T09:00:00.000Z" },
    speakers: ["north:person:ada", "south:person:fay"],
  },
];

interface ShownExpert {
  readonly name: string;
  readonly score: number;
  readonly evidence: ReadonlyArray<{ readonly kind: string; readonly label: string; readonly weight: number }>;
}

let network: SmallNetwork;
beforeAll(async () => {
  network = await startSmallNetwork({ north: NORTH, south: SOUTH });
});
afterAll(() => network.stop());

const EXPERTS = `query ($about: String, $topics: [ID!], $filter: ExpertFilter, $first: Int, $after: String) {
  experts(about: $about, topics: $topics, filter: $filter, first: $first, after: $after) {
    totalCount understoodAs { id } pageInfo { hasNextPage endCursor }
    edges { cursor node { name score organizationName person { id } evidence { kind label weight at record { id } } } } } }`;

interface FoundExperts {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly experts: readonly ShownExpert[];
}

async function experts(variables: object, as: "anonymous" | "reader" = "anonymous"): Promise<FoundExperts> {
  const { data, errors } = await network.ask(EXPERTS, { as, variables: { first: 20, ...variables } });
  if (errors) throw new Error(JSON.stringify(errors));
  const { edges, ...rest } = data.experts;
  return { ...rest, experts: edges.map(({ node }: { node: ShownExpert }) => node) };
}

const names = (found: FoundExperts) => found.experts.map(({ name }) => name);

describe("experts", () => {
  it("are ranked by what they did; those who only say so come last, whatever they say", async () => {
    expect(names(await experts({ topics: [RESPITE] }))).toEqual(["Ada Brook", "Ben Vale", "Dan Reed", "Cleo Marsh"]);
  });

  it("have evidence whose weights add up to the score", async () => {
    const found = await experts({ topics: [RESPITE] });
    for (const { score, evidence } of found.experts)
      expect(evidence.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(score, 6);
    expect(found.experts[0]?.evidence.map(({ kind, label }) => `${kind}: ${label}`)).toEqual([
      "PRACTICE: Breaks for carers (author)",
      "ADOPTION: taken up by others in Breaks, in the south",
    ]);
  });

  it("are found by what is asked in French for what is written in English, with reasons in French", async () => {
    const { data } = await network.ask(EXPERTS, {
      variables: { about: "répit pour les aidants", first: 20 },
      headers: { "accept-language": "fr" },
    });
    const [first, second] = data.experts.edges;
    expect(data.experts.understoodAs).toContainEqual({ id: RESPITE });
    expect([first.node.name, second.node.name]).toEqual(["Ada Brook", "Ben Vale"]);
    expect(JSON.stringify(second.node.evidence)).toContain("déclare : expert, Répit des aidants");
  });

  it("are never made up: a name in a team without a record of its own is nobody", async () => {
    expect(JSON.stringify(await experts({ topics: [RESPITE] }))).not.toContain("nobody");
  });

  it("and their evidence are those that the reader may see", async () => {
    const [open, within] = [await experts({ topics: [RESPITE] }), await experts({ topics: [RESPITE] }, "reader")];
    expect(names(open)).not.toContain("Eve Stone");
    expect(names(within)).toContain("Eve Stone");
    const dan = (found: FoundExperts) => found.experts.find(({ name }) => name === "Dan Reed");
    expect(dan(open)?.evidence.map(({ kind }) => kind)).toEqual(["CONTRIBUTION"]);
    expect(
      dan(within)
        ?.evidence.map(({ kind }) => kind)
        .sort(),
    ).toEqual(["CONTRIBUTION", "PROJECT"]);
    expect(open.totalCount).toBe(4);
    expect(within.totalCount).toBe(5);
  });

  it.each([
    [{ countries: ["GB"] }, ["Ada Brook"]],
    [{ offers: ["MENTORING"] }, ["Ben Vale"]],
    [{ partners: ["south"] }, ["Dan Reed"]],
    [{ notIn: ["north:organization:home"] }, ["Dan Reed", "Cleo Marsh"]],
    [{ languages: ["EN"] }, ["Ada Brook"]],
  ])("are filtered by %j", async (filter, expected) => {
    expect(names(await experts({ topics: [RESPITE], filter }))).toEqual(expected);
  });

  it("count work in the settings asked for only", async () => {
    const found = await experts({ topics: [RESPITE], filter: { settings: ["RURAL"] } });
    expect(found.experts[0]?.name).toBe("Ben Vale");
    expect(found.experts.flatMap(({ evidence }) => evidence.map(({ kind }) => kind))).not.toContain("PRACTICE");
  });

  it("come page by page, each once, in the same order", async () => {
    const all = names(await experts({ topics: [RESPITE] }));
    const walked: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: FoundExperts = await experts({ topics: [RESPITE], first: 1, after });
      walked.push(...names(page));
      [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    expect(walked).toEqual(all);
  });

  it.each([
    [{}, "about"],
    [{ topics: ["hub:topic:no-such-topic"] }, "topics"],
    [{ about: "x".repeat(501) }, "about"],
    [{ topics: [RESPITE], after: "nonsense" }, "after"],
  ])("refuse the question %j, naming the argument", async (variables, argument) => {
    const { errors } = await network.ask(EXPERTS, { variables: { first: 5, ...variables } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", argument });
  });

  it("are those of a topic, and a person is known for topics", async () => {
    const { data } = await network.ask(`{ topic(id: "${RESPITE}") { recordCount experts(first: 2) { name } }
      node(id: "north:person:ada") { ... on Person { knownFor { topic { id } score evidence { kind weight } } } } }`);
    expect(data.topic).toEqual({ recordCount: 3, experts: [{ name: "Ada Brook" }, { name: "Ben Vale" }] });
    expect(data.node.knownFor.map(({ topic }: { topic: { id: string } }) => topic.id)).toEqual([RESPITE, CARERS]);
  });
});

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
    await experts({ about: "food bank for Aunt Petronella" });
    await experts({ about: "food aid" });
    await experts({ topics: [RESPITE] });
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
