// Introductions, through the hub: asked, answered, run out; who sees what of them, and what is refused.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { atOnce, refusalOf, toldOf } from "../kit/exchange-answers.js";
import { startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";
import { until } from "../kit/until.js";

const FIELDS = `id from { name } to { id ... on Person { name organization { name } } ... on Organization { name } } about
  message state answer contact createdAt answeredAt`;
const ASK = `mutation ($input: IntroductionInput!) { requestIntroduction(input: $input) { ${FIELDS} } }`;
const ANSWER = `mutation ($id: ID!, $accept: Boolean!, $message: String, $contact: String) {
  answerIntroduction(id: $id, accept: $accept, message: $message, contact: $contact) { ${FIELDS} } }`;
const LIST = `query ($state: [IntroductionState!], $first: Int! = 100) {
  introductions(state: $state, first: $first) { totalCount pageInfo { hasNextPage endCursor } edges { node { ${FIELDS} } } } }`;
const ANNA = "brest:person:anna";
const asked = { to: ANNA, about: "Night respite", message: "May we visit in May?", contact: "chloe@namur.example" };
const times = { createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-06-01T00:00:00.000Z" };

let network: ExchangeNetwork;
beforeAll(async () => {
  network = await startExchangeNetwork();
  await network.save("leeds", { ...times, id: "leeds:organization:bare", name: "Otley Meals" });
  await network.save("leeds", { ...times, id: "leeds:person:lone", name: "Gwen Ashby" });
  await network.save("brest", {
    ...{ ...times, id: "brest:person:short", name: "Loïc Menez", organization: "brest:organization:home" },
  });
  await network.caughtUp();
  for (const name of ["bare", "third"]) keys[name] = await issueFor(`leeds:organization:${name}`);
});
afterAll(() => network.stop());

const keys: Record<string, string> = {};
function issueFor(organization: string): Promise<string> {
  const scopes = ["read:network", "exchange:write"];
  return network.hub.registry.keys.issue({ name: organization, scopes, organization });
}

async function asOrganization(name: string, query: string, variables: Readonly<Record<string, unknown>>) {
  return network.ask(query, { variables, headers: { authorization: `Bearer ${keys[name]}` } });
}

async function ask(party: Party, change: object = {}) {
  return (await network.done(party, ASK, { input: { ...asked, ...change } })).requestIntroduction;
}

const refusal = (party: Party, query: string, variables: Readonly<Record<string, unknown>>) =>
  refusalOf(network, party, { query, variables });
const told = (kind: string, subject: string) => toldOf(network, kind, subject);

async function seenBy(party: Party, id: string) {
  const { introductions } = await network.done(party, LIST);
  return introductions.edges
    .map((edge: { node: { id: string } }) => edge.node)
    .find((node: { id: string }) => node.id === id);
}

async function setBack(id: string, days: number, column: "created_at" | "answered_at"): Promise<void> {
  const set = `update exchange.introduction set ${column} = ${column} - make_interval(days => ?) where id::text = ?`;
  await network.database.rows(set, [days, id]);
}

async function clear(): Promise<void> {
  await network.database.rows("delete from exchange.introduction");
}

describe("an introduction", () => {
  it("is carried to the person's organization; contacts change hands once both agreed", async () => {
    const { id, ...shown } = await ask("namur");
    expect(shown).toMatchObject({
      ...{ from: { name: "Relais Namur" }, about: asked.about, message: asked.message, state: "ASKED" },
      ...{ to: { id: ANNA, name: "Anna Le Bihan", organization: { name: "Maison des Aidants" } } },
      ...{ answer: null, contact: null, answeredAt: null },
    });
    expect(await told("introduction.asked", id)).toEqual(["brest:organization:home"]);
    expect(await seenBy("brest", id)).toMatchObject({ message: asked.message, contact: null, state: "ASKED" });
    const answer = { id, accept: true, message: "Gladly.", contact: "+33 2 98 00 00 00" };
    const { answerIntroduction } = await network.done("brest", ANSWER, answer);
    expect(answerIntroduction).toMatchObject({ state: "ACCEPTED", answer: "Gladly.", contact: asked.contact });
    expect(await seenBy("namur", id)).toMatchObject({
      ...{ state: "ACCEPTED", answer: "Gladly.", contact: "+33 2 98 00 00 00" },
      answeredAt: expect.stringMatching(/^\d{4}-/),
    });
    expect(await told("introduction.accepted", id)).toEqual(["namur:organization:home"]);
  });

  it("that is declined shows no contact to anybody, and none is kept", async () => {
    const { id } = await ask("namur");
    const { answerIntroduction } = await network.done("brest", ANSWER, {
      ...{ id, accept: false, message: "Not this year.", contact: "anna@brest.example" },
    });
    expect(answerIntroduction).toMatchObject({ state: "DECLINED", answer: "Not this year.", contact: null });
    expect(await seenBy("namur", id)).toMatchObject({ state: "DECLINED", answer: "Not this year.", contact: null });
    expect(await told("introduction.declined", id)).toEqual(["namur:organization:home"]);
    expect(await contactsOf(id)).toEqual([null, null]);
  });

  it("is nobody else's to read or to answer, coordinators included", async () => {
    const { id } = await ask("namur");
    for (const party of ["dakar", "leeds", "quiet"] as const) {
      expect(await seenBy(party, id)).toBeUndefined();
      expect(await refusal(party, ANSWER, { id, accept: true })).toMatchObject({ field: null, code: "FORBIDDEN" });
    }
    expect(await refusal("namur", ANSWER, { id, accept: true })).toMatchObject({ code: "FORBIDDEN" });
    expect(await refusal("brest", ANSWER, { id: "nonsense", accept: true })).toMatchObject({ code: "FORBIDDEN" });
    for (const party of ["anonymous", "reader", "admin"] as const)
      expect(await refusal(party, LIST, {})).toMatchObject({ field: null, code: "UNAUTHORIZED" });
  });

  it.each([
    ["the asker's own person", { to: "namur:person:chloe" }, "somebody of another organization"],
    ["the asker's own organization", { to: "namur:organization:home" }, "somebody of another organization"],
    ["an organization whose people are listed", { to: "brest:organization:home" }, "one of this organization's people"],
    ["somebody unknown", { to: "brest:person:nobody" }, "the id of a Person or an Organization"],
    ["a practice", { to: "brest:practice:nights" }, "the id of a Person or an Organization"],
    ["nobody", { to: "" }, "the id of a Person or an Organization"],
    ["somebody, without a message", { message: " " }, "a text"],
    ["somebody, with too long a message", { message: "a".repeat(20_001) }, "at most 20,000 characters"],
    ["somebody, with a mark that turns the direction", { message: "a\u202Eb" }, "text without control characters"],
    ["somebody, about two lines", { about: "a\nb" }, "one line"],
    ["somebody, with a contact of two lines", { contact: "a\nb" }, "one line"],
  ])("to %s is refused, and nothing is written", async (_whom, change, expected) => {
    await clear();
    expect(await refusal("namur", ASK, { input: { ...asked, ...change } })).toMatchObject({
      ...{ field: null, code: "BAD_USER_INPUT", expected: expect.stringContaining(expected) },
    });
    expect((await network.done("namur", LIST)).introductions.totalCount).toBe(0);
  });

  it("goes to an organization of which nobody is listed", async () => {
    const { id, to } = await ask("namur", { to: "leeds:organization:bare" });
    expect(to).toEqual({ id: "leeds:organization:bare", name: "Otley Meals" });
    const { data } = await asOrganization("bare", ANSWER, { id, accept: true, contact: "Gate 4" });
    expect(data.answerIntroduction).toMatchObject({ state: "ACCEPTED", contact: asked.contact });
  });

  it("to a person whose directory names no organization is for any of that partner's, the first that answers", async () => {
    const { id } = await ask("namur", { to: "leeds:person:lone" });
    expect(await told("introduction.asked", id)).toEqual(["leeds:organization:bare", "leeds:organization:home"]);
    expect(await seenBy("leeds", id)).toMatchObject({ state: "ASKED" });
    expect((await network.done("leeds", ANSWER, { id, accept: true })).answerIntroduction.state).toBe("ACCEPTED");
    const { data } = await asOrganization("bare", LIST, {});
    expect(JSON.stringify(data)).not.toContain(id); // it is between the two from here on
    expect(await refusal("leeds", ASK, { input: { ...asked, to: "leeds:person:lone" } })).toMatchObject({
      code: "BAD_USER_INPUT",
    });
  });

  it("is answered once, however many answer at once", async () => {
    const { id } = await ask("namur");
    const answering = Array.from(
      { length: 8 },
      (_, at) => () => network.as("brest", ANSWER, { id, accept: at % 2 === 0 }),
    );
    const answers = await atOnce(network, "exchange.introduction", answering);
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1);
    expect(await refusal("brest", ANSWER, { id, accept: true })).toMatchObject({ code: "BAD_USER_INPUT" });
  });

  it("runs out after 30 days: it is EXPIRED, cannot be answered, and its contact is forgotten", async () => {
    const { id } = await ask("dakar");
    await setBack(id, 29, "created_at");
    expect((await seenBy("brest", id)).state).toBe("ASKED");
    await setBack(id, 2, "created_at");
    expect((await seenBy("brest", id)).state).toBe("EXPIRED");
    expect((await seenBy("dakar", id)).state).toBe("EXPIRED");
    expect(await refusal("brest", ANSWER, { id, accept: true })).toMatchObject({ code: "BAD_USER_INPUT" });
    const listed = await network.done("dakar", LIST, { state: ["EXPIRED"] });
    expect(listed.introductions.edges.map((edge: { node: { id: string } }) => edge.node.id)).toEqual([id]);
    await until(async () => (await contactsOf(id)).every((contact) => contact === null));
  });

  it("shows contacts for 90 days, then they are forgotten", async () => {
    const { id } = await ask("dakar");
    await network.done("brest", ANSWER, { id, accept: true, contact: "anna@brest.example" });
    await setBack(id, 89, "answered_at");
    expect((await seenBy("dakar", id)).contact).toBe("anna@brest.example");
    await setBack(id, 2, "answered_at");
    expect(await seenBy("dakar", id)).toMatchObject({ state: "ACCEPTED", contact: null });
    await until(async () => (await contactsOf(id)).every((contact) => contact === null));
  });

  it("is one of at most 10 that an organization has open, however many are asked for at once", async () => {
    await clear();
    for (let count = 0; count < 8; count++) await ask("dakar");
    const asking = Array.from({ length: 20 }, () => () => network.as("dakar", ASK, { input: asked }));
    const answers = await atOnce(network, "exchange.introduction", asking);
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(2);
    const refused = answers.flatMap(({ errors = [] }) => errors);
    expect(new Set(refused.map(({ extensions }) => extensions["code"]))).toEqual(new Set(["BAD_USER_INPUT"]));
    expect(refused[0]?.message).toContain("at most 10 introductions");
    const { introductions } = await network.done("dakar", LIST, { first: 4 });
    expect(introductions).toMatchObject({ totalCount: 10, pageInfo: { hasNextPage: true } });
    await ask("namur"); // others are not held up
    const [{ node: oldest }, { node: next }] = introductions.edges;
    await network.done("brest", ANSWER, { id: oldest.id, accept: false });
    await ask("dakar");
    expect((await refusal("dakar", ASK, { input: asked })).code).toBe("BAD_USER_INPUT");
    await setBack(next.id, 31, "created_at");
    await ask("dakar");
  });

  it("stays when the person is gone, without them and without their contact", async () => {
    await clear();
    const accepted = await ask("dakar", { to: "brest:person:short" });
    const open = await ask("dakar", { to: "brest:person:short" });
    await network.done("brest", ANSWER, { id: accepted.id, accept: true, contact: "loic@brest.example" });
    await network.remove("brest", "brest:person:short");
    await network.caughtUp();
    await until(async () => (await seenBy("dakar", accepted.id)).contact === null);
    expect(await seenBy("dakar", accepted.id)).toMatchObject({ state: "ACCEPTED", to: null, contact: null });
    expect(await seenBy("brest", accepted.id)).toMatchObject({ to: null, contact: asked.contact });
    expect(await seenBy("brest", open.id)).toMatchObject({ to: null, state: "EXPIRED" });
  });
});

async function contactsOf(id: string): Promise<unknown[]> {
  const [row] = await network.database.rows<Record<string, unknown>>(
    "select by_contact, to_contact from exchange.introduction where id::text = ?",
    [id],
  );
  return Object.values(row ?? {});
}
