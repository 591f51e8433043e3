// How many records a partner has. In: partner and reader. Out: a count per type of what that reader may see.
import { visibleTo, type ReadScope } from "../../records/store/read-scope.js";
import { tableOf } from "../../records/store/select-list.js";
import { joinSql, type Session } from "../../database/session.js";

const COUNTS = {
  organizations: "Organization",
  people: "Person",
  projects: "Project",
  practices: "Practice",
  events: "Event",
} as const;

/** The counts of the partner's descriptor. */
export async function countRecords(
  session: Session,
  scope: ReadScope,
): Promise<Readonly<Record<keyof typeof COUNTS, number>>> {
  const { text, values } = joinSql(visibleTo(scope), "and");
  const columns = Object.entries(COUNTS).map(
    ([name, typename]) => `(select count(*)::integer from ${tableOf(scope.schema, typename)} where ${text}) as ${name}`,
  );
  const repeated = columns.flatMap(() => values);
  const [row] = await session.rows<Record<keyof typeof COUNTS, number>>(`select ${columns.join(", ")}`, repeated);
  return row ?? { organizations: 0, people: 0, projects: 0, practices: 0, events: 0 };
}
