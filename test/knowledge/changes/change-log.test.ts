// The hub's own change feed while many write to it: numbers without gaps, in the order of commits.
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Database } from "../../../services/database/open-database.js";
import { readChanges } from "../../../services/knowledge/changes/read-changes.js";
import { logChanges } from "../../../services/knowledge/harvest/change-log.js";
import { hideSource } from "../../../services/knowledge/harvest/hide-source.js";
import { resumeSource } from "../../../services/knowledge/harvest/resume-source.js";
import { indexRecords } from "../../../services/knowledge/index/write-index.js";
import { openKnowledgeDatabase } from "../../../services/knowledge/knowledge-database.js";
import { testDatabase } from "../../kit/database.js";

let database: Database;
beforeAll(async () => {
  database = await openKnowledgeDatabase({ databaseUrl: await testDatabase(), connections: 12 });
});
afterAll(() => database.close());

const PARTNERS = 8;
const ROUNDS = 25;
const AT = "2026-01-02T03:04:05.678Z";
const idOf = (partner: number, local: string) => `p-${partner}:organization:${local}`;

/** Writes as harvests do: now and then one takes back what it wrote, or waits before it commits. */
async function write(partner: number): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const ids = Array.from({ length: (partner + round) % 4 }, (_none, n) => idOf(partner, `${round}-${n}`));
    const written = database.transaction(async (tx) => {
      await logChanges(
        tx,
        `p-${partner}`,
        ids.map((id) => ({ id, op: "UPSERT" as const, seenByPublic: true })),
      );
      await delay((partner * round) % 3);
      if (round % 7 === 3) throw new Error("taken back");
    });
    await written.catch(() => undefined);
  }
}

async function hideAndShow(partner: number): Promise<void> {
  for (let round = 0; round < 10; round++) {
    await database.transaction((tx) => hideSource(tx, `p-${partner}`));
    await resumeSource(database, `p-${partner}`);
  }
}

/** Follows the feed while it is written, until it has been told so many changes. */
async function follow(isOver: () => boolean): Promise<string[]> {
  const told: string[] = [];
  for (let after: string | null = null, last = false; ;) {
    last = isOver();
    const page = await readChanges(database, {
      ...{ after, first: 7, visibility: "PUBLIC" as const, types: null, partners: null, entry: [] },
    });
    told.push(...page.changes.map(({ cursor, id }) => `${cursor} ${id}`));
    after = page.endCursor;
    if (last && !page.hasMore) return told;
  }
}

describe("the hub's change feed", () => {
  it("has numbers without gaps, and readers that follow it while many write miss nothing", async () => {
    const records = ["a", "b"].map((local) => ({
      ...{ id: idOf(0, local), name: local, visibility: "PUBLIC" as const, createdAt: AT, updatedAt: AT },
    }));
    await database.transaction((tx) => indexRecords(tx, records));
    let isOver = false;
    const readers = [follow(() => isOver), follow(() => isOver)];
    const writers = Array.from({ length: PARTNERS }, (_none, partner) => write(partner));
    await Promise.all([...writers, hideAndShow(0)]);
    isOver = true;
    const [row] = await database.rows<{ many: number; last: number; end: number }>(
      `select count(*)::int as many, max(position)::int as last, (select last::int from knowledge.change_end) as end
       from knowledge.change`,
    );
    expect(row?.many).toBeGreaterThan(40);
    expect([row?.last, row?.end]).toEqual([row?.many, row?.many]);
    for (const told of await Promise.all(readers)) {
      expect(told).toHaveLength(row?.many ?? 0);
      expect(new Set(told).size).toBe(told.length);
    }
  }, 60_000);
});
