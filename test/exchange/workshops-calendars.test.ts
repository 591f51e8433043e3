// Calendars over HTTP: what they hold, as another library reads it, and for whom.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import ICAL from "ical.js";
import type { RecordDraft } from "../../services/records/record-draft.js";
import { FOOD, RESPITE, startExchangeNetwork, type ExchangeNetwork, type Party } from "../kit/exchange-network.js";

const NASTY =
  "Répit; nuits, \\ jours\nEND:VEVENT\n: 日本語 👩‍👩‍👧 — et une ligne qui est bien plus longue que soixante-quinze octets, pliée donc";
const times = { createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-06-01T00:00:00.000Z" };

let network: ExchangeNetwork;
beforeAll(async () => {
  network = await startExchangeNetwork();
  await network.save(
    "brest",
    event("nasty", { name: NASTY.replaceAll("\n", " "), summary: NASTY, place: "1, rue de l'Île; Brest" }),
    event("hidden", { visibility: "NETWORK" }),
    event("off", { status: "CANCELLED" }),
    event("food", { topics: [FOOD] }),
  );
  await network.save("namur", event("far", {}, "namur"));
  await network.caughtUp();
});
afterAll(() => network.stop());

function event(local: string, change: Partial<RecordDraft>, partner = "brest"): RecordDraft {
  return {
    ...{
      ...times,
      id: `${partner}:event:${local}`,
      name: `Event ${local}`,
      organization: `${partner}:organization:home`,
    },
    ...{ topics: [RESPITE], startsAt: "2099-06-01T09:30:00.000Z", endsAt: "2099-06-01T11:00:00.000Z", ...change },
  };
}

async function get(path: string, party: Party = "anonymous") {
  const key = network.keyOf[party];
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const response = await fetch(`${network.url}/feeds/${path}`, { headers });
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
}

function eventsIn(text: string): ICAL.Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((each) => new ICAL.Event(each));
}

describe("the calendar of an event", () => {
  it("is iCalendar with its times in UTC and a UID that stays", async () => {
    const { status, type, text } = await get("events/brest:event:day.ics");
    expect([status, type]).toEqual([200, "text/calendar; charset=utf-8"]);
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2.0\r\n/);
    expect(text).toContain("\r\nDTSTART:20990501T090000Z\r\nDTEND:20990501T170000Z\r\n");
    expect(eventsIn(text).map(({ uid, summary }) => ({ uid, summary }))).toEqual([
      { uid: "brest:event:day@maillage", summary: "Journée du répit" },
    ]);
    expect(text).not.toMatch(/ATTENDEE|ORGANIZER|Anna|Le Bihan/);
    expect((await get("events/brest%3Aevent%3Aday.ics")).text).toBe(text);
  });

  it("says what the event says, whatever characters that takes", async () => {
    const { text } = await get("events/brest:event:nasty.ics");
    const [found, ...more] = eventsIn(text);
    expect(more).toEqual([]);
    expect(found?.summary).toBe(NASTY.replaceAll("\n", " "));
    expect(found?.description).toBe(NASTY);
    expect(found?.location).toBe("1, rue de l'Île; Brest");
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it("has no end where the event has none, and says that it is cancelled", async () => {
    expect((await get("events/brest:event:past.ics")).text).not.toContain("DTEND");
    expect((await get("events/brest:event:off.ics")).text).toContain("\r\nSTATUS:CANCELLED\r\n");
  });

  it("is the same 404 for what is unknown, hidden, gone, of another type or of another form", async () => {
    await network.save("brest", event("short", {}));
    await network.caughtUp();
    expect((await get("events/brest:event:short.ics")).status).toBe(200);
    await network.remove("brest", "brest:event:short");
    await network.caughtUp();
    const files = ["hidden.ics", "short.ics", "nothing.ics", "day", "day.ics.ics"].map((file) => `brest:event:${file}`);
    const others = [
      "brest:practice:nights.ics",
      "nonsense.ics",
      ".ics",
      `${"a".repeat(300)}.ics`,
      "a/b.ics",
      "a%00b.ics",
    ];
    const answers = await Promise.all([...files, ...others].map((file) => get(`events/${file}`)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
      new Set([`404 ${JSON.stringify({ error: "There is no such calendar." })}`]),
    );
  });

  it("of the network is for those who show a key of it; a bad key is refused", async () => {
    expect((await get("events/brest:event:hidden.ics", "reader")).status).toBe(200);
    const bad = await fetch(`${network.url}/feeds/events/brest:event:day.ics`, {
      headers: { authorization: "Bearer no" },
    });
    expect(bad.status).toBe(401);
  });
});

describe("the calendar of a community", () => {
  it("holds what its members give on its topics and is to come, as far as the reader may see it", async () => {
    const { createCommunity } = await network.done(
      "brest",
      `mutation { createCommunity(input: { name: "Répit, la nuit", language: "fr", topics: ["${RESPITE}"], visibility: PUBLIC }) { id } }`,
    );
    const path = `communities/${createCommunity.id}.ics`;
    const uidsFor = async (party: Party) =>
      eventsIn((await get(path, party)).text).map(({ uid }) => uid.replace("@maillage", "").replace(":event", ""));
    expect(await uidsFor("anonymous")).toEqual(["brest:day", "brest:nasty", "brest:off"]);
    expect(await uidsFor("reader")).toEqual(["brest:day", "brest:hidden", "brest:nasty", "brest:off"]);
    await network.done("namur", `mutation { joinCommunity(id: "${createCommunity.id}") { id } }`);
    expect(await uidsFor("anonymous")).toEqual(["brest:day", "brest:nasty", "brest:off", "namur:far"]);
    expect((await get(path)).text).toContain("NAME:Répit\\, la nuit\r\n");
  });

  it("is not there for those who may not see the community", async () => {
    const { createCommunity } = await network.done(
      "brest",
      `mutation { createCommunity(input: { name: "Entre nous", language: "fr", topics: ["${RESPITE}"] }) { id } }`,
    );
    expect((await get(`communities/${createCommunity.id}.ics`)).status).toBe(404);
    for (const id of ["hub:community:nothing", "nonsense", "a%00b"])
      expect((await get(`communities/${id}.ics`, "reader")).status).toBe(404);
    expect((await get(`communities/${createCommunity.id}.ics`, "reader")).status).toBe(200);
  });
});
