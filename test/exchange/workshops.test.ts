// Registrations for events, through the hub: places, the waiting list, attendance; who sees what, and what is refused.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { RecordDraft } from "../../services/records/record-draft.js";
import { atOnce, refusalOf, toldOf } from "../kit/exchange-answers.js";
import { RESPITE, startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";
import { until } from "../kit/until.js";

const FIELDS = `state at person { id name } event { id name organization { name } }`;
const REGISTER = `mutation ($event: ID!, $person: ID!) { done: registerForEvent(event: $event, person: $person) { ${FIELDS} } }`;
const CANCEL = `mutation ($event: ID!, $person: ID!) { done: cancelRegistration(event: $event, person: $person) { ${FIELDS} } }`;
const MARK = `mutation ($event: ID!, $person: ID!, $attended: Boolean!) {
  done: markAttendance(event: $event, person: $person, attended: $attended) { ${FIELDS} } }`;
const EVENTS = `{ events(first: 100, filter: { partners: ["brest"] }) { nodes { id capacity placesLeft registrations { ${FIELDS} } } } }`;
const CHLOE = "namur:person:chloe";
const times = { createdAt: "2026-01-01T00:00:00.000Z" };

let network: ExchangeNetwork;
let version = 0;
beforeAll(async () => {
  network = await startExchangeNetwork();
  const crowd = Array.from({ length: 50 }, (_, at) =>
    person("namur", `p${String(at).padStart(2, "0")}`, `Person ${at}`),
  );
  await network.save("namur", ...crowd);
  await network.save(
    "brest",
    event("small", { capacity: 2 }),
    event("crowded", { capacity: 10 }),
    event("open", {}),
    event("growing", { capacity: 1 }),
    event("leaving", { capacity: 1 }),
    event("off", { status: "CANCELLED" }),
    event("running", { startsAt: "2026-03-01T09:00:00.000Z", endsAt: "2099-01-01T00:00:00.000Z" }),
  );
  await network.caughtUp();
});
afterAll(() => network.stop());

function person(partner: string, local: string, name: string): RecordDraft {
  const id = `${partner}:person:${local}`;
  return { ...times, updatedAt: "2026-06-01T00:00:00.000Z", id, name, organization: `${partner}:organization:home` };
}

function event(local: string, change: Partial<RecordDraft>): RecordDraft {
  return {
    ...{ ...times, id: `brest:event:${local}`, name: `Event ${local}`, organization: "brest:organization:home" },
    ...{ topics: [RESPITE], startsAt: "2099-05-01T09:00:00.000Z", endsAt: "2099-05-01T17:00:00.000Z" },
    ...{ updatedAt: `2026-06-01T00:00:00.${String(version++).padStart(3, "0")}Z`, ...change },
  };
}

type Act = Readonly<{ event: string; person: string; attended?: boolean }>;

async function act(party: Party, query: string, { event: local, ...rest }: Act) {
  return (await network.done(party, query, { ...rest, event: `brest:event:${local}` })).done;
}

const refusal = (party: Party, query: string, { event: local, ...rest }: Act) =>
  refusalOf(network, party, { query, variables: { ...rest, event: `brest:event:${local}` } });
const told = (kind: string, local: string) => toldOf(network, kind, `brest:event:${local}`);

async function seenBy(party: Party, local: string) {
  const { data } = await network.as(party, EVENTS);
  return data.events.nodes.find(({ id }: { id: string }) => id === `brest:event:${local}`);
}

async function statesOf(local: string): Promise<string[]> {
  const { registrations } = await seenBy("brest", local);
  return registrations.map(({ state, person: who }: { state: string; person: { id: string } | null }) => {
    return `${who?.id.split(":")[2] ?? "nobody"} ${state}`;
  });
}

describe("registering for an event", () => {
  it("gives a place while there are some, with event and person as their owners describe them", async () => {
    expect(await act("namur", REGISTER, { event: "small", person: CHLOE })).toMatchObject({
      ...{ state: "CONFIRMED", person: { id: CHLOE, name: "Chloé Vandersmissen" } },
      event: { name: "Event small", organization: { name: "Maison des Aidants" } },
    });
    expect(await told("registration.confirmed", "small")).toEqual(["brest:organization:home"]);
    expect((await seenBy("anonymous", "small")).placesLeft).toBe(1);
  });

  it("waits when there are none, and moves up when somebody else does not come", async () => {
    expect((await act("dakar", REGISTER, { event: "small", person: "dakar:person:demba" })).state).toBe("CONFIRMED");
    expect((await act("leeds", REGISTER, { event: "small", person: "leeds:person:erin" })).state).toBe("WAITING");
    expect((await act("namur", REGISTER, { event: "small", person: "namur:person:p00" })).state).toBe("WAITING");
    expect(await told("registration.waiting", "small")).toHaveLength(2);
    expect((await seenBy("reader", "small")).placesLeft).toBe(0);
    expect((await act("namur", CANCEL, { event: "small", person: CHLOE })).state).toBe("CANCELLED");
    expect(await told("registration.promoted", "small")).toEqual(["leeds:organization:home"]);
    expect(await told("registration.cancelled", "small")).toEqual(["brest:organization:home"]);
    const states = ["chloe CANCELLED", "demba CONFIRMED", "erin CONFIRMED", "p00 WAITING"];
    expect(await statesOf("small")).toEqual(states);
    expect((await act("namur", CANCEL, { event: "small", person: CHLOE })).state).toBe("CANCELLED");
    expect(await statesOf("small")).toEqual(states);
  });

  it("twice is the same registration; after it was taken back one comes last", async () => {
    const again = await act("dakar", REGISTER, { event: "small", person: "dakar:person:demba" });
    expect(again.state).toBe("CONFIRMED");
    expect((await act("namur", REGISTER, { event: "small", person: CHLOE })).state).toBe("WAITING");
    expect(await statesOf("small")).toEqual(["demba CONFIRMED", "erin CONFIRMED", "p00 WAITING", "chloe WAITING"]);
  });

  it("shows all to the organizer, to others their own, to readers without a credential none", async () => {
    const peopleOf = async (party: Party) =>
      ((await seenBy(party, "small")).registrations ?? null)?.map((row: { person: { id: string } }) => row.person.id) ??
      null;
    expect(await peopleOf("brest")).toHaveLength(4);
    expect(await peopleOf("namur")).toEqual(["namur:person:p00", CHLOE]);
    expect(await peopleOf("leeds")).toEqual(["leeds:person:erin"]);
    expect(await peopleOf("quiet")).toEqual([]);
    expect(await peopleOf("reader")).toBeNull();
    expect(await peopleOf("anonymous")).toBeNull();
  });

  it("confirms exactly as many as there are places, however many come at once; the others wait in order", async () => {
    for (const query of [REGISTER, CANCEL]) await act("namur", query, { event: "crowded", person: CHLOE });
    const crowd = Array.from({ length: 50 }, (_, at) => `namur:person:p${String(at).padStart(2, "0")}`);
    const registering = crowd.map((each) => () => act("namur", REGISTER, { event: "crowded", person: each }));
    const answers = await atOnce(network, "exchange.registration", registering);
    const states = answers.map(({ state }: { state: string }) => state);
    expect(states.filter((state) => state === "CONFIRMED")).toHaveLength(10);
    expect(states.filter((state) => state === "WAITING")).toHaveLength(40);
    const listed = (await statesOf("crowded")).filter((line) => !line.endsWith("CANCELLED"));
    expect(listed.map((line) => line.split(" ")[1])).toEqual([
      ...Array(10).fill("CONFIRMED"),
      ...Array(40).fill("WAITING"),
    ]);
    const waiting = listed.slice(10).map((line) => line.split(" ")[0]);
    // Five leave at once: the first five who wait move up.
    const leaving = listed.slice(0, 5).map((line) => `namur:person:${line.split(" ")[0]}`);
    await Promise.all(leaving.map((each) => act("namur", CANCEL, { event: "crowded", person: each })));
    const confirmed = (await statesOf("crowded")).filter((line) => line.endsWith("CONFIRMED"));
    expect(confirmed).toHaveLength(10);
    expect(confirmed.slice(5).map((line) => line.split(" ")[0])).toEqual(waiting.slice(0, 5));
  });

  it("has no end where there is no capacity", async () => {
    expect((await act("namur", REGISTER, { event: "open", person: CHLOE })).state).toBe("CONFIRMED");
    expect((await seenBy("reader", "open")).placesLeft).toBeNull();
  });

  it("moves up those who wait when the event grows", async () => {
    await act("namur", REGISTER, { event: "growing", person: CHLOE });
    expect((await act("dakar", REGISTER, { event: "growing", person: "dakar:person:demba" })).state).toBe("WAITING");
    await network.save("brest", event("growing", { capacity: 3 }));
    await network.caughtUp();
    await until(async () => (await statesOf("growing"))[1] === "demba CONFIRMED");
    expect(await told("registration.promoted", "growing")).toEqual(["dakar:organization:home"]);
    await network.save("brest", event("growing", { capacity: 1 })); // nobody loses a place that they have
    expect((await act("leeds", REGISTER, { event: "growing", person: "leeds:person:erin" })).state).toBe("WAITING");
    expect(await statesOf("growing")).toEqual(["chloe CONFIRMED", "demba CONFIRMED", "erin WAITING"]);
    expect((await seenBy("reader", "growing")).placesLeft).toBe(0);
  });

  it("gives the place of a person who is gone to the next; of an event that has begun it counts without them", async () => {
    await network.save("namur", person("namur", "gone", "Basile Warnant"));
    await network.caughtUp();
    for (const local of ["leaving", "running"])
      await act("namur", REGISTER, { event: local, person: "namur:person:gone" });
    await act("brest", MARK, { event: "running", person: "namur:person:gone", attended: true });
    expect((await act("leeds", REGISTER, { event: "leaving", person: "leeds:person:erin" })).state).toBe("WAITING");
    await network.remove("namur", "namur:person:gone");
    await network.caughtUp();
    await until(async () => (await statesOf("leaving")).join() === "erin CONFIRMED");
    expect(await told("registration.promoted", "leaving")).toEqual(["leeds:organization:home"]);
    expect(await statesOf("running")).toEqual(["nobody ATTENDED"]);
    const rows = await network.database.rows(
      "select 1 from exchange.registration r where r::text like '%person:gone%'",
    );
    expect(rows).toEqual([]);
  });

  it.each([
    ["an event that is over", REGISTER, { event: "past", person: CHLOE }, "an event that is not over"],
    ["an event that is cancelled", REGISTER, { event: "off", person: CHLOE }, "an event that takes place"],
    ["an event that is unknown", REGISTER, { event: "nothing", person: CHLOE }, "the id of an Event that you may see"],
    ["another's person", REGISTER, { event: "open", person: "leeds:person:erin" }, "one of your organization's people"],
    ["nobody", REGISTER, { event: "open", person: "namur:person:nobody" }, "the id of a Person that you may see"],
    ["a practice", REGISTER, { event: "open", person: "brest:practice:nights" }, "the id of a Person that you may see"],
  ])("with %s is refused, and nothing is written", async (_what, query, which, expected) => {
    const count = "select count(*)::int as count from exchange.registration";
    const before = await network.database.rows(count);
    expect(await refusal("namur", query, which)).toMatchObject({ field: null, code: "BAD_USER_INPUT", expected });
    expect(await network.database.rows(count)).toEqual(before);
  });
});

describe("attendance", () => {
  it("is marked by the organizer only, once the event has begun, of those who had a place", async () => {
    const here = { event: "running", person: CHLOE, attended: true };
    await act("namur", REGISTER, here);
    expect(await refusal("namur", MARK, here)).toMatchObject({ field: null, code: "FORBIDDEN" });
    expect((await act("brest", MARK, here)).state).toBe("ATTENDED");
    expect((await act("brest", MARK, { ...here, attended: false })).state).toBe("ABSENT");
    expect(await refusal("namur", CANCEL, here)).toMatchObject({ code: "BAD_USER_INPUT" });
    const bad = { field: null, code: "BAD_USER_INPUT" };
    expect(await refusal("brest", MARK, { ...here, person: "leeds:person:erin" })).toMatchObject(bad);
    expect(await refusal("brest", MARK, { ...here, event: "open" })).toMatchObject({
      ...bad,
      expected: "an event that has begun",
    });
  });

  it("and a registration are another organization's to take back only", async () => {
    const which = { event: "open", person: CHLOE };
    for (const party of ["brest", "leeds"] as const)
      expect(await refusal(party, CANCEL, which)).toMatchObject({ field: null, code: "FORBIDDEN" });
    expect(await refusal("namur", CANCEL, { ...which, person: "namur:person:p01" })).toMatchObject({
      code: "FORBIDDEN",
    });
  });
});
