// From evidence to experts. In: what was found, and how close it is. Out: each person once, with points that add up,
// best first; ties by id.
import type { FoundClaim, FoundWork, Relevant } from "./find-evidence.js";
import { bareShare, claimWorth, shareOf, spreadOf, worthOf, type EvidenceKind } from "./evidence-weights.js";
import type { FoundAdoption, FoundEndorsement } from "./find-recognition.js";

/** One reason why someone is an expert. */
export interface Evidence {
  readonly kind: EvidenceKind;
  /** The name of the record; of an endorsement, that of who gave it; of a claim, empty. */
  readonly name: string;
  readonly role: string;
  readonly topic: string | null;
  readonly level: string | null;
  readonly record: string | null;
  readonly at: string | null;
  readonly weight: number;
  /** How many organizations use a practice; where nothing is said of that, one adapted it. */
  readonly adopters?: number;
}

export interface RankedExpert {
  readonly id: string;
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

export interface FoundEvidence {
  readonly work: readonly FoundWork[];
  readonly claims: readonly FoundClaim[];
  readonly endorsements: readonly FoundEndorsement[];
  readonly adoptions: readonly FoundAdoption[];
  readonly relevant: Relevant;
  /** The beginning of the day, in milliseconds since the epoch. */
  readonly today: number;
}

/** Everyone of whom there is evidence, best first. */
export function rankExperts({ relevant, today, ...found }: FoundEvidence): RankedExpert[] {
  const works = Map.groupBy(found.work, personOf);
  const claims = Map.groupBy(found.claims, personOf);
  const endorsements = Map.groupBy(found.endorsements, personOf);
  const adoptions = Map.groupBy(found.adoptions, personOf);
  const groups = [works, claims, endorsements, adoptions, relevant.people];
  const people = new Set(groups.flatMap((group) => [...group.keys()]));
  const experts = [...people].map((id) => {
    const own = { work: works.get(id) ?? [], claims: claims.get(id) ?? [] };
    const recognized = { endorsements: endorsements.get(id) ?? [], adoptions: adoptions.get(id) ?? [] };
    return weigh(id, { ...own, ...recognized, relevant, today });
  });
  return experts.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

function personOf({ person }: { readonly person: string }): string {
  return person;
}

function weigh(id: string, found: FoundEvidence): RankedExpert {
  const { claims, relevant } = found;
  const done = lessening([...weighWork(found), ...weighUse(found), ...weighEndorsements(found)]);
  const said = weighClaims(id, claims, relevant);
  const hasProof = done.length > 0 || claims.some(({ isBacked }) => isBacked);
  const share = hasProof ? 1 : bareShare(Math.max(1, said.length));
  const evidence = [...done, ...said.map((each) => ({ ...each, weight: each.weight * share }))]
    .map((each) => ({ ...each, weight: roundUp(each.weight) }))
    .sort(byWeight);
  return { id, score: round(evidence.reduce((sum, { weight }) => sum + weight, 0)), evidence };
}

function weighWork({ work, relevant, today }: FoundEvidence): Evidence[] {
  const weighed = work.map(({ kind, name, role, record, at }): Evidence => {
    const weight = worthOf({ kind, closeness: relevant.records.get(record) ?? 0, at }, today);
    return { kind, name, role, record, at, topic: null, level: null, weight };
  });
  const ofRecord = new Map<string, Evidence>();
  for (const each of weighed) {
    const key = `${each.kind} ${each.record ?? ""}`;
    const known = ofRecord.get(key); // two roles in one project are one project
    ofRecord.set(key, known === undefined ? each : { ...known, role: joinRoles(known.role, each.role) });
  }
  return [...ofRecord.values()];
}

/** Practices that others use, each once. */
function weighUse({ adoptions, relevant, today }: FoundEvidence): Evidence[] {
  return adoptions.map(({ practice, name, adopters, at }): Evidence => {
    const worth = worthOf({ kind: "ADOPTION", closeness: relevant.records.get(practice) ?? 0, at }, today);
    const said = { kind: "ADOPTION" as const, name, role: "", topic: null, level: null };
    return { ...said, record: practice, at, adopters, weight: worth * spreadOf(adopters) };
  });
}

/** Of what one organization vouches for, what is worth most: its word counts once. */
function weighEndorsements({ endorsements, relevant, today }: FoundEvidence): Evidence[] {
  const weighed = endorsements.map(({ topic, organization, name, at }): Evidence => {
    const weight = worthOf({ kind: "ENDORSEMENT", closeness: relevant.topics.get(topic) ?? 1, at }, today);
    return { kind: "ENDORSEMENT", name, role: "", topic, level: null, record: organization, at, weight };
  });
  const byOrganization = Map.groupBy(weighed.toSorted(byWeight), ({ record }) => record);
  return [...byOrganization.values()].flatMap(([heaviest]) => heaviest ?? []);
}

function joinRoles(one: string, other: string): string {
  return [one, other].filter((role) => role !== "").join(", ");
}

function weighClaims(id: string, claims: readonly FoundClaim[], { topics, people }: Relevant): Evidence[] {
  const weighed = claims.map(({ topic, level, at }): Evidence => {
    const weight = claimWorth(level, topics.get(topic) ?? 1);
    return { kind: "CLAIM", name: "", role: "", record: id, at, topic, level, weight };
  });
  const words = people.get(id);
  if (weighed.length > 0 || words === undefined) return lessening(weighed);
  return [
    {
      kind: "CLAIM",
      name: "",
      role: "",
      record: id,
      at: null,
      topic: null,
      level: null,
      weight: claimWorth(null, words),
    },
  ];
}

/** Of each kind the best counts whole, each further one less. */
function lessening(evidence: readonly Evidence[]): Evidence[] {
  const byKind = Map.groupBy(evidence.toSorted(byWeight), ({ kind }) => kind);
  return [...byKind.values()].flatMap((same) =>
    same.map((each, index) => ({ ...each, weight: each.weight * shareOf(index) })),
  );
}

/** The heaviest first; of the same weight, by what they are of: never as they happened to be read. */
function byWeight(a: Evidence, b: Evidence): number {
  return b.weight - a.weight || compare(nameOf(a), nameOf(b));
}

function nameOf({ record, topic, kind, level, at, role }: Evidence): string {
  return [record, topic, kind, level, at, role].join(" ");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** To four places, so that the points that are shown add up to the score that is shown. */
function round(points: number): number {
  return Math.round(points * 10_000) / 10_000;
}

/** What was found is worth something: never rounded to nothing. */
function roundUp(points: number): number {
  return Math.max(0.0001, round(points));
}
