// A copy of the network that an app keeps by the client's sync: equal to the hub, whatever happened meanwhile and however it ended.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createClient } from "../../client/client.js";
import type { SyncChange, SyncedRecord, SyncOptions, SyncStore } from "../../client/sync.js";
import { forgetOld } from "../../services/knowledge/harvest/forget.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

/** A store in memory; what it is given in one go it takes in one go. */
class MemoryStore implements SyncStore {
  readonly records = new Map<string, SyncedRecord>();
  kept: string | null = null;
  /** How often it was given something; the one at which it breaks. */
  applied = 0;
  breaksAt = Infinity;

  async cursor(): Promise<string | null> {
    return this.kept;
  }

  async ids(): Promise<Iterable<string>> {
    return [...this.records.keys()];
  }

  async apply(changes: readonly SyncChange[], cursor: string | null): Promise<void> {
    if (++this.applied === this.breaksAt) throw new Error("the disk is full");
    for (const change of changes) {
      if (change.op === "DELETE") this.records.delete(change.id);
      else this.records.set(change.id, change.record);
    }
    this.kept = cursor;
  }

  /** Ids and names, in order. */
  held(): string[] {
    return [...this.records].map(([id, record]) => `${id} ${String(record["name"])}`).sort();
  }
}

const organization = (partner: string, at: number | string, name = `Association ${at}`) => ({
  id: `${partner}:organization:${at}`,
  name,
});

let network: SmallNetwork;
beforeAll(async () => {
  network = await startSmallNetwork({
    north: Array.from({ length: 1_000 }, (_, at) => organization("north", at)),
    south: [
      organization("south", "a"),
      { id: "south:practice:open", name: "Open", topics: ["hub:topic:respite-care"] },
      { id: "south:practice:hidden", name: "Hidden", visibility: "NETWORK" },
      { id: "south:event:e", name: "A fair", eventKind: "CONFERENCE", startsAt: "2026-12-01T10:00:00Z" },
    ],
  });
});
afterAll(() => network.stop());

let store: MemoryStore;
beforeEach(() => {
  store = new MemoryStore();
});

const sync = (more: Partial<SyncOptions> = {}, key?: string) =>
  createClient({ url: network.url, key }).sync({ store, ...more });

/** What the partners hold and everybody may see, as their own tables say: not by the way that is tested. */
async function published(condition = "true"): Promise<string[]> {
  const rows = await network.database.rows<{ line: string }>(
    `select id || ' ' || name as line from (${["organization", "person", "project", "practice", "event"]
      .map((type) => `select id, name, partner, visibility from partner_data.${type}`)
      .join(" union all ")}) as every where visibility = 'PUBLIC' and ${condition}`,
  );
  return rows.map(({ line }) => line).sort();
}

/** How many changes the hub has told, ever. */
async function told(): Promise<number> {
  const [row] = await network.database.rows<{ last: number }>(`select last::int from knowledge.change_end`);
  return row?.last ?? 0;
}

const SOUTH: Partial<SyncOptions> = { filter: { partners: ["south"] }, pageSize: 2 };
const southern = () => published("partner = 'south'");

describe("a sync", () => {
  it("of a client that was offline for two days and 10,000 changes makes it equal to the hub, deletions included", async () => {
    const first = await sync();
    expect(store.held()).toEqual(await published());
    expect(first).toMatchObject({ isAnew: true, upserted: 1_003 });
    const before = await told();
    const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
    await network.save("north", ...numbers(0, 600).map((at) => organization("north", at, `Renamed ${at}`)));
    await network.save("north", ...numbers(1_000, 6_500).map((at) => organization("north", at)));
    await network.caughtUp(); // a record that is made and deleted before the hub comes is never told
    await network.remove("north", ...numbers(600, 4_500).map((at) => `north:organization:${at}`));
    await network.caughtUp();
    await network.database.rows(`update knowledge.change set at = at - interval '2 days'`);
    await forgetOld(network.database);
    expect(await told()).toBe(before + 10_000);
    const report = await sync();
    expect(report.isAnew).toBe(false);
    const expected = await published();
    expect(expected).toHaveLength(2_603);
    expect(store.held()).toEqual(expected);
    expect(await sync()).toEqual({ isAnew: false, upserted: 0, deleted: 0 });
  });

  it("that breaks while everything is listed begins anew, and one that breaks among changes goes on where it was", async () => {
    store.breaksAt = 2;
    await expect(sync(SOUTH)).rejects.toThrow("the disk is full");
    expect(await store.cursor()).toBeNull();
    expect(await sync(SOUTH)).toMatchObject({ isAnew: true });
    expect(store.held()).toEqual(await southern());
    await network.save("south", ...["x", "y", "z"].map((at) => organization("south", at)));
    await network.remove("south", "south:organization:a");
    await network.caughtUp();
    store.breaksAt = store.applied + 2;
    await expect(sync(SOUTH)).rejects.toThrow("the disk is full");
    expect(await sync(SOUTH)).toEqual({ isAnew: false, upserted: 1, deleted: 1 });
    expect(store.held()).toEqual(await southern());
  });

  it("whose cursor is too old lists everything, and what is not in the list goes", async () => {
    await sync(SOUTH);
    await network.remove("south", "south:organization:x");
    await network.caughtUp();
    await network.database.rows(`update knowledge.change_end set forgotten = last, forgotten_public = last`);
    await network.save("south", organization("south", "late"));
    await network.caughtUp();
    expect(await sync(SOUTH)).toMatchObject({ isAnew: true, deleted: 1 });
    expect(store.held()).toEqual(await southern());
  });

  it("deletes what its reader may not see any more, and what its filter does not let through any more", async () => {
    const carers: Partial<SyncOptions> = { filter: { topics: ["hub:topic:family-carers"] }, types: ["PRACTICE"] };
    const [open, byTopic] = [{ id: "south:practice:open", name: "Open" }, new MemoryStore()];
    await sync(SOUTH);
    await sync({ ...carers, store: byTopic });
    expect(byTopic.held()).toEqual(["south:practice:open Open"]);
    await network.save("south", { ...open, topics: [] });
    await network.caughtUp();
    expect(await sync({ ...carers, store: byTopic })).toEqual({ isAnew: false, upserted: 0, deleted: 1 });
    await network.save("south", { ...open, visibility: "NETWORK" });
    await network.caughtUp();
    await sync(SOUTH);
    expect(store.held().join()).not.toContain("south:practice:open");
    expect(store.held()).toEqual(await southern());
  });

  it("with a key that is unknown is refused, and leaves the store as it was", async () => {
    await expect(sync(SOUTH, "mlg_unknown")).rejects.toMatchObject({ code: "UNAUTHENTICATED", status: 401 });
    expect(store.applied).toBe(0);
  });

  it("asked with a key, or about something else than before, lists everything: other records are to be seen", async () => {
    await sync(SOUTH);
    expect(store.held().join()).not.toContain("Hidden");
    expect(await sync(SOUTH, network.keys.reader)).toMatchObject({ isAnew: true });
    expect(store.held().join()).toContain("Hidden");
    expect(await sync(SOUTH)).toMatchObject({ isAnew: true, deleted: 2 });
    expect(await sync({ ...SOUTH, select: { EVENT: "name startsAt" } })).toMatchObject({ isAnew: true });
    expect(store.records.get("south:event:e")).toEqual({
      ...{ __typename: "Event", id: "south:event:e", name: "A fair" },
      startsAt: "2026-12-01T10:00:00.000Z",
    });
  });
});
