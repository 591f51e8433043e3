// Who gave something to whom: the acts from which recognition is computed. In: a reader. Out: SQL of one row per act, with
// who gave, who used it, what it was about and what it is worth. docs/recognition.md says it in words.
//
// Nobody gives to themselves. An act does not count when the two have only each other: the giver has used something of the
// user's as well, and the user has used nothing of anybody else's.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { knownSql } from "../records/seen.js";

/** What an act is worth to the giver. */
export const POINTS = { adoption: 10, trial: 5, answer: 5, review: 3, event: 5, exchange: 8, needAnswered: 5 } as const;

/** The kinds of acts, and of each the rows: giver, user, people, topics, subject, at, points. */
const PARTS: Readonly<Record<string, string>> = {
  adoption: `select p.organization as giver, a.by as "user", p.people, p.topics, a.practice as subject,
      a.created_at as at, case a.state when 'ADOPTED' then ${POINTS.adoption} else ${POINTS.trial} end as points
    from exchange.adoption a join exchange.record p on p.id = a.practice and not p.gone
    where a.state in ('ADOPTED', 'TRYING')`,
  review: `select r.by as giver, p.organization as "user", '{}'::text[] as people, p.topics, r.practice as subject,
      r.created_at as at, ${POINTS.review} as points
    from exchange.review r join exchange.record p on p.id = r.practice and not p.gone`,
  answer: `select p.by as giver, d.by as "user", array_remove(array[p.signed_by], null) as people, c.topics,
      d.id as subject, d.accepted_at as at, ${POINTS.answer} as points
    from exchange.discussion d join exchange.community c on c.id = d.community
      join exchange.post p on p.id = d.accepted and not p.deleted`,
};

/** The acts that count, as common table expressions `act`: `kind, giver, "user", people, topics, subject, at, points`. */
export function actsSql(visibility: ReaderVisibility): string {
  const parts = Object.entries(PARTS).map(([kind, select]) => `select '${kind}' as kind, part.* from (${select}) part`);
  return `given as materialized (${parts.join(" union all ")}),
    pair as (select distinct giver, "user" from given where giver <> "user"),
    act as (select given.* from given where giver <> "user"
      and (not exists (select 1 from pair back where back.giver = given."user" and back."user" = given.giver)
        or exists (select 1 from pair other where other."user" = given."user" and other.giver <> given.giver))
      and ${knownSql("given.giver", visibility)} and ${knownSql('given."user"', visibility)}
      and (given.subject like 'hub:%' or ${knownSql("given.subject", visibility)}))`;
}
