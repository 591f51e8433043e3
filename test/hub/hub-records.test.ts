// What partners do with each other, in what the network knows: through the gateway, from the exchange service's own feed.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { HubRecord } from "../../schema/hub-records.js";
import { openExchangeDatabase } from "../../services/exchange/exchange-database.js";
import { tellNetwork } from "../../services/exchange/feed/tell-network.js";
import type { Database } from "../../services/database/open-database.js";
import { RESPITE, startExchangeNetwork, type ExchangeNetwork } from "../kit/exchange-network.js";
import { until } from "../kit/until.js";
import { community, discussion } from "../knowledge/hub-records/told-records.js";

let network: ExchangeNetwork;
let exchange: Database;
beforeAll(async () => {
  network = await startExchangeNetwork();
  exchange = await openExchangeDatabase({ databaseUrl: network.databaseUrl, connections: 2 });
});
afterAll(async () => {
  await exchange.close();
  await network.stop();
});

const tell = (id: string, record: HubRecord | null) => exchange.transaction((tx) => tellNetwork(tx, id, record));

const EXPERTS = `{ experts(topics: ["${RESPITE}"]) { edges { node { name person { id name } score
  evidence { kind label weight record { id ... on Organization { name } } } } } } }`;

interface ShownEvidence {
  readonly kind: string;
  readonly label: string;
  readonly weight: number;
  readonly record: { readonly id: string; readonly name?: string };
}

async function evidenceOf(name: string): Promise<readonly ShownEvidence[]> {
  const { experts } = await network.done("anonymous", EXPERTS);
  interface Edge {
    readonly node: { readonly name: string; readonly score: number; readonly evidence: readonly ShownEvidence[] };
  }
  const found = (experts.edges as Edge[]).find(({ node }) => node.name === name)?.node; // as the query has it
  const sum = (found?.evidence ?? []).reduce((all, { weight }) => all + Math.round(weight * 10_000), 0);
  expect(sum).toBe(Math.round((found?.score ?? 0) * 10_000));
  return found?.evidence ?? [];
}

const kindsOf = async (name: string) => (await evidenceOf(name)).map(({ kind }) => kind).toSorted();

describe("what partners do with each other", () => {
  it("is evidence of what people know: who vouches for them, and who uses what they wrote", async () => {
    const ADOPT = `mutation { recordAdoption(input: {practice: "brest:practice:nights", practiceVersion: "1.0", state: ADOPTED,
      since: "2026-02-01", context: "A town", adaptations: "None"}) { id } }`;
    await network.done("namur", ADOPT);
    await network.done("dakar", ADOPT);
    await network.done(
      "leeds",
      `mutation { endorse(input: {person: "brest:person:anna", topic: "${RESPITE}"}) { id } }`,
    );
    const known = ["ADOPTION", "ENDORSEMENT", "EVENT", "PRACTICE"];
    await until(async () => (await kindsOf("Anna Le Bihan")).join() === known.join());
    const found = await evidenceOf("Anna Le Bihan");
    expect(found.find(({ kind }) => kind === "ADOPTION")).toEqual({
      ...{ kind: "ADOPTION", weight: 1.875, record: { id: "brest:practice:nights" } },
      label: "used by 2 other organizations: Nuits de répit",
    });
    expect(found.find(({ kind }) => kind === "ENDORSEMENT")).toEqual({
      ...{ kind: "ENDORSEMENT", weight: 1, record: { id: "leeds:organization:home", name: "Leeds Carers" } },
      label: "endorsed by Leeds Carers for Respite care",
    });
  }, 90_000);

  it("no longer is once it is withdrawn, or the person is gone", async () => {
    const { rows } = exchange;
    const [given] = await rows<{ id: string }>(`select id::text from exchange.endorsement`);
    await network.done("leeds", `mutation { withdrawEndorsement(id: "${given?.id}") }`);
    await until(async () => !(await kindsOf("Anna Le Bihan")).includes("ENDORSEMENT"));
    await network.done(
      "namur",
      `mutation { endorse(input: {person: "brest:person:bob", topic: "${RESPITE}"}) { id } }`,
    );
    await until(async () => (await kindsOf("Bob Kerjean")).join() === "ENDORSEMENT");
    await network.remove("brest", "brest:person:bob");
    await network.caughtUp();
    expect(await kindsOf("Bob Kerjean")).toEqual([]);
    expect(await network.database.rows(`select from knowledge.endorsement where person = 'brest:person:bob'`)).toEqual(
      [],
    );
  }, 90_000);

  it("is found: communities and discussions, each with a reference to itself, and not any more once they are gone", async () => {
    const SEARCH = `query ($text: String!) { search(text: $text, filter: {types: [COMMUNITY, DISCUSSION]}) { totalCount
      edges { node { id type partner organizationName node { __typename id } } } } }`;
    const found = async (text: string) => (await network.done("anonymous", SEARCH, { text })).search;
    await tell("hub:community:night", community("night", { name: "Night watch circle" }));
    const letter = discussion("letter", { name: "Zephyr", community: "hub:community:night", texts: ["marigold"] });
    await tell(letter.id, letter);
    await until(async () => (await found("marigold")).totalCount === 1);
    expect((await found("marigold")).edges).toEqual([
      {
        node: {
          ...{ id: letter.id, type: "DISCUSSION", partner: null, organizationName: "Night watch circle" },
          node: { __typename: "Discussion", id: letter.id },
        },
      },
    ]);
    await tell(letter.id, null);
    await until(async () => (await found("marigold")).totalCount === 0);
  }, 90_000);
});
