// How many SQL statements lists cost, on the service itself: as many for fifty rows as for one.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { graphql, type GraphQLSchema } from "graphql";
import { ANONYMOUS, type Principal } from "../../schema/principal.js";
import type { Database } from "../../services/database/open-database.js";
import type { ExchangeContext } from "../../services/exchange/exchange-context.js";
import { openExchangeDatabase } from "../../services/exchange/exchange-database.js";
import { exchangeSchema } from "../../services/exchange/exchange.js";
import { testDatabase } from "../kit/database.js";

const PARTNERS = 50;
const statements: string[] = [];
const reader: Principal = {
  ...{ ...ANONYMOUS, kind: "APPLICATION", scopes: ["read:network", "exchange:write"], visibility: "NETWORK" },
  ...{ organization: "p-1:organization:home", partner: "p-1" },
};

let database: Database;
let schema: GraphQLSchema;
beforeAll(async () => {
  const databaseUrl = await testDatabase();
  database = await openExchangeDatabase({ databaseUrl, onStatement: (text) => statements.push(text) });
  schema = exchangeSchema();
  await database.rows(
    `insert into exchange.record (id, type, visibility, organization, topics, areas, people, created_at, updated_at)
     select 'p-' || n || ':' || lower(type) || ':home', type, 'PUBLIC', 'p-' || n || ':organization:home', '{}', '{}', '{}',
       now(), now() from generate_series(1, ${PARTNERS}) n, unnest(array['Organization', 'Event']) type`,
  );
  await database.rows(
    `insert into exchange.need (id, title, text, topics, languages, visibility, by)
     select 'hub:need:' || n, 'a', 'b', '{hub:topic:respite-care}', '{}', 'PUBLIC', 'p-' || n || ':organization:home'
     from generate_series(1, ${PARTNERS}) n`,
  );
  await database.rows(
    `insert into exchange.exchange (id, kind, title, text, visibility, by, topics, state)
     select 'hub:exchange:' || n, 'FIELD_VISIT', 'a', 'b', 'PUBLIC', 'p-' || n || ':organization:home', '{}', 'AGREED'
     from generate_series(1, ${PARTNERS}) n`,
  );
  await database.rows(
    `insert into exchange.exchange_side (exchange, organization, number, accepted)
     select id, 'p-1:organization:home', 1, true from exchange.exchange`,
  );
  await database.rows(
    `insert into exchange.introduction (id, by, to_id, to_organization, to_partner, about, message)
     select gen_random_uuid(), 'p-' || n || ':organization:home', 'p-1:person:a', 'p-1:organization:home', 'p-1', 'a', 'b'
     from generate_series(2, ${PARTNERS}) n`,
  );
  await database.rows(
    `insert into exchange.workshop select id, 10, false, now() + interval '1 day', now() + interval '2 days', now()
     from exchange.record where type = 'Event'`,
  );
  await database.rows(
    `insert into exchange.registration (id, event, person, organization, state)
     select gen_random_uuid(), event, 'p-1:person:' || n, 'p-1:organization:home', 'CONFIRMED'
     from exchange.workshop, generate_series(1, 3) n`,
  );
});
afterAll(() => database.close());

async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  statements.length = 0;
  // What these fields use of it.
  const contextValue = {
    principal: reader,
    languages: ["en"],
    database,
    loaders: new Map(),
  } as unknown as ExchangeContext;
  const { data, errors } = await graphql({ schema, source: query, variableValues: variables, contextValue });
  expect(errors).toBeUndefined();
  return { data: JSON.stringify(data), count: statements.length };
}

const ENTITIES = `query ($all: [_Any!]!) { _entities(representations: $all) {
  ... on Organization { needs(first: 5) { id title by { id } } }
  ... on Event { placesLeft registrations { state person { id } } }
  ... on Need { title text topics { id } }
  ... on Exchange { title from { id } with { id } answers { accept } } } }`;

function entities(type: string, local: (at: number) => string, change: object = {}) {
  return Array.from({ length: PARTNERS }, (_, at) => ({ __typename: type, id: local(at + 1), ...change }));
}

describe("lists of what organizations do together", () => {
  it.each([
    [
      "needs of organizations",
      1,
      entities("Organization", (at) => `p-${at}:organization:home`, { visibility: "PUBLIC" }),
      /"title":"a"/g,
    ],
    [
      "places and registrations of events",
      2,
      entities("Event", (at) => `p-${at}:event:home`, { visibility: "PUBLIC", capacity: 10 }),
      /"placesLeft":7/g,
    ],
    ["needs by id", 1, entities("Need", (at) => `hub:need:${at}`), /"title":"a"/g],
    ["exchanges by id", 1, entities("Exchange", (at) => `hub:exchange:${at}`), /"accept":true/g],
  ] as const)("read %s in %d statements", async (_what, count, all, each) => {
    const answer = await ask(ENTITIES, { all });
    expect(answer.count).toBe(count);
    expect(answer.data.match(each)).toHaveLength(PARTNERS);
  });

  it.each([
    ["needs", "{ needs(first: 50) { totalCount edges { node { title by { id } answeredBy { id } } } } }"],
    ["matching needs", "{ needs(first: 50, matching: true) { totalCount edges { node { title } } } }"],
    ["exchanges", "{ exchanges(first: 50) { totalCount edges { node { title with { id } answers { message } } } } }"],
    ["introductions", "{ introductions(first: 50) { totalCount edges { node { message from { id } } } } }"],
  ])("read a page of %s in one statement", async (_what, query) => {
    expect((await ask(query)).count).toBe(1);
  });
});
