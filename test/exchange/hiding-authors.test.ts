// What an organization wrote, when it hides itself and shows itself again: search follows.
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { RECORDS, RESPITE, startExchangeNetwork, type ExchangeNetwork } from "../kit/exchange-network.js";
import { until } from "../kit/until.js";

let network: ExchangeNetwork;
beforeAll(async () => {
  network = await startExchangeNetwork();
});
afterAll(() => network.stop());

const COMMUNITY = `mutation ($input: CommunityInput!) { made: createCommunity(input: $input) { id } }`;
const DISCUSSION = `mutation ($input: DiscussionInput!) { made: startDiscussion(input: $input) { id } }`;
const REPLY = `mutation ($id: ID!, $text: String!) { joinCommunity(id: "$community") { id } reply(discussion: $id, text: $text) { id } }`;

/** The snippets of the discussions that someone without a key finds. */
async function findPublicly(word: string): Promise<string[]> {
  const { search } = await network.done("anonymous", `{ search(text: "${word}") { edges { node { snippet } } } }`);
  return search.edges.map(({ node }: { node: { snippet: string } }) => node.snippet);
}

it("takes an organization's words out of what everybody finds once it is for members of the network only", async () => {
  const common = { language: "en" };
  const community = { ...common, name: "Nights", topics: [RESPITE], visibility: "PUBLIC" };
  const { made: place } = await network.done("brest", COMMUNITY, { input: community });
  const discussion = { ...common, community: place.id, title: "Who stays?", text: "Asks the wombat." };
  const { made } = await network.done("brest", DISCUSSION, { input: discussion });
  const reply = REPLY.replace("$community", place.id);
  await network.done("namur", reply, { id: made.id, text: "Answers the platypus." });
  await until(async () => (await findPublicly("platypus")).length === 1);

  const [organization] = RECORDS["namur"] ?? [];
  if (organization === undefined) throw new Error("namur has an organization");
  await network.save("namur", { ...organization, visibility: "NETWORK", updatedAt: "2026-06-02T00:00:00.000Z" });
  await network.caughtUp();
  await until(async () => (await findPublicly("platypus")).length === 0);
  expect(await findPublicly("wombat")).toHaveLength(1);

  await network.save("namur", { ...organization, updatedAt: "2026-06-03T00:00:00.000Z" });
  await network.caughtUp();
  await until(async () => (await findPublicly("platypus")).length === 1);
});
