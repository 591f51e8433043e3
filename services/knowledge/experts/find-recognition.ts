// What others say for people: endorsements, and practices of theirs that others use. In: topics or records, who asks. Out:
// for each person, who vouches for them, and who has taken up what they contributed to: never their own organization,
// whatever directory it is in, and only what the reader may see of both sides.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { ownerOf } from "../../../schema/record-id.js";
import { joinSql, sql, type Session } from "../../database/session.js";
import { timeExpression } from "../../records/store/select-list.js";
import { findSame } from "../graph/same-as.js";
import { seen } from "../seen.js";
import { whoeverMayBe, type EvidenceQuestion, type FoundWork } from "./find-evidence.js";

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

/** The same association in other directories, by id. */
type Same = ReadonlyMap<string, readonly string[]>;

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
  const rows = await session.rows<FoundEndorsement & { readonly home: string | null }>(
    `select given.person, given.topic, given.organization, voucher.name, ${timeExpression("given.at")} as at,
       person.organization as home
     from knowledge.endorsement given join knowledge.entry person on person.id = given.person and person.type = 'PERSON'
       join knowledge.entry voucher on voucher.id = given.organization and voucher.type = 'ORGANIZATION'
     where ${someone.text} and ${visible.text} and ${isOther("voucher", "person.organization", "person.partner")}
     order by given.person, given.topic, given.organization limit ${MOST_FOUND}`,
    [...someone.values, ...visible.values],
  );
  if (rows.length === 0) return [];
  const same = await findSame(session, [...new Set(rows.map(({ organization }) => organization))], visibility);
  return rows.filter(({ organization, home }) => home === null || !same.get(organization)?.includes(home));
}

/** Of someone without an organization, all organizations of their directory may be their own. */
function isOther(organization: string, own: string, partner: string): string {
  return `${organization}.id is distinct from ${own} and (${own} is not null or ${organization}.partner <> ${partner})`;
}

/** Whose practices are used by others, of those that they contributed to. One who has adapted it counts as that already. */
export async function findAdoptions(
  session: Session,
  work: readonly FoundWork[],
  visibility: ReaderVisibility,
): Promise<FoundAdoption[]> {
  const written = work.filter(({ kind }) => kind === "PRACTICE" || kind === "CONTRIBUTION");
  const once = [...new Map(written.map((each) => [`${each.person} ${each.record}`, each])).values()]; // in several roles
  if (once.length === 0) return [];
  const uses = await findUses(session, [...new Set(once.map(({ record }) => record))], visibility);
  if (uses.length === 0) return [];
  const same = await findSame(session, [...new Set(uses.map(({ organization }) => organization))], visibility);
  const byPractice = Map.groupBy(uses, ({ practice }) => practice);
  return once.flatMap((each) => {
    const own = (byPractice.get(each.record) ?? []).filter((use) => isByOthers(use, each, same));
    const [latest] = own;
    if (latest === undefined) return [];
    const { person, record: practice, name, topics } = each;
    return [{ person, practice, name, topics, adopters: own.length, at: latest.at }];
  });
}

/** An organization uses a practice. */
interface Use {
  readonly practice: string;
  /** Who published the practice. */
  readonly publisher: string | null;
  readonly organization: string;
  readonly at: string;
}

/** Who uses practices, the latest first; each organization once for each. */
function findUses(session: Session, practices: readonly string[], visibility: ReaderVisibility): Promise<Use[]> {
  const adopter = joinSql(seen("adopter", visibility), "and");
  const adapting = joinSql(seen("adapting", visibility), "and");
  return session.rows<Use>(
    `select used.practice, record.organization as publisher, used.organization, ${timeExpression("max(used.at)")} as at
     from knowledge.adoption used
       join knowledge.entry record on record.id = used.practice
       join knowledge.entry adopter on adopter.id = used.organization and adopter.type = 'ORGANIZATION'
     where used.practice = any(?::text[]) and ${adopter.text}
       and ${isOther("adopter", "record.organization", "record.partner")}
       and not exists (select from knowledge.link adapted join knowledge.entry adapting on adapting.id = adapted.source
         where adapted.target = used.practice and adapted.kind = 'ADAPTATION' and adapting.partner <> record.partner
           and adapting.organization = used.organization and ${adapting.text})
     group by 1, 2, 3 order by max(used.at) desc, 3, 1 limit ${MOST_FOUND}`,
    [practices, ...adopter.values, ...adapting.values],
  );
}

/** Whether a use is neither by the person's organization nor by the publisher, in whatever directory. */
function isByOthers({ organization, publisher }: Use, { person, home }: FoundWork, same: Same): boolean {
  if (organization === home || (home === null && ownerOf(organization) === ownerOf(person))) return false;
  const alike = same.get(organization) ?? [];
  return !alike.some((id) => id === home || id === publisher);
}
