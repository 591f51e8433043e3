// Who may bring people together: every act of needs, introductions, workshops and exchanges, by every kind of credential.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { RESPITE, startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";

const EVENT = "brest:event:running";
const CHLOE = "namur:person:chloe";

/** Each act with what it takes to be allowed, for `namur`; ids are put in once there are some. */
const ACTS = {
  publishNeed: `publishNeed(input: { title: "a", text: "b", topics: ["${RESPITE}"] }) { id }`,
  closeNeed: `closeNeed(id: "NEED") { id }`,
  requestIntroduction: `requestIntroduction(input: { to: "brest:person:anna", about: "a", message: "b" }) { id }`,
  answerIntroduction: `answerIntroduction(id: "INTRODUCTION", accept: true) { id }`,
  registerForEvent: `registerForEvent(event: "brest:event:day", person: "${CHLOE}") { state }`,
  cancelRegistration: `cancelRegistration(event: "${EVENT}", person: "${CHLOE}") { state }`,
  markAttendance: `markAttendance(event: "${EVENT}", person: "${CHLOE}", attended: true) { state }`,
  proposeExchange: `proposeExchange(input: { kind: JOINT_PROJECT, title: "a", text: "b", with: ["leeds:organization:home"] }) { id }`,
  answerExchange: `answerExchange(id: "PROPOSED", accept: true) { id }`,
  reportExchange: `reportExchange(id: "AGREED", outcome: "a") { id }`,
} as const;

type Act = keyof typeof ACTS;
/** Acts that any organization may do for itself: with somebody else's person, they are bad input. */
const OWN: readonly Act[] = ["publishNeed", "requestIntroduction", "registerForEvent", "proposeExchange"];

let network: ExchangeNetwork;
const ids: Record<string, string> = {};
beforeAll(async () => {
  network = await startExchangeNetwork();
  const issue = (name: string, scopes: string[], organization: string | null) =>
    network.hub.registry.keys.issue({ name, scopes, organization });
  Object.assign(network.keyOf, { loose: await issue("loose", ["read:network", "exchange:write"], null) });
  Object.assign(network.keyOf, { readerOfNamur: await issue("r", ["read:network"], "namur:organization:home") });
  await network.save("brest", {
    ...{ id: EVENT, name: "Under way", organization: "brest:organization:home", createdAt: "2026-01-01T00:00:00.000Z" },
    ...{
      updatedAt: "2026-06-01T00:00:00.000Z",
      startsAt: "2026-03-01T09:00:00.000Z",
      endsAt: "2099-01-01T00:00:00.000Z",
    },
  });
  await network.caughtUp();
  ids["NEED"] = (await network.done("namur", `mutation { done: ${ACTS.publishNeed} }`)).done.id;
  const asked = `requestIntroduction(input: { to: "${CHLOE}", about: "a", message: "b" }) { id }`;
  ids["INTRODUCTION"] = (await network.done("dakar", `mutation { done: ${asked} }`)).done.id;
  await network.done("namur", `mutation { registerForEvent(event: "${EVENT}", person: "${CHLOE}") { state } }`);
  for (const name of ["PROPOSED", "AGREED"]) {
    const proposed = ACTS.proposeExchange.replace("leeds:organization:home", "namur:organization:home");
    ids[name] = (await network.done("dakar", `mutation { done: ${proposed} }`)).done.id;
  }
  await network.done("namur", `mutation { answerExchange(id: "${ids["AGREED"]}", accept: true) { id } }`);
});
afterAll(() => network.stop());

function documentOf(act: Act): string {
  return `mutation { done: ${ACTS[act].replaceAll(/"([A-Z]+)"/g, (_, name: string) => `"${ids[name]}"`)} }`;
}

const TABLES = ["need", "introduction", "registration", "exchange", "exchange_side", "notice"];

async function contents(): Promise<unknown> {
  const all = TABLES.map((table) => `select '${table}' as name, to_jsonb(t) as row from exchange.${table} t`).join(
    " union all ",
  );
  // When a need is matched is nobody's act.
  return network.database.rows(
    `select name, row - 'match_due' - 'match_failures' - 'told' as row from (${all}) held
     where row->>'kind' is distinct from 'need.matched' order by 1, row::text`,
  );
}

const acts = Object.keys(ACTS) as Act[]; // the table's own keys

describe("bringing people together", () => {
  const refused: ReadonlyArray<readonly [string, string, readonly Act[]]> = [
    ["anonymous", "UNAUTHORIZED", acts],
    ["reader", "UNAUTHORIZED", acts],
    ["readerOfNamur", "UNAUTHORIZED", acts],
    ["admin", "UNAUTHORIZED", acts],
    ["loose", "FORBIDDEN", acts],
    ["leeds", "FORBIDDEN", acts.filter((act) => !OWN.includes(act))],
    ["quiet", "FORBIDDEN", acts.filter((act) => !OWN.includes(act))],
  ];
  const rows = refused.flatMap(([party, code, all]) => all.map((act) => [act, party, code] as const));
  it.each(rows)("%s is refused to %s with %s, and nothing is written", async (act, party, code) => {
    const before = await contents();
    const { data, errors } = await network.as(party as Party, documentOf(act)); // one of those above, or of the network's
    expect(data).toEqual({ done: null });
    expect(errors?.map(({ extensions }) => extensions["code"])).toEqual([code]);
    expect(await contents()).toEqual(before);
  });

  it("is refused with somebody else's people, the organizer's own events included", async () => {
    for (const party of ["leeds", "brest"] as const)
      expect((await network.as(party, documentOf("registerForEvent"))).errors?.[0]?.extensions["code"]).toBe(
        "BAD_USER_INPUT",
      );
  });

  it.each(acts)("%s is done for the right organization", async (act) => {
    const party = act === "markAttendance" ? "brest" : "namur";
    const { data, errors } = await network.as(party, documentOf(act));
    expect(errors).toBeUndefined();
    expect(data.done).not.toBeNull();
    if (act === "cancelRegistration")
      await network.done("namur", documentOf("registerForEvent").replace("brest:event:day", EVENT));
  });
});
