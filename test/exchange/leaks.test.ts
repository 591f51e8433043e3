// What readers are not to learn in roundabout ways, through the hub: by notices, alerts, webhooks, credit and counts.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { RESPITE, startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";
import { makersFor } from "../kit/make-exchange.js";
import { toldOf } from "../kit/exchange-answers.js";
import type { NetworkAnswer } from "../kit/small-network.js";
import { until } from "../kit/until.js";

let network: ExchangeNetwork;
/** As the organization of Leeds, by a key that reads what is PUBLIC only. */
let asNarrow: (query: string, variables?: Readonly<Record<string, unknown>>) => Promise<NetworkAnswer>;
beforeAll(async () => {
  network = await startExchangeNetwork();
  const scopes = ["exchange:write"] as const;
  const key = await network.hub.registry.keys.issue({
    name: "narrow",
    scopes,
    organization: "leeds:organization:home",
  });
  asNarrow = (query, variables = {}) => network.ask(query, { variables, headers: { authorization: `Bearer ${key}` } });
});
afterAll(() => network.stop());

const START = `mutation ($input: DiscussionInput!) { startDiscussion(input: $input) { id } }`;
const REPLY = `mutation ($discussion: ID!) { reply(discussion: $discussion, text: "So.") { id } }`;
const FOLLOW = `mutation ($id: ID!) { follow(subject: $id) { since } }`;
const times = { createdAt: "2026-02-01T00:00:00.000Z", updatedAt: "2026-02-01T00:00:00.000Z" };

/** A community of Namur's and Dakar's, in which Namur has asked about the practice of Brest and Dakar has answered. */
async function talkIn(
  visibility: "PUBLIC" | "NETWORK" | "MEMBERS",
): Promise<{ community: string; discussion: string; post: string }> {
  const found = `mutation ($visibility: CommunityVisibility!) {
    createCommunity(input: { name: "Circle", language: "en", topics: ["${RESPITE}"], visibility: $visibility }) { id } }`;
  const community: string = (await network.done("namur", found, { visibility })).createCommunity.id;
  await network.done("dakar", `mutation ($id: ID!) { joinCommunity(id: $id) { id } }`, { id: community });
  await network.done("leeds", FOLLOW, { id: community });
  const input = { community, title: "How", text: "How?", language: "en", about: ["brest:practice:nights"] };
  const discussion: string = (await network.done("namur", START, { input })).startDiscussion.id;
  const post: string = (await network.done("dakar", REPLY, { discussion })).reply.id;
  return { community, discussion, post };
}

describe("a community for members", () => {
  it("is not heard of by those who follow it, or publish what it talks about, and are no members", async () => {
    const open = await talkIn("NETWORK");
    expect(await toldOf(network, "discussion.started", open.discussion)).toEqual([
      "brest:organization:home",
      "leeds:organization:home",
    ]);
    const { discussion } = await talkIn("MEMBERS");
    expect(await toldOf(network, "discussion.started", discussion)).toEqual([]);
    expect(await toldOf(network, "discussion.replied", discussion)).toEqual(["namur:organization:home"]);
  });

  it("does not hear any more from who has left, nor tell them", async () => {
    const { community, discussion, post } = await talkIn("MEMBERS");
    await network.done("dakar", FOLLOW, { id: discussion });
    await network.done("dakar", `mutation ($id: ID!) { leaveCommunity(id: $id) { id } }`, { id: community });
    await network.done("namur", REPLY, { discussion });
    expect(await toldOf(network, "discussion.replied", discussion)).toEqual(["namur:organization:home"]);
    const edit = await network.as("dakar", `mutation ($id: ID!) { editPost(id: $id, text: "Else") { id } }`, {
      id: post,
    });
    expect(edit.errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
    const remove = `mutation ($id: ID!) { deletePost(id: $id) { deleted } }`;
    expect(await network.done("dakar", remove, { id: post })).toEqual({ deletePost: { deleted: true } });
  });
});

describe("credit", () => {
  const pointsOf = async (party: Party): Promise<number> =>
    (
      await network.done(
        party,
        `{ node(id: "dakar:organization:home") { ... on Organization { recognition { points } } } }`,
      )
    ).node.recognition.points;

  it("is shown for what the reader may see: an answer in a community of the network is not counted for the public", async () => {
    const ACCEPT = `mutation ($discussion: ID!, $post: ID!) { acceptAnswer(discussion: $discussion, post: $post) { id } }`;
    const members = await talkIn("MEMBERS");
    await network.done("namur", ACCEPT, { discussion: members.discussion, post: members.post });
    expect([await pointsOf("anonymous"), await pointsOf("reader")]).toEqual([0, 0]);
    const open = await talkIn("NETWORK");
    await network.done("namur", ACCEPT, { discussion: open.discussion, post: open.post });
    expect([await pointsOf("anonymous"), await pointsOf("reader")]).toEqual([0, 5]);
    const wide = await talkIn("PUBLIC");
    await network.done("namur", ACCEPT, { discussion: wide.discussion, post: wide.post });
    expect([await pointsOf("anonymous"), await pointsOf("reader")]).toEqual([5, 10]);
  });
});

describe("a key that reads what is PUBLIC", () => {
  it("learns nothing of the network's records by following, searching, or webhooks of its own", async () => {
    await asNarrow(FOLLOW, { id: RESPITE });
    const SAVE = `mutation { saveSearch(input: { name: "n", text: "tamandua" }) { id } }`;
    await asNarrow(SAVE);
    await network.done("dakar", SAVE);
    const HOOK = `mutation { createWebhook(input: { target: "https://hooks.example.org/", kinds: ["record.published"] }) { webhook { id } } }`;
    const hook: string = (await asNarrow(HOOK)).data.createWebhook.webhook.id;
    const wide: string = (await network.done("leeds", HOOK)).createWebhook.webhook.id;
    const now = new Date().toISOString();
    const fresh = {
      createdAt: now,
      updatedAt: now,
      organization: "brest:organization:home",
      topics: [RESPITE],
      version: "1",
    };
    await network.save("brest", { ...fresh, id: "brest:practice:secret", name: "Tamandua", visibility: "NETWORK" });
    await network.caughtUp();
    await until(async () => (await toldOf(network, "record.published", "brest:practice:secret")).length > 0);
    const searches = `{ savedSearches { lastMatchAt } }`;
    await until(async () => (await network.done("dakar", searches)).savedSearches[0].lastMatchAt !== null);
    await until(async () => {
      const behind = `select 1 from exchange.saved_search where checked_at < (select max(news_at) from exchange.record)`;
      return (await network.database.rows(behind)).length === 0;
    });
    expect((await asNarrow(searches)).data.savedSearches).toEqual([{ lastMatchAt: null }]);
    const INBOX = `{ notices { totalCount edges { node { subject } } } }`;
    const subjectsOf = (data: { notices: { edges: ReadonlyArray<{ node: { subject: string } }> } }): string[] =>
      data.notices.edges.map(({ node }) => node.subject);
    expect(subjectsOf(await network.done("leeds", INBOX))).toContain("brest:practice:secret");
    expect(subjectsOf((await asNarrow(INBOX)).data)).not.toContain("brest:practice:secret");
    const sent = await network.database.rows<{ webhook: string }>(
      `select data ->> 'webhook' as webhook from jobs.job where name = 'webhook'
       union select webhook::text from exchange.delivery`,
    );
    const hooks = sent.map(({ webhook }) => webhook);
    expect(hooks).toContain(wide);
    expect(hooks).not.toContain(hook);
  });
});

describe("what a coordinator has hidden", () => {
  it("does not count as evidence, and does again once it is shown again", async () => {
    const countOf = async (): Promise<unknown> =>
      (await network.database.rows(`select 1 from knowledge.endorsement where person = 'brest:person:anna'`)).length;
    const subject = await makersFor(network).endorsement();
    await until(async () => (await countOf()) === 1);
    const raise = `mutation ($subject: ID!) { flag(subject: $subject, reason: "Hm") { id } }`;
    const decide = `mutation ($id: ID!, $action: FlagAction!) { resolveFlag(id: $id, action: $action) { state } }`;
    const { flag } = await network.done("leeds", raise, { subject });
    await network.done("admin", decide, { id: flag.id, action: "HIDE" });
    await until(async () => (await countOf()) === 0);
    await network.database.rows("update exchange.flag set resolved_at = null where id::text = ?", [flag.id]);
    await network.done("admin", decide, { id: flag.id, action: "DISMISS" });
    await until(async () => (await countOf()) === 1);
  });
});

describe("an organization that others may see less of", () => {
  it("has its open needs told of to the network only", async () => {
    const publish = `mutation { publishNeed(input: { title: "Who", text: "Who?", topics: ["${RESPITE}"], visibility: PUBLIC }) { id } }`;
    const { id } = (await network.done("dakar", publish)).publishNeed;
    const toldAs = async (): Promise<unknown> =>
      (
        await network.database.rows<{ level: string }>(
          `select record ->> 'visibility' as level from exchange.told where id = ?`,
          [id],
        )
      )[0]?.level;
    expect(await toldAs()).toBe("PUBLIC");
    await network.save("dakar", { ...times, id: "dakar:organization:home", name: "Ndimbal", visibility: "NETWORK" });
    await network.caughtUp();
    await until(async () => (await toldAs()) === "NETWORK");
    const { data } = await network.ask(
      `{ activityReport(from: "2026-01-01", to: "2099-01-01") { figures { kind count } } }`,
    );
    expect(data.activityReport.figures).toContainEqual({ kind: "NEED_ANSWERED", count: 0 });
  });
});
