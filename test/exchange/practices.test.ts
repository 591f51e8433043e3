// Practices in use: adoptions, reviews, the ladder, endorsements, through the hub.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { RESPITE, startExchangeNetwork, type ExchangeNetwork } from "../kit/exchange-network.js";

const NIGHTS = "brest:practice:nights";
const ADOPT = `mutation ($input: AdoptionInput!) { recordAdoption(input: $input) { id version practice { id name organization { name } }
  practiceVersion by { name } state context settings adaptations outcome lesson cost { amount currency } savedHours rating since
  createdAt updatedAt } }`;
const adoption = {
  ...{ practice: NIGHTS, practiceVersion: "1.0", state: "ADOPTED", context: "A town in Wallonia.", settings: ["TOWN"] },
  ...{ adaptations: "Volunteers instead of staff.", outcome: "Twelve families.", lesson: "Begin in spring." },
  ...{ cost: { amount: 1200, currency: "EUR" }, savedHours: 40, rating: 4, since: "2026-09-01" },
};

let network: ExchangeNetwork;
beforeAll(async () => {
  network = await startExchangeNetwork();
});
afterAll(() => network.stop());

describe("practices in use", () => {
  it("records an adoption with the practice and the adopter as their owners describe them", async () => {
    const { recordAdoption } = await network.done("namur", ADOPT, { input: adoption });
    expect(recordAdoption).toMatchObject({
      ...{ version: 1, practice: { id: NIGHTS, name: "Nuits de répit", organization: { name: "Maison des Aidants" } } },
      ...{ by: { name: "Relais Namur" }, state: "ADOPTED", settings: ["TOWN"], since: "2026-09-01", rating: 4 },
      cost: { amount: 1200, currency: "EUR" },
    });
    const data = await network.done(
      "anonymous",
      `{ practices { nodes { name adoptionCount adoptions { by { name } context }
      quality { level because missing validUntil } reviews { text } } } organizations(filter: { partners: ["namur"] }) {
      nodes { adoptions { practice { name } } } } }`,
    );
    expect(data).toEqual({});
  });
  it("endorses", async () => {
    expect(
      await network.done(
        "namur",
        `mutation { endorse(input: { person: "brest:person:anna", topic: "${RESPITE}" }) {
      id person { name } topic { label } by { name } } }`,
      ),
    ).toEqual({});
  });
});
