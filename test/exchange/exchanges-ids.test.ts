// Ids that can be none: every root field that takes one says so, or that there is nothing.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startExchangeNetwork, type ExchangeNetwork } from "../kit/exchange-network.js";

let network: ExchangeNetwork;
beforeAll(async () => {
  network = await startExchangeNetwork();
});
afterAll(() => network.stop());

const ID = String.raw`"hub:need:\u0000"`;

describe("an id with a character that no database holds", () => {
  it.each([
    `{ done: need(id: ${ID}) { id } }`,
    `{ done: exchange(id: ${ID}) { id } }`,
    `{ done: community(id: ${ID}) { id } }`,
    `mutation { done: closeNeed(id: ${ID}) { id } }`,
    `mutation { done: closeNeed(id: "a", answeredBy: [${ID}]) { id } }`,
    `mutation { done: answerIntroduction(id: ${ID}, accept: true) { id } }`,
    `mutation { done: requestIntroduction(input: { to: ${ID}, about: "a", message: "b" }) { id } }`,
    `mutation { done: registerForEvent(event: ${ID}, person: "a") { state } }`,
    `mutation { done: cancelRegistration(event: "a", person: ${ID}) { state } }`,
    `mutation { done: markAttendance(event: "brest:event:past", person: ${ID}, attended: true) { state } }`,
    `mutation { done: proposeExchange(input: { kind: FIELD_VISIT, title: "a", text: "b", with: [${ID}] }) { id } }`,
    `mutation { done: answerExchange(id: ${ID}, accept: true) { id } }`,
    `mutation { done: reportExchange(id: ${ID}, outcome: "a") { id } }`,
    `mutation { done: withdrawEndorsement(id: ${ID}) }`,
    `mutation { done: startDiscussion(input: { community: ${ID}, title: "a", text: "b", language: "fr" }) { id } }`,
  ])("is bad input to %s", async (query) => {
    const { data, errors } = await network.as("brest", query);
    expect(data).toEqual({ done: null });
    expect(errors?.map(({ extensions }) => extensions["code"])).toEqual(["BAD_USER_INPUT"]);
  });

  it("names nothing", async () => {
    expect(await network.done("brest", `{ node(id: ${ID}) { id } }`)).toEqual({ node: null });
  });
});
