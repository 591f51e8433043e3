// What evidence is worth: the one place that says why an expert stands where they stand. In: what someone did, how close
// it is to what is asked, how long ago. Out: points. All of it can be read in `evidence`, and adds up to the score.
//
//   points of one piece of work = WORTH[kind] × closeness × recency, each further one of its kind counting less
//   points of a practice in use = the same × the share of how many use it: one half for one, three quarters for two, …
//   points of an endorsement    = WORTH × closeness of its topic × recency, once for each organization that gives any
//   points of a claim           = CLAIMED[level] × closeness, when some work or record stands behind the person's claims
//   claims that nothing stands behind are worth less than the least of work, all together: those who did rank above
//   those who only say so.

export type EvidenceKind = "CLAIM" | "PROJECT" | "PRACTICE" | "EVENT" | "ENDORSEMENT" | "ADOPTION" | "CONTRIBUTION";

/** Writing down what works, for others, is worth most; then doing it; then having it taken up; then speaking of it. */
const WORTH: Readonly<Record<Exclude<EvidenceKind, "CLAIM">, number>> = {
  PRACTICE: 4,
  PROJECT: 3,
  ADOPTION: 2.5,
  CONTRIBUTION: 2,
  EVENT: 2,
  ENDORSEMENT: 1,
};

const CLAIMED: Readonly<Record<string, number>> = { REFERENCE: 3, EXPERT: 2, PRACTISING: 1, LEARNING: 0.25 };
const UNKNOWN_LEVEL = 0.5;

/** Work loses half its worth in so many years, and never more than to this share. */
const HALF_LIFE_YEARS = 4;
const LEAST_RECENCY = 0.3;
/** Nothing that was found is farther from the question than this. */
export const LEAST_CLOSENESS = 0.2;
/** The second of a kind counts so much of what it is worth, the third the square of that. */
const NEXT = 0.8;

/** Less than the least that one piece of evidence can be worth: 1 × 0.2 × 0.3. */
const MOST_BARE_CLAIMS = 0.05;
const MOST_CLAIMED = 3;

const YEAR_MS = 365.25 * 24 * 3_600_000;

/** A piece of work as it was found. */
export interface Work {
  readonly kind: Exclude<EvidenceKind, "CLAIM">;
  /** 0 to 1: how close it is to what was asked. */
  readonly closeness: number;
  readonly at: string | null;
}

/** What one more organization that uses a practice adds, of what is left. */
const SPREAD = 0.5;

/** What a practice in use counts by how many organizations use it: the first ones tell most. */
export function spreadOf(adopters: number): number {
  return 1 - (1 - SPREAD) ** adopters;
}

/** The points of one piece of work, the first of its kind. `today`: the day, so that a walk of pages stays in order. */
export function worthOf({ kind, closeness, at }: Work, today: number): number {
  const years = at === null ? HALF_LIFE_YEARS : Math.max(0, today - Date.parse(at)) / YEAR_MS;
  const recency = Math.max(LEAST_RECENCY, 0.5 ** (years / HALF_LIFE_YEARS));
  return WORTH[kind] * Math.max(LEAST_CLOSENESS, closeness) * recency;
}

/** The points of a claim with work behind it. */
export function claimWorth(level: string | null, closeness: number): number {
  return (CLAIMED[level ?? ""] ?? UNKNOWN_LEVEL) * closeness;
}

/** What the n-th of its kind counts, from 0. */
export function shareOf(index: number): number {
  return NEXT ** index;
}

/** What claims with nothing behind them count of what they would be worth; `count` of them. */
export function bareShare(count: number): number {
  return MOST_BARE_CLAIMS / (MOST_CLAIMED * count);
}
