// How much there is. In: who asks. Out: records by type, topics by records, topics by areas: only what the reader may
// see is counted.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { joinSql, sql, type Session, type Sql } from "../../database/session.js";
import { timeExpression } from "../../records/store/select-list.js";
import { seen } from "../seen.js";

export interface Overview {
  readonly partners: number;
  readonly organizations: number;
  readonly people: number;
  readonly projects: number;
  readonly practices: number;
  readonly events: number;
}

/** Records by type, and of how many partners there are any. */
export async function readOverview(session: Session, visibility: ReaderVisibility): Promise<Overview> {
  const where = joinSql(seen("entry", visibility), "and");
  const count = (type: string) => `(count(*) filter (where type = '${type}'))::int`;
  const [row] = await session.rows<Overview>(
    `select count(distinct partner)::int as partners, ${count("ORGANIZATION")} as organizations,
       ${count("PERSON")} as people, ${count("PROJECT")} as projects, ${count("PRACTICE")} as practices,
       ${count("EVENT")} as events
     from knowledge.entry where ${where.text}`,
    where.values,
  );
  return row ?? { partners: 0, organizations: 0, people: 0, projects: 0, practices: 0, events: 0 };
}

/** As of when everything here is known: the oldest of all partners that are read; now when there is none. */
export async function readAsOf(session: Session): Promise<string> {
  const [row] = await session.rows<{ asOf: string | null }>(
    `select ${timeExpression("min(as_of)")} as "asOf" from knowledge.source where as_of is not null and partner not in (select partner from knowledge.hidden)`,
  );
  return row?.asOf ?? new Date().toISOString();
}

export interface CoverageQuestion {
  /** Topics to count, each with the topics that count for it: itself and all narrower ones. Null: every topic there is. */
  readonly topics: readonly Counted[] | null;
  /** Areas to count, likewise. */
  readonly areas: readonly Counted[] | null;
  readonly types: readonly string[] | null;
  readonly visibility: ReaderVisibility;
}

/** A value that `own` counts for. */
export interface Counted {
  readonly asked: string;
  readonly own: string;
}

export interface CoverageCount {
  readonly topic: string;
  readonly area: string;
  readonly count: number;
}

const MOST_CELLS = 2_000;

/** Records by topic and area, each record once in each cell; the fullest cells when there are very many. */
export function countCoverage(session: Session, question: CoverageQuestion): Promise<CoverageCount[]> {
  const { topics, areas, types, visibility } = question;
  const topic = countedOf("topics", topics);
  const area = countedOf("areas", areas);
  const conditions = [...seen("entry", visibility), ...(types === null ? [] : [sql("type = any(?::text[])", types)])];
  const where = joinSql([...conditions, ...mayCount("topics", topics), ...mayCount("areas", areas)], "and");
  return session.rows<CoverageCount>(
    `select topic.name as topic, area.name as area, count(*)::int as count
     from knowledge.entry, ${topic.text} as topic(name), ${area.text} as area(name)
     where ${where.text} group by 1, 2 order by 3 desc, 1, 2 limit ${MOST_CELLS}`,
    [...topic.values, ...area.values, ...where.values],
  );
}

function countedOf(column: string, counted: readonly Counted[] | null): Sql {
  if (counted === null) return sql(`lateral unnest(${column})`);
  return sql(
    `lateral (select distinct asked from jsonb_to_recordset(?::jsonb) as pair(asked text, own text)
      where own = any(${column}))`,
    JSON.stringify(counted),
  );
}

function mayCount(column: string, counted: readonly Counted[] | null): Sql[] {
  return counted === null
    ? []
    : [
        sql(
          `${column} && ?::text[]`,
          counted.map(({ own }) => own),
        ),
      ];
}
