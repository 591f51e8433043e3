// Finding evidence. In: records that are about what is asked, topics, who asks. Out: for each person of whom the reader
// may see both the person and the record, what they did and what they say they know. Nobody is made up: a name in a
// team counts only when that person has a record of their own.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { joinSql, sql, type Session, type Sql } from "../../database/session.js";
import { timeExpression } from "../../records/store/select-list.js";
import { seen } from "../seen.js";
import type { EvidenceKind } from "./evidence-weights.js";
import type { ExpertFilter } from "./expert-question.js";

/** How close records, topics and people's own words are to what is asked: 0 to 1, by id. */
export interface Relevant {
  readonly records: ReadonlyMap<string, number>;
  readonly people: ReadonlyMap<string, number>;
  readonly topics: ReadonlyMap<string, number>;
}

export interface FoundWork {
  readonly person: string;
  /** The person's organization. */
  readonly home: string | null;
  readonly kind: Exclude<EvidenceKind, "CLAIM">;
  readonly record: string;
  readonly name: string;
  readonly role: string;
  readonly at: string | null;
  readonly topics: readonly string[];
}

export interface FoundClaim {
  readonly person: string;
  readonly topic: string;
  readonly level: string;
  readonly at: string;
  /** Whether a record that the person names as evidence names the person, or is of the person's own organization. */
  readonly isBacked: boolean;
}

const MOST_RECORDS = 5_000;

/** The records of some topics, the latest first when there are very many. */
export function findRecords(
  session: Session,
  { topics, visibility }: { readonly topics: readonly string[]; readonly visibility: ReaderVisibility },
): Promise<Array<{ readonly id: string; readonly topics: readonly string[] }>> {
  const where = joinSql(
    [sql("topics && ?::text[]", topics), sql("type in ('PROJECT', 'PRACTICE', 'EVENT')"), ...seen("entry", visibility)],
    "and",
  );
  return session.rows(
    `select id, topics from knowledge.entry where ${where.text} order by updated_at desc, id limit ${MOST_RECORDS}`,
    where.values,
  );
}

export interface EvidenceQuestion {
  readonly records: readonly string[];
  readonly visibility: ReaderVisibility;
  readonly filter: ExpertFilter;
  /** Only of this person. */
  readonly person?: string;
}

/** What people did in records, and whose practices others took up. */
export function findWork(session: Session, question: EvidenceQuestion): Promise<FoundWork[]> {
  const { records, visibility, filter, person } = question;
  const record = joinSql(
    [sql("record.id = any(?::text[])", records), ...seen("record", visibility), ...workFilter(filter)],
    "and",
  );
  const someone = joinSql(
    [...whoeverMayBe(question), ...(person === undefined ? [] : [sql("person.id = ?", person)])],
    "and",
  );
  const adopter = joinSql([sql("adopter.partner <> done.partner"), ...seen("adopter", visibility)], "and");
  return session.rows<FoundWork>(
    `with done as (
       select person.id as person, person.organization as home, record.id as record, record.type, record.partner, record.name, record.topics,
         link.role, ${PRACTICE_DEGREE} as degree, ${WORK_TIME} as at
       from knowledge.entry record join knowledge.link on link.source = record.id
         and link.kind in ('TEAM', 'CONTRIBUTOR', 'SPEAKER')
       join knowledge.entry person on person.id = link.target and person.type = 'PERSON' and ${someone.text}
       left join mirror.project on record.type = 'PROJECT' and project.partner = record.partner and project.id = record.id
       left join mirror.event on record.type = 'EVENT' and event.partner = record.partner and event.id = record.id
       where ${record.text}),
     taken_up as (
       select done.person, done.home, adopter.id as record, adopter.name, adopter.topics, adopter.updated_at as at
       from done join knowledge.link on link.target = done.record and link.kind = 'ADAPTATION'
       join knowledge.entry adopter on adopter.id = link.source and ${adopter.text}
       where done.type = 'PRACTICE')
     select person, home, case when type = 'PRACTICE' and degree = 'SUPPORTING' then 'CONTRIBUTION' else type end as kind,
       record, name, role, ${timeExpression("at")} as at, topics from done
     union select person, home, 'ADOPTION', record, name, '', ${timeExpression("at")}, topics from taken_up
     order by 1, 4, 3, 6`,
    [...someone.values, ...record.values, ...adopter.values],
  );
}

const PRACTICE_DEGREE = `(select each ->> 'degree' from mirror.practice, jsonb_array_elements(contributors) as each
  where record.type = 'PRACTICE' and practice.partner = record.partner and practice.id = record.id
    and each ->> 'person' = person.id limit 1)`;

/** When work was done: a project's end when it has passed, else its start; an event's start; else the last change. */
const WORK_TIME = `coalesce(case when project.end_date <= now() then project.end_date else project.start_date end,
  event.starts_at, record.updated_at)::timestamptz`;

/** What people say they know about some topics. */
export function findClaims(
  session: Session,
  question: Omit<EvidenceQuestion, "records"> & { readonly topics: readonly string[] | null },
): Promise<FoundClaim[]> {
  const { topics, visibility, person } = question;
  const where = joinSql(
    [
      ...whoeverMayBe(question),
      ...(topics === null ? [] : [sql("claim.topic = any(?::text[])", topics)]),
      ...(person === undefined ? [] : [sql("person.id = ?", person)]),
    ],
    "and",
  );
  const proof = joinSql(seen("record", visibility), "and");
  return session.rows<FoundClaim>(
    `select claim.person, claim.topic, claim.level, ${timeExpression("person.updated_at")} as at,
       exists (select from knowledge.link proof join knowledge.entry record on record.id = proof.target
         where proof.source = person.id and proof.kind = 'EVIDENCE' and proof.role = claim.topic and ${proof.text}
           and (record.organization = person.organization
             or exists (select from knowledge.link named where named.source = record.id and named.target = person.id))
       ) as "isBacked"
     from knowledge.claim join knowledge.entry person on person.id = claim.person and person.type = 'PERSON'
     where ${where.text} order by claim.person, claim.topic`,
    [...proof.values, ...where.values],
  );
}

/** The conditions on a person. */
export function whoeverMayBe({ visibility, filter }: Pick<EvidenceQuestion, "visibility" | "filter">): Sql[] {
  const overlaps = (column: string, values: readonly string[] | null | undefined): Sql[] =>
    values ? [sql(`person.${column} && ?::text[]`, values)] : [];
  const { countries, areas, languages, partners, offers, notIn } = filter;
  return [
    ...seen("person", visibility),
    ...overlaps("countries", countries),
    ...overlaps("areas", areas),
    ...overlaps(
      "filter_languages",
      languages?.map((tag) => tag.toLowerCase()),
    ),
    ...overlaps("offers", offers),
    ...(partners ? [sql("person.partner = any(?::text[])", partners)] : []),
    ...(notIn ? [sql("(person.organization is null or not person.organization = any(?::text[]))", notIn)] : []),
  ];
}

function workFilter({ settings, costAtMost }: ExpertFilter): Sql[] {
  return [
    ...(settings ? [sql("record.settings && ?::text[]", settings)] : []),
    ...(costAtMost
      ? [sql("record.cost_currency = ? and record.cost_amount <= ?::float8", costAtMost.currency, costAtMost.amount)]
      : []),
  ];
}
