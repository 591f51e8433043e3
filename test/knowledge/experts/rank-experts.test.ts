// The points of experts, over random evidence: they add up, and nobody ranks above those who did something by their own
// word alone.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { expertsAfter } from "../../../services/knowledge/experts/find-experts.js";
import type { FoundClaim, FoundWork } from "../../../services/knowledge/experts/find-evidence.js";
import type { FoundAdoption, FoundEndorsement } from "../../../services/knowledge/experts/find-recognition.js";
import { rankExperts, type FoundEvidence } from "../../../services/knowledge/experts/rank-experts.js";
import { expertCursor, readExpertQuestion } from "../../../services/knowledge/experts/expert-question.js";

const TODAY = Date.parse("2026-07-01T00:00:00.000Z");
const PEOPLE = ["a", "b", "c", "d"].map((local) => `aa:person:${local}`);
const RECORDS = Array.from({ length: 12 }, (_none, n) => `aa:project:${n}`);
const TOPICS = ["hub:topic:respite-care", "hub:topic:family-carers", "hub:topic:food-aid"];

const time = fc.date({ min: new Date("1990-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });
const work: fc.Arbitrary<FoundWork> = fc.record({
  person: fc.constantFrom(...PEOPLE),
  home: fc.constant(null),
  kind: fc.constantFrom("PROJECT", "PRACTICE", "EVENT", "ENDORSEMENT", "ADOPTION", "CONTRIBUTION"),
  record: fc.constantFrom(...RECORDS),
  name: fc.constant("Work"),
  role: fc.constantFrom("", "lead", "author"),
  at: fc.option(time.map((date) => date.toISOString())),
  topics: fc.constant([]),
});
const claim: fc.Arbitrary<FoundClaim> = fc.record({
  person: fc.constantFrom(...PEOPLE),
  topic: fc.constantFrom(...TOPICS),
  level: fc.constantFrom("LEARNING", "PRACTISING", "EXPERT", "REFERENCE", "SOMETHING_NEW"),
  at: fc.constant("2026-01-01T00:00:00.000Z"),
  isBacked: fc.boolean(),
});
const endorsement: fc.Arbitrary<FoundEndorsement> = fc.record({
  person: fc.constantFrom(...PEOPLE),
  topic: fc.constantFrom(...TOPICS),
  organization: fc.constantFrom("bb:organization:1", "bb:organization:2", "cc:organization:1"),
  name: fc.constant("Organization"),
  at: time.map((date) => date.toISOString()),
});
const adoption: fc.Arbitrary<FoundAdoption> = fc.record({
  person: fc.constantFrom(...PEOPLE),
  practice: fc.constantFrom(...RECORDS),
  name: fc.constant("Practice"),
  topics: fc.constant([]),
  adopters: fc.integer({ min: 1, max: 200 }),
  at: time.map((date) => date.toISOString()),
});
const closeness = fc.double({ min: 0, max: 1, noNaN: true });
const sharesOf = (ids: readonly string[]) =>
  fc.tuple(...ids.map(() => closeness)).map((shares) => new Map(ids.map((id, at) => [id, shares[at] ?? 0])));
const EVIDENCE: fc.Arbitrary<FoundEvidence> = fc.record({
  work: fc.array(work, { maxLength: 20 }),
  claims: fc.uniqueArray(claim, { maxLength: 12, selector: ({ person, topic }) => `${person} ${topic}` }),
  endorsements: fc.array(endorsement, { maxLength: 8 }),
  adoptions: fc.uniqueArray(adoption, { maxLength: 8, selector: ({ person, practice }) => `${person} ${practice}` }),
  relevant: fc.record({
    records: sharesOf(RECORDS),
    topics: sharesOf(TOPICS),
    people: fc.subarray(PEOPLE).chain((ids) => sharesOf(ids)),
  }),
  today: fc.constant(TODAY),
});

/** As a reader adds them up: the numbers that are shown, in decimal. */
const inUnits = (points: number): number => Math.round(points * 10_000);

describe("the points of experts", () => {
  it("add up to the score that is shown, to the last digit, and are all more than nothing", () => {
    fc.assert(
      fc.property(EVIDENCE, (found) => {
        for (const { score, evidence } of rankExperts(found)) {
          expect(evidence.reduce((sum, { weight }) => sum + inUnits(weight), 0)).toBe(inUnits(score));
          for (const { weight } of evidence) {
            expect(weight).toBeGreaterThan(0);
            expect(String(weight)).toMatch(/^\d+(\.\d{1,4})?$/);
          }
        }
      }),
    );
  });

  it("put whoever did something above all who only say so", () => {
    fc.assert(
      fc.property(EVIDENCE, (found) => {
        const all = [...found.work, ...found.endorsements, ...found.adoptions];
        const done = new Set(all.map(({ person }) => person));
        const backed = new Set(found.claims.filter(({ isBacked }) => isBacked).map(({ person }) => person));
        const ranked = rankExperts(found);
        const scoresOf = (isOfKind: (id: string) => boolean) =>
          ranked.filter(({ id }) => isOfKind(id)).map(({ score }) => score);
        const bare = scoresOf((id) => !done.has(id) && !backed.has(id));
        const least = Math.min(...scoresOf((id) => done.has(id)));
        for (const score of bare) expect(score).toBeLessThan(least);
      }),
    );
  });

  it("rank everyone once, best first, the same whatever the order in which evidence is found", () => {
    fc.assert(
      fc.property(EVIDENCE, (found) => {
        const ranked = rankExperts(found);
        expect(new Set(ranked.map(({ id }) => id)).size).toBe(ranked.length);
        const [claims, endorsements] = [found.claims.toReversed(), found.endorsements.toReversed()];
        const other = { ...found, claims, endorsements, adoptions: found.adoptions.toReversed() };
        expect(rankExperts(other)).toEqual(ranked);
        for (const [at, { score }] of ranked.entries()) expect(ranked[at + 1]?.score ?? 0).toBeLessThanOrEqual(score);
      }),
    );
  });

  it("make cursors from which a walk goes on behind each expert", () => {
    fc.assert(
      fc.property(EVIDENCE, (found) => {
        const ranked = rankExperts(found);
        for (const [at, { score, id }] of ranked.entries()) {
          const given = {
            about: null,
            topics: [...TOPICS],
            filter: null,
            first: 1,
            after: expertCursor({ score, id }),
          };
          const { after } = readExpertQuestion(given);
          expect(expertsAfter(ranked, after)).toEqual(ranked.slice(at + 1));
        }
      }),
    );
  });
});
