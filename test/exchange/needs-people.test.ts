// Needs and people, through the hub: who could help, who is told, and who is forgotten.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { toldOf } from "../kit/exchange-answers.js";
import {
  CARERS,
  FOOD,
  RESPITE,
  startExchangeNetwork,
  type ExchangeNetwork,
  type Party,
} from "../kit/exchange-network.js";
import { until } from "../kit/until.js";

const FIELDS = `id title text topics { id } languages visibility by { name } state until answeredBy { name organization { name } } createdAt`;
const PUBLISH = `mutation ($input: NeedInput!) { publishNeed(input: $input) { ${FIELDS} } }`;
const CLOSE = `mutation ($id: ID!, $by: [ID!]) { closeNeed(id: $id, answeredBy: $by) { ${FIELDS} } }`;
const SEEN = `query ($id: ID!) { need(id: $id) { ${FIELDS} } }`;
const need = {
  ...{ title: "Night respite in a small town", text: "Who has run night respite with volunteers?\nWe begin in May." },
  ...{ topics: [RESPITE], languages: ["fr", "en-gb"], visibility: "NETWORK" },
};

let network: ExchangeNetwork;
beforeAll(async () => {
  network = await startExchangeNetwork();
});
afterAll(() => network.stop());

const told = (kind: string, subject: string) => toldOf(network, kind, subject);

async function publish(party: Party, change: object = {}): Promise<string> {
  return (await network.done(party, PUBLISH, { input: { ...need, ...change } })).publishNeed.id;
}

describe("a need", () => {
  it("gets experts and practices from the service that knows, beside its own fields", async () => {
    const id = await publish("dakar", { visibility: "PUBLIC" });
    const { need: seen } = await network.done(
      "anonymous",
      `query ($id: ID!) { need(id: $id) { title by { name } experts { person { name } evidence { label } } practices { node { ... on Practice { name } } } } }`,
      { id },
    );
    expect(seen).toMatchObject({ title: need.title, by: { name: "Ndimbal" } });
    expect(JSON.stringify(seen.experts)).toContain("Anna Le Bihan");
    expect(JSON.stringify(seen.practices)).toContain("Nuits de répit");
  });
  it("lists nobody of whoever asks, not even in the answer of publishing it", async () => {
    const publishing = `mutation ($input: NeedInput!) { publishNeed(input: $input) { experts { person { name } } } }`;
    const own = await network.done("brest", publishing, { input: need });
    expect(JSON.stringify(own.publishNeed.experts)).not.toContain("Anna Le Bihan");
    const other = await network.done("dakar", publishing, { input: need });
    expect(JSON.stringify(other.publishNeed.experts)).toContain("Anna Le Bihan");
  });

  it("is matched with people of other organizations, which are told once and can ask for what they could answer", async () => {
    const id = await publish("leeds");
    await until(async () => (await told("need.matched", id)).length > 0);
    expect(await told("need.matched", id)).toEqual(["brest:organization:home"]);
    const matching = async (party: Party): Promise<boolean> =>
      JSON.stringify(
        await network.done(party, "{ needs(matching: true, first: 100) { edges { node { id } } } }"),
      ).includes(id);
    expect(await matching("brest")).toBe(true);
    expect(await matching("leeds")).toBe(false);
    expect(await matching("namur")).toBe(false);
    expect(await matching("reader")).toBe(false);
    const [row] = await network.database.rows<{ person: string; score: number }>(
      "select person, score from exchange.need_match where need = ?",
      [id],
    );
    expect(row).toMatchObject({ person: "brest:person:anna" });
    // Matched anew, it tells nobody again.
    await network.database.rows("update exchange.need set match_due = now() where id = ?", [id]);
    await publish("leeds", { topics: [CARERS] });
    await until(async () => {
      const [due] = await network.database.rows("select 1 from exchange.need where id = ? and match_due > now()", [id]);
      return due !== undefined;
    });
    expect(await told("need.matched", id)).toEqual(["brest:organization:home"]);
  });
  it("forgets a person who is gone, and stays", async () => {
    const person = "leeds:person:olwen";
    await network.save("leeds", {
      ...{ id: person, name: "Olwen Hart", organization: "leeds:organization:home", topics: [FOOD] },
      ...{ createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-06-01T00:00:00.000Z" },
    });
    await network.caughtUp();
    const id = await publish("namur");
    await network.done("namur", CLOSE, { id, by: [person, "brest:person:anna"] });
    await network.remove("leeds", person);
    await network.caughtUp();
    await until(async () => {
      const rows = await network.database.rows("select 1 from exchange.need where ? = any(answered_by)", [person]);
      return rows.length === 0;
    });
    expect((await network.done("reader", SEEN, { id })).need).toMatchObject({
      ...{ state: "ANSWERED", answeredBy: [{ name: "Anna Le Bihan" }] },
    });
  });

  it("is closed once its organization is gone, and stays readable", async () => {
    const organization = "leeds:organization:brief";
    const times = { createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-06-01T00:00:00.000Z" };
    await network.save("leeds", { ...times, id: organization, name: "Brief Lives" });
    await network.caughtUp();
    const scopes = ["read:network", "exchange:write"];
    const key = await network.hub.registry.keys.issue({ name: "brief", scopes, organization });
    const headers = { authorization: `Bearer ${key}` };
    const { data } = await network.ask(PUBLISH, { headers, variables: { input: { ...need, visibility: "PUBLIC" } } });
    const { id } = data.publishNeed;
    await network.remove("leeds", organization);
    await network.caughtUp();
    const seen = async () => (await network.done("reader", SEEN, { id })).need;
    await until(async () => (await seen()).state === "CLOSED");
    expect(await seen()).toMatchObject({ title: need.title, by: null });
    await until(async () => {
      const [row] = await network.database.rows("select record from exchange.told where id = ?", [id]);
      return row?.["record"] === null;
    });
  });
});
