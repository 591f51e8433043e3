// Moderation, through the hub: what is flagged, hidden, shown again and removed.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";
import { adoption, makersFor } from "../kit/make-exchange.js";
import { until } from "../kit/until.js";
import { wordsInTables } from "../kit/words-in-tables.js";

const REPLY = `mutation ($discussion: ID!, $text: String!) { reply(discussion: $discussion, text: $text) { id } }`;
const READ = `query ($id: ID!) { discussion(id: $id) { posts { edges { node { text deleted } } } } }`;

let network: ExchangeNetwork;
beforeAll(async () => {
  network = await startExchangeNetwork();
});
afterAll(() => network.stop());

const code = async (party: Party, query: string, variables: object): Promise<unknown> =>
  (await network.as(party, query, { ...variables })).errors?.[0]?.extensions["code"];

describe("moderation", () => {
  const FLAG = `mutation ($subject: ID!, $reason: String!) { flag(subject: $subject, reason: $reason) {
    id subject reason by { name } state action createdAt } }`;
  const RESOLVE = `mutation ($id: ID!, $action: FlagAction!) { resolveFlag(id: $id, action: $action, note: "Seen.") { state action } }`;
  const QUEUE = `{ moderationQueue { totalCount edges { node { subject by { name } } } } }`;

  it("hides, shows again and removes what was flagged, each noted in the audit log", async () => {
    const discussion = await makersFor(network).discussion();
    const { reply } = await network.done("namur", REPLY, { discussion, text: "Zyzzyva insult" });
    const raise = async (party: Party): Promise<string> =>
      (await network.done(party, FLAG, { subject: reply.id, reason: "An insult." })).flag.id;
    const first = await raise("brest");
    expect(await raise("brest")).toBe(first);
    await raise("leeds");
    expect((await network.done("admin", QUEUE)).moderationQueue).toMatchObject({
      totalCount: 2,
      edges: [{ node: { subject: reply.id, by: { name: "Maison des Aidants" } } }, {}],
    });
    const shown = async () => (await network.done("reader", READ, { id: discussion })).discussion.posts.edges[1].node;
    await network.done("admin", RESOLVE, { id: first, action: "HIDE" });
    expect(await shown()).toMatchObject({ text: "", deleted: true });
    expect((await network.done("admin", QUEUE)).moderationQueue.totalCount).toBe(0);
    const again = await network.as("leeds", FLAG, { subject: reply.id, reason: "Still." });
    expect(again.errors?.[0]?.extensions["code"]).toBe("BAD_USER_INPUT"); // it is not to be seen any more
    await network.database.rows(`update exchange.flag set resolved_at = null, action = null where id::text = ?`, [
      first,
    ]);
    await network.done("admin", RESOLVE, { id: first, action: "DISMISS" });
    expect(await shown()).toMatchObject({ text: "Zyzzyva insult", deleted: false });
    const second = await raise("leeds");
    expect(await network.done("admin", RESOLVE, { id: second, action: "REMOVE" })).toEqual({
      resolveFlag: { state: "RESOLVED", action: "REMOVE" },
    });
    expect(await shown()).toMatchObject({ text: "", deleted: true });
    await until(async () => (await wordsInTables(network.database, "Zyzzyva")).length === 0); // the index hears of it a moment later
    const { auditLog } = await network.done("admin", `{ auditLog { edges { node { action subject note } } } }`);
    const acts = auditLog.edges.map(({ node }: { node: { action: string; note: string } }) => node);
    expect(
      acts
        .filter((each: { action: string }) => each.action === "flag.resolve")
        .map((each: { note: string }) => each.note),
    ).toEqual([...["REMOVE", "DISMISS", "HIDE"]]);
    await expect(network.database.rows(`delete from registry.audit`)).rejects.toThrow();
  });

  it("gives no node for what search has not yet heard is hidden, and no error", async () => {
    const discussion = await makersFor(network).discussion();
    await network.done("namur", REPLY, { discussion, text: "Quokka nights" });
    const ask = `{ search(text: "quokka") { edges { node { id node { id ... on Discussion { title community { name } } } } } }
      node(id: "${discussion}") { id } }`;
    await until(async () => (await network.as("reader", ask)).data.search.edges.length === 1);
    const shown = await network.done("reader", ask);
    expect(shown.search.edges[0].node.node).toMatchObject({ id: discussion, community: { name: expect.any(String) } });
    await network.database.rows("insert into exchange.hidden (subject) values (?)", [discussion]);
    const hidden = await network.done("reader", ask);
    expect(hidden).toEqual({ search: { edges: [{ node: { id: discussion, node: null } }] }, node: null });
    const idOnly = `{ search(text: "quokka") { edges { node { node { id } } } } }`;
    expect((await network.done("reader", idOnly)).search.edges).toEqual([{ node: { node: null } }]);
  });

  it("removes a whole community with everything that was said there", async () => {
    const discussion = await makersFor(network).discussion();
    const { community } = (
      await network.done("brest", `query ($id: ID!) { discussion(id: $id) { community { id } } }`, { id: discussion })
    ).discussion;
    await network.done("namur", REPLY, { discussion, text: "Quagga talk" });
    const { flag } = await network.done("namur", FLAG, { subject: community.id, reason: "Advertising." });
    await network.done("admin", RESOLVE, { id: flag.id, action: "REMOVE" });
    expect((await network.done("brest", READ, { id: discussion })).discussion).toBeNull();
    await until(async () => (await wordsInTables(network.database, "Quagga")).length === 0);
  });

  const REPORTED = `{ moderationQueue(first: 100) { edges { node { id subject text about author { id } } } } }`;
  interface Shown {
    readonly id: string;
    readonly subject: string;
  }
  const reported = async (subject: string): Promise<unknown> => {
    const { edges } = (await network.done("admin", REPORTED)).moderationQueue;
    return edges.map(({ node }: { node: Shown }) => node).find((node: Shown) => node.subject === subject);
  };

  it("shows coordinators what was reported, who wrote it and where it stands, until it is removed", async () => {
    const make = makersFor(network);
    const discussion = await make.discussion();
    const { reply } = await network.done("namur", REPLY, { discussion, text: "Numbat remarks" });
    const PRACTICE = `mutation ($adoption: AdoptionInput!, $review: ReviewInput!, $endorsement: EndorsementInput!) {
      recordAdoption(input: $adoption) { id } reviewPractice(input: $review) { id } endorse(input: $endorsement) { id } }`;
    const [practice, person, topic] = ["brest:practice:nights", "brest:person:anna", "hub:topic:respite-care"];
    const made = await network.done("leeds", PRACTICE, {
      adoption: { ...adoption, practice },
      review: { practice, text: "Numbat review", scores: [{ criterion: "ETHICS", score: 4 }] },
      endorsement: { person, topic },
    });
    const need = await make.need();
    const rows: ReadonlyArray<readonly [string, string, string, string]> = [
      [reply.id, "Numbat remarks", discussion, "namur"],
      [discussion, expect.stringMatching(/.\n\n./s), discussion, expect.anything()],
      [made.recordAdoption.id, expect.stringContaining(adoption.context), practice, "leeds"],
      [made.reviewPractice.id, "Numbat review", practice, "leeds"],
      [made.endorse.id, "", person, "leeds"],
      [need, expect.any(String), need, expect.anything()],
    ] as never;
    for (const [subject, text, about, author] of rows) {
      await network.done("dakar", FLAG, { subject, reason: "Hm." });
      const id = typeof author === "string" ? `${author}:organization:home` : expect.any(String);
      expect(await reported(subject)).toMatchObject({ text, about, author: { id } });
    }
    await network.database.rows("insert into exchange.hidden (subject) values (?)", [reply.id]);
    expect(await reported(reply.id)).toMatchObject({ text: "Numbat remarks" });
    const decide = `mutation ($id: ID!) { resolveFlag(id: $id, action: REMOVE) { text about author { id } } }`;
    for (const [subject, about, author] of [
      [reply.id, discussion, { id: "namur:organization:home" }],
      [made.reviewPractice.id, null, null],
    ]) {
      const { id } = (await reported(subject)) as Shown; // it was found above
      expect((await network.done("admin", decide, { id })).resolveFlag).toEqual({ text: null, about, author });
    }
  });

  it("shows none of it to who reports", async () => {
    const discussion = await makersFor(network).discussion();
    for (const field of ["text", "about", "author { id }"]) {
      const raise = `mutation ($subject: ID!) { flag(subject: $subject, reason: "Hm.") { id ${field} } }`;
      expect(await code("brest", raise, { subject: discussion })).toMatch(/^(UNAUTHORIZED|FORBIDDEN)$/);
    }
  });

  it.each(["hub:community:none", "brest:practice:nights", "'", "00000000-0000-4000-8000-000000000000"])(
    "refuses a flag on %s: nothing that was written here",
    async (subject) => {
      expect(await code("brest", FLAG, { subject, reason: "No." })).toBe("BAD_USER_INPUT");
    },
  );
});
