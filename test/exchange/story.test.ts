// One practice from its publication to its recognition, as it happens to partners in three countries.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { RESPITE, startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";

const PRACTICE = "brest:practice:story";
const times = { createdAt: "2026-09-01T00:00:00.000Z", updatedAt: "2026-09-01T00:00:00.000Z" };
const ADOPT = `mutation ($input: AdoptionInput!) { recordAdoption(input: $input) { id version } }`;
const REVIEW = `mutation ($input: ReviewInput!) { reviewPractice(input: $input) { id } }`;
const QUALITY = `{ node(id: "${PRACTICE}") { ... on Practice { quality { level because missing validUntil } adoptionCount
  context { culturalNotes } adoptions { by { name } context adaptations } reviews { by { name } text }
  adaptations { name organization { name } } } } }`;
const CRITERIA = [
  "RELEVANCE",
  "EFFECTIVENESS",
  "EVIDENCE",
  "REPLICABILITY",
  "SUSTAINABILITY",
  "ETHICS",
  "PARTICIPATION",
];

let network: ExchangeNetwork;
beforeAll(async () => {
  network = await startExchangeNetwork();
});
afterAll(() => network.stop());

const quality = async () => (await network.done("anonymous", QUALITY)).node;
const adopt = (party: Party, context: string, adaptations: string) =>
  network.done(party, ADOPT, {
    input: {
      ...{ practice: PRACTICE, practiceVersion: "1.0", state: "ADOPTED", context, adaptations, rating: 5 },
      ...{ since: "2026-10-01", outcome: "It works here." },
    },
  });
const review = (party: Party, score: number) =>
  network.done(party, REVIEW, {
    input: { practice: PRACTICE, text: "We tried it.", scores: CRITERIA.map((criterion) => ({ criterion, score })) },
  });

describe("a practice that travels", () => {
  it("is published, adopted in other countries, adapted, reviewed, raised, and its authors are recognized", async () => {
    await network.save("brest", {
      ...{ ...times, id: PRACTICE, name: "Nuits partagées", version: "1.0", topics: [RESPITE], language: "fr" },
      ...{ organization: "brest:organization:home", results: "Moins d’épuisement.", settings: ["RURAL"] },
      context: { description: "Finistère rural.", culturalNotes: "Les voisins se connaissent." },
      contributors: [{ person: "brest:person:anna", role: "author", degree: "LEAD" }],
    });
    // Adopted before the hub has harvested it: its owner is asked.
    await adopt("namur", "Une ville wallonne.", "Avec des bénévoles.");
    await network.caughtUp();
    expect(await quality()).toMatchObject({
      ...{
        quality: { level: "EMERGING" },
        adoptionCount: 1,
        context: { culturalNotes: "Les voisins se connaissent." },
      },
      adoptions: [{ by: { name: "Relais Namur" }, context: "Une ville wallonne.", adaptations: "Avec des bénévoles." }],
    });
    await review("namur", 4);
    expect((await quality()).quality.level).toBe("PROMISING");
    await adopt("dakar", "Un quartier de Dakar.", "Chez les voisines.");
    await review("dakar", 5);
    const raised = await quality();
    expect(raised.quality).toMatchObject({
      level: "LEADING",
      because: [
        "Its results and the context in which it works are described.",
        "2 reviews by other organizations, of 2 partners, within two years: 4.5 of 5 on average.",
        "Adopted by 2 other organizations, of 2 partners, confirmed within two years.",
      ],
      missing: [
        "3 reviews by other organizations, of 3 partners at least (now 2, of 2).",
        "Adoption by 4 other organizations, of 3 partners at least (now 2, of 2).",
      ],
    });
    expect(raised.reviews.map(({ by }: { by: { name: string } }) => by.name)).toEqual(["Ndimbal", "Relais Namur"]);
    await network.save("dakar", {
      ...{ ...times, id: "dakar:practice:evenings", name: "Soirées partagées", version: "1.0", topics: [RESPITE] },
      ...{ organization: "dakar:organization:home", adaptedFrom: PRACTICE },
    });
    await network.caughtUp();
    expect((await quality()).adaptations).toEqual([{ name: "Soirées partagées", organization: { name: "Ndimbal" } }]);
    const back = `{ node(id: "dakar:practice:evenings") { ... on Practice { adaptedFrom { name organization { name } } } } }`;
    expect((await network.done("anonymous", back)).node.adaptedFrom).toEqual({
      ...{ name: "Nuits partagées", organization: { name: "Maison des Aidants" } },
    });
  });

  it("is credited to its publisher and its author, and shown to those who look for contributors and experts", async () => {
    const recognition = `recognition { points adoptionsByOthers practicesShared reviewsGiven badges { name since because } }`;
    const credit = await network.done(
      "anonymous",
      `{ a: node(id: "brest:organization:home") { ... on Organization { ${recognition} } }
         b: node(id: "brest:person:anna") { ... on Person { ${recognition} } }
         c: node(id: "dakar:organization:home") { ... on Organization { ${recognition} } }
         contributors(topics: ["${RESPITE}"]) { organization { name } points } }`,
    );
    const badge = { name: "Seed", because: "A practice is used by another organization." };
    expect(credit.a.recognition).toMatchObject({ points: 20, adoptionsByOthers: 2, badges: [badge] });
    expect(credit.b.recognition).toMatchObject({ points: 20, adoptionsByOthers: 2, badges: [badge] });
    expect(credit.c.recognition).toMatchObject({ points: 3, reviewsGiven: 1, practicesShared: 1 });
    expect(credit.contributors).toEqual([
      { organization: { name: "Maison des Aidants" }, points: 20 },
      { organization: { name: "Ndimbal" }, points: 3 },
      { organization: { name: "Relais Namur" }, points: 3 },
    ]);
  });

  it("gives no points to two that have only each other, until one of them uses something of a third", async () => {
    const own = { ...times, version: "1.0", topics: [RESPITE] };
    await network.save("leeds", {
      ...{ ...own, id: "leeds:practice:teas", name: "Teas", organization: "leeds:organization:home" },
    });
    const quiet = { ...own, id: "brest:practice:quiet", name: "Calme", organization: "brest:organization:quiet" };
    await network.save("brest", { ...quiet, visibility: "NETWORK" });
    await network.caughtUp();
    const use = (party: Party, practice: string) =>
      network.done(party, ADOPT, {
        input: {
          practice,
          practiceVersion: "1",
          state: "ADOPTED",
          context: "c",
          adaptations: "a",
          since: "2026-10-01",
        },
      });
    const points = async (): Promise<number[]> => {
      const ask = (id: string) => `node(id: "${id}") { ... on Organization { recognition { points } } }`;
      const { a, b } = await network.done(
        "reader",
        `{ a: ${ask("leeds:organization:home")} b: ${ask("brest:organization:quiet")} }`,
      );
      return [a.recognition.points, b.recognition.points];
    };
    await use("quiet", "leeds:practice:teas");
    expect(await points()).toEqual([10, 0]);
    await use("leeds", "brest:practice:quiet");
    expect(await points()).toEqual([0, 0]);
    await adopt("leeds", "A city.", "Shorter nights.");
    expect(await points()).toEqual([0, 10]); // leeds also uses something of a third: its use of quiet's counts
  });

  it("shows in the report for those who fund it, with the period before beside it, and what is behind each figure", async () => {
    const ask = `query ($from: Date!, $to: Date!, $areas: [String!]) { activityReport(from: $from, to: $to, topics: ["${RESPITE}"], areas: $areas) {
      from to figures { kind count previous examples } } }`;
    const today = new Date().toISOString().slice(0, 10);
    const { activityReport } = await network.done("anonymous", ask, { from: today, to: today });
    const figure = (kind: string) => activityReport.figures.find((each: { kind: string }) => each.kind === kind);
    expect(activityReport.figures).toHaveLength(9);
    expect(figure("ADOPTION")).toEqual({ kind: "ADOPTION", count: 3, previous: 0, examples: [PRACTICE] });
    expect(figure("REVIEW")).toMatchObject({ count: 2, examples: [PRACTICE] });
    const year = await network.done("anonymous", ask, { from: "2026-07-01", to: "2026-12-31" });
    const practices = year.activityReport.figures.find((each: { kind: string }) => each.kind === "PRACTICE");
    expect(practices).toMatchObject({ count: 3, previous: 1 }); // one of the seed is of January
    const local = await network.done("anonymous", ask, { from: today, to: today, areas: ["SN-DK"] });
    expect(local.activityReport.figures.map(({ count }: { count: number }) => count)).toEqual([
      0, 1, 1, 0, 0, 0, 0, 0, 0,
    ]);
    const backwards = await network.as("anonymous", ask, { from: today, to: "2020-01-01" });
    expect(backwards.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", argument: "to" });
  });
});
