// Communities and discussions, through the hub: who may read and write what, accepted answers, deletions.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { RESPITE, startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";
import { until } from "../kit/until.js";
import { wordsInTables } from "../kit/words-in-tables.js";

const CREATE = `mutation ($input: CommunityInput!) { createCommunity(input: $input) { id name summary language visibility
  topics { label } memberCount members { name } createdAt } }`;
const START = `mutation ($input: DiscussionInput!) { startDiscussion(input: $input) { id title language startedBy { name }
  community { id name } about { id ... on Practice { name } } postCount posts { edges { node { id text author { name } } } } } }`;
const REPLY = `mutation ($discussion: ID!, $text: String!, $replyTo: ID, $signedBy: ID) {
  reply(discussion: $discussion, text: $text, replyTo: $replyTo, signedBy: $signedBy) {
    id text author { name } signedBy { name } replyTo deleted createdAt editedAt } }`;
const ACCEPT = `mutation ($discussion: ID!, $post: ID!) { acceptAnswer(discussion: $discussion, post: $post) {
  acceptedAnswer { text author { name } } } }`;
const READ = `query ($id: ID!) { discussion(id: $id) { title postCount acceptedAnswer { text } startedBy { name }
  posts { totalCount edges { node { id text deleted author { name } signedBy { name } replyTo } } } } }`;

let network: ExchangeNetwork;
beforeAll(async () => {
  network = await startExchangeNetwork();
});
afterAll(() => network.stop());

const found = async (party: Party, change: object = {}): Promise<string> => {
  const input = {
    name: "Respite in the countryside",
    summary: "Nuits et répit à la campagne.",
    language: "en",
    topics: [RESPITE],
  };
  return (await network.done(party, CREATE, { input: { ...input, ...change } })).createCommunity.id;
};
const join = (party: Party, id: string) =>
  network.done(party, `mutation ($id: ID!) { joinCommunity(id: $id) { memberCount members { name } } }`, { id });
const start = async (party: Party, community: string, change: object = {}): Promise<string> => {
  const input = { community, title: "Who stays the night?", text: "We look for a way.", language: "en" };
  return (await network.done(party, START, { input: { ...input, ...change } })).startDiscussion.id;
};
const code = async (party: Party, query: string, variables: object): Promise<unknown> => {
  const { data, errors = [] } = await network.as(party, query, { ...variables });
  expect(Object.values(data)).toEqual([null]);
  return errors[0]?.extensions["code"];
};

describe("a community", () => {
  it("is founded by one organization, joined and left by others, and found by words and topics", async () => {
    const { createCommunity } = await network.done("brest", CREATE, {
      input: {
        name: "Nuits de répit",
        language: "fr",
        topics: [RESPITE],
        visibility: "PUBLIC",
        summary: "À la campagne",
      },
    });
    expect(createCommunity).toMatchObject({
      ...{ name: "Nuits de répit", language: "fr", visibility: "PUBLIC", topics: [{ label: "Respite care" }] },
      ...{ memberCount: 1, members: [{ name: "Maison des Aidants" }] },
    });
    expect(await join("namur", createCommunity.id)).toMatchObject({ joinCommunity: { memberCount: 2 } });
    expect(await join("namur", createCommunity.id)).toMatchObject({ joinCommunity: { memberCount: 2 } });
    const list = `query ($text: String, $topics: [ID!]) { communities(text: $text, topics: $topics) { totalCount edges { node { id } } } }`;
    for (const variables of [{ text: "campagne NUI" }, { topics: [RESPITE] }, {}])
      expect((await network.done("anonymous", list, variables)).communities.edges).toEqual([
        { node: { id: createCommunity.id } },
      ]);
    expect((await network.done("anonymous", list, { text: "uits" })).communities.totalCount).toBe(0);
    const own = `{ node(id: "namur:organization:home") { ... on Organization { communities { name } } } }`;
    expect((await network.done("anonymous", own)).node.communities).toEqual([{ name: "Nuits de répit" }]);
    const leave = `mutation ($id: ID!) { leaveCommunity(id: $id) { memberCount } }`;
    expect(await network.done("namur", leave, createCommunity)).toEqual({ leaveCommunity: { memberCount: 1 } });
    expect(await code("namur", leave, createCommunity)).toBe("BAD_USER_INPUT");
  });

  it("of the network is not there for the public, and one for members shows what is said to members only", async () => {
    const inNetwork = await found("brest");
    const forMembers = await found("brest", { visibility: "MEMBERS", name: "Among ourselves" });
    const ask = `query ($id: ID!) { community(id: $id) { name discussions { totalCount } } node(id: $id) { id } }`;
    const gone = { community: null, node: null };
    expect(await network.done("anonymous", ask, { id: inNetwork })).toEqual(gone);
    expect(await network.done("anonymous", ask, { id: forMembers })).toEqual(gone);
    expect(await network.done("anonymous", ask, { id: "hub:community:none" })).toEqual(gone);
    expect((await network.done("reader", ask, { id: inNetwork })).node).toEqual({ id: inNetwork });
    const discussion = await start("brest", forMembers);
    const seen = (party: Party) => network.done(party, READ, { id: discussion });
    expect((await seen("brest")).discussion.title).toBe("Who stays the night?");
    for (const party of ["anonymous", "reader", "namur"] as const) expect((await seen(party)).discussion).toBeNull();
    expect((await network.done("namur", ask, { id: forMembers })).community).toMatchObject({
      discussions: { totalCount: 0 },
    });
    await join("namur", forMembers);
    expect((await seen("namur")).discussion.title).toBe("Who stays the night?");
  });
});

describe("a discussion", () => {
  it("is about records of any partner, and is found from them", async () => {
    const community = await found("brest", { visibility: "PUBLIC" });
    const input = {
      community,
      title: "Nights",
      text: "How?",
      language: "en",
      about: ["brest:practice:nights", "brest:project:nights"],
    };
    const { startDiscussion } = await network.done("brest", START, { input });
    expect(startDiscussion).toMatchObject({
      ...{ startedBy: { name: "Maison des Aidants" }, postCount: 1, community: { id: community } },
      about: [{ id: "brest:practice:nights", name: "Nuits de répit" }, { id: "brest:project:nights" }],
      posts: { edges: [{ node: { text: "How?", author: { name: "Maison des Aidants" } } }] },
    });
    const about = `{ a: node(id: "brest:practice:nights") { ... on Practice { discussions { title } } }
      b: node(id: "brest:project:nights") { ... on Project { discussions { title } } } }`;
    expect(await network.done("anonymous", about)).toEqual({
      a: { discussions: [{ title: "Nights" }] },
      b: { discussions: [{ title: "Nights" }] },
    });
  });

  it("takes replies of members, signed by their own people, keeps their order, and the asker accepts an answer", async () => {
    const community = await found("brest", { visibility: "PUBLIC" });
    const discussion = await start("brest", community);
    expect(await code("namur", REPLY, { discussion, text: "Me!" })).toBe("FORBIDDEN");
    await join("namur", community);
    const say = (text: string, more: object = {}) => network.done("namur", REPLY, { discussion, text, ...more });
    const answers = await Promise.all(["one", "two", "three", "four"].map((text) => say(text)));
    const { reply } = await say("Ask Chloé.", { replyTo: answers[0].reply.id, signedBy: "namur:person:chloe" });
    expect(reply).toMatchObject({
      signedBy: { name: "Chloé Vandersmissen" },
      replyTo: answers[0].reply.id,
      deleted: false,
    });
    const { data } = await network.as("anonymous", READ, { id: discussion });
    const posts = data.discussion.posts.edges.map(({ node }: { node: { text: string } }) => node.text);
    expect([posts[0], posts.slice(1, 5).sort(), posts[5]]).toEqual([
      "We look for a way.",
      ["four", "one", "three", "two"],
      "Ask Chloé.",
    ]);
    expect(await code("namur", ACCEPT, { discussion, post: reply.id })).toBe("FORBIDDEN");
    expect((await network.done("brest", ACCEPT, { discussion, post: reply.id })).acceptAnswer).toEqual({
      acceptedAnswer: { text: "Ask Chloé.", author: { name: "Relais Namur" } },
    });
    const credit = `{ a: node(id: "namur:organization:home") { ... on Organization { recognition { answersAccepted points } } }
      b: node(id: "namur:person:chloe") { ... on Person { recognition { answersAccepted } } } }`;
    expect(await network.done("anonymous", credit)).toEqual({
      a: { recognition: { answersAccepted: 1, points: 5 } },
      b: { recognition: { answersAccepted: 1 } },
    });
  });

  it.each<readonly [string, Party, object]>([
    ["signed by another organization's person", "brest", { signedBy: "namur:person:chloe" }],
    ["in reply to a post of another discussion", "brest", { replyTo: "00000000-0000-4000-8000-000000000000" }],
    ["in reply to no id at all", "brest", { replyTo: "'" }],
    ["without a word", "brest", { text: " \u00A0 " }],
    ["of 20,001 characters", "brest", { text: "é".repeat(20_001) }],
    ["that turns the direction of writing", "brest", { text: "a\u2066b" }],
  ])("refuses a reply %s, and nothing is written", async (_situation, party, change) => {
    const discussion = await start("brest", await found("brest"));
    expect(await code(party, REPLY, { discussion, text: "Yes.", ...change })).toBe("BAD_USER_INPUT");
    expect((await network.done("brest", READ, { id: discussion })).discussion.postCount).toBe(1);
  });

  it("leaves no word of a post that was deleted, and its place in the thread", async () => {
    const community = await found("brest", { visibility: "PUBLIC" });
    const discussion = await start("brest", community);
    await join("namur", community);
    const { reply } = await network.done("namur", REPLY, {
      discussion,
      text: "Zyzzyva secret",
      signedBy: "namur:person:chloe",
    });
    await network.done("brest", ACCEPT, { discussion, post: reply.id });
    const edit = `mutation ($id: ID!, $text: String!) { editPost(id: $id, text: $text) { text editedAt } }`;
    const remove = `mutation ($id: ID!) { deletePost(id: $id) { id text deleted } }`;
    expect(await code("brest", edit, { id: reply.id, text: "Mine" })).toBe("BAD_USER_INPUT");
    expect(await code("brest", remove, reply)).toBe("BAD_USER_INPUT");
    expect(
      (await network.done("namur", edit, { id: reply.id, text: "Zyzzyva edited" })).editPost.editedAt,
    ).not.toBeNull();
    expect(await network.done("namur", remove, reply)).toEqual({
      deletePost: { id: reply.id, text: "", deleted: true },
    });
    expect(await code("namur", edit, { id: reply.id, text: "Again" })).toBe("BAD_USER_INPUT");
    const { discussion: read } = await network.done("anonymous", READ, { id: discussion });
    expect(read).toMatchObject({ postCount: 1, acceptedAnswer: null });
    expect(read.posts.edges[1].node).toMatchObject({ id: reply.id, text: "", deleted: true, signedBy: null });
    await until(async () => (await wordsInTables(network.database, "Zyzzyva")).length === 0); // the index hears of it a moment later
  });
});
