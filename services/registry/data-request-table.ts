// The table of data requests. In: ids, pages that are asked for. Out: rows; what is over is forgotten here.
import { badInput } from "../../schema/errors.js";
import { LARGEST_PAGE, readPageSize } from "../../schema/page-request.js";
import type { ProseLanguage } from "../../schema/prose-language.js";
import { joinSql, sql, type Session, type Sql } from "../database/session.js";
import type { DataRequestKind, DataRequestOutcome } from "./data-request-input.js";
import { isUuid } from "./key-input.js";
import { isoSql } from "../database/time-sql.js";

export interface DataRequestRecord {
  readonly id: string;
  readonly subject: string;
  readonly partner: string;
  readonly kind: DataRequestKind;
  readonly text: string;
  readonly replyTo: string | null;
  readonly language: ProseLanguage;
  readonly state: "UNCONFIRMED" | "OPEN" | "CLOSED";
  readonly outcome: DataRequestOutcome | null;
  readonly dueAt: string;
}

export interface RequestQuery {
  readonly state: readonly string[] | null;
  readonly first: unknown;
  readonly after: string | null;
}

export interface RequestPage {
  readonly edges: ReadonlyArray<{ readonly cursor: string; readonly node: DataRequestRecord }>;
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

const COLUMNS = `id, subject, partner, kind, text, reply_to as "replyTo", language, state, outcome,
  ${isoSql("due_at")} as "dueAt", ${isoSql("created_at")} as "createdAt"`;

/** A request; null when there is none of this id. */
export async function readRequest(session: Session, id: string): Promise<DataRequestRecord | null> {
  if (!isUuid(id)) return null;
  const sqlText = `select ${COLUMNS} from registry.data_request where id = ?`;
  return (await session.rows<DataRequestRecord>(sqlText, [id]))[0] ?? null;
}

/** A page of requests, the latest first, of one partner or of all. */
export async function listRequests(
  session: Session,
  query: RequestQuery,
  partner: string | null,
): Promise<RequestPage> {
  const size = readPageSize("first", query.first, LARGEST_PAGE);
  const of: Sql[] = partner === null ? [] : [sql("partner = ?", partner)];
  if (query.state !== null) of.push(sql("state = any(?::text[])", query.state));
  const all = joinSql(of, "and");
  const rest = joinSql(query.after === null ? of : [...of, readCursor(query.after)], "and");
  const rows = await session.rows<DataRequestRecord & { readonly createdAt: string }>(
    `select ${COLUMNS} from registry.data_request where ${rest.text} order by created_at desc, id limit ?`,
    [...rest.values, size + 1],
  );
  const [count] = await session.rows<{ total: number }>(
    `select count(*)::integer as total from registry.data_request where ${all.text}`,
    all.values,
  );
  const cursorOf = ({ id, createdAt }: { id: string; createdAt: string }): string =>
    Buffer.from(JSON.stringify([createdAt, id])).toString("base64url");
  return {
    edges: rows.slice(0, size).map((node) => ({ cursor: cursorOf(node), node })),
    hasNextPage: rows.length > size,
    totalCount: count?.total ?? 0,
  };
}

const CURSOR = /^\["(\d{4}-\d\d-\d\dT[\d:.]{12}Z)","([0-9a-f-]{36})"\]$/;

function readCursor(cursor: string): Sql {
  const [, at, id] = CURSOR.exec(Buffer.from(cursor.slice(0, 200), "base64url").toString("utf8")) ?? [];
  if (at === undefined || id === undefined || !isUuid(id) || Number.isNaN(Date.parse(at)))
    throw badInput("after", "a cursor of data requests", cursor);
  return sql("created_at < ?::timestamptz or (created_at = ?::timestamptz and id > ?)", at, at, id);
}

/**
 * Closes a request: what was written and whom to write to are gone. An erased record is named no more, in this request
 * and in those about it that were closed before. False when the request was not open.
 */
export async function closeRequest(
  tx: Session,
  { id, subject }: DataRequestRecord,
  outcome: DataRequestOutcome,
): Promise<boolean> {
  const closed = await tx.rows(
    `update registry.data_request set state = 'CLOSED', outcome = ?, text = '', reply_to = null, closed_at = now()
     where id = ? and state = 'OPEN' returning id`,
    [outcome, id],
  );
  if (closed.length === 0) return false;
  if (outcome !== "ERASED") return true;
  await tx.rows(
    `update registry.data_request set subject = split_part(subject, ':', 1) || ':' || split_part(subject, ':', 2) || ':erased'
     where subject = ? and state = 'CLOSED'`,
    [subject],
  );
  await tx.rows(`delete from registry.data_link where subject = ?`, [subject]);
  return true;
}

/**
 * Forgets what is over: requests that nobody confirmed within 7 days, messages as old as their links, what was written in
 * requests that nobody decided in 90 days, and closed requests after a year.
 */
export async function forgetRequests(session: Session): Promise<void> {
  await session.rows(
    `delete from registry.data_request where (state = 'UNCONFIRMED' and created_at < now() - interval '7 days')
       or closed_at < now() - interval '1 year'`,
  );
  await session.rows(
    `update registry.data_request set text = '', reply_to = null
     where created_at < now() - interval '90 days' and (text <> '' or reply_to is not null)`,
  );
  await session.rows(`delete from registry.outbox where created_at < now() - interval '7 days'`);
  await session.rows(`delete from registry.data_link where expires_at < now()`);
}
