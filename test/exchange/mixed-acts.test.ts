// Acts of everybody at once, through the hub: whatever meets, each is done or refused, none fails; and what the network is
// told in the end is what is there.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Dice } from "../kit/dice.js";
import { RESPITE, startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";
import { adoption, makersFor } from "../kit/make-exchange.js";
import type { NetworkAnswer } from "../kit/small-network.js";
import { until } from "../kit/until.js";
import { wordsInTables } from "../kit/words-in-tables.js";

const PARTIES = ["brest", "namur", "dakar", "leeds"] as const;
const FAULTS: readonly unknown[] = ["INTERNAL", "SUBGRAPH_ERROR", "INVALID_VALUE"];
const ACTS = 200;

let network: ExchangeNetwork;
beforeAll(async () => {
  network = await startExchangeNetwork({}, { leeds: MORE });
});
afterAll(() => network.stop());

const times = { createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-06-01T00:00:00.000Z" };
const LEEDS = "leeds:organization:home";
const MORE = [
  { ...times, id: LEEDS, name: "Leeds Carers" },
  { ...times, id: "leeds:person:erin", name: "Erin Walsh", organization: LEEDS },
  { ...times, id: "leeds:person:finn", name: "Finn Doyle", organization: LEEDS },
];

interface Stage {
  readonly community: string;
  readonly discussions: readonly string[];
  readonly posts: readonly string[];
}

async function setStage(): Promise<Stage> {
  const id = await makersFor(network).community("brest");
  const join = `mutation ($id: ID!) { joinCommunity(id: $id) { id } }`;
  for (const party of PARTIES.slice(1)) await network.done(party, join, { id });
  const discussions: string[] = [];
  const posts: string[] = [];
  for (const party of PARTIES) {
    const input = { community: id, title: "How", text: "Like so", language: "en", about: ["leeds:person:finn"] };
    const start = `mutation ($input: DiscussionInput!) { startDiscussion(input: $input) { id } }`;
    discussions.push((await network.done(party, start, { input })).startDiscussion.id);
  }
  for (const discussion of discussions)
    for (const party of PARTIES) {
      const signed = party === "leeds" ? `, signedBy: "leeds:person:finn"` : "";
      const say = `mutation ($discussion: ID!) { reply(discussion: $discussion, text: "So."${signed}) { id } }`;
      posts.push((await network.done(party, say, { discussion })).reply.id);
    }
  await network.done(
    "namur",
    `mutation { endorse(input: { person: "leeds:person:finn", topic: "${RESPITE}" }) { id } }`,
  );
  return { community: id, discussions, posts };
}

type Act = readonly [Party, string, Readonly<Record<string, unknown>>];

/** Any act, on what the stage has. */
function anyAct({ community, discussions, posts }: Stage, dice: Dice): Act {
  const party = dice.pick(PARTIES);
  const [discussion, post] = [dice.pick(discussions), dice.pick(posts)];
  const person = dice.pick(["leeds:person:finn", "leeds:person:erin"]);
  const acts: ReadonlyArray<readonly [Party, string]> = [
    [party, `mutation { joinCommunity(id: "${community}") { id } }`],
    [party, `mutation { leaveCommunity(id: "${community}") { id } }`],
    [party, `mutation { reply(discussion: "${discussion}", text: "Again", replyTo: "${post}") { id } }`],
    [party, `mutation { reply(discussion: "${discussion}", text: "And again") { id } }`],
    [party, `mutation { editPost(id: "${post}", text: "Otherwise") { id } }`],
    [party, `mutation { deletePost(id: "${post}") { id } }`],
    [party, `mutation { acceptAnswer(discussion: "${discussion}", post: "${post}") { id } }`],
    [party, `mutation { flag(subject: "${post}", reason: "Hm") { id } }`],
    [party, `mutation { follow(subject: "${discussion}") { since } }`],
    [party, `mutation { unfollow(subject: "${discussion}") }`],
    [party, `mutation { endorse(input: { person: "${person}", topic: "${RESPITE}" }) { id } }`],
    ["leeds", `mutation { registerForEvent(event: "brest:event:day", person: "${person}") { state } }`],
    ["leeds", `mutation { cancelRegistration(event: "brest:event:day", person: "${person}") { state } }`],
    [
      party,
      `mutation { createWebhook(input: { target: "https://hooks.example.org/", kinds: ["discussion.replied"] }) { secret } }`,
    ],
  ];
  if (dice.chance(10))
    return ["namur", `mutation ($input: AdoptionInput!) { recordAdoption(input: $input) { id } }`, { input: adoption }];
  return [...dice.pick(acts), {}];
}

/** A coordinator decides on all that is flagged, twice over. */
async function decide(dice: Dice): Promise<readonly Act[]> {
  const { moderationQueue } = await network.done("admin", `{ moderationQueue(first: 100) { edges { node { id } } } }`);
  const ids: string[] = moderationQueue.edges.map(({ node }: { readonly node: { readonly id: string } }) => node.id);
  return ids.map((id) => {
    const action = dice.pick(["HIDE", "REMOVE", "DISMISS"]);
    return ["admin", `mutation { resolveFlag(id: "${id}", action: ${action}) { state } }`, {}];
  });
}

async function faultsOf(acts: readonly Act[]): Promise<string[]> {
  const answers = await Promise.all(acts.map(([party, query, variables]) => network.as(party, query, variables)));
  return answers.flatMap(({ errors = [] }, at) =>
    errors.flatMap(({ message, extensions: { code } }) =>
      FAULTS.includes(code) ? [`${String(code)} ${message}: ${String(acts[at]?.[1])}`] : [],
    ),
  );
}

describe("two hundred acts at once", () => {
  it("are done or refused, none fails, while a person is forgotten and coordinators decide", async () => {
    const stage = await setStage();
    const dice = new Dice(5);
    const flags: Act[] = PARTIES.flatMap((party) =>
      stage.posts
        .slice(0, 6)
        .map((post): Act => [party, `mutation { flag(subject: "${post}", reason: "Hm") { id } }`, {}]),
    );
    expect(await faultsOf(flags)).toEqual([]);
    const acts = [...Array.from({ length: ACTS }, () => anyAct(stage, dice)), ...(await decide(dice))];
    const [faults] = await Promise.all([
      faultsOf(acts),
      network.remove("leeds", "leeds:person:finn").then(() => network.caughtUp()),
    ]);
    expect(faults).toEqual([]);
    expect(await misTold()).toEqual([]);
  });
});

/** Has acts meet at the feed, which each takes last, in this order. Gives their answers. */
async function meetAtFeed(acts: ReadonlyArray<() => Promise<NetworkAnswer>>): Promise<NetworkAnswer[]> {
  const { under } = await network.database.transaction(async (tx) => {
    await tx.rows("select 1 from exchange.feed for update");
    const begun: Array<Promise<NetworkAnswer>> = [];
    for (const act of acts) {
      begun.push(act());
      await until(async () => {
        const [row] = await network.database.rows<{ waiting: number }>(
          "select count(distinct pid)::int as waiting from pg_locks where not granted",
        );
        return (row?.waiting ?? 0) >= begun.length;
      });
    }
    return { under: begun };
  });
  return Promise.all(under);
}

const codesOf = (answers: readonly NetworkAnswer[]): unknown[] =>
  answers.map(({ errors = [] }) => errors[0]?.extensions["code"]);

describe("acts that meet", () => {
  it("tell the network what is there: a post that was deleted while another was changed is not told again", async () => {
    const discussion = await makersFor(network).discussion();
    const say = async (text: string): Promise<string> =>
      (await network.done("namur", `mutation { reply(discussion: "${discussion}", text: "${text}") { id } }`)).reply.id;
    const [deleted, changed] = [await say("Quokka"), await say("Wombat")];
    const answers = await meetAtFeed([
      () => network.as("namur", `mutation { deletePost(id: "${deleted}") { id } }`),
      () => network.as("namur", `mutation { editPost(id: "${changed}", text: "Numbat") { id } }`),
    ]);
    expect(codesOf(answers)).toEqual([undefined, undefined]);
    expect(await misTold()).toEqual([]);
    await until(async () => (await wordsInTables(network.database, "Quokka")).length === 0);
  });

  it("tell of all members of a community that several join at once", async () => {
    const id = await makersFor(network).community("brest");
    const join = `mutation { joinCommunity(id: "${id}") { memberCount } }`;
    const answers = await meetAtFeed([() => network.as("namur", join), () => network.as("dakar", join)]);
    expect(codesOf(answers)).toEqual([undefined, undefined]);
    expect(await misTold()).toEqual([]);
  });

  it("do not accept a post that is being deleted", async () => {
    const { discussion, post } = await makersFor(network).post();
    const [, accepted] = await meetAtFeed([
      () => network.as("namur", `mutation { deletePost(id: "${post}") { id } }`),
      () => network.as("namur", `mutation { acceptAnswer(discussion: "${discussion}", post: "${post}") { id } }`),
    ]);
    expect(accepted?.errors?.[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
    const { discussion: read } = await network.done(
      "reader",
      `{ discussion(id: "${discussion}") { acceptedAnswer { id } } }`,
    );
    expect(read.acceptedAnswer).toBeNull();
  });

  it("leave nothing of a discussion that was started while its community is removed", async () => {
    const community = await makersFor(network).community("brest");
    const flag = `mutation { flag(subject: "${community}", reason: "No") { id } }`;
    const { id } = (await network.done("leeds", flag)).flag;
    const input = { community, title: "Potoroo", text: "Bettong", language: "en" };
    const start = `mutation ($input: DiscussionInput!) { startDiscussion(input: $input) { id } }`;
    const answers = await meetAtFeed([
      () => network.as("brest", start, { input }),
      () => network.as("admin", `mutation { resolveFlag(id: "${id}", action: REMOVE) { state } }`),
    ]);
    expect(codesOf(answers)).toEqual([undefined, undefined]);
    await until(async () => (await wordsInTables(network.database, "Potoroo")).length === 0);
  });

  it("decide once on what several have flagged, when coordinators are at it at once", async () => {
    const { post } = await makersFor(network).post();
    const raise = async (party: Party): Promise<string> =>
      (await network.done(party, `mutation { flag(subject: "${post}", reason: "No") { id } }`)).flag.id;
    const flags = [await raise("brest"), await raise("leeds")]; // an edge that is busy lets two in
    const decideOn = (id: string) => () =>
      network.as("admin", `mutation { resolveFlag(id: "${id}", action: HIDE) { state } }`);
    const codes = codesOf(await meetAtFeed(flags.map(decideOn)));
    expect(codes.sort()).toEqual(["BAD_USER_INPUT", undefined]);
  });
});

/** Discussions of which the network was told something else than what is there. */
async function misTold(): Promise<unknown[]> {
  return network.database.rows(
    `select t.record -> 'texts' as told, said.texts from exchange.told t cross join lateral
       (select to_jsonb(array(select p.text from exchange.post p where p.discussion = t.id and not p.deleted
          and not exists (select 1 from exchange.hidden h where h.subject = p.id::text) order by p.created_at, p.id)) as texts) said
     where t.record ->> 'kind' = 'DISCUSSION' and t.record -> 'texts' <> said.texts
     union all select t.record -> 'organizations', said.members from exchange.told t cross join lateral
       (select to_jsonb(array(select organization from exchange.member m where m.community = t.id order by 1)) as members) said
     where t.record ->> 'kind' = 'COMMUNITY' and t.record -> 'organizations' <> said.members`,
  );
}
