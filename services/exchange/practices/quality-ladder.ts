// The ladder of practices: which level a practice has reached, by what others can check. In: what it states, who reviewed it,
// who uses it, and a day. Out: a level, the requirements of the next one that are not met, and the day on which the level
// ends when nothing confirms it. All of it is computed; nothing can be claimed. docs/practice-quality.md says it in words.
import type { StatedEvidence } from "../records/look-up.js";

/** The levels, the lowest first. */
export const LEVELS = ["SHARED", "EMERGING", "PROMISING", "LEADING", "BEST"] as const;
export type Level = (typeof LEVELS)[number];

/** A review by another organization. */
export interface ReviewFact {
  /** RFC 3339. */
  readonly at: string;
  readonly partner: string;
  /** 1 to 5, by criterion. */
  readonly scores: ReadonlyArray<{ readonly criterion: string; readonly score: number }>;
}

/** Another organization's use of the practice. */
export interface AdoptionFact {
  /** When it was last confirmed, RFC 3339. */
  readonly at: string;
  readonly partner: string;
  readonly state: string;
  readonly rating: number | null;
}

export interface QualityFacts {
  readonly evidence: StatedEvidence | null;
  /** When its publisher last confirmed it, RFC 3339. */
  readonly updatedAt: string;
  readonly reviews: readonly ReviewFact[];
  readonly adoptions: readonly AdoptionFact[];
}

/** What the facts come to on a day. */
export interface Standing {
  readonly hasResults: boolean;
  readonly hasContext: boolean;
  /** Whether anything has confirmed the practice within two years. */
  readonly isFresh: boolean;
  readonly reviews: number;
  /** Partners from which the reviews come. */
  readonly reviewers: number;
  /** Of all scores; 0 without reviews. */
  readonly mean: number;
  /** Of the criterion that does worst; 0 without reviews. */
  readonly worst: number;
  readonly adopted: number;
  /** Partners at which it is adopted. */
  readonly adopters: number;
  readonly stopped: number;
  /** Of those who adopted it and rated it; 0 when nobody did. */
  readonly rating: number;
}

/** What a level asks for beyond the levels below it. `kind` and `needs` are put into words elsewhere. */
export interface Requirement {
  readonly kind: "results" | "context" | "fresh" | "reviews" | "score" | "worst" | "adopted" | "rating" | "kept";
  readonly needs: number;
  /** For reviews and adoptions: of how many partners. */
  readonly partners?: number;
  isMet(standing: Standing): boolean;
}

const YEARS_VALID = 2;

const results: Requirement = { kind: "results", needs: 1, isMet: ({ hasResults }) => hasResults };
const context: Requirement = { kind: "context", needs: 1, isMet: ({ hasContext }) => hasContext };
const fresh: Requirement = { kind: "fresh", needs: YEARS_VALID, isMet: ({ isFresh }) => isFresh };
const kept: Requirement = { kind: "kept", needs: 1, isMet: ({ adopted, stopped }) => stopped <= adopted };
const reviews = (needs: number, partners: number): Requirement => ({
  ...{ kind: "reviews", needs, partners },
  isMet: (standing) => standing.reviews >= needs && standing.reviewers >= partners,
});
const adopted = (needs: number, partners: number): Requirement => ({
  ...{ kind: "adopted", needs, partners },
  isMet: (standing) => standing.adopted >= needs && standing.adopters >= partners,
});
const score = (needs: number): Requirement => ({ kind: "score", needs, isMet: ({ mean }) => mean >= needs });
const worst = (needs: number): Requirement => ({ kind: "worst", needs, isMet: (standing) => standing.worst >= needs });
const rating = (needs: number): Requirement => ({
  kind: "rating",
  needs,
  isMet: (standing) => standing.rating >= needs,
});

/** What each level asks for. */
export const REQUIREMENTS: Readonly<Record<Level, readonly Requirement[]>> = {
  SHARED: [],
  EMERGING: [results, context, fresh],
  PROMISING: [reviews(1, 1), score(3), adopted(1, 1), kept],
  LEADING: [reviews(2, 2), score(3.5), adopted(2, 2)],
  BEST: [reviews(3, 3), score(4), worst(3), adopted(4, 3), rating(4)],
};

export interface Quality {
  readonly level: Level;
  readonly standing: Standing;
  readonly missing: readonly Requirement[];
  /** `yyyy-mm-dd`: the last day of the level when nothing confirms it; null for the lowest. */
  readonly validUntil: string | null;
}

/** The quality of a practice on a day (RFC 3339). */
export function computeQuality(facts: QualityFacts, now: string): Quality {
  const standing = standingOn(facts, now);
  const rank = rankOf(standing);
  const level = LEVELS[rank] ?? "SHARED";
  const next = LEVELS[rank + 1];
  const missing = next === undefined ? [] : REQUIREMENTS[next].filter((requirement) => !requirement.isMet(standing));
  return { level, standing, missing, validUntil: rank === 0 ? null : lastDay(facts, { now, rank }) };
}

/** What counts on a day: all of the last two years. */
function standingOn({ evidence, updatedAt, reviews: given, adoptions }: QualityFacts, now: string): Standing {
  const counts = ({ at }: { readonly at: string }): boolean => at <= now && expiryOf(at) > now;
  const reviewed = given.filter(counts);
  const used = adoptions.filter(counts);
  const kept = used.filter(({ state }) => state === "ADOPTED");
  const ratings = kept.flatMap((adoption) => (adoption.rating === null ? [] : [adoption.rating]));
  const scores = reviewed.flatMap((review) => review.scores);
  const byCriterion = Map.groupBy(scores, ({ criterion }) => criterion);
  const means = [...byCriterion.values()].map((group) => mean(group.map((each) => each.score)));
  return {
    hasResults: evidence?.results ?? false,
    hasContext: evidence?.context ?? false,
    isFresh: counts({ at: updatedAt }) || reviewed.length + used.length > 0,
    reviews: reviewed.length,
    reviewers: partnersOf(reviewed),
    mean: mean(scores.map((each) => each.score)),
    worst: means.length === 0 ? 0 : Math.min(...means),
    adopted: kept.length,
    adopters: partnersOf(kept),
    stopped: used.filter(({ state }) => state === "STOPPED").length,
    rating: mean(ratings),
  };
}

/** The highest level whose requirements are met, with those of all levels below it. */
function rankOf(standing: Standing): number {
  const unmet = LEVELS.findIndex((level) => REQUIREMENTS[level].some((requirement) => !requirement.isMet(standing)));
  return unmet < 0 ? LEVELS.length - 1 : unmet - 1;
}

/** The day on which, one confirmation after the other running out, the level is lost. */
function lastDay(facts: QualityFacts, { now, rank }: { readonly now: string; readonly rank: number }): string | null {
  const times = [facts.updatedAt, ...facts.reviews.map(({ at }) => at), ...facts.adoptions.map(({ at }) => at)];
  const ends = [...new Set(times.map(expiryOf))].filter((end) => end > now).sort();
  const lost = ends.find((end) => rankOf(standingOn(facts, end)) < rank);
  return lost?.slice(0, 10) ?? null;
}

/** Two years later, to the day. */
function expiryOf(at: string): string {
  const end = new Date(at);
  end.setUTCFullYear(end.getUTCFullYear() + YEARS_VALID);
  return end.toISOString();
}

function partnersOf(facts: ReadonlyArray<{ readonly partner: string }>): number {
  return new Set(facts.map(({ partner }) => partner)).size;
}

function mean(figures: readonly number[]): number {
  return figures.length === 0 ? 0 : figures.reduce((sum, each) => sum + each, 0) / figures.length;
}
