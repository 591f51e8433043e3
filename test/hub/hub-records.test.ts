// What partners do with each other, in what the network knows: through the gateway, from the exchange service's own feed.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openExchangeDatabase } from "../../services/exchange/exchange-database.js";
import type { Database } from "../../services/database/open-database.js";
import { RESPITE, startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";
import { until } from "../kit/until.js";

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

  it("is found: communities and discussions, each answered by who holds it, and not any more once it is gone", async () => {
    const SEARCH = `query ($text: String!) { search(text: $text, filter: {types: [COMMUNITY, DISCUSSION]}) { totalCount
      edges { node { id type partner organizationName node { __typename id
        ... on Community { name memberCount } ... on Discussion { title startedBy { name } } } } } } }`;
    const found = async (text: string) => (await network.done("anonymous", SEARCH, { text })).search;
    const circle = { name: "Night watch circle", language: "en", topics: [RESPITE], visibility: "PUBLIC" };
    const CREATE = `mutation ($input: CommunityInput!) { createCommunity(input: $input) { id } }`;
    const { id: community } = (await network.done("leeds", CREATE, { input: circle })).createCommunity;
    await network.done("dakar", `mutation ($id: ID!) { joinCommunity(id: $id) { id } }`, { id: community });
    const START = `mutation ($input: DiscussionInput!) { startDiscussion(input: $input) { id posts { edges { node { id } } } } }`;
    const written = { community, title: "Zephyr", text: "Who grows marigolds?", language: "en" };
    const { id } = (await network.done("dakar", START, { input: written })).startDiscussion;
    await until(async () => (await found("marigolds")).totalCount === 1);
    expect((await found("marigolds")).edges).toEqual([
      {
        node: {
          ...{ id, type: "DISCUSSION", partner: null, organizationName: "Night watch circle" },
          node: { __typename: "Discussion", id, title: "Zephyr", startedBy: { name: "Ndimbal" } },
        },
      },
    ]);
    expect((await found("night watch")).edges[0].node.node).toMatchObject({
      name: "Night watch circle",
      memberCount: 2,
    });
    const PATH = `{ connections(from: "leeds:person:erin", to: "dakar:organization:home") { hops steps { label
      from { id } to { id } via { id ... on Community { name } } } } }`;
    const { connections } = await network.done("anonymous", PATH);
    expect(connections[0].steps.at(-1)).toEqual({
      ...{ label: "Night watch circle", via: { id: community, name: "Night watch circle" } },
      ...{ from: { id: "leeds:organization:home" }, to: { id: "dakar:organization:home" } },
    });
    const FLAG = `mutation ($id: ID!) { flag(subject: $id, reason: "Off topic") { id } }`;
    const { id: flagged } = (await network.done("leeds", FLAG, { id })).flag;
    await network.done("admin", `mutation { resolveFlag(id: "${flagged}", action: REMOVE) { id } }`);
    const COUNT = `{ search(text: "marigolds") { totalCount } }`;
    await until(async () => (await network.done("reader", COUNT)).search.totalCount === 0);
  }, 120_000);

  it("is needed: a need has who could help and what is written down, and is a gap as long as it is open", async () => {
    const input = { title: "Nuits de répit", text: "We look for someone.", topics: [RESPITE], visibility: "NETWORK" };
    const PUBLISH = `mutation ($input: NeedInput!) { publishNeed(input: $input) { id } }`;
    const { id } = (await network.done("namur", PUBLISH, { input })).publishNeed;
    const NEED = `query ($id: ID!) { need(id: $id) { title experts { name person { name } evidence { label } }
      practices { name because node { id ... on Practice { name } } } } }`;
    const { need } = await network.done("reader", NEED, { id });
    expect(need.experts[0]).toMatchObject({ name: "Anna Le Bihan", person: { name: "Anna Le Bihan" } });
    expect(need.practices).toContainEqual({
      ...{ name: "Nuits de répit", node: { id: "brest:practice:nights", name: "Nuits de répit" } },
      because: expect.arrayContaining(["matches the topic Respite care"]),
    });
    const openOf = async (as: Party): Promise<number | undefined> => {
      const { gaps } = await network.done(as, `{ gaps(first: 100) { topic { id } openNeeds } }`);
      return gaps.find(({ topic }: { topic: { id: string } }) => topic.id === RESPITE)?.openNeeds;
    };
    await until(async () => (await openOf("reader")) === 1);
    expect((await openOf("anonymous")) ?? 0).toBe(0);
    await network.done("namur", `mutation ($id: ID!) { closeNeed(id: $id) { id } }`, { id });
    await until(async () => ((await openOf("reader")) ?? 0) === 0);
  }, 120_000);
});
