// People and partners who go: a person's name is gone from everything that exchange answers and keeps, and what was said and
// counted stays right; so it is when a whole partner leaves.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { RESPITE, startExchangeNetwork, type ExchangeNetwork } from "../kit/exchange-network.js";
import { adoption, makersFor } from "../kit/make-exchange.js";
import { until } from "../kit/until.js";
import { wordsInTables } from "../kit/words-in-tables.js";

const ZOE = "brest:person:zyzzyva-zoe";
const PRACTICE = "brest:practice:hers";
const times = { createdAt: "2026-09-01T00:00:00.000Z", updatedAt: "2026-09-01T00:00:00.000Z" };

let network: ExchangeNetwork;
let discussion: string;
let need: string;
beforeAll(async () => {
  network = await startExchangeNetwork();
  await network.save(
    "brest",
    { ...times, id: ZOE, name: "Zoé Zyzzyva", organization: "brest:organization:home", topics: [RESPITE] },
    {
      ...{ ...times, id: PRACTICE, name: "Nuits longues", version: "1", organization: "brest:organization:home" },
      contributors: [{ person: ZOE, role: "author", degree: "LEAD" }],
    },
  );
  await network.caughtUp();
  ({ discussion, need } = await leaveTraces());
});
afterAll(() => network.stop());

/** She signs a post, is endorsed, registered, introduced, credited for an answer, and followed. */
async function leaveTraces(): Promise<{ readonly discussion: string; readonly need: string }> {
  const make = makersFor(network);
  const started = await make.discussion();
  const { community } = (
    await network.done("namur", `query ($id: ID!) { discussion(id: $id) { community { id } } }`, { id: started })
  ).discussion;
  await network.done("brest", `mutation ($id: ID!) { joinCommunity(id: $id) { id } }`, community);
  const say = `mutation ($discussion: ID!) { reply(discussion: $discussion, text: "Ask us.", signedBy: "${ZOE}") { id } }`;
  const { reply } = await network.done("brest", say, { discussion: started });
  await network.done(
    "namur",
    `mutation ($discussion: ID!, $post: ID!) { acceptAnswer(discussion: $discussion, post: $post) { id } }`,
    {
      ...{ discussion: started, post: reply.id },
    },
  );
  const asked = await make.need();
  for (const act of [
    `endorse(input: { person: "${ZOE}", topic: "${RESPITE}", statement: "She knows." }) { id }`,
    `requestIntroduction(input: { to: "${ZOE}", about: "Nights", message: "Hello" }) { id }`,
    `follow(subject: "${ZOE}") { since }`,
    `closeNeed(id: "${asked}", answeredBy: ["${ZOE}"]) { id }`,
  ])
    await network.done("namur", `mutation { ${act} }`);
  await network.done("brest", `mutation { registerForEvent(event: "brest:event:day", person: "${ZOE}") { state } }`);
  await network.done("dakar", `mutation ($input: AdoptionInput!) { recordAdoption(input: $input) { id } }`, {
    input: { ...adoption, practice: PRACTICE },
  });
  return { discussion: started, need: asked };
}

/** The tables of exchange that hold a word: elsewhere the ids of what is gone are remembered, so that it stays away. */
async function kept(word: string): Promise<string[]> {
  return (await wordsInTables(network.database, word)).filter((table) => table.startsWith("exchange."));
}

/** Everything that exchange answers about what she left. */
async function everything(): Promise<string> {
  const answers = await Promise.all([
    network.as(
      "brest",
      `{ discussion(id: "${discussion}") { postCount acceptedAnswer { signedBy { id name } } posts { edges { node { text signedBy { id name } author { name } } } } }
      need(id: "${need}") { state answeredBy { id name } } contributors { organization { name } person { id name } points }
      introductions { edges { node { to { id } message } } } notices { edges { node { kind subject text } } }
      e: node(id: "brest:event:day") { ... on Event { placesLeft registrations { person { id name } state } } }
      p: node(id: "${PRACTICE}") { ... on Practice { adoptionCount adoptions { by { name } } contributors { person { id name } } } }
      her: node(id: "${ZOE}") { id ... on Person { name recognition { points } endorsements { id } } } }`,
    ),
    network.as(
      "namur",
      `{ introductions { edges { node { to { id } message state } } } follows { subject { id } } notices { edges { node { subject text } } } }`,
    ),
    network.as(
      "reader",
      `{ activityReport(from: "2026-01-01", to: "2099-01-01") { figures { kind count examples } } }`,
    ),
  ]);
  return JSON.stringify(answers.map(({ data }) => data));
}

describe("a person who is gone from their partner's directory", () => {
  it("I01 is gone from every answer and every table of exchange, while threads, counts and adoptions stay right", async () => {
    const before = await everything();
    expect(before).toContain("Zoé Zyzzyva");
    await network.remove("brest", ZOE);
    await network.caughtUp();
    await until(async () => (await kept("zyzzyva")).length === 0);
    const after = await everything();
    expect(after).not.toMatch(/zyzzyva/i);
    const read = await network.done(
      "reader",
      `{ discussion(id: "${discussion}") { postCount acceptedAnswer { text signedBy { id } } posts { totalCount } }
         need(id: "${need}") { state answeredBy { id } }
         p: node(id: "${PRACTICE}") { ... on Practice { adoptionCount adoptions { by { name } } } }
         o: node(id: "brest:organization:home") { ... on Organization { recognition { answersAccepted adoptionsByOthers } } } }`,
    );
    expect(read).toEqual({
      discussion: { postCount: 2, acceptedAnswer: { text: "Ask us.", signedBy: null }, posts: { totalCount: 2 } },
      need: { state: "ANSWERED", answeredBy: [] },
      p: { adoptionCount: 1, adoptions: [{ by: { name: "Ndimbal" } }] },
      o: { recognition: { answersAccepted: 1, adoptionsByOthers: 1 } },
    });
  });
});

describe("a partner that leaves the network", () => {
  it("leaves its threads readable, without its name or its people's", async () => {
    await network.done(
      "brest",
      `mutation { reply(discussion: "${discussion}", text: "And Anna too.", signedBy: "brest:person:anna") { id } }`,
    );
    const everyScope = await network.hub.registry.keys.issue({
      ...{ name: "all", scopes: ["read:network", "network:admin", "partner:admin"], organization: null },
    });
    const { errors } = await network.ask(`mutation { removePartner(key: "brest") }`, {
      headers: { authorization: `Bearer ${everyScope}` },
    });
    expect(errors).toBeUndefined();
    const ask = `{ discussion(id: "${discussion}") { startedBy { name } postCount posts { edges { node { text author { name } signedBy { name } } } } } }`;
    await until(
      async () =>
        !/Anna/.test(
          JSON.stringify((await network.as("reader", ask)).data.discussion?.posts.edges[2]?.node.signedBy ?? ""),
        ),
    );
    await until(async () => (await kept("brest:person")).length === 0);
    const { discussion: thread } = await network.done("reader", ask);
    expect(thread.posts.edges.map(({ node }: { node: object }) => node)).toEqual([
      { text: "How?", author: { name: "Relais Namur" }, signedBy: null },
      { text: "Ask us.", author: null, signedBy: null },
      { text: "And Anna too.", author: null, signedBy: null },
    ]);
    expect(thread).toMatchObject({ postCount: 3, startedBy: { name: "Relais Namur" } });
  });
});

describe("a person who came and went between two harvests", () => {
  it("is forgotten too, though the network's feed never told of them", async () => {
    const leeds = "leeds:person:quokka-brief";
    await network.save("leeds", { ...times, id: leeds, name: "Brief Quokka", organization: "leeds:organization:home" });
    await network.done("namur", `mutation { endorse(input: { person: "${leeds}", topic: "${RESPITE}" }) { id } }`);
    expect(await kept("quokka-brief")).not.toEqual([]);
    await network.remove("leeds", leeds);
    await network.caughtUp();
    await network.database.rows(`update exchange.record set seen_at = now() - interval '1 hour' where id = ?`, [leeds]);
    await until(async () => (await kept("quokka-brief")).length === 0);
  });
});
