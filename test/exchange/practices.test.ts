// Practices in use: adoptions, reviews, endorsements, through the hub, with records of other partners in the answers.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { RESPITE, startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";

const NIGHTS = "brest:practice:nights";
const ANNA = "brest:person:anna";
const FIELDS = `id version practice { id name organization { name } } practiceVersion by { name } state context settings
  adaptations outcome lesson cost { amount currency } savedHours rating since createdAt updatedAt`;
const ADOPT = `mutation ($input: AdoptionInput!) { recordAdoption(input: $input) { ${FIELDS} } }`;
const UPDATE = `mutation ($id: ID!, $version: Int!, $input: AdoptionInput!) {
  updateAdoption(id: $id, expectedVersion: $version, input: $input) { id version outcome state } }`;
const REVIEW = `mutation ($input: ReviewInput!) { reviewPractice(input: $input) {
  id practice { name } by { name } scores { criterion score } text createdAt } }`;
const ENDORSE = `mutation ($input: EndorsementInput!) { endorse(input: $input) {
  id person { name } topic { label } by { name } statement createdAt } }`;
const adoption = {
  ...{ practice: NIGHTS, practiceVersion: "1.0", state: "ADOPTED", context: "A town in Wallonia.", settings: ["TOWN"] },
  ...{ adaptations: "Volunteers instead of staff.", outcome: "Twelve families.", lesson: "Begin in spring." },
  ...{ cost: { amount: 1200, currency: "EUR" }, savedHours: 40, rating: 4, since: "2026-09-01" },
};
const ALL_CRITERIA = "RELEVANCE EFFECTIVENESS EVIDENCE REPLICABILITY SUSTAINABILITY ETHICS PARTICIPATION".split(" ");
const review = { practice: NIGHTS, text: "Works.", scores: ALL_CRITERIA.map((criterion) => ({ criterion, score: 4 })) };

let network: ExchangeNetwork;
beforeAll(async () => {
  network = await startExchangeNetwork();
});
afterAll(() => network.stop());

const refused = async (party: Party, query: string, input: object, more: object = {}): Promise<unknown> => {
  const { data, errors = [] } = await network.as(party, query, { input, ...more });
  expect(Object.values(data ?? {})).toEqual([null]);
  const { code, expected, got } = errors[0]?.extensions ?? {};
  return { code, expected, got };
};

describe("an adoption", () => {
  it("is recorded with the practice and the adopter as their owners describe them", async () => {
    const { recordAdoption } = await network.done("namur", ADOPT, { input: adoption });
    expect(recordAdoption).toMatchObject({
      ...{ version: 1, practice: { id: NIGHTS, name: "Nuits de répit", organization: { name: "Maison des Aidants" } } },
      ...{ by: { name: "Relais Namur" }, state: "ADOPTED", settings: ["TOWN"], since: "2026-09-01", rating: 4 },
      ...{ cost: { amount: 1200, currency: "EUR" }, savedHours: 40, lesson: "Begin in spring." },
    });
    expect(
      await network.done(
        "anonymous",
        `{ practices { nodes { adoptionCount adoptions { by { name } context } } }
           organizations(filter: { partners: ["namur"] }) { nodes { adoptions { practice { name } } } } }`,
      ),
    ).toEqual({
      practices: {
        nodes: [{ adoptionCount: 1, adoptions: [{ by: { name: "Relais Namur" }, context: "A town in Wallonia." }] }],
      },
      organizations: { nodes: [{ adoptions: [{ practice: { name: "Nuits de répit" } }] }] },
    });
  });

  it("is changed by one of many who change it at once; the others are told CONFLICT", async () => {
    const { recordAdoption } = await network.done("dakar", ADOPT, { input: { ...adoption, state: "TRYING" } });
    const edits = Array.from({ length: 50 }, (_, edit) => ({
      ...{ id: recordAdoption.id, version: 1 },
      input: { ...adoption, outcome: `edit ${edit}` },
    }));
    const answers = await Promise.all(edits.map((variables) => network.as("dakar", UPDATE, variables)));
    const done = answers.filter(({ data }) => data.updateAdoption !== null);
    expect(done).toHaveLength(1);
    expect(answers.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions["code"]))).toEqual(
      Array.from({ length: 49 }, () => "CONFLICT"),
    );
    const { data } = await network.as("anonymous", `{ practices { nodes { adoptions { version outcome } } } }`);
    expect(data.practices.nodes[0].adoptions).toContainEqual({
      version: 2,
      outcome: done[0]?.data.updateAdoption.outcome,
    });
  });

  it.each<readonly [string, Party, object, object]>([
    ["of one's own practice", "brest", {}, { expected: "another organization's practice" }],
    [
      "a second time",
      "namur",
      {},
      { expected: "one of which you have not recorded an adoption yet: use updateAdoption" },
    ],
    ["of a practice that is not there", "leeds", { practice: "brest:practice:none" }, { got: '"brest:practice:none"' }],
    [
      "of something else",
      "leeds",
      { practice: "brest:event:day" },
      { expected: "the id of a Practice that you may see" },
    ],
    ["since tomorrow", "leeds", { since: "2998-01-01" }, { got: '"2998-01-01"' }],
    ["since no day", "leeds", { since: "2026-02-30" }, { expected: "a calendar date, like 2026-11-22" }],
    ["rated 6", "leeds", { rating: 6 }, { expected: "a whole number from 1 to 5", got: "6" }],
    ["in 20,001 characters", "leeds", { context: "x".repeat(20_001) }, { got: '"20,001 characters"' }],
    ["with a bidi override", "leeds", { context: "a\u202Eb" }, { got: '"U+202E"' }],
    ["with a control character", "leeds", { lesson: "a\u0007b" }, { got: '"U+0007"' }],
    ["in no words", "leeds", { adaptations: " \n" }, { expected: "a text" }],
    ["at a negative cost", "leeds", { cost: { amount: -1, currency: "EUR" } }, { expected: "0 or more" }],
  ])("%s is refused, and nothing is written", async (_situation, party, change, told) => {
    expect(await refused(party, ADOPT, { ...adoption, ...change })).toMatchObject({ code: "BAD_USER_INPUT", ...told });
    const { data } = await network.as(
      "leeds",
      `{ organization: node(id: "leeds:organization:home") { ... on Organization { adoptions { id } } } }`,
    );
    expect(data.organization.adoptions).toEqual([]);
  });

  it("of a hidden practice is refused like that of none, to whoever may not see it", async () => {
    const blind = await network.hub.registry.keys.issue({
      ...{ name: "blind", scopes: ["exchange:write"], organization: "leeds:organization:home" },
    });
    const ask = (practice: string) =>
      network.ask(ADOPT, {
        variables: { input: { ...adoption, practice } },
        headers: { authorization: `Bearer ${blind}` },
      });
    const strip = (answer: object): string =>
      JSON.stringify(answer).replaceAll(/practice:(draft|other)/g, "practice:x");
    expect(strip(await ask("brest:practice:draft"))).toBe(strip(await ask("brest:practice:other")));
  });

  it("of a hidden practice, or by a hidden organization, is for readers of the network only", async () => {
    await network.done("leeds", ADOPT, {
      input: { ...adoption, practice: "brest:practice:draft", state: "CONSIDERING" },
    });
    await network
      .done("quiet", ADOPT, { input: { ...adoption, practice: "brest:practice:draft", context: "Quiet." } })
      .catch(() => undefined);
    const ask = `{ organization: node(id: "leeds:organization:home") { ... on Organization { adoptions { practice { name } } } } }`;
    expect((await network.done("reader", ask)).organization.adoptions).toEqual([{ practice: { name: "Brouillon" } }]);
    expect((await network.done("anonymous", ask)).organization.adoptions).toEqual([]);
  });
});

describe("a review", () => {
  it("is written by another organization, on the criteria it chooses; a later one takes its place", async () => {
    await network.done("namur", REVIEW, { input: { ...review, text: "First." } });
    const { reviewPractice } = await network.done("namur", REVIEW, { input: review });
    expect(reviewPractice).toMatchObject({ practice: { name: "Nuits de répit" }, by: { name: "Relais Namur" } });
    const ask = `{ practice: node(id: "${NIGHTS}") { ... on Practice { reviews { by { name } text scores { criterion score } } } } }`;
    const { practice } = await network.done("anonymous", ask);
    expect(practice.reviews).toEqual([{ by: { name: "Relais Namur" }, text: "Works.", scores: review.scores }]);
  });

  it.each<readonly [string, Party, object, object]>([
    ["of one's own practice", "brest", {}, { expected: "another organization's practice: nobody reviews their own" }],
    ["with a score of 0", "dakar", { scores: [{ criterion: "ETHICS", score: 0 }] }, { got: "0" }],
    ["with a score of 6", "dakar", { scores: [{ criterion: "ETHICS", score: 6 }] }, { got: "6" }],
    ["without scores", "dakar", { scores: [] }, { expected: "a score for one criterion at least" }],
    [
      "with two scores for one criterion",
      ...(["dakar", { scores: [1, 2].map((score) => ({ criterion: "ETHICS", score })) }] as const),
      { expected: "each criterion once" },
    ],
    ["without a text", "dakar", { text: "" }, { expected: "a text" }],
  ])("%s is refused", async (_situation, party, change, told) => {
    expect(await refused(party, REVIEW, { ...review, ...change })).toMatchObject({ code: "BAD_USER_INPUT", ...told });
  });
});

describe("an endorsement", () => {
  it("is given to a person of another organization, and taken back by who gave it alone", async () => {
    const input = { person: ANNA, topic: RESPITE, statement: "She taught us." };
    const { endorse } = await network.done("namur", ENDORSE, { input });
    expect(endorse).toMatchObject({
      ...{ person: { name: "Anna Le Bihan" }, topic: { label: "Respite care" }, by: { name: "Relais Namur" } },
      statement: "She taught us.",
    });
    const ask = `{ person: node(id: "${ANNA}") { ... on Person { endorsements { statement by { name } } } } }`;
    const withdraw = `mutation ($id: ID!) { withdrawEndorsement(id: $id) }`;
    expect((await network.done("anonymous", ask)).person.endorsements).toEqual([
      { statement: "She taught us.", by: { name: "Relais Namur" } },
    ]);
    expect((await network.as("dakar", withdraw, { id: endorse.id })).errors?.[0]?.extensions["code"]).toBe(
      "BAD_USER_INPUT",
    );
    expect(await network.done("namur", withdraw, { id: endorse.id })).toEqual({ withdrawEndorsement: endorse.id });
    expect((await network.done("anonymous", ask)).person.endorsements).toEqual([]);
  });

  it.each<readonly [string, Party, object]>([
    ["of one's own person", "brest", { person: ANNA, topic: RESPITE }],
    ["of nobody", "namur", { person: "brest:person:nobody", topic: RESPITE }],
    ["for no topic", "namur", { person: ANNA, topic: "hub:topic:none" }],
  ])("%s is refused", async (_situation, party, input) => {
    expect(await refused(party, ENDORSE, input)).toMatchObject({ code: "BAD_USER_INPUT" });
  });
});
