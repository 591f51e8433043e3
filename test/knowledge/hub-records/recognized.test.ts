// What others say for people, in points that are computed by hand.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { GivenEndorsement, PracticeInUse } from "../../../schema/hub-records.js";
import type { RecordDraft } from "../../../services/records/record-draft.js";
import { openService, type OpenService } from "./open-service.js";

const RESPITE = "hub:topic:respite-care";
const AT_HOME = "hub:topic:home-respite"; // narrower than respite
const FOOD = "hub:topic:food-aid";

/** Today, so that nothing has lost any worth: recency is 1. */
const now = new Date().toISOString();
const given = { createdAt: now, updatedAt: now };
const NETWORK = "NETWORK" as const;
const organization = (id: string, more: Partial<RecordDraft> = {}) => ({ ...given, id, name: `Org ${id}`, ...more });
const person = (id: string, home: string | null, more: Partial<RecordDraft> = {}) => {
  return { ...given, id, name: `Person ${id}`, organization: home, ...more };
};
const identifiers = [{ scheme: "GB-CHC", value: "1062257" }];

/**
 * Of north's home are Ada, who wrote a practice, and Ben, who claims. Cy has no organization. Eve is hidden. south:twin is
 * north's home in another directory. west:secret is hidden.
 */
const RECORDS: readonly RecordDraft[] = [
  organization("north:organization:home", { identifiers }),
  organization("north:organization:other"),
  organization("south:organization:twin", { identifiers }),
  organization("south:organization:one"),
  organization("west:organization:two"),
  organization("west:organization:secret", { visibility: NETWORK }),
  person("north:person:ada", "north:organization:home"),
  person("north:person:ben", "north:organization:home", {
    expertise: [{ topic: RESPITE, level: "EXPERT", evidence: [] }],
  }),
  person("north:person:cy", null),
  person("north:person:eve", "north:organization:home", { visibility: NETWORK }),
  {
    ...{ ...given, id: "north:practice:breaks", name: "Breaks", topics: [RESPITE] },
    organization: "north:organization:home",
    contributors: ["ada", "eve"].map((local) => ({ person: `north:person:${local}`, role: "author", degree: "LEAD" })),
  },
];

let count = 0;
function endorse(who: string, by: string, topic = RESPITE): GivenEndorsement {
  return { kind: "ENDORSEMENT", id: `e-${++count}`, person: `north:person:${who}`, topic, by, at: now };
}
function adopt(by: string, practice = "north:practice:breaks"): PracticeInUse {
  return { kind: "ADOPTION", id: `a-${++count}`, practice, by, at: now };
}

let service: OpenService;
const told = [
  ...["south:organization:one", "west:organization:two"].map((by) => endorse("cy", by)),
  ...[endorse("cy", "south:organization:one", AT_HOME), endorse("cy", "west:organization:two", FOOD)],
  ...["home", "other"].map((own) => endorse("cy", `north:organization:${own}`)), // of their own directory
  ...["north:organization:home", "south:organization:twin", "west:organization:nobody"].map((by) => endorse("ben", by)),
  ...[endorse("ben", "west:organization:two", AT_HOME), endorse("ben", "west:organization:secret")],
  ...[endorse("eve", "west:organization:two"), endorse("nobody", "west:organization:two")],
  ...["south:organization:one", "west:organization:two", "west:organization:secret"].map((by) => adopt(by)),
  ...["south:organization:one", "north:organization:home", "south:organization:twin"].map((by) => adopt(by)),
];
beforeAll(async () => {
  service = await openService();
  await service.save(...RECORDS);
  await service.tell(...told);
});
afterAll(() => service.stop());

interface Shown {
  readonly name: string;
  readonly score: number;
  readonly evidence: ReadonlyArray<{ readonly label: string; readonly weight: number }>;
}

async function experts(as: "PUBLIC" | "NETWORK", languages = ["en"]): Promise<Map<string, Shown>> {
  const query = `{ experts(topics: ["${RESPITE}"]) { totalCount edges { node { name score
    evidence { kind label weight record { id } } } } } }`;
  const { experts: found } = await service.ask(query, { as, languages });
  const nodes: Shown[] = found.edges.map(({ node }: { node: Shown }) => node);
  for (const { score, evidence } of nodes)
    expect(evidence.reduce((sum, { weight }) => sum + Math.round(weight * 10_000), 0)).toBe(Math.round(score * 10_000));
  return new Map(nodes.map((node) => [node.name.replace("Person ", ""), node]));
}

describe("an expert", () => {
  it("has points from each organization that vouches for them, and none from their own directory", async () => {
    const { score, evidence } = (await experts("PUBLIC")).get("north:person:cy") ?? { score: 0, evidence: [] };
    expect(score).toBe(1.8);
    expect(evidence).toEqual([
      {
        ...{ kind: "ENDORSEMENT", weight: 1, record: { id: "south:organization:one" } },
        label: "endorsed by Org south:organization:one for Respite care",
      },
      {
        ...{ kind: "ENDORSEMENT", weight: 0.8, record: { id: "west:organization:two" } },
        label: "endorsed by Org west:organization:two for Respite care",
      },
    ]);
  });

  it("has no points from their own organization, in whatever directory it is, or from one that nobody sees", async () => {
    const claim = { label: "says: expert, Respite care", weight: 2 };
    const open = (await experts("PUBLIC")).get("north:person:ben");
    // For a narrower topic 0.9; someone vouches, so that the claim counts.
    const narrower = { label: "endorsed by Org west:organization:two for Home-based respite", weight: 0.9 };
    expect(open?.evidence).toMatchObject([claim, narrower]);
    expect(open?.score).toBe(2.9);
    const network = (await experts("NETWORK")).get("north:person:ben");
    const secret = { label: "endorsed by Org west:organization:secret for Respite care", weight: 1 };
    expect(network?.evidence).toMatchObject([claim, secret, { ...narrower, weight: 0.72 }]);
  });

  it("has points for what they wrote and others use, the more the more do, and only those whom the reader may see", async () => {
    const written = { label: "Breaks (author)", weight: 4 };
    const open = (await experts("PUBLIC")).get("north:person:ada");
    // Two organizations, one of them twice: 2.5 × (1 − 0.5²). Their own does not count, in neither directory.
    expect(open?.evidence).toEqual([
      { kind: "PRACTICE", ...written, record: { id: "north:practice:breaks" } },
      {
        ...{ kind: "ADOPTION", weight: 1.875, record: { id: "north:practice:breaks" } },
        label: "used by 2 other organizations: Breaks",
      },
    ]);
    const network = (await experts("NETWORK", ["fr"])).get("north:person:ada");
    const used = { label: "mis en œuvre par 3 autres organisations : Breaks", weight: 2.1875 }; // 2.5 × (1 − 0.5³)
    expect(network?.evidence).toMatchObject([written, used]);
  });

  it("is shown to those who may see the person", async () => {
    expect([...(await experts("PUBLIC")).keys()]).not.toContain("north:person:eve");
    const eve = (await experts("NETWORK", ["fr"])).get("north:person:eve");
    expect(eve?.evidence.map(({ label }) => label)).toEqual([
      "Breaks (author)",
      "mis en œuvre par 3 autres organisations : Breaks",
      "recommandation de Org west:organization:two : Répit des aidants",
    ]);
    expect([...(await experts("NETWORK")).keys()].sort()).toEqual(
      ["ada", "ben", "cy", "eve"].map((local) => `north:person:${local}`),
    );
  });

  it("is known for the topics that others vouch for", async () => {
    const query = `{ _entities(representations: [{__typename: "Person", id: "north:person:cy"}]) { ... on Person {
      knownFor { topic { id } score evidence { kind weight } } } } topic(id: "${FOOD}") { experts { name score } } }`;
    const answer = await service.ask(query);
    const kind = "ENDORSEMENT";
    expect(answer._entities[0].knownFor).toEqual([
      { topic: { id: RESPITE }, score: 1.8, evidence: [1, 0.8].map((weight) => ({ kind, weight })) },
      ...[FOOD, AT_HOME].map((id) => ({ topic: { id }, score: 1, evidence: [{ kind, weight: 1 }] })),
    ]);
    expect(answer.topic.experts).toEqual([{ name: "Person north:person:cy", score: 1 }]);
  });

  it("loses what is withdrawn", async () => {
    const extra = endorse("cy", "west:organization:late");
    await service.save(organization("west:organization:late"));
    await service.tell(extra, { ...extra, id: "e-late" });
    expect((await experts("PUBLIC")).get("north:person:cy")?.score).toBe(2.44);
    await service.forget(extra.id, "e-late");
    expect((await experts("PUBLIC")).get("north:person:cy")?.score).toBe(1.8);
  });

  it("has an adaptation and its use by the same organization counted once", async () => {
    await service.save({
      ...{ ...given, id: "west:practice:breaks", name: "Western breaks", topics: [RESPITE] },
      ...{ organization: "west:organization:two", adaptedFrom: "north:practice:breaks" },
    });
    const ada = (await experts("PUBLIC")).get("north:person:ada");
    expect(ada?.evidence).toMatchObject([
      { label: "Breaks (author)", weight: 4 },
      { label: "taken up by others in Western breaks", weight: 2.5 },
      { label: "used by another organization: Breaks", weight: 1 }, // 2.5 × (1 − 0.5) × 0.8, the second of its kind
    ]);
  });
});

describe("a partner whom nobody sees", () => {
  it("neither vouches nor uses", async () => {
    await service.knowledge.status.hide("west");
    const seen = await experts("NETWORK");
    expect(seen.get("north:person:cy")?.score).toBe(1);
    expect(seen.get("north:person:ada")?.evidence.map(({ weight }) => weight)).toEqual([4, 1.25]);
  });
});
