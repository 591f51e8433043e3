// What organizations and people gave. In: ids and a reader. Out: counts and points, of what the reader may see.
import { narrowerThan } from "../../../schema/topics.js";
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { Session } from "../../database/session.js";
import { isoSql } from "../../database/time-sql.js";
import { knownSql } from "../records/seen.js";
import { actsSql } from "./acts.js";
import type { ActTimes } from "./badges.js";

/** What one gave. */
export interface Given {
  readonly id: string;
  readonly points: number;
  readonly practicesShared: number;
  readonly eventsGiven: number;
  readonly times: ActTimes;
}

interface Scope {
  readonly visibility: ReaderVisibility;
  /** The organizations or people; null: all organizations that gave anything. */
  readonly ids: readonly string[] | null;
  readonly topics?: readonly string[];
  /** `yyyy-mm-dd` */
  readonly since?: string | null;
  readonly first?: number;
}

const LEVELS: Readonly<Record<ReaderVisibility, string>> = { PUBLIC: "and r.visibility = 'PUBLIC'", NETWORK: "" };

/** What organizations gave. One statement. */
export function readOrganizations(session: Session, scope: Scope): Promise<Map<string, Given>> {
  return readGiven(session, scope, { who: "giver", owner: "r.organization" });
}

/** What people gave: by the practices to which they contributed, the events at which they spoke, the answers they signed. */
export function readPeople(session: Session, scope: Scope): Promise<Map<string, Given>> {
  return readGiven(session, scope, { who: "unnest(people)", owner: "unnest(r.people)" });
}

interface Credit {
  /** To whom an act is credited. */
  readonly who: string;
  /** To whom a record is credited. */
  readonly owner: string;
}

async function readGiven(session: Session, scope: Scope, { who, owner }: Credit): Promise<Map<string, Given>> {
  const { visibility, ids, topics = [], since = null, first = 1_000 } = scope;
  const about = topics.length === 0 ? null : narrowerThan([...topics]);
  const rows = await session.rows<Given>(
    `with ${actsSql(visibility)},
      asked as (select ?::text[] as ids, ?::text[] as topics, ?::timestamptz as since),
      credited as (select ${who} as id, kind, at, points from act, asked
        where (asked.topics is null or act.topics && asked.topics) and (asked.since is null or at >= asked.since)),
      shared as (select id, count(*) filter (where type = 'Practice')::int as practices,
          count(*) filter (where type = 'Event' and starts_at <= now())::int as events
        from (select ${owner} as id, r.type, r.starts_at from exchange.record r, asked
          where r.type in ('Practice', 'Event') and not r.gone ${LEVELS[visibility]}
            and (asked.topics is null or r.topics && asked.topics)
            and (asked.since is null or coalesce(r.starts_at, r.created_at) >= asked.since)) held
        where id is not null group by id)
     select coalesce(summed.id, shared.id) as id, coalesce(points, 0)::int as points,
       coalesce(practices, 0) as "practicesShared", coalesce(events, 0) as "eventsGiven", coalesce(times, '{}') as times
     from (select id, sum(points) as points, jsonb_object_agg(kind, ats) as times
         from (select id, kind, sum(points) as points, jsonb_agg(${isoSql("at")} order by at) as ats
           from credited group by id, kind) by_kind group by id) summed
       full join shared on shared.id = summed.id, asked
     where (asked.ids is null and coalesce(points, 0) > 0 or coalesce(summed.id, shared.id) = any(asked.ids))
       and ${knownSql("coalesce(summed.id, shared.id)", visibility)}
     order by coalesce(points, 0) desc, 1 limit ?`,
    [ids, about, since, first],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
