// Who may do what: every mutation of exchange, by everyone who might try. A row is a mutation; whoever may not do it is told
// so, and nothing is written.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Kind } from "graphql";
import { subgraphDocument } from "../../schema/sdl.js";
import { SCOPES } from "../../schema/principal.js";
import { startExchangeNetwork, type ExchangeNetwork } from "../kit/exchange-network.js";
import { makersFor } from "../kit/make-exchange.js";
import { MUTATION_ROWS } from "./mutation-rows.js";

const DAY = "brest:event:day";

let network: ExchangeNetwork;
let everyScope: string;
let make: ReturnType<typeof makersFor>;
beforeAll(async () => {
  network = await startExchangeNetwork();
  make = makersFor(network);
  everyScope = await network.hub.registry.keys.issue({ name: "everything", scopes: [...SCOPES], organization: null });
});
afterAll(() => network.stop());

/** The organizer is Brest, and the event has begun: the right one is not Namur. */
const ATTENDANCE = `mutation { markAttendance(event: "brest:event:past", person: "namur:person:chloe", attended: true) { state } }`;
const RESOLVE = `mutation ($id: ID!) { resolveFlag(id: $id, action: DISMISS) { id } }`;

const told = async (key: string | undefined, query: string, variables: object): Promise<unknown> => {
  const sent = {
    variables: { ...variables },
    ...(key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }),
  };
  const { data, errors } = await network.ask(query, sent);
  if (errors === undefined) return "done";
  expect(Object.values(data)).toEqual([null]);
  return errors[0]?.extensions["code"];
};

/** Everything that was written, as digests by table. */
async function digest(): Promise<string> {
  const tables = await network.database.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname = 'exchange' and tablename not in ('record', 'record_cursor', 'need_match', 'need', 'told', 'feed', 'notice', 'delivery', 'pace') order by 1`,
  );
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as d from ${name} t`,
  );
  const rows = await network.database.rows<{ d: string }>(parts.join(" union all "));
  return rows.map(({ d }) => d).join();
}

describe("who may do it", () => {
  it("is asked of every mutation of the service", () => {
    const mutation = subgraphDocument("exchange").definitions.find(
      (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.name.value === "Mutation",
    );
    const fields = mutation?.kind === Kind.OBJECT_TYPE_DEFINITION ? (mutation.fields ?? []) : [];
    const asked = [...Object.keys(MUTATION_ROWS), "markAttendance", "resolveFlag"];
    expect(fields.map(({ name }) => name.value).sort()).toEqual(asked.sort());
  });

  it.each(Object.entries(MUTATION_ROWS))("%s", async (_mutation, { call, variables, other }) => {
    const query = `mutation ${call}`;
    const given = await variables({ network, make });
    const before = await digest();
    const { keyOf } = network;
    expect(await told(undefined, query, given)).toBe("UNAUTHORIZED");
    expect(await told(keyOf["reader"], query, given)).toBe("UNAUTHORIZED");
    expect(await told(keyOf["admin"], query, given)).toBe("UNAUTHORIZED"); // administers, and does not write
    expect(await told(everyScope, query, given)).toBe("FORBIDDEN"); // writes for nobody
    if (other !== "done") expect(await told(keyOf["dakar"], query, given)).toBe(other);
    expect(await digest()).toBe(before);
    expect(await told(keyOf["namur"], query, given)).toBe("done");
    if (other === "done") expect(await told(keyOf["dakar"], query, await variables({ network, make }))).toBe("done");
  });

  it("markAttendance: the organizer alone", async () => {
    const { keyOf } = network;
    for (const [key, answer] of [
      [undefined, "UNAUTHORIZED"],
      [keyOf["reader"], "UNAUTHORIZED"],
      [everyScope, "FORBIDDEN"],
      [keyOf["namur"], "FORBIDDEN"],
    ] as const)
      expect(await told(key, ATTENDANCE, {})).toBe(answer);
    await network.save("brest", {
      ...{
        id: DAY,
        name: "Journée du répit",
        organization: "brest:organization:home",
        updatedAt: "2026-06-02T00:00:00.000Z",
      },
      ...{ createdAt: "2026-01-01T00:00:00.000Z", startsAt: "2099-05-01T09:00:00.000Z", capacity: 10 },
    });
    await make.registration();
    await network.save("brest", {
      ...{
        id: DAY,
        name: "Journée du répit",
        organization: "brest:organization:home",
        updatedAt: "2026-06-03T00:00:00.000Z",
      },
      ...{ createdAt: "2026-01-01T00:00:00.000Z", startsAt: "2026-05-01T09:00:00.000Z", capacity: 10 },
    });
    const mark = `mutation { markAttendance(event: "${DAY}", person: "namur:person:chloe", attended: true) { state } }`;
    expect(await told(keyOf["namur"], mark, {})).toBe("FORBIDDEN");
    expect(await network.done("brest", mark)).toEqual({ markAttendance: { state: "ATTENDED" } });
  });

  it("resolveFlag: coordinators, whomever they act for", async () => {
    const id = await make.flag();
    for (const key of [undefined, network.keyOf["reader"], network.keyOf["namur"], network.keyOf["leeds"]])
      expect(await told(key, RESOLVE, { id })).toBe("UNAUTHORIZED");
    expect(await told(network.keyOf["admin"], RESOLVE, { id })).toBe("done");
    expect(await told(everyScope, RESOLVE, { id: await make.flag() })).toBe("done");
  });
});
