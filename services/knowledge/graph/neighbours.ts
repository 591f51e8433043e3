// Who is one step away: people and organizations that share a project, a practice or an event, and a person's own
// organization. In: ids. Out: steps, in a fixed order. Very large gatherings introduce nobody and are passed over.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { Session } from "../../database/session.js";
import { seen } from "../seen.js";
import { joinSql } from "../../database/session.js";

export interface Step {
  readonly from: string;
  readonly to: string;
  /** The record that both share; null where one is the other's organization. */
  readonly via: string | null;
  readonly viaName: string | null;
}

/** A record with more people and organizations than this, of those that the reader may see, connects none of them. */
export const MOST_SHARING = 60;
/** Steps of one kind that are read at once. */
export const MOST_STEPS = 20_000;

const TAKES_PART = "('TEAM', 'CONTRIBUTOR', 'SPEAKER', 'JOINT_PROJECT')";

/** The steps that lead away from some people and organizations. */
export async function readNeighbours(
  session: Session,
  ids: readonly string[],
  visibility: ReaderVisibility,
): Promise<Step[]> {
  const record = joinSql(seen("record", visibility), "and");
  const other = joinSql(seen("other", visibility), "and");
  const shared = await session.rows<Step>(
    `with part as (
       select link.target as member, link.source as record from knowledge.link
         where link.target = any(?::text[]) and link.kind in ${TAKES_PART}
       union select record.organization, record.id from knowledge.entry record
         where record.organization = any(?::text[]) and record.type in ('PROJECT', 'PRACTICE', 'EVENT')),
     shared as (select part.member, record.id, record.name, record.organization from part
       join knowledge.entry record on record.id = part.record where ${record.text}),
     sharing as (
       select shared.member, shared.id, shared.name, link.target as other from shared
         join knowledge.link on link.source = shared.id and link.kind in ${TAKES_PART}
       union select member, id, name, organization from shared where organization is not null),
     few as (select sharing.*, count(*) over (partition by member, sharing.id) as many from sharing
       join knowledge.entry other on other.id = sharing.other and other.type in ('PERSON', 'ORGANIZATION')
       where ${other.text})
     select few.member as "from", few.other as "to", few.id as via, few.name as "viaName" from few
     where few.other <> few.member and few.many <= ${MOST_SHARING}
     order by 2, 1, 3 limit ${MOST_STEPS}`,
    [ids, ids, ...record.values, ...other.values],
  );
  return [...shared, ...(await readBelonging(session, ids, visibility))];
}

/** A person's organization, and the people of an organization. */
function readBelonging(session: Session, ids: readonly string[], visibility: ReaderVisibility): Promise<Step[]> {
  const person = joinSql(seen("person", visibility), "and");
  const organization = joinSql(seen("organization", visibility), "and");
  return session.rows<Step>(
    `select case when own.forward then person.id else organization.id end as "from",
       case when own.forward then organization.id else person.id end as "to", null as via, null as "viaName"
     from knowledge.entry person join knowledge.entry organization on organization.id = person.organization
       cross join (values (true), (false)) as own(forward)
     where person.type = 'PERSON' and ${person.text} and ${organization.text}
       and ((own.forward and person.id = any(?::text[])) or (not own.forward and organization.id = any(?::text[])))
     order by 2, 1 limit ${MOST_STEPS}`,
    [...person.values, ...organization.values, ids, ids],
  );
}
