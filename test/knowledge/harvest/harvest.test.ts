// The rules of harvesting, one situation each: what the feed says, and what mirror and index hold afterwards.
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { resumeSource } from "../../../services/knowledge/harvest/resume-source.js";
import {
  idOf,
  organization,
  PARTNER,
  startFeedUnderTest,
  type FeedUnderTest,
  type SentEntry,
} from "./feed-under-test.js";

let feed: FeedUnderTest;
beforeEach(async () => {
  feed = await startFeedUnderTest();
});
afterEach(() => feed.stop());

const upsert = (sequence: number, local: string, more: Record<string, unknown> = {}): SentEntry => ({
  sequence,
  id: idOf(local),
  record: organization(local, more),
});
const remove = (sequence: number, local: string): SentEntry => ({ sequence, id: idOf(local), record: null });
const many = (count: number, sequence: number): SentEntry[] =>
  Array.from({ length: count }, (_none, index) => upsert(sequence, `n${index}`));

async function nameOf(local: string): Promise<unknown> {
  const [row] = await feed.tools.database.rows(`select name from mirror.organization where id = ?`, [idOf(local)]);
  return row?.name ?? null;
}

/** A first snapshot, complete; later pages follow from the cursor "end". */
async function begin(...entries: SentEntry[]): Promise<void> {
  feed.answer(() => ({ entries }));
  await feed.harvest();
}

async function follow(...entries: SentEntry[]): Promise<string> {
  feed.answer(() => ({ entries }));
  return (await feed.harvest()).end;
}

async function restart(entries: SentEntry[], epoch = "e1"): Promise<string> {
  feed.answer(() => ({ entries, epoch, restart: true }));
  return (await feed.harvest()).end;
}

describe("harvesting a partner", () => {
  it("takes a snapshot page by page, and follows the feed from its end", async () => {
    feed.answer((after) =>
      after === null
        ? { entries: [upsert(5, "a")], hasMore: true, endCursor: "half" }
        : { entries: [upsert(5, "b"), upsert(6, "c")], endCursor: "end" },
    );
    expect(await feed.harvest()).toMatchObject({ end: "caught-up", pages: 2, entries: 3, changed: 3 });
    expect(await feed.mirrored()).toEqual(["a", "b", "c"].map(idOf));
    expect(await feed.indexed()).toEqual(["a", "b", "c"].map(idOf));
    await follow(upsert(7, "d"), remove(8, "a"));
    expect(feed.asked).toEqual([null, "half", "end"]);
    expect(await feed.mirrored()).toEqual(["b", "c", "d"].map(idOf));
    expect(await feed.indexed()).toEqual(["b", "c", "d"].map(idOf));
  });

  it("changes nothing when a page comes twice (G01)", async () => {
    await begin(upsert(5, "a"));
    await follow(upsert(6, "b"), remove(7, "a"));
    const again = await feed.harvest();
    expect(again).toMatchObject({ end: "caught-up", changed: 0 });
    expect(await feed.mirrored()).toEqual([idOf("b")]);
    expect(feed.incidents).toEqual([]);
  });

  it("keeps a record deleted when an older upsert comes late (G06), and takes it back when it is made anew (G07)", async () => {
    await begin(upsert(5, "a"), upsert(5, "b"));
    await follow(remove(8, "a"));
    await restart([upsert(7, "a"), upsert(8, "b")]);
    expect(await feed.mirrored()).toEqual([idOf("b")]);
    await follow(upsert(9, "a"));
    expect(await feed.mirrored()).toEqual(["a", "b"].map(idOf));
  });

  it("removes what a complete snapshot does not name, and nothing before it is complete (G09)", async () => {
    await begin(upsert(5, "a"), upsert(5, "b"));
    feed.answer((after) =>
      after === "half"
        ? "the second page is broken"
        : { entries: [upsert(6, "a")], restart: true, hasMore: true, endCursor: "half" },
    );
    expect((await feed.harvest()).end).toBe("failed");
    expect(await feed.mirrored()).toEqual(["a", "b"].map(idOf));
    await follow(upsert(6, "c"));
    expect(await feed.mirrored()).toEqual(["a", "c"].map(idOf));
  });

  it("keeps everything when most records are missing from a snapshot, until a person decides (G08, G15)", async () => {
    await begin(...many(30, 5));
    await restart([upsert(6, "new")]);
    expect(await feed.mirrored()).toHaveLength(31);
    expect(feed.incidents).toMatchObject([{ kind: "MASS_DISAPPEARANCE", figures: { missing: 30, known: 31 } }]);
    await resumeSource(feed.tools.database, PARTNER);
    expect(await feed.mirrored()).toEqual([idOf("new")]);
    expect(await feed.indexed()).toEqual([idOf("new")]);
  });

  it("lets up to twenty records go without asking", async () => {
    await begin(...many(20, 5));
    await restart([]);
    expect(await feed.mirrored()).toEqual([]);
    expect(feed.incidents).toEqual([]);
  });

  it("forgets what was held once the records are back", async () => {
    await begin(...many(30, 5));
    await restart([upsert(6, "new")]);
    await restart([...many(30, 7), upsert(7, "new")]);
    await resumeSource(feed.tools.database, PARTNER);
    expect(await feed.mirrored()).toHaveLength(31);
  });

  it("quarantines a partner whose sequence runs backwards within its epoch (G12)", async () => {
    await begin(upsert(5, "a"), upsert(6, "b"));
    expect(await follow(upsert(4, "c", { name: "From an old backup" }))).toBe("quarantined");
    expect(feed.quarantined).toEqual([PARTNER]);
    expect(feed.incidents).toMatchObject([
      { kind: "SEQUENCE_BACKWARDS", figures: { expected: "more than 6", got: "4" } },
    ]);
    expect(await feed.mirrored()).toEqual(["a", "b"].map(idOf));
    expect(await follow(upsert(7, "d"))).toBe("quarantined");
    await resumeSource(feed.tools.database, PARTNER);
    await follow(upsert(4, "c"));
    expect(await feed.mirrored()).toEqual([idOf("c")]);
  });

  it("quarantines a partner whose new snapshot of the same epoch ends before what was reached (G12)", async () => {
    await begin(upsert(5, "a"), upsert(9, "b"));
    expect(await restart([upsert(7, "a"), upsert(7, "b")])).toBe("quarantined");
    expect(await nameOf("b")).toBe("Association b");
  });

  it("takes a new epoch as newer than everything before, whatever its numbers", async () => {
    await begin(upsert(50, "a"), upsert(50, "b"));
    await follow(remove(51, "b"));
    expect(await restart([upsert(3, "a", { name: "Restored" }), upsert(3, "b")], "e2")).toBe("caught-up");
    expect(await nameOf("a")).toBe("Restored");
    expect(await feed.mirrored()).toEqual(["a", "b"].map(idOf));
  });

  it("begins anew when the epoch changed without a restart", async () => {
    await begin(upsert(50, "a"));
    feed.answer((after) => ({ epoch: "e2", entries: [upsert(2, after === null ? "from-the-beginning" : "too-late")] }));
    expect(await feed.harvest()).toMatchObject({ end: "caught-up" });
    expect(await feed.mirrored()).toEqual([idOf("from-the-beginning")]);
  });

  it("puts a poison entry aside and goes on with the page (G13)", async () => {
    await begin(upsert(5, "a"));
    const poison = { sequence: 6, id: idOf("a"), record: organization("a", { updatedAt: "yesterday" }) };
    const foreign = { sequence: 7, id: "someone-else:organization:x", record: organization("x") };
    expect(await follow(poison, foreign, upsert(8, "b"))).toBe("caught-up");
    expect(await feed.mirrored()).toEqual(["a", "b"].map(idOf));
    expect(feed.incidents).toMatchObject([{ kind: "INVALID_ENTRIES", figures: { refused: 2, entries: 3 } }]);
  });

  it("stops at a feed that goes on without getting on (G03)", async () => {
    await begin(upsert(5, "a"));
    feed.answer(() => ({ entries: [], hasMore: true, endCursor: "end" }));
    expect((await feed.harvest()).end).toBe("failed");
    expect(feed.asked.length).toBeLessThan(5);
    expect(feed.incidents).toMatchObject([{ kind: "FEED_STUCK" }]);
  });

  it.each([
    ["a page that is no JSON", "not json"],
    ["a page without a cursor", { entries: [], endCursor: "" }],
  ])("keeps what it knew when the feed sends %s (G16)", async (_title, page) => {
    await begin(upsert(5, "a"));
    feed.answer(() => page);
    expect((await feed.harvest()).end).toBe("failed");
    expect(await feed.mirrored()).toEqual([idOf("a")]);
  });

  it("asks for smaller pages when a page is too large", async () => {
    const description = "x".repeat(100_000);
    const all = Array.from({ length: 100 }, (_none, index) => upsert(5, `n${100 + index}`, { description }));
    feed.answer((after, first) => {
      const from = Number(after ?? 0);
      const entries = all.slice(from, from + first);
      return { entries, hasMore: from + first < all.length, endCursor: String(from + entries.length) };
    });
    expect(await feed.harvest()).toMatchObject({ end: "caught-up", entries: 100 });
    expect(await feed.mirrored()).toHaveLength(100);
  });

  it("notes each change once in the hub's own feed, and whom it concerns", async () => {
    await begin(upsert(5, "a"), upsert(5, "b", { visibility: "NETWORK" }));
    await follow(upsert(6, "a", { visibility: "NETWORK" }), remove(7, "b"));
    const rows = await feed.tools.database.rows(
      `select position::int, op, id, seen_by_public as seen from knowledge.change order by position`,
    );
    expect(rows).toEqual([
      { position: 1, op: "UPSERT", id: idOf("a"), seen: true },
      { position: 2, op: "UPSERT", id: idOf("b"), seen: false },
      { position: 3, op: "UPSERT", id: idOf("a"), seen: true },
      { position: 4, op: "DELETE", id: idOf("b"), seen: false },
    ]);
  });
});
