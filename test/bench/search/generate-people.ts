// Who did what, for records that name nobody. In: generated records. Out: the same with people between them, one for
// every tenth record, who say what they know and stand in the teams of the projects after them. The same ones every time.
import type { RecordDraft } from "../../../services/records/record-draft.js";
import { allTopics } from "../../../schema/topics.js";
import { seededNumbers } from "./generate-records.js";

const RECORDS_A_PERSON = 10;
const LARGEST_TEAM = 3;
/** Teams are drawn from so many of the latest people: people work on several projects, and not on all. */
const COLLEAGUES = 500;
const LEVELS = ["LEARNING", "PRACTISING", "EXPERT", "REFERENCE"];
const ROLES = ["lead", "adviser", "volunteer"];

/** Records and people, `count` in all. */
export function* withPeople(records: Iterable<RecordDraft>, count: number): Generator<RecordDraft> {
  const next = seededNumbers(41);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T; // never empty here
  const topics = allTopics().map(({ id }) => id);
  const people: string[] = [];
  let given = 0;
  for (const record of records) {
    if (given % RECORDS_A_PERSON === 0 && given < count) {
      given++;
      const person = makePerson(record, given, () => ({ topic: pick(topics), level: pick(LEVELS), evidence: [] }));
      people.push(person.id);
      yield person;
    }
    if (given++ >= count) return;
    const size = Math.ceil(next() * LARGEST_TEAM);
    const team = Array.from({ length: size }, () => ({ person: pick(people.slice(-COLLEAGUES)), role: pick(ROLES) }));
    yield record.id.split(":")[1] === "project" ? { ...record, team } : record;
  }
}

type Expertise = NonNullable<RecordDraft["expertise"]>[number];

/** Named like a record, with its words as their own; of its partner. */
function makePerson(like: RecordDraft, index: number, claim: () => Expertise): RecordDraft {
  const [partner = ""] = like.id.split(":");
  const { name, summary, countries, areas, visibility, createdAt, updatedAt } = like;
  const times = { createdAt: createdAt ?? null, updatedAt: updatedAt ?? null };
  const seen = { visibility: visibility ?? "PUBLIC", countries: countries ?? [], areas: areas ?? [] };
  const headline = summary?.slice(0, 120) ?? null;
  return { id: `${partner}:person:p${index}`, name, headline, ...seen, ...times, expertise: [claim(), claim()] };
}
