// What the network lacks. In: topics that were asked about in vain, needs that are open, who asks. Out: topics with how
// many can answer: all that were asked about, and those that someone needs and few know.
import { topicById, type Topic } from "../../../schema/topics.js";
import { readExpertQuestion } from "../experts/expert-question.js";
import { findExperts } from "../experts/find-experts.js";
import type { Reader, SearchIndex } from "../search/search-index.js";
import { readUnanswered } from "./asked-topics.js";
import { countNeeds } from "./open-needs.js";

export interface Gap {
  readonly topic: Topic;
  /** How often it was asked about in vain. */
  readonly asked: number;
  readonly experts: number;
  readonly openNeeds: number;
}

/** Whoever writes a need down wants it more than whoever types a question. */
const NEED_WEIGHS = 5;
/** Fewer experts than this are few. */
const FEW = 3;

/** The gaps that weigh most, at most `first`. */
export async function findGaps(index: SearchIndex, first: number, reader: Reader): Promise<Gap[]> {
  const gaps: Gap[] = [];
  // One by one: no reader takes all connections.
  for (const { topic, asked, openNeeds } of await readCandidates(index, first, reader)) {
    if (gaps.length === first) break;
    const question = readExpertQuestion({ about: null, topics: [topic.id], filter: null, first: 1, after: null });
    const experts = (await findExperts(index, question, reader)).experts.length;
    if (asked > 0 || experts < FEW) gaps.push({ topic, asked, experts, openNeeds });
  }
  return gaps;
}

type Candidate = Omit<Gap, "experts">;

/** What was asked about and what is needed, the heaviest first: enough, and no more than can be looked at. */
async function readCandidates(index: SearchIndex, first: number, { visibility }: Reader): Promise<Candidate[]> {
  const unanswered = await readUnanswered(index.session, first);
  const asked = new Map(unanswered.map((each) => [each.topic, each.asked]));
  const needs = await countNeeds(index.session, [...asked.keys()], visibility);
  const candidates = [...new Set([...asked.keys(), ...needs.keys()])].flatMap((id) => {
    const topic = topicById(id);
    if (topic === undefined) return []; // no longer in the thesaurus
    return [{ topic, asked: asked.get(id) ?? 0, openNeeds: needs.get(id) ?? 0 }];
  });
  const heaviest = candidates.sort((a, b) => weightOf(b) - weightOf(a) || (a.topic.id < b.topic.id ? -1 : 1));
  return heaviest.slice(0, 2 * first);
}

function weightOf({ asked, openNeeds }: Candidate): number {
  return asked + NEED_WEIGHS * openNeeds;
}
