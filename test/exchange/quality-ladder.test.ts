// The ladder of practices, computed: each row is a whole situation.
import { describe, expect, it } from "@jest/globals";
import { earnedBadges } from "../../services/exchange/recognition/badges.js";
import {
  computeQuality,
  type AdoptionFact,
  type QualityFacts,
  type ReviewFact,
} from "../../services/exchange/practices/quality-ladder.js";
import { sayBecause, sayMissing } from "../../services/exchange/practices/say-quality.js";

const NOW = "2026-11-24T12:00:00.000Z";
const told = { results: true, steps: true, pitfalls: false, context: true, attachments: 0 };
const review = (partner: string, score: number, at = "2026-10-01T00:00:00.000Z"): ReviewFact => ({
  ...{ at, partner },
  scores: ["ETHICS", "EVIDENCE"].map((criterion) => ({ criterion, score })),
});
const adoption = (partner: string, change: Partial<AdoptionFact> = {}): AdoptionFact => ({
  ...{ at: "2026-10-01T00:00:00.000Z", partner, state: "ADOPTED", rating: 4 },
  ...change,
});
const facts = (change: Partial<QualityFacts>): QualityFacts => ({
  ...{ evidence: told, updatedAt: "2026-06-01T00:00:00.000Z", reviews: [], adoptions: [] },
  ...change,
});
const some = ["a", "b", "c", "d"];

describe("the ladder", () => {
  it.each<readonly [string, QualityFacts, string, string | null, readonly string[]]>([
    ["says little of itself", facts({ evidence: { ...told, results: false } }), "SHARED", null, ["results"]],
    ["describes results and context", facts({}), "EMERGING", "2028-06-01", ["reviews", "score", "adopted"]],
    [
      "was confirmed by nothing for two years",
      ...([facts({ updatedAt: "2024-11-24T11:59:59.000Z" }), "SHARED", null, ["fresh"]] as const),
    ],
    [
      "was reviewed and adopted once",
      facts({ reviews: [review("a", 4)], adoptions: [adoption("b")] }),
      ...(["PROMISING", "2028-10-01", ["reviews", "adopted"]] as const),
    ],
    [
      "was adopted once and given up twice",
      facts({
        reviews: [review("a", 4)],
        adoptions: [adoption("b"), ...["c", "d"].map((each) => adoption(each, { state: "STOPPED" }))],
      }),
      ...(["EMERGING", "2028-10-01", ["kept"]] as const),
    ],
    [
      "is liked by two partners, one of whom reviewed it earlier",
      facts({
        reviews: [review("a", 4), review("b", 4, "2025-03-01T00:00:00.000Z")],
        adoptions: ["a", "b"].map((each) => adoption(each)),
      }),
      ...(["LEADING", "2027-03-01", ["reviews", "adopted"]] as const),
    ],
    [
      "is liked by many organizations of one partner",
      facts({ reviews: some.map(() => review("a", 5)), adoptions: some.map(() => adoption("a")) }),
      ...(["PROMISING", "2028-10-01", ["reviews", "adopted"]] as const),
    ],
    [
      "is used and liked all over the network",
      facts({ reviews: some.map((each) => review(each, 4)), adoptions: some.map((each) => adoption(each)) }),
      ...(["BEST", "2028-10-01", []] as const),
    ],
    [
      "is used all over the network, with one weak criterion",
      facts({
        reviews: some.map((partner) => ({
          ...review(partner, 5),
          scores: [5, 5, 5, 2].map((score, at) => ({ criterion: `c${at}`, score })),
        })),
        adoptions: some.map((each) => adoption(each)),
      }),
      ...(["LEADING", "2028-10-01", ["worst"]] as const),
    ],
  ])("a practice that %s", (_situation, given, level, validUntil, missing) => {
    const quality = computeQuality(given, NOW);
    expect({ ...quality, missing: quality.missing.map(({ kind }) => kind) }).toMatchObject({
      level,
      validUntil,
      missing,
    });
    for (const language of ["en", "fr"] as const) {
      expect(sayBecause(quality, language).length).toBeGreaterThan(0);
      expect(sayMissing(quality, language)).toHaveLength(missing.length);
    }
  });

  it("never ends a level before the day that it names, and has ended it on that day", () => {
    const given = facts({
      reviews: some.map((each, at) => review(each, 4, `2026-0${at + 1}-15T10:00:00.000Z`)),
      adoptions: some.map((each, at) => adoption(each, { at: `2025-0${at + 2}-10T00:00:00.000Z` })),
    });
    const { level, validUntil } = computeQuality(given, NOW);
    expect([level, validUntil]).toEqual(["BEST", "2027-02-10"]);
    expect(computeQuality(given, "2027-02-09T23:59:59.999Z").level).toBe("BEST");
    expect(computeQuality(given, "2027-02-10T00:00:00.000Z").level).toBe("LEADING");
  });

  it("says in French and English what would raise a level, with the figures as they are", () => {
    const quality = computeQuality(facts({ reviews: [review("a", 2)] }), NOW);
    expect(sayMissing(quality, "en")).toEqual([
      "Reviews of 3.0 of 5 on average (now 2.0).",
      "Adoption by 1 other organization, of 1 partner at least (now 0, of 0).",
    ]);
    expect(sayMissing(quality, "fr")[0]).toBe("Des évaluations de 3,0 sur 5 en moyenne (actuellement 2,0).");
  });
});

describe("badges", () => {
  it("name the day on which the threshold was reached, the latest first, and the reason", () => {
    const days = ["2026-01-01", "2026-02-01", "2026-03-01"].map((day) => `${day}T00:00:00.000Z`);
    expect(earnedBadges({ adoption: days, review: days.slice(0, 2) }, "en")).toEqual([
      { name: "Seed", since: "2026-01-01", because: "A practice is used by another organization." },
    ]);
    expect(earnedBadges({ review: days }, "fr")[0]).toMatchObject({ since: "2026-03-01", name: "Lecture attentive" });
    expect(earnedBadges({ review: days }, "fr")[0]?.because).toMatch(/^3 pratiques/);
  });
});
