// Feeds that are odd, one situation each: sent by partners that are broken, restored, renamed or malicious.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { hideSource } from "../../../services/knowledge/harvest/hide-source.js";
import { resumeSource } from "../../../services/knowledge/harvest/resume-source.js";
import {
  idOf,
  organization,
  PARTNER,
  startFeedUnderTest,
  type FeedUnderTest,
  type SentEntry,
  type SentPage,
} from "./feed-under-test.js";

let feed: FeedUnderTest;
beforeEach(async () => {
  feed = await startFeedUnderTest();
});
afterEach(() => feed.stop());

const upsert = (sequence: number | string, local: string, more: Record<string, unknown> = {}): SentEntry => ({
  sequence,
  id: idOf(local),
  record: organization(local, more),
});
const remove = (sequence: number | string, local: string): SentEntry => ({ sequence, id: idOf(local), record: null });
const poison = (sequence: number, local: string) => upsert(sequence, local, { updatedAt: "yesterday" });
const many = (count: number, sequence: number) =>
  Array.from({ length: count }, (_none, index) => upsert(sequence, `n${index}`));

async function send(page: SentPage): Promise<string> {
  feed.answer(() => page);
  return (await feed.harvest()).end;
}

const follow = (...entries: SentEntry[]) => send({ entries });
const changes = async () =>
  (
    await feed.tools.database.rows<{ told: string }>(
      `select op || ' ' || id || case when seen_by_public then '' else ' (network)' end as told
       from knowledge.change order by position`,
    )
  ).map(({ told }) => told);
const nameOf = async (local: string) =>
  (await feed.tools.database.rows(`select name from mirror.organization where id = ?`, [idOf(local)]))[0]?.name;

describe("an odd feed", () => {
  it("gets on over a page of nothing but refused entries, and takes them once they are sound (G13)", async () => {
    await follow(upsert(5, "a"));
    const pages: Record<string, SentPage> = {
      end: { entries: [poison(6, "a"), poison(7, "b")], hasMore: true, endCursor: "bad" },
      bad: { entries: [upsert(8, "c")], endCursor: "good" },
    };
    feed.answer((after) => pages[after ?? ""] ?? { entries: [] });
    expect(await feed.harvest()).toMatchObject({ end: "caught-up", refused: 2 });
    expect(await feed.mirrored()).toEqual(["a", "c"].map(idOf));
    await follow(upsert(9, "a", { name: "Sound again" }), upsert(10, "b"));
    expect(await nameOf("a")).toBe("Sound again");
    expect(await feed.mirrored()).toEqual(["a", "b", "c"].map(idOf));
    expect(feed.quarantined).toEqual([]);
  });

  it("may send an entry again, mended, that was refused", async () => {
    await follow(upsert(5, "a"));
    await follow(poison(6, "b"));
    expect(await follow(upsert(6, "b"))).toBe("caught-up");
    expect(await feed.mirrored()).toEqual(["a", "b"].map(idOf));
  });

  it("withdraws a record even where it cannot say when; what it publishes so is refused", async () => {
    await follow(upsert(5, "a"), upsert(5, "b"));
    await follow({ ...remove(6, "a"), at: "yesterday" }, { ...upsert(7, "c"), at: "yesterday" });
    expect(await feed.mirrored()).toEqual([idOf("b")]);
    expect(feed.incidents).toMatchObject([{ kind: "INVALID_ENTRIES", figures: { refused: 1, entries: 2 } }]);
  });

  it("cannot leave a record public by saying in a broken entry that it is not; it is back once it is sound", async () => {
    await follow(upsert(5, "a"), upsert(5, "b"), upsert(5, "c"));
    await follow({ ...upsert(4, "c", { visibility: "NETWORK", updatedAt: "yesterday" }) });
    const hidden = { visibility: "NETWORK", updatedAt: "yesterday" };
    await follow(upsert(6, "a", hidden), poison(7, "b"), upsert(8, "c"), upsert(9, "d"), upsert(10, "d", hidden));
    expect(await feed.mirrored()).toEqual(["b", "c"].map(idOf));
    expect((await changes()).filter((told) => told.startsWith("DELETE"))).toEqual(
      ["a", "d"].map((local) => `DELETE ${idOf(local)}`),
    );
    await follow(upsert(11, "a", { visibility: "NETWORK" }));
    expect(await feed.indexed()).toEqual(["a", "b", "c"].map(idOf));
    expect(feed.quarantined).toEqual([]);
  });

  it("does not lose what a snapshot names in an entry that is refused (G13)", async () => {
    await follow(upsert(5, "a"), upsert(5, "b"));
    await send({ restart: true, entries: [poison(6, "a"), upsert(6, "b")] });
    expect(await feed.mirrored()).toEqual(["a", "b"].map(idOf));
  });

  it("may begin its snapshot again in the middle of one; only what the last one does not name is gone (G09)", async () => {
    await follow(upsert(5, "a"), upsert(5, "b"), upsert(5, "c"));
    feed.answer((after) => {
      if (after === "end") return { restart: true, hasMore: true, endCursor: "half", entries: [upsert(6, "a")] };
      if (after === "half") return { restart: true, hasMore: true, endCursor: "anew", entries: [upsert(7, "b")] };
      return { entries: [upsert(7, "d")] };
    });
    expect(await feed.harvest()).toMatchObject({ end: "caught-up" });
    expect(await feed.mirrored()).toEqual(["b", "d"].map(idOf));
  });

  it("may send deletes while most of its records are held; they go, and the held ones wait (G08)", async () => {
    await follow(...many(30, 5));
    await send({ restart: true, entries: [upsert(6, "new")] });
    expect(await follow(remove(7, "n3"), upsert(8, "n4", { name: "Back" }))).toBe("caught-up");
    expect(await feed.mirrored()).toHaveLength(30);
    await resumeSource(feed.tools.database, PARTNER);
    expect(await feed.mirrored()).toEqual(["n4", "new"].map(idOf));
  });

  it("may change its epoch while its records are held: the new snapshot is judged for itself (G08)", async () => {
    await follow(...many(30, 5));
    await send({ restart: true, entries: [upsert(6, "new")] });
    expect(await send({ epoch: "e2", restart: true, entries: [upsert(1, "newer")] })).toBe("caught-up");
    expect(await feed.mirrored()).toHaveLength(32);
    expect(feed.incidents.map(({ kind }) => kind)).toEqual(["MASS_DISAPPEARANCE", "MASS_DISAPPEARANCE"]);
    await resumeSource(feed.tools.database, PARTNER);
    expect(await feed.mirrored()).toEqual([idOf("newer")]);
  });

  it("cannot make a record of one type another's (G15)", async () => {
    await follow(upsert(5, "a"));
    const other = { ...organization("a"), __typename: "Person", _m_type: "Person" };
    await follow({ sequence: 6, id: idOf("a"), record: other });
    await follow({ sequence: 7, id: `${PARTNER}:person:a`, record: organization("a") });
    expect(feed.incidents.map(({ kind }) => kind)).toEqual(["INVALID_ENTRIES", "INVALID_ENTRIES"]);
    expect(await feed.indexed()).toEqual([idOf("a")]);
  });

  it("may count in thirty digits, and is told apart to the last of them", async () => {
    const [one, two, three] = ["7", "8", "9"].map((last) => `99999999999999999999999999999${last}`);
    await follow(upsert(String(one), "a", { name: "First" }));
    await follow(upsert(String(three), "a", { name: "Third" }));
    expect(await nameOf("a")).toBe("Third");
    expect(await follow(upsert(String(two), "b"))).toBe("quarantined");
  });

  it("is stuck when it sends empty pages with new cursors for ever (G03)", async () => {
    await follow(upsert(5, "a"));
    let page = 0;
    feed.answer(() => ({ entries: [], hasMore: true, endCursor: `page-${page++}` }));
    expect(await feed.harvest()).toMatchObject({ end: "failed", entries: 0, changed: 0 });
    expect(feed.incidents.map(({ kind }) => kind)).toContain("FEED_STUCK");
    expect(feed.asked.length).toBeLessThan(60);
    expect(await feed.mirrored()).toEqual([idOf("a")]);
    expect(await follow(upsert(6, "b"))).toBe("caught-up");
  });

  it("may name a record twice in a page: the later entry counts, wherever it stands", async () => {
    await follow(
      upsert(7, "a", { name: "Later" }),
      upsert(6, "a", { name: "Earlier" }),
      remove(8, "b"),
      upsert(7, "b"),
    );
    expect(await nameOf("a")).toBe("Later");
    expect(await feed.mirrored()).toEqual([idOf("a")]);
    expect(await changes()).toEqual([`UPSERT ${idOf("a")}`]);
  });

  it("read by two harvesters at once is applied once (G05)", async () => {
    const all = many(40, 5);
    feed.answer((after) => {
      const from = Number(after ?? 0);
      return { entries: all.slice(from, from + 10), hasMore: from + 10 < all.length, endCursor: String(from + 10) };
    });
    const ends = (await Promise.all([feed.harvest(), feed.harvest(), feed.harvest()])).map(({ end }) => end);
    expect(ends).toContain("caught-up");
    expect(await feed.mirrored()).toHaveLength(40);
    expect(new Set(await changes()).size).toBe(40);
    expect(await changes()).toHaveLength(40);
    expect(feed.incidents).toEqual([]);
  });

  it("of another version of the contract is not taken, and what was known stays, as of then (G16)", async () => {
    await follow(upsert(5, "a"));
    const asOf = () => feed.tools.database.rows(`select as_of from knowledge.source`);
    const before = await asOf();
    feed.answer(() => `{"data":{"changes":{"epoch":"e1","version":2,"items":[]}}}`);
    expect(await feed.harvest()).toMatchObject({ end: "failed", failure: "INVALID: feed" });
    expect(await asOf()).toEqual(before);
    expect(await feed.indexed()).toEqual([idOf("a")]);
  });

  it("may make a record NETWORK in a snapshot: the public is told, once", async () => {
    await follow(upsert(5, "a"), upsert(5, "b", { visibility: "NETWORK" }));
    await send({
      restart: true,
      entries: [upsert(6, "a", { visibility: "NETWORK" }), upsert(5, "b", { visibility: "NETWORK" })],
    });
    await follow(upsert(7, "a", { visibility: "NETWORK", name: "Changed" }));
    expect(await changes()).toEqual([
      `UPSERT ${idOf("a")}`,
      `UPSERT ${idOf("b")} (network)`,
      `UPSERT ${idOf("a")}`,
      `UPSERT ${idOf("a")} (network)`,
    ]);
  });

  it("that ran backwards and was resumed is read anew, and its old numbers count as new (G12)", async () => {
    await follow(upsert(50, "a"), upsert(51, "b"));
    expect(await follow(upsert(9, "d"))).toBe("quarantined");
    expect(await follow(upsert(60, "c"))).toBe("quarantined");
    expect(feed.quarantined).toEqual([PARTNER, PARTNER]);
    await resumeSource(feed.tools.database, PARTNER);
    expect(await follow(upsert(9, "a", { name: "Restored" }), upsert(10, "d"))).toBe("caught-up");
    expect(await nameOf("a")).toBe("Restored");
    expect(await feed.mirrored()).toEqual(["a", "d"].map(idOf));
  });

  it("in quarantine is seen by nobody until it is resumed, and tells nothing of what it sends meanwhile", async () => {
    await follow(upsert(50, "a"));
    await follow(upsert(9, "b"));
    await resumeSource(feed.tools.database, PARTNER);
    await feed.tools.database.transaction((tx) => hideSource(tx, PARTNER));
    await follow(upsert(51, "a", { name: "Meanwhile" }), upsert(52, "c"));
    await resumeSource(feed.tools.database, PARTNER);
    const a = idOf("a");
    const whole = [`UPSERT ${a}`, `DELETE ${a}`, `UPSERT ${a}`, `DELETE ${a}`];
    expect(await changes()).toEqual([...whole, `UPSERT ${a}`, `UPSERT ${idOf("c")}`]);
  });
});
