// The demo network's history against the rules of the acts by which it would have come about, and against what its partners
// publish. Without a hub: files, and a day.
import { describe, expect, it } from "@jest/globals";
import { topicById } from "../../schema/topics.js";
import { exchangeState, historyRows, type Row } from "../../services/exchange/demo/history-rows.js";
import { readLanguage, readText, readTitle, readTopics } from "../../services/exchange/read-input.js";
import { readDemoRows } from "../hub/demo-rows.js";
import { history, NAMED, now, ONCE, ORDERS, posts, rowsOf, tables } from "./demo-rules.js";

const published = new Map(readDemoRows().map((row) => [row.id, row]));
const cellOf = (id: unknown, name: string): string => published.get(String(id))?.cells[name] ?? "";
const organizationOf = (id: unknown): string =>
  `${String(id).split(":")[0]}:organization:${cellOf(id, "organization")}`;
const { communities, discussions, adoptions, reviews, endorsements, needs, exchanges, introductions } = history;
/** Members of the files that hold ids and keys: these are forgotten with the people. */
const IDS = /^(key|by|about|topics|topic|practice|person|to|event|organization|signedBy|subject|materials|answeredBy)$/;

describe("the demo network's history", () => {
  it.each(NAMED)("names %ss that partners publish", (type, ids) => {
    expect(ids.filter((id) => id.split(":")[1] !== type || !published.has(id))).toEqual([]);
  });

  it.each(ONCE)("has once only: %s", (_, keys) => {
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([]);
  });

  it.each(ORDERS)("keeps the order: %s", (_, pairs) => {
    expect(pairs.length).toBeGreaterThan(0);
    expect(pairs.filter(([before, after]) => before > after)).toEqual([]);
  });

  it("has nobody review, adopt, endorse, answer or be introduced to their own", () => {
    expect([...adoptions, ...reviews].filter(({ by, practice }) => organizationOf(practice) === by)).toEqual([]);
    expect(endorsements.filter(({ by, person }) => organizationOf(person) === by)).toEqual([]);
    expect(exchanges.filter(({ by, sides }) => sides.some(({ organization }) => organization === by))).toEqual([]);
    expect(introductions.filter(({ by, toOrganization }) => toOrganization === by)).toEqual([]);
  });

  it("writes topics of the thesaurus, languages, titles of one line and plain texts", () => {
    const topics = [...communities, ...needs, ...exchanges].map((each) => each.topics);
    for (const each of topics) expect(readTopics("topics", each)).toEqual(each);
    expect(endorsements.filter(({ topic }) => topicById(topic) === undefined)).toEqual([]);
    for (const { language } of [...communities, ...discussions])
      expect(readLanguage("language", language)).toBe(language);
    const titles = [...discussions, ...needs, ...exchanges].map(({ title }) => title);
    for (const title of titles) expect(readTitle("title", title)).toBe(title);
    const texts = [
      ...[...posts.filter(({ deleted }) => deleted !== true), ...reviews, ...needs, ...exchanges].map(
        ({ text }) => text,
      ),
      ...adoptions.flatMap(({ context, adaptations, outcome, lesson }) =>
        [context, adaptations, outcome ?? [], lesson ?? []].flat(),
      ),
    ];
    for (const text of texts) expect(readText("text", text)).toBe(text);
  });

  it("names nobody in what it says, so that whoever leaves the network is gone from it", () => {
    // Léon is where one of the partners works, too.
    const parts = [...published.values()]
      .filter(({ type }) => type === "person")
      .flatMap(({ cells }) => (cells["name"] ?? "").split(" ").filter((part) => part.length > 3 && part !== "Léon"));
    expect(parts.length).toBeGreaterThan(80);
    const said = JSON.stringify(history, (key, value) => (IDS.test(key) && !/\s/.test(value) ? undefined : value));
    const words = new Set(said.match(/[\p{L}'-]+/gu));
    expect(parts.filter((part) => words.has(part) || words.has(part.toLowerCase()))).toEqual([]);
  });

  it("gives scores and ratings from 1 to 5, each criterion once", () => {
    const scores = reviews.flatMap((review) => review.scores);
    const ratings = adoptions.flatMap(({ rating }) => rating ?? []);
    expect([...scores.map(({ score }) => score), ...ratings].filter((each) => ![1, 2, 3, 4, 5].includes(each))).toEqual(
      [],
    );
    const criteria = reviews.map((review) => review.scores.map(({ criterion }) => criterion));
    expect(criteria.filter((each) => new Set(each).size !== each.length || each.length === 0)).toEqual([]);
  });

  it("lets members only write, once they have joined, and sign for their own organization", () => {
    const members = new Map(
      rowsOf("member").map((row) => [`${row["community"]} ${row["organization"]}`, String(row["joined_at"])]),
    );
    const places = new Map(rowsOf("discussion").map(({ id, community }) => [id, community]));
    for (const { discussion, by, created_at: when, signed_by: signer } of rowsOf("post")) {
      const joined = members.get(`${places.get(discussion)} ${by}`) ?? "never";
      expect([discussion, by, joined < String(when)]).toEqual([discussion, by, true]);
      if (signer !== null) expect([signer, organizationOf(signer)]).toEqual([signer, by]);
    }
    for (const { by, posts: said } of discussions) expect([said[0]?.by, said[0]?.signedBy]).toEqual([by, undefined]);
  });

  it("accepts answers that are there, of others, and replies to what was said before", () => {
    for (const { by, accepted, posts: said } of discussions) {
      const answer = said.find(({ key }) => key === accepted?.post);
      if (accepted !== undefined) expect([answer?.deleted ?? false, answer?.by === by]).toEqual([false, false]);
      const replies = said.filter(({ replyTo }) => replyTo !== undefined);
      const places = said.map(({ key }) => key);
      expect(
        replies.filter(
          ({ key, replyTo = "" }) => !(places.indexOf(replyTo) < places.indexOf(key) && places.includes(replyTo)),
        ),
      ).toEqual([]);
    }
  });

  it("has needs answered by people whose organizations have the credit, and only those that are not open are closed", () => {
    for (const { state, answeredBy = [], answeredFor = [], closedDaysAgo } of needs) {
      expect([...new Set(answeredBy.map(organizationOf))].toSorted()).toEqual(answeredFor);
      expect([state === "ANSWERED", state !== "OPEN"]).toEqual([answeredBy.length > 0, closedDaysAgo !== undefined]);
    }
  });

  it("reports on exchanges that all sides have agreed to, by one of them", () => {
    for (const { by, sides, report } of exchanges) {
      if (report === undefined) continue;
      expect(exchangeState({ sides })).toBe("AGREED");
      expect([by, ...sides.map(({ organization }) => organization)]).toContain(report.by);
    }
    expect(new Set(exchanges.map(exchangeState))).toEqual(new Set(["DONE", "AGREED", "PROPOSED", "DECLINED"]));
  });

  it("keeps no contact of what was declined, has expired or was agreed to more than 90 days ago", () => {
    for (const { state, contact, toContact, daysAgo, answeredDaysAgo } of introductions) {
      expect(toContact !== undefined && state !== "ACCEPTED").toBe(false);
      const isKept = state === "ACCEPTED" ? (answeredDaysAgo ?? 0) < 90 : state === "ASKED" && daysAgo < 30;
      expect([isKept, isKept || (contact ?? toContact) === undefined]).toEqual([isKept, true]);
    }
    expect(introductions.map(({ to, toOrganization }) => [to, toOrganization])).toEqual(
      introductions.map(({ to }) => [to, organizationOf(to)]),
    );
  });

  it("knows events as their partners publish them, and gives out no more places than there are", () => {
    for (const { event, startsAt, endsAt, capacity } of history.registrations) {
      const known = [startsAt, endsAt].map((time) => time.replace(".000Z", "Z"));
      expect([event, ...known, String(capacity ?? "")]).toEqual([
        event,
        ...["startsAt", "endsAt", "capacity"].map((name) => cellOf(event, name)),
      ]);
      const placed = rowsOf("registration").filter(
        (each) => each["event"] === event && !["WAITING", "CANCELLED"].includes(String(each["state"])),
      );
      expect(placed.length).toBeLessThanOrEqual(capacity ?? Number.POSITIVE_INFINITY);
    }
    for (const { person, organization } of rowsOf("registration"))
      expect([person, organization]).toEqual([person, organizationOf(person)]);
    expect(new Set(rowsOf("registration").map(({ state }) => state))).toEqual(
      new Set(["ATTENDED", "ABSENT", "CANCELLED", "CONFIRMED", "WAITING"]),
    );
  });

  it("is all past, and reaches back for more than two years", () => {
    const times = [...tables.values()]
      .flat()
      .flatMap((row) => [row["created_at"] ?? row["at"] ?? row["since"] ?? []].flat().map(String));
    expect(times.filter((time) => time >= now.toISOString())).toEqual([]);
    expect(times.toSorted()[0]?.slice(0, 7)).toBe("2024-06");
  });

  it("is shared with the whole world but for about a tenth", () => {
    const told = [...needs, ...exchanges].map(({ visibility }) => visibility);
    const share = told.filter((visibility) => visibility === "NETWORK").length / told.length;
    expect([share > 0.05, share < 0.2]).toEqual([true, true]);
    expect(new Set(communities.map(({ visibility }) => visibility))).toEqual(new Set(["PUBLIC", "NETWORK", "MEMBERS"]));
  });

  it("has the same ids on every day that it is loaded", () => {
    const later = new Map(historyRows(history, new Date("2029-03-01T12:00:00.000Z")));
    const ids = (all: ReadonlyMap<string, readonly Row[]>): unknown[] => [...all.values()].flat().map(({ id }) => id);
    expect(ids(later)).toEqual(ids(tables));
    const places = later.get("registration")?.map(({ state }) => state) ?? [];
    expect(places.filter((state) => state === "CONFIRMED")).toEqual([]); // all events are over by then
  });
});
