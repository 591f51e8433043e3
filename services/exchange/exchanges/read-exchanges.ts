// Exchanges as readers see them. In: who asks. Out: rows: what is only proposed, or was declined, is the sides' own affair;
// what is agreed or done is there for whoever it is visible to.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { Principal } from "../../../schema/principal.js";
import { recordStub } from "../../../schema/record-id.js";
import { joinSql, sql, type Session, type Sql } from "../../database/session.js";
import { isoSql } from "../../database/time-sql.js";
import type { ExchangeContext } from "../exchange-context.js";
import { shownSql } from "../moderation/shown.js";
import { readConnection, type Connection, type PageArguments } from "../read-connection.js";
import { knownSql, seenOnlySql } from "../records/seen.js";

interface Side {
  readonly by: string;
  readonly accept: boolean | null;
  readonly message: string | null;
  readonly at: string | null;
}

interface ExchangeRow {
  readonly id: string;
  readonly by: string;
  readonly topics: readonly string[];
  readonly materials: readonly string[];
  readonly sides: readonly Side[];
}

/** With the sides that the reader may know of. */
function columns(visibility: ReaderVisibility): string {
  return `e.id, e.kind, e.title, e.text, e.visibility, e.by, e.topics, e.start_date::text as "startDate",
    e.end_date::text as "endDate", e.state, e.outcome, ${seenOnlySql("e.materials", visibility)} as materials, ${isoSql("e.created_at")} as "createdAt",
    array(select jsonb_build_object('by', s.organization, 'accept', s.accepted, 'message', s.message,
        'at', ${isoSql("s.answered_at")}) from exchange.exchange_side s
      where s.exchange = e.id and ${knownSql("s.organization", visibility)} order by s.number)::jsonb[] as sides`;
}

/** The organization is a side of the exchange `e`. */
function isSide(organization: string): Sql {
  return sql(
    `e.by = ? or exists (select 1 from exchange.exchange_side s where s.exchange = e.id and s.organization = ?)`,
    ...[organization, organization],
  );
}

/** The reader may see the exchange `e`. */
export function exchangeSql({ visibility, organization, scopes }: Principal): Sql {
  const level = visibility === "PUBLIC" ? "and e.visibility = 'PUBLIC' " : "";
  const all = sql(`e.state in ('AGREED', 'DONE') ${level}and ${knownSql("e.by", visibility)}`);
  const isActing = organization !== null && scopes.includes("exchange:write");
  const seen = isActing ? joinSql([all, isSide(organization)], "or") : all;
  return joinSql([seen, sql(shownSql("e.id"))], "and");
}

/** An exchange as the API shows it; answers to its sides only. */
function showExchange({ sides, ...row }: ExchangeRow, viewer: string | null): object {
  const isOwn = viewer !== null && (row.by === viewer || sides.some(({ by }) => by === viewer));
  const answers = sides.filter(({ accept }) => accept !== null);
  return {
    ...row,
    __typename: "Exchange",
    from: recordStub(row.by),
    with: sides.map(({ by }) => recordStub(by)),
    topics: row.topics.map((id) => ({ id })),
    materials: row.materials.map(recordStub),
    answers: isOwn ? answers.map((answer) => ({ ...answer, by: recordStub(answer.by) })) : null,
  };
}

/** One exchange as a side sees it, in its transaction. Throws when it is not there. */
export async function readOwnExchange(tx: Session, id: string, viewer: string): Promise<object> {
  const [row] = await tx.rows<ExchangeRow>(`select ${columns("NETWORK")} from exchange.exchange e where e.id = ?`, [
    id,
  ]);
  if (row === undefined) throw new Error("an exchange that was just written is gone");
  return showExchange(row, viewer);
}

/** Exchanges by id, as far as the reader may see them. */
export async function exchangesById(
  { database, principal }: ExchangeContext,
  ids: readonly string[],
): Promise<Map<string, object>> {
  const where = joinSql([sql("e.id = any(?::text[])", ids), exchangeSql(principal)], "and");
  const rows = await database.rows<ExchangeRow>(
    `select ${columns(principal.visibility)} from exchange.exchange e where ${where.text}`,
    where.values,
  );
  return new Map(rows.map((row) => [row.id, showExchange(row, principal.organization)]));
}

export interface ExchangeQuestion extends PageArguments {
  readonly kind: readonly string[] | null;
  readonly state: readonly string[] | null;
}

/** A page of exchanges, the latest first. Throws `BAD_USER_INPUT`. */
export async function readExchanges(
  { database, principal }: ExchangeContext,
  { kind, state, first, after }: ExchangeQuestion,
): Promise<Connection<object>> {
  const where = [exchangeSql(principal)];
  if (kind !== null) where.push(sql("e.kind = any(?::text[])", kind));
  if (state !== null) where.push(sql("e.state = any(?::text[])", state));
  const page = await readConnection<ExchangeRow>(database, {
    ...{ first, after, kind: "exchanges", where, select: columns(principal.visibility) },
    ...{ from: "exchange.exchange e", orderBy: "e.created_at", id: "e.id" },
  });
  const show = (row: ExchangeRow): object => showExchange(row, principal.organization);
  return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: show(node) })) };
}
