// What others say for people: endorsements, and practices of theirs that others use. In: topics or records, who asks. Out:
// for each person, who vouches for them, and who has taken up what they contributed to: never their own organization,
// whatever directory it is in, and only what the reader may see of both sides.
import { joinSql, sql, type Session } from "../../database/session.js";
import { timeExpression } from "../../records/store/select-list.js";
import { findSame } from "../graph/same-as.js";
import { seen } from "../seen.js";
import { whoeverMayBe, workFilter, type EvidenceQuestion } from "./find-evidence.js";

/** An organization vouches for what a person knows. */
export interface FoundEndorsement {
  readonly person: string;
  readonly topic: string;
  readonly organization: string;
  /** The organization's. */
  readonly name: string;
  readonly at: string;
}

/** Organizations use a practice that a person contributed to. */
export interface FoundAdoption {
  readonly person: string;
  readonly practice: string;
  /** The practice's. */
  readonly name: string;
  readonly topics: readonly string[];
  /** How many organizations. */
  readonly adopters: number;
  /** When the last of them took it up. */
  readonly at: string;
}

const MOST_FOUND = 20_000;

/** Two organizations that may be one and the same. */
interface Sides {
  readonly organization: string;
  /** The organizations of the other side. */
  readonly own: ReadonlyArray<string | null>;
}

/** Who vouches for whom, about some topics. */
export async function findEndorsements(
  session: Session,
  question: Omit<EvidenceQuestion, "records"> & { readonly topics: readonly string[] | null },
): Promise<FoundEndorsement[]> {
  const { topics, visibility, person } = question;
  const someone = joinSql(
    [
      ...whoeverMayBe(question),
      ...(topics === null ? [] : [sql("given.topic = any(?::text[])", topics)]),
      ...(person === undefined ? [] : [sql("person.id = ?", person)]),
    ],
    "and",
  );
  const visible = joinSql(seen("voucher", visibility), "and");
  const rows = await session.rows<FoundEndorsement & Sides>(
    `select given.person, given.topic, given.organization, voucher.name, ${timeExpression("given.at")} as at,
       array[person.organization] as own
     from knowledge.endorsement given join knowledge.entry person on person.id = given.person and person.type = 'PERSON'
       join knowledge.entry voucher on voucher.id = given.organization and voucher.type = 'ORGANIZATION'
     where ${someone.text} and ${visible.text} and ${isOther("voucher", "person.organization", "person.partner")}
     order by given.person, given.topic, given.organization limit ${MOST_FOUND}`,
    [...someone.values, ...visible.values],
  );
  return othersOnly(session, rows, question);
}

/** Of someone without an organization, all organizations of their directory may be their own. */
function isOther(organization: string, own: string, partner: string): string {
  return `${organization}.id is distinct from ${own} and (${own} is not null or ${organization}.partner <> ${partner})`;
}

/** Without those who are, by a registry identifier, one and the same in two directories. */
async function othersOnly<T extends Sides>(
  session: Session,
  rows: readonly T[],
  { visibility }: Pick<EvidenceQuestion, "visibility">,
): Promise<T[]> {
  const own = [...new Set(rows.flatMap((row) => row.own.flatMap((id) => id ?? [])))];
  if (own.length === 0) return [...rows];
  const same = await findSame(session, own, visibility);
  return rows.filter((row) => !row.own.some((id) => id !== null && same.get(id)?.includes(row.organization)));
}

/** Whose practices, of some records, are used by others. One that was adapted by its user counts as that already. */
export async function findAdoptions(session: Session, question: EvidenceQuestion): Promise<FoundAdoption[]> {
  const { records, visibility, filter, person } = question;
  const record = joinSql(
    [sql("record.id = any(?::text[])", records), ...seen("record", visibility), ...workFilter(filter)],
    "and",
  );
  const someone = joinSql(
    [...whoeverMayBe(question), ...(person === undefined ? [] : [sql("person.id = ?", person)])],
    "and",
  );
  const adopter = joinSql(seen("adopter", visibility), "and");
  const adapting = joinSql(seen("adapting", visibility), "and");
  const rows = await session.rows<AdoptionRow>(
    `select distinct person.id as person, record.id as practice, record.name, record.topics, used.organization,
       ${timeExpression("used.at")} as at, array[person.organization, record.organization] as own
     from knowledge.adoption used
       join knowledge.entry record on record.id = used.practice and record.type = 'PRACTICE'
       join knowledge.entry adopter on adopter.id = used.organization and adopter.type = 'ORGANIZATION'
       join knowledge.link on link.source = record.id and link.kind = 'CONTRIBUTOR'
       join knowledge.entry person on person.id = link.target and person.type = 'PERSON'
     where used.practice = any(?::text[]) and ${record.text} and ${adopter.text} and ${someone.text}
       and ${isOther("adopter", "person.organization", "person.partner")}
       and ${isOther("adopter", "record.organization", "record.partner")}
       and not exists (select from knowledge.link adapted join knowledge.entry adapting on adapting.id = adapted.source
         where adapted.target = record.id and adapted.kind = 'ADAPTATION' and adapting.partner <> record.partner
           and adapting.organization = adopter.id and ${adapting.text})
     order by person.id, record.id, used.organization limit ${MOST_FOUND}`,
    [records, ...record.values, ...adopter.values, ...someone.values, ...adapting.values],
  );
  return countAdopters(await othersOnly(session, rows, question));
}

type AdoptionRow = Omit<FoundAdoption, "adopters"> & Sides;

function countAdopters(rows: readonly AdoptionRow[]): FoundAdoption[] {
  const groups = Map.groupBy(rows, ({ person, practice }) => `${person} ${practice}`);
  return [...groups.values()].flatMap((of) => {
    const [first] = of;
    if (first === undefined) return [];
    const { person, practice, name, topics } = first;
    const adopters = new Set(of.map(({ organization }) => organization)).size;
    const at = of.reduce((latest, each) => (each.at > latest ? each.at : latest), first.at);
    return [{ person, practice, name, topics, adopters, at }];
  });
}
