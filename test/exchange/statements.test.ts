// What a page costs: statements in exchange, however many rows it has.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { execute, parse } from "graphql";
import { ANONYMOUS } from "../../schema/principal.js";
import { exchangeSchema } from "../../services/exchange/exchange.js";
import { openExchangeDatabase } from "../../services/exchange/exchange-database.js";
import type { Database } from "../../services/database/open-database.js";
import { startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";
import { adoption } from "../kit/make-exchange.js";

const times = { createdAt: "2026-09-01T00:00:00.000Z", updatedAt: "2026-09-01T00:00:00.000Z" };
const ids = Array.from({ length: 50 }, (_, at) => `brest:practice:p${at}`);
const MOST_STATEMENTS = 8;

let network: ExchangeNetwork;
let database: Database;
let statements = 0;
beforeAll(async () => {
  network = await startExchangeNetwork();
  const drafts = ids.map((id) => ({ ...times, id, name: id, version: "1", organization: "brest:organization:home" }));
  await network.save("brest", ...drafts);
  await network.caughtUp();
  for (const party of ["namur", "dakar", "leeds"] as const)
    for (const practice of ids.slice(0, 10)) await use(party, practice);
  database = await openExchangeDatabase({ databaseUrl: network.databaseUrl, onStatement: () => statements++ });
}, 120_000);
afterAll(async () => {
  await database.close();
  await network.stop();
});

async function use(party: Party, practice: string): Promise<void> {
  await network.done(
    party,
    `mutation ($adoption: AdoptionInput!, $review: ReviewInput!) { recordAdoption(input: $adoption) { id } reviewPractice(input: $review) { id } }`,
    {
      adoption: { ...adoption, practice },
      review: { practice, text: "Good.", scores: [{ criterion: "ETHICS", score: 4 }] },
    },
  );
}

describe("a page of 50 practices with quality, count of adoptions, adoptions, reviews and discussions", () => {
  it("costs a handful of statements in exchange, whatever is in it", async () => {
    const document =
      parse(`query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Practice {
      quality { level because missing validUntil } adoptionCount adoptions { by { id } rating } reviews { by { id } text scores { score } }
      discussions { id title } } } }`);
    const result = await execute({
      schema: exchangeSchema(),
      document,
      variableValues: { representations: ids.map((id) => ({ __typename: "Practice", id, visibility: "PUBLIC" })) },
      contextValue: {
        ...{ principal: ANONYMOUS, languages: ["en"], database, loaders: new Map() },
      },
    });
    expect(result.errors).toBeUndefined();
    const entities = JSON.parse(JSON.stringify(result.data))["_entities"];
    expect(entities).toHaveLength(50);
    expect(entities[0]).toMatchObject({ quality: { level: "SHARED" }, adoptionCount: 3 });
    expect(entities[0].reviews).toHaveLength(3);
    expect(entities[49]).toMatchObject({ adoptionCount: 0, reviews: [] });
    expect(statements).toBeGreaterThan(0);
    expect(statements).toBeLessThanOrEqual(MOST_STATEMENTS);
  });

  it("is not more of a queue of fifty reports", async () => {
    const tables = ["adoption", "review", "post", "need"].map((table) => `select id::text from exchange.${table}`);
    await network.database.rows(
      `insert into exchange.flag (id, subject, reason, by)
         select gen_random_uuid(), w.id, 'r', o.by || ':organization:home' from (${tables.join(" union all ")}) w,
           unnest(array['brest', 'leeds', 'dakar']) as o(by) limit 50`,
    );
    statements = 0;
    const { data, errors } = await execute({
      schema: exchangeSchema(),
      document: parse(`{ moderationQueue { edges { node { subject text about author { id } } } } }`),
      contextValue: { ...{ principal: ANONYMOUS, languages: ["en"], database, loaders: new Map() } },
    });
    expect(errors).toBeUndefined();
    const { edges } = JSON.parse(JSON.stringify(data)).moderationQueue;
    expect(edges).toHaveLength(50);
    expect(edges.every(({ node }: { node: { text: unknown } }) => typeof node.text === "string")).toBe(true);
    expect(statements).toBeLessThanOrEqual(3);
  });

  it("is the same through the gateway", async () => {
    const { practices } = await network.done(
      "anonymous",
      `{ practices(first: 50, filter: { text: "brest" }) { nodes { id quality { level } adoptionCount reviews { by { name } } } } }`,
    );
    expect(practices.nodes).toHaveLength(50);
    const used = practices.nodes.filter(({ adoptionCount }: { adoptionCount: number }) => adoptionCount === 3);
    expect(used).toHaveLength(10);
    expect(used[0].reviews.map(({ by }: { by: { name: string } }) => by.name).sort()).toEqual([
      "Leeds Carers",
      "Ndimbal",
      "Relais Namur",
    ]);
  });
});
