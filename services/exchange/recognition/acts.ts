// Who gave something to whom: the acts from which recognition is computed. In: a reader. Out: SQL of one row per act, with
// who gave, who used it, what it was about and what it is worth. docs/recognition.md says it in words.
//
// Nobody gives to themselves. Somebody does each act, and it speaks for somebody else: who adopts speaks for the publisher, and
// so does who reviews. It does not count when the two have only each other: the other has spoken for the doer as well, and the
// doer for nobody else.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { shownSql } from "../moderation/shown.js";
import { knownSql } from "../records/seen.js";

/** What an act is worth to the giver. */
export const POINTS = { adoption: 10, trial: 5, answer: 5, review: 3, event: 5, exchange: 8, need: 5 } as const;

/** The organizations of an exchange `x`. */
const SIDES = `select x.by as organization union select organization from exchange.exchange_side where exchange = x.id`;

/** What the hub itself holds of a table, as far as the reader may see it. */
const LEVELS: Readonly<Record<ReaderVisibility, (table: string) => string>> = {
  PUBLIC: (table) => `${table}.visibility = 'PUBLIC'`,
  NETWORK: () => "true",
};

/** The kinds of acts, and of each the rows: giver, user, people, topics, subject, at, points. */
const partsFor = (visibility: ReaderVisibility): Readonly<Record<string, string>> => ({
  adoption: `select p.organization as giver, a.by as "user", p.people, p.topics, a.practice as subject,
      a.created_at as at, case a.state when 'ADOPTED' then ${POINTS.adoption} else ${POINTS.trial} end as points
    from exchange.adoption a join exchange.record p on p.id = a.practice and not p.gone
    where a.state in ('ADOPTED', 'TRYING') and ${shownSql("a.id::text")}`,
  review: `select r.by as giver, p.organization as "user", '{}'::text[] as people, p.topics, r.practice as subject,
      r.created_at as at, ${POINTS.review} as points
    from exchange.review r join exchange.record p on p.id = r.practice and not p.gone
    where ${shownSql("r.id::text")}`,
  answer: `select p.by as giver, d.by as "user", array_remove(array[p.signed_by], null) as people, c.topics,
      d.id as subject, d.accepted_at as at, ${POINTS.answer} as points
    from exchange.discussion d join exchange.community c on c.id = d.community
      join exchange.post p on p.id = d.accepted and not p.deleted
    where ${shownSql("d.id")} and ${shownSql("p.id::text")} and ${shownSql("c.id")}
      and c.visibility ${visibility === "PUBLIC" ? "= 'PUBLIC'" : "<> 'MEMBERS'"}`,
  event: `select e.organization as giver, r.organization as "user", e.people, e.topics, e.id as subject,
      e.starts_at as at, ${POINTS.event} as points
    from exchange.record e join (select distinct event, organization from exchange.registration
      where state = 'ATTENDED') r on r.event = e.id where not e.gone`,
  exchange: `select distinct on (x.id, side.organization) side.organization as giver, other.organization as "user",
      '{}'::text[] as people, x.topics, x.id as subject, x.reported_at as at, ${POINTS.exchange} as points
    from exchange.exchange x cross join lateral (${SIDES}) side cross join lateral (${SIDES}) other
    where x.state = 'DONE' and ${shownSql("x.id")} and ${LEVELS[visibility]("x")} and side.organization <> other.organization order by x.id, side.organization, 2`,
  need: `select giver, n.by as "user", array(select p.id from exchange.record p where p.id = any(n.answered_by)
      and p.organization = giver and not p.gone) as people, n.topics, n.id as subject,
      n.closed_at as at, ${POINTS.need} as points
    from exchange.need n cross join unnest(n.answered_for) giver where n.state = 'ANSWERED' and ${shownSql("n.id")}
        and ${LEVELS[visibility]("n")}`,
});

/** The acts that count, as common table expressions `act`: `kind, giver, "user", people, topics, subject, at, points`. */
export function actsSql(visibility: ReaderVisibility): string {
  const parts = Object.entries(partsFor(visibility)).map(
    ([kind, select]) => `select '${kind}' as kind, part.* from (${select}) part`,
  );
  return `given as materialized (select every.*, case kind when 'review' then giver else "user" end as doer,
      case kind when 'review' then "user" else giver end as liked from (${parts.join(" union all ")}) every),
    pair as (select distinct doer, liked from given where doer <> liked),
    reach as (select doer, count(*) as others from pair group by doer),
    act as materialized (select given.* from given join reach using (doer)
      left join pair back on back.doer = given.liked and back.liked = given.doer
      where giver <> "user" and (back.doer is null or reach.others > 1)
      and ${knownSql("given.giver", visibility)} and ${knownSql('given."user"', visibility)}
      and (given.subject like 'hub:%' or ${knownSql("given.subject", visibility)}))`;
}
