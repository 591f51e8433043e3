// Acts on records whose owner cannot be asked: the hub says that, and not that there is no such record.
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { startExchangeNetwork, type ExchangeNetwork } from "../kit/exchange-network.js";
import { adoption } from "../kit/make-exchange.js";

let network: ExchangeNetwork;
beforeAll(async () => {
  network = await startExchangeNetwork();
  await network.stopPartners();
});
afterAll(() => network.stop());

const ADOPT = `mutation ($input: AdoptionInput!) { recordAdoption(input: $input) { id } }`;
const adopt = async (practice: string) => {
  const { data, errors } = await network.as("namur", ADOPT, { input: { ...adoption, practice } });
  return { done: data?.recordAdoption !== null, code: errors?.[0]?.extensions["code"] };
};

it("says that the owner cannot be asked, of a record that the mirror does not know", async () => {
  expect(await adopt("brest:practice:unheard")).toEqual({ done: false, code: "PARTNER_UNAVAILABLE" });
});

it("acts on what the mirror knows, and refuses what no partner can own", async () => {
  expect(await adopt("nobody:practice:nights")).toEqual({ done: false, code: "BAD_USER_INPUT" });
  expect(await adopt("brest:practice:nights")).toEqual({ done: true, code: undefined });
});
