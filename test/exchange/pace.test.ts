// The pace of acts, through the hub: an organization that writes too much in an hour waits; others do not.
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { RESPITE, startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";

let network: ExchangeNetwork;
beforeAll(async () => {
  network = await startExchangeNetwork({ hub: { actPace: { acts: 12, reaching: 4 } } });
});
afterAll(() => network.stop());

const found = (party: Party) =>
  network.as(
    party,
    `mutation { createCommunity(input: { name: "C", language: "en", topics: ["${RESPITE}"] }) { id } }`,
  );
const follow = (party: Party) => network.as(party, `mutation { follow(subject: "${RESPITE}") { since } }`);

it("has an organization that founds too many communities wait, however many come at once, and nobody else", async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => found("namur")));
  const refused = answers.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions));
  expect(refused).toHaveLength(4);
  for (const each of refused) {
    expect(each).toMatchObject({ code: "RATE_LIMITED", limit: 4 });
    expect(each["retryAfter"]).toBeGreaterThan(3_000);
  }
  expect((await found("dakar")).errors).toBeUndefined();
  const follows = await Promise.all(Array.from({ length: 6 }, () => follow("namur")));
  expect(follows.filter(({ errors }) => errors !== undefined)).toHaveLength(2); // the twelve of an hour are over
});

it("lets it go on when the hour is over", async () => {
  await network.database.rows("update exchange.pace set began_at = began_at - interval '1 hour'");
  expect((await found("namur")).errors).toBeUndefined();
});

it("counts neither readers nor coordinators", async () => {
  const queue = `{ moderationQueue { totalCount } }`;
  const answers = await Promise.all(Array.from({ length: 14 }, () => network.as("admin", queue)));
  expect(answers.filter(({ errors }) => errors !== undefined)).toEqual([]);
});
