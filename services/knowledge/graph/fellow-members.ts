// Organizations that are members of the same community. In: ids. Out: steps, in a fixed order. As with other gatherings,
// a community of very many members introduces nobody; its members are counted no further than that.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { joinSql, type Session } from "../../database/session.js";
import { seen } from "../seen.js";
import { MOST_SHARING, MOST_STEPS, type Step } from "./neighbours.js";

/** The steps that lead from organizations to fellow members of their communities. */
export function readFellowMembers(
  session: Session,
  ids: readonly string[],
  visibility: ReaderVisibility,
): Promise<Step[]> {
  const community = joinSql(seen("community", visibility), "and");
  const fellow = joinSql(seen("fellow", visibility), "and");
  return session.rows<Step>(
    `with joined as materialized (
       select link.target as member, community.id, community.name
       from knowledge.link join knowledge.entry community on community.id = link.source and community.type = 'COMMUNITY'
       where link.target = any(?::text[]) and link.kind = 'MEMBER' and ${community.text}),
     fellows as (
       select few.id, member.fellow from (select distinct id from joined) as few, lateral (
         select fellow, count(*) over () as many from (
           select fellow.id as fellow
           from knowledge.link join knowledge.entry fellow on fellow.id = link.target and fellow.type = 'ORGANIZATION'
           where link.source = few.id and link.kind = 'MEMBER' and ${fellow.text} limit ${MOST_SHARING + 1}) as seen_ones) as member
       where member.many <= ${MOST_SHARING})
     select joined.member as "from", fellows.fellow as "to", joined.id as via, joined.name as "viaName"
     from joined join fellows using (id) where fellows.fellow <> joined.member
     order by 2, 1, 3 limit ${MOST_STEPS}`,
    [ids, ...community.values, ...fellow.values],
  );
}
