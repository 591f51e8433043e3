// What the network exchanged in a period, for those who fund it, with the period before beside it. In: days, topics, areas, a
// reader. Out: figures, each with ids of what is behind it: of introductions none, for nobody else may know of them.
import { areasWithin } from "../../../schema/areas.js";
import { badInput } from "../../../schema/errors.js";
import { narrowerThan } from "../../../schema/topics.js";
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { ExchangeContext } from "../exchange-context.js";
import { shownSql } from "../moderation/shown.js";
import { checkDateOrder, readDate, readTopics } from "../read-input.js";
import { knownSql, seenSql } from "../records/seen.js";
import { ActivityKind } from "./recognition-classes.js";

export interface ActivityQuestion {
  readonly from: unknown;
  readonly to: unknown;
  readonly topics: readonly string[] | null;
  readonly areas: readonly string[] | null;
}

interface Figure {
  readonly kind: string;
  readonly count: number;
  readonly previous: number;
  readonly examples: readonly string[];
}

const MOST_EXAMPLES = 20;
const MOST_AREAS = 50;

/** The report. Throws `BAD_USER_INPUT`. */
export async function reportActivity(
  { database, principal: { visibility } }: ExchangeContext,
  question: ActivityQuestion,
): Promise<object> {
  const [from, to] = [readDay("from", question.from), readDay("to", question.to)];
  checkDateOrder("to", from, to);
  const topics = readTopics("topics", question.topics);
  const areas = question.areas ?? [];
  if (areas.length > MOST_AREAS) throw badInput("areas", `at most ${MOST_AREAS} areas`, `${areas.length} areas`);
  const rows = await database.rows<Figure>(
    `with asked as (select ?::date as first, ?::date + 1 as after, ?::text[] as topics, ?::text[] as areas),
       period as (select topics, areas, first::timestamp at time zone 'UTC' as first,
         after::timestamp at time zone 'UTC' as after,
         (first - (after - first))::timestamp at time zone 'UTC' as before from asked),
       fact as (${factsSql(visibility)}),
       counted as (select fact.*, fact.at >= period.first as is_now from fact, period
         where fact.at >= period.before and fact.at < period.after
           and (period.topics is null or fact.topics && period.topics)
           and (period.areas is null or fact.areas && period.areas))
     select kind, count(*) filter (where is_now)::int as count, count(*) filter (where not is_now)::int as previous,
       array(select example from counted one where one.kind = counted.kind and one.is_now and example is not null
         group by example order by max(at) desc, 1 limit ${MOST_EXAMPLES}) as examples
     from counted group by kind`,
    [from, to, topics.length === 0 ? null : narrowerThan(topics), areas.length === 0 ? null : areasWithin(areas)],
  );
  const figures = Object.values(ActivityKind).map(
    (kind) => rows.find((row) => row.kind === kind) ?? { kind, count: 0, previous: 0, examples: [] },
  );
  return { from, to, figures, asOf: new Date().toISOString() };
}

function readDay(argument: string, value: unknown): string {
  return readDate(argument, value) ?? "";
}

/** Everything that is counted: `kind, example, at, topics, areas`. */
function factsSql(visibility: ReaderVisibility): string {
  const level = (table: string): string => (visibility === "NETWORK" ? "true" : `${table}.visibility = 'PUBLIC'`);
  const areasOf = (organization: string): string =>
    `coalesce((select o.areas from exchange.record o where o.id = ${organization}), '{}')`;
  const used = (table: string, alias: string): string => `exchange.${table} ${alias}
    join exchange.record p on p.id = ${alias}.practice
    where ${seenSql("p.id", visibility)} and ${knownSql(`${alias}.by`, visibility)} and ${shownSql(`${alias}.id::text`)}`;
  return [
    `select 'PRACTICE' as kind, id as example, created_at as at, topics, areas from exchange.record p
      where type = 'Practice' and not gone and ${level("p")}`,
    `select 'ADOPTION', a.practice, a.created_at, p.topics, p.areas || ${areasOf("a.by")} from ${used("adoption", "a")}
      and a.state in ('TRYING', 'ADOPTED')`,
    `select 'REVIEW', r.practice, r.created_at, p.topics, p.areas || ${areasOf("r.by")} from ${used("review", "r")}`,
    `select 'INTRODUCTION', null, i.answered_at, '{}'::text[], ${areasOf("i.by")} from exchange.introduction i
      where i.state = 'ACCEPTED' and ${knownSql("i.by", visibility)}`,
    `select 'NEED_ANSWERED', n.id, n.closed_at, n.topics, ${areasOf("n.by")} from exchange.need n
      where n.state = 'ANSWERED' and ${level("n")} and ${knownSql("n.by", visibility)}
        and ${shownSql("n.id")}`,
    `select 'DISCUSSION', d.id, d.created_at, c.topics, ${areasOf("d.by")} from exchange.discussion d
      join exchange.community c on c.id = d.community where c.visibility ${visibility === "NETWORK" ? "<> 'MEMBERS'" : "= 'PUBLIC'"}
        and ${knownSql("d.by", visibility)} and ${shownSql("d.id")} and ${shownSql("c.id")}`,
    `select 'EVENT', id, starts_at, topics, areas from exchange.record e
      where type = 'Event' and starts_at <= now() and not gone and ${level("e")}`,
    `select 'ATTENDANCE', e.id, e.starts_at, e.topics, e.areas || ${areasOf("r.organization")}
      from exchange.registration r join exchange.record e on e.id = r.event
      where r.state = 'ATTENDED' and ${seenSql("e.id", visibility)} and ${knownSql("r.organization", visibility)}`,
    `select 'EXCHANGE', x.id, x.reported_at, x.topics, ${areasOf("x.by")} from exchange.exchange x
      where x.state = 'DONE' and ${level("x")} and ${knownSql("x.by", visibility)}
        and ${shownSql("x.id")}`,
  ].join(" union all ");
}
