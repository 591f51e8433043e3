// Who knows what, over a small network whose evidence is known: experts and what people are known for.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";
import { CARERS, NORTH, RESPITE, SOUTH } from "./known-network.js";

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

  it("are none where a topic has organizations only: a search finds those", async () => {
    const { data } = await network.ask(`{ experts(topics: ["hub:topic:housing"]) { totalCount }
      search(text: "", filter: { topics: ["hub:topic:housing"] }) { edges { node { type name } } } }`);
    expect(data.experts.totalCount).toBe(0);
    expect(data.search.edges).toEqual([{ node: { type: "ORGANIZATION", name: "Some other name" } }]);
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
