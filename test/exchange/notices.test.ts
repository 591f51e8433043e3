// What organizations are told, and what they wish to be told: inbox, follows, saved searches, webhooks' registration.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { RESPITE, startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";
import { makersFor } from "../kit/make-exchange.js";
import { until } from "../kit/until.js";

const NIGHTS = "brest:practice:nights";
const NOTICES = `query ($unread: Boolean, $first: Int! = 50, $after: String) { notices(unread: $unread, first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } edges { node { id kind subject text at readAt } } } }`;
const FOLLOW = `mutation ($subject: ID!) { follow(subject: $subject) { since subject { id ... on Practice { name } ... on Community { name } } } }`;
const UNFOLLOW = `mutation ($subject: ID!) { unfollow(subject: $subject) }`;
const ADOPT = `mutation ($input: AdoptionInput!) { recordAdoption(input: $input) { id } }`;
const SAVE = `mutation ($input: SavedSearchInput!) { saveSearch(input: $input) { id name text filter alert lastMatchAt feed } }`;
const times = { createdAt: "2024-09-01T00:00:00.000Z", updatedAt: "2024-09-01T00:00:00.000Z" };
const adoption = {
  ...{
    practice: NIGHTS,
    practiceVersion: "1.0",
    state: "ADOPTED",
    context: "c",
    adaptations: "a",
    since: "2026-09-01",
  },
};

let network: ExchangeNetwork;
beforeAll(async () => {
  network = await startExchangeNetwork();
});
afterAll(() => network.stop());

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly text: string;
  readonly readAt: string | null;
}
const inbox = async (party: Party, headers: Record<string, string> = {}): Promise<Told[]> => {
  const authorization = `Bearer ${network.keyOf[party]}`;
  const { data } = await network.ask(NOTICES, { headers: { authorization, ...headers } });
  return data.notices.edges.map(({ node }: { node: Told }) => node);
};
const texts = async (party: Party): Promise<string[]> => (await inbox(party)).map(({ text }) => text);
const code = async (party: Party, query: string, variables: object): Promise<unknown> =>
  (await network.as(party, query, { ...variables })).errors?.[0]?.extensions["code"];

describe("the inbox", () => {
  it("tells the publisher of an adoption in the reader's language, and nobody of what they did themselves", async () => {
    await network.done("namur", ADOPT, { input: adoption });
    expect((await texts("brest")).slice(-1)).toEqual(["Relais Namur uses your practice “Nuits de répit”."]);
    const french = (await inbox("brest", { "accept-language": "fr" })).at(-1);
    expect(french).toMatchObject({
      ...{ kind: "adoption.recorded", subject: NIGHTS, readAt: null },
      text: "Relais Namur utilise votre pratique « Nuits de répit ».",
    });
    expect(await inbox("namur")).toEqual([]);
  });

  it("is read up to a notice, and pages without losing one", async () => {
    for (const party of ["dakar", "leeds"] as const) await network.done(party, ADOPT, { input: adoption });
    const first = (await network.done("brest", NOTICES, { first: 2 })).notices;
    const rest = (await network.done("brest", NOTICES, { first: 2, after: first.pageInfo.endCursor })).notices;
    expect([first.totalCount, first.edges.length, first.pageInfo.hasNextPage, rest.edges.length]).toEqual([
      4,
      2,
      true,
      2,
    ]);
    const read = `mutation ($upTo: ID!) { markNoticesRead(upTo: $upTo) }`;
    expect(await network.done("brest", read, { upTo: first.edges[1].node.id })).toEqual({ markNoticesRead: 3 });
    expect((await network.done("brest", NOTICES, { unread: true })).notices.totalCount).toBe(1);
    expect(await code("namur", read, { upTo: first.edges[0].node.id })).toBe("BAD_USER_INPUT");
    expect(await code("brest", read, { upTo: "x" })).toBe("BAD_USER_INPUT");
    expect((await network.as("reader", NOTICES)).errors?.[0]?.extensions["code"]).toBe("UNAUTHORIZED");
  });

  it("names nobody whom the reader may not see", async () => {
    await network.done("quiet", ADOPT, { input: { ...adoption, practice: NIGHTS } });
    const blind = await network.hub.registry.keys.issue({
      ...{ name: "blind", scopes: ["exchange:write"], organization: "brest:organization:home" },
    });
    const { data } = await network.ask(NOTICES, { headers: { authorization: `Bearer ${blind}` } });
    expect(data.notices.edges[0].node.text).toBe("An organization uses your practice “Nuits de répit”.");
    expect((await texts("brest"))[0]).toBe("Discrète uses your practice “Nuits de répit”.");
  });
});

describe("following", () => {
  it("tells of changes and discussions of what is followed, of new records of an organization or topic, until unfollowed", async () => {
    expect(await network.done("leeds", FOLLOW, { subject: NIGHTS })).toMatchObject({
      follow: { subject: { id: NIGHTS, name: "Nuits de répit" } },
    });
    await network.done("leeds", FOLLOW, { subject: RESPITE });
    await network.save("namur", {
      ...{ id: "namur:practice:new", name: "Relais de nuit", version: "1", topics: [RESPITE] },
      ...{ organization: "namur:organization:home", adaptedFrom: NIGHTS },
    });
    await network.save("namur", {
      ...{ ...times, id: "namur:practice:old", name: "Relais ancien", version: "1", topics: [RESPITE] },
      organization: "namur:organization:home",
    });
    await network.caughtUp();
    await until(async () => (await texts("leeds")).includes("New: “Relais de nuit”."));
    await until(async () =>
      (await texts("brest")).includes("Relais Namur has adapted your practice Nuits de répit: “Relais de nuit”."),
    );
    await network.done("dakar", `mutation ($input: ReviewInput!) { reviewPractice(input: $input) { id } }`, {
      input: { practice: NIGHTS, text: "Good.", scores: [{ criterion: "ETHICS", score: 5 }] },
    });
    expect(await texts("leeds")).toContain("Ndimbal has reviewed “Nuits de répit”.");
    expect(JSON.stringify(await inbox("leeds"))).not.toContain("Relais ancien"); // new here, and years old
    const community = await makersFor(network).community();
    expect(await network.done("leeds", FOLLOW, { subject: community })).toMatchObject({
      follow: { subject: { id: community, name: expect.stringMatching(/^Circle/) } },
    });
    await network.done("leeds", UNFOLLOW, { subject: community });
    const follows = `{ follows { subject { id } } }`;
    expect((await network.done("leeds", follows)).follows).toEqual([
      { subject: { id: RESPITE } },
      { subject: { id: NIGHTS } },
    ]);
    expect(await network.done("leeds", UNFOLLOW, { subject: NIGHTS })).toEqual({ unfollow: NIGHTS });
    expect(await code("leeds", UNFOLLOW, { subject: NIGHTS })).toBe("BAD_USER_INPUT");
    for (const subject of ["brest:practice:none", "hub:community:none", "hub:topic:none", "x"])
      expect(await code("leeds", FOLLOW, { subject })).toBe("BAD_USER_INPUT");
  });

  it("does not tell who follows an event who else comes", async () => {
    await network.done("leeds", FOLLOW, { subject: "brest:event:day" });
    const before = (await inbox("leeds")).length;
    const register = `mutation { registerForEvent(event: "brest:event:day", person: "namur:person:chloe") { state } }`;
    await network.done("namur", register);
    expect(await inbox("leeds")).toHaveLength(before);
  });
});

describe("a saved search", () => {
  it("tells when partners publish something that matches, once, and gives a feed of what is public", async () => {
    const input = { name: "Dementia", text: "dementia café", filter: JSON.stringify({ types: ["PRACTICE"] }) };
    const { saveSearch } = await network.done("dakar", SAVE, { input });
    expect(saveSearch).toMatchObject({ ...input, alert: true, lastMatchAt: null, filter: input.filter });
    await network.save("leeds", {
      ...{
        ...times,
        id: "leeds:practice:cafe",
        name: "Dementia café",
        version: "1",
        organization: "leeds:organization:home",
      },
    });
    await network.save("leeds", {
      ...{ ...times, id: "leeds:practice:hidden", name: "Dementia café for insiders", version: "1" },
      ...{ organization: "leeds:organization:home", visibility: "NETWORK" },
    });
    await network.caughtUp();
    const alerts = async () => (await inbox("dakar")).filter(({ kind }) => kind === "search.matched");
    await until(async () => (await alerts()).length > 0);
    expect((await alerts())[0]).toMatchObject({ subject: saveSearch.id });
    expect((await alerts())[0]?.text).toMatch(/^Your search “Dementia” has something new: Dementia café/);
    const own = `{ savedSearches { id lastMatchAt } }`;
    expect((await network.done("dakar", own)).savedSearches).toEqual([
      { id: saveSearch.id, lastMatchAt: expect.any(String) },
    ]);
    expect((await network.done("leeds", own)).savedSearches).toEqual([]);
    const feed = await fetch(saveSearch.feed.replace(/^https?:\/\/[^/]+/, network.url));
    const atom = await feed.text();
    expect([feed.status, feed.headers.get("content-type")]).toEqual([200, "application/atom+xml; charset=utf-8"]);
    expect(atom).toContain("Dementia café");
    expect(atom).not.toContain("insiders");
    const remove = `mutation ($id: ID!) { deleteSavedSearch(id: $id) }`;
    expect(await code("leeds", remove, saveSearch)).toBe("BAD_USER_INPUT");
    expect(await network.done("dakar", remove, saveSearch)).toEqual({ deleteSavedSearch: saveSearch.id });
    expect((await fetch(saveSearch.feed.replace(/^https?:\/\/[^/]+/, network.url))).status).toBe(404);
  });

  it.each<readonly [string, object]>([
    ["a filter that is no JSON", { filter: "{" }],
    ["a filter of another kind", { filter: JSON.stringify({ colour: "red" }) }],
    ["neither text nor filter", { text: " " }],
    ["two lines of name", { name: "a\nb" }],
  ])("with %s is refused", async (_situation, change) => {
    expect(await code("dakar", SAVE, { input: { name: "n", text: "t", ...change } })).toBe("BAD_USER_INPUT");
  });
});

describe("a webhook", () => {
  const CREATE = `mutation ($input: WebhookInput!) { createWebhook(input: $input) { secret webhook { id target kinds failures lastDeliveryAt } } }`;

  it("is registered with a secret that is shown once, listed and removed by its organization alone", async () => {
    const input = { target: "https://hooks.example.org/maillage", kinds: ["adoption.recorded"] };
    const { createWebhook } = await network.done("brest", CREATE, { input });
    expect(createWebhook).toMatchObject({
      ...{ secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/), webhook: { ...input, failures: 0 } },
    });
    const list = `{ webhooks { id target } }`;
    expect((await network.done("brest", list)).webhooks).toHaveLength(1);
    expect((await network.done("namur", list)).webhooks).toEqual([]);
    const remove = `mutation ($id: ID!) { deleteWebhook(id: $id) }`;
    expect(await code("namur", remove, createWebhook.webhook)).toBe("BAD_USER_INPUT");
    expect(await network.done("brest", remove, createWebhook.webhook)).toEqual({
      deleteWebhook: createWebhook.webhook.id,
    });
  });

  it.each([
    ["https://user:secret@hooks.example.org/", ["adoption.recorded"]],
    ["ftp://hooks.example.org/", ["adoption.recorded"]],
    ["mailto:a@example.org", ["adoption.recorded"]],
    ["https://hooks.example.org/", []],
    ["https://hooks.example.org/", ["everything"]],
  ])("to %s for %j is refused", async (target, kinds) => {
    expect(await code("brest", CREATE, { input: { target, kinds } })).toBe("BAD_USER_INPUT");
  });
});
