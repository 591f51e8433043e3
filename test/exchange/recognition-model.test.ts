// Credit and levels against slow, obvious ways to find them, in small random networks. In: acts in real tables. Out: the same
// points, whichever way they are counted; the same last day of a level as by looking at every day.
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type { Database } from "../../services/database/open-database.js";
import { openExchangeDatabase } from "../../services/exchange/exchange-database.js";
import { computeQuality, LEVELS, type QualityFacts } from "../../services/exchange/practices/quality-ladder.js";
import { readOrganizations } from "../../services/exchange/recognition/read-recognition.js";
import { testDatabase } from "../kit/database.js";

let database: Database;
beforeAll(async () => {
  database = await openExchangeDatabase({ databaseUrl: await testDatabase() });
});
afterAll(() => database.close());

const SIZE = 4;
const RUNS = 60;
const organization = (n: number): string => `p${n}x:organization:home`;
const practice = (n: number): string => `p${n}x:practice:one`;

/** `by` uses, or reviews, what `of` published. */
interface Act {
  readonly kind: "ADOPTED" | "TRYING" | "STOPPED" | "REVIEW";
  readonly by: number;
  readonly of: number;
}

const one = fc.integer({ min: 0, max: SIZE - 1 });
const anyAct: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom("ADOPTED", "TRYING", "STOPPED", "REVIEW"),
  by: one,
  of: one,
});
const anyNetwork = fc.record({
  acts: fc.uniqueArray(anyAct, {
    maxLength: 14,
    selector: ({ kind, by, of }) => `${kind === "REVIEW" ? "review" : "adoption"} ${by} ${of}`,
  }),
  hidden: fc.uniqueArray(one, { maxLength: 1 }),
});

async function write(acts: readonly Act[], hidden: readonly number[]): Promise<void> {
  await database.rows("truncate exchange.record, exchange.adoption, exchange.review");
  for (let n = 0; n < SIZE; n++)
    for (const [id, type] of [
      [organization(n), "Organization"],
      [practice(n), "Practice"],
    ])
      await database.rows(
        `insert into exchange.record (id, type, visibility, organization, topics, areas, people, created_at, updated_at)
         values (?, ?, ?, ?, '{}', '{}', '{}', now(), now())`,
        [id, type, hidden.includes(n) && type === "Organization" ? "NETWORK" : "PUBLIC", organization(n)],
      );
  for (const { kind, by, of } of acts)
    if (kind === "REVIEW")
      await database.rows(`insert into exchange.review (id, practice, by, scores, text) values (?, ?, ?, '[]', 't')`, [
        ...[randomUUID(), practice(of), organization(by)],
      ]);
    else
      await database.rows(
        `insert into exchange.adoption (id, practice, by, practice_version, state, context, settings, adaptations, since)
         values (?, ?, ?, '1', ?, 'c', '{}', 'a', '2026-01-01')`,
        [randomUUID(), practice(of), organization(by), kind],
      );
}

const WORTH = { ADOPTED: 10, TRYING: 5, REVIEW: 3 } as const;

/** As docs/exchange.md says it, word by word. */
function pointsByHand(acts: readonly Act[], isSeen: (n: number) => boolean): Record<string, number> {
  const spoken = acts.filter(({ kind, by, of }) => kind !== "STOPPED" && by !== of);
  const speaksFor = (a: number): Set<number> => new Set(spoken.filter(({ by }) => by === a).map(({ of }) => of));
  const points: Record<string, number> = {};
  for (const { kind, by, of } of spoken) {
    if (kind === "STOPPED" || !isSeen(by) || !isSeen(of)) continue;
    if (speaksFor(of).has(by) && speaksFor(by).size === 1) continue; // the two have only each other
    const giver = organization(kind === "REVIEW" ? by : of);
    points[giver] = (points[giver] ?? 0) + WORTH[kind];
  }
  return points;
}

it("gives the points that counting by hand gives, to the network and to the public", async () => {
  await fc.assert(
    fc.asyncProperty(anyNetwork, async ({ acts, hidden }) => {
      await write(acts, hidden);
      for (const visibility of ["NETWORK", "PUBLIC"] as const) {
        const found = await readOrganizations(database, { visibility, ids: null });
        const points = Object.fromEntries([...found].map(([id, given]) => [id, given.points]));
        expect(points).toEqual(pointsByHand(acts, (n) => visibility === "NETWORK" || !hidden.includes(n)));
      }
    }),
    { numRuns: RUNS, seed: 5 },
  );
});

const DAY_MS = 86_400_000;
const NOW = Date.parse("2026-06-15T12:00:00.000Z");
const anyTime = fc.integer({ min: 0, max: 700 }).map((days) => new Date(NOW - days * DAY_MS).toISOString());
const partner = fc.constantFrom("a", "b", "c", "d");
const anyFacts: fc.Arbitrary<QualityFacts> = fc.record({
  evidence: fc.constant({ results: true, steps: true, pitfalls: true, context: true, attachments: 0 }),
  updatedAt: anyTime,
  reviews: fc.array(fc.record({ at: anyTime, partner, scores: fc.constant([{ criterion: "ETHICS", score: 4 }]) }), {
    maxLength: 4,
  }),
  adoptions: fc.array(
    fc.record({
      at: anyTime,
      partner,
      state: fc.constantFrom("ADOPTED", "STOPPED"),
      rating: fc.constantFrom(4, 5, null),
    }),
    { maxLength: 5 },
  ),
});

it("says the day on which a level is lost that looking at every day finds", () => {
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { level, validUntil } = computeQuality(facts, new Date(NOW).toISOString());
      const rankOn = (ms: number): number => LEVELS.indexOf(computeQuality(facts, new Date(ms).toISOString()).level);
      const days = Array.from({ length: 736 }, (_, day) => NOW + day * DAY_MS);
      const lost = level === "SHARED" ? undefined : days.find((ms) => rankOn(ms) < LEVELS.indexOf(level));
      expect(validUntil).toBe(lost === undefined ? null : new Date(lost).toISOString().slice(0, 10));
    }),
    { numRuns: 200, seed: 5 },
  );
});
