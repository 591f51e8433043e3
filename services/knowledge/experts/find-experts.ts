// Who knows about this? In: a question and who asks. Out: experts, best first, each with the evidence that put them
// there. Records and people are found by the search's own ranking and by topic; evidence is what ties them together.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { narrowerThan } from "../../../schema/topics.js";
import { joinSql, sql, type Session } from "../../database/session.js";
import { rankQuestion } from "../search/rank-question.js";
import { readQueryText } from "../search/query-text.js";
import type { Reader, SearchIndex } from "../search/search-index.js";
import type { Understanding } from "../search/understand.js";
import { seen } from "../seen.js";
import { LEAST_CLOSENESS } from "./evidence-weights.js";
import type { ExpertPlace, ExpertQuestion } from "./expert-question.js";
import {
  findClaims,
  findRecords,
  findWork,
  whoeverMayBe,
  type EvidenceQuestion,
  type Relevant,
} from "./find-evidence.js";
import { findAdoptions, findEndorsements } from "./find-recognition.js";
import { rankExperts, type RankedExpert } from "./rank-experts.js";

export interface FoundExperts {
  /** All that were found, best first. */
  readonly experts: readonly RankedExpert[];
  /** The topics that the question was understood as, and those it names. */
  readonly topics: readonly string[];
}

/** A topic that is narrower than the one asked for. */
const NARROWER = 0.9;
/** What text alone says, beside the topic itself. */
const BY_WORDS = 0.8;
const DAY_MS = 24 * 3_600_000;

/** Finds everyone of whom the reader may see evidence. */
export async function findExperts(index: SearchIndex, question: ExpertQuestion, reader: Reader): Promise<FoundExperts> {
  const { visibility } = reader;
  const text = question.text === null ? null : await readText(index, question.text, reader);
  const asked = [...new Set([...question.topics, ...(text?.topics ?? [])])];
  const topics = closenessOfTopics(asked);
  const [byTopic, byWords, people] = await Promise.all([
    findRecords(index.session, { topics: [...topics.keys()], visibility }),
    text === null ? new Map<string, number>() : recordsCloseTo(index, text, visibility),
    text === null ? new Map<string, number>() : peopleCloseTo(index, text, { question, visibility }),
  ]);
  const relevant: Relevant = { topics, people, records: withTopics(byWords, byTopic, topics) };
  const { filter } = question;
  const ofRecords = { records: [...relevant.records.keys()], visibility, filter };
  const ofTopics = { topics: [...topics.keys()], visibility, filter };
  const found = await findEvidence(index.session, ofRecords, ofTopics);
  return { experts: rankExperts({ ...found, relevant, today: beginningOfToday() }), topics: asked };
}

type OfTopics = Parameters<typeof findClaims>[1];

/** All there is of evidence, in records and about topics. */
async function findEvidence(session: Session, ofRecords: EvidenceQuestion, ofTopics: OfTopics) {
  const findDone = async () => {
    const work = await findWork(session, ofRecords);
    return { work, adoptions: await findAdoptions(session, work, ofRecords.visibility) };
  };
  const [done, claims, endorsements] = await Promise.all([
    findDone(),
    findClaims(session, ofTopics),
    findEndorsements(session, ofTopics),
  ]);
  return { ...done, claims, endorsements };
}

/** Weights do not change within a day (UTC), so that a walk of pages keeps its order. */
function beginningOfToday(): number {
  return Math.floor(Date.now() / DAY_MS) * DAY_MS;
}

/** Those after a place. */
export function expertsAfter(experts: readonly RankedExpert[], after: ExpertPlace | null): readonly RankedExpert[] {
  if (after === null) return experts;
  return experts.filter(({ score, id }) => score < after.score || (score === after.score && id > after.id));
}

async function readText(index: SearchIndex, text: string, reader: Reader): Promise<Understanding | null> {
  const question = readQueryText(text);
  return question.words.length === 0 ? null : index.understand(question, reader);
}

function closenessOfTopics(asked: readonly string[]): Map<string, number> {
  const exact = new Set(asked);
  return new Map(narrowerThan(asked).map((id) => [id, exact.has(id) ? 1 : NARROWER]));
}

/** Records whose words are about what is asked. */
function recordsCloseTo(
  index: SearchIndex,
  understanding: Understanding,
  visibility: ReaderVisibility,
): Promise<Map<string, number>> {
  const filter = joinSql([sql("type in ('PROJECT', 'PRACTICE', 'EVENT')"), ...seen("entry", visibility)], "and");
  return scores(index, { understanding, filter, visibility });
}

/** How close records are by their words or by their topics, whichever is more. */
function withTopics(
  byWords: ReadonlyMap<string, number>,
  byTopic: Awaited<ReturnType<typeof findRecords>>,
  topics: ReadonlyMap<string, number>,
): Map<string, number> {
  const close = new Map(byWords);
  for (const { id, topics: own } of byTopic) {
    const best = Math.max(...own.map((topic) => topics.get(topic) ?? 0));
    close.set(id, Math.max(close.get(id) ?? 0, best));
  }
  return close;
}

/** People whose own words are about what is asked. */
async function peopleCloseTo(
  index: SearchIndex,
  understanding: Understanding,
  { question, visibility }: { readonly question: ExpertQuestion; readonly visibility: ReaderVisibility },
): Promise<Map<string, number>> {
  const found = await scores(index, {
    understanding,
    filter: joinSql([sql("type = 'PERSON'"), ...seen("entry", visibility)], "and"),
    visibility,
  });
  const who = joinSql(
    [sql("person.id = any(?::text[])", [...found.keys()]), ...whoeverMayBe({ visibility, filter: question.filter })],
    "and",
  );
  const kept = await index.session.rows<{ id: string }>(
    `select id from knowledge.entry person where ${who.text}`,
    who.values,
  );
  return new Map(kept.map(({ id }) => [id, found.get(id) ?? 0]));
}

/** How close records are by their words: shares of the best score. */
async function scores(index: SearchIndex, question: Parameters<typeof rankQuestion>[1]): Promise<Map<string, number>> {
  const { hits } = await rankQuestion(index, question);
  const best = hits[0]?.score ?? 1;
  return new Map(hits.map(({ id, score }) => [id, Math.max(LEAST_CLOSENESS, (score / best) * BY_WORDS)]));
}

/** What a person is known for: their work, their claims and what others say, by topic, over the whole network, best first. */
export async function findKnownFor(
  session: Session,
  person: string,
  visibility: ReaderVisibility,
): Promise<Array<{ readonly topic: string; readonly expert: RankedExpert }>> {
  const named = await session.rows<{ id: string }>(
    `select distinct source as id from knowledge.link
     where target = ? and kind in ('TEAM', 'CONTRIBUTOR', 'SPEAKER')`,
    [person],
  );
  const question = { visibility, filter: {}, person };
  const records = named.map(({ id }) => id);
  const found = await findEvidence(session, { ...question, records }, { ...question, topics: null });
  const known = [...topicsOf(found)].flatMap((topic) => {
    const own = ofTopic(found, topic);
    const close = new Map(own.work.map(({ record }) => [record, 1]));
    for (const { practice } of own.adoptions) close.set(practice, 1);
    const relevant = { records: close, people: new Map(), topics: new Map() };
    return rankExperts({ ...own, relevant, today: beginningOfToday() }).map((expert) => ({ topic, expert }));
  });
  return known.sort((a, b) => b.expert.score - a.expert.score || (a.topic < b.topic ? -1 : 1));
}

type Found = Awaited<ReturnType<typeof findEvidence>>;

function topicsOf({ work, adoptions, claims, endorsements }: Found): Set<string> {
  const filed = [...work, ...adoptions].flatMap(({ topics }) => topics);
  return new Set([...filed, ...[...claims, ...endorsements].map(({ topic }) => topic)]);
}

function ofTopic({ work, adoptions, claims, endorsements }: Found, topic: string): Found {
  return {
    work: work.filter((each) => each.topics.includes(topic)),
    adoptions: adoptions.filter((each) => each.topics.includes(topic)),
    claims: claims.filter((claim) => claim.topic === topic),
    endorsements: endorsements.filter((given) => given.topic === topic),
  };
}
