// Flags: what someone finds should not be here, and what a coordinator made of it. In: flags and decisions. Out: rows, and
// entries of the audit log, which nobody can change. What a flag says is for coordinators and for who raised it.
import { randomUUID } from "node:crypto";
import { actorOf } from "../../../schema/audit.js";
import { badInput } from "../../../schema/errors.js";
import { recordStub } from "../../../schema/record-id.js";
import type { Session } from "../../database/session.js";
import { isoSql } from "../../database/time-sql.js";
import type { Acting } from "../acting.js";
import type { ExchangeContext } from "../exchange-context.js";
import { tellNetwork } from "../feed/tell-network.js";
import { tellOrganizations } from "../notices/tell-organization.js";
import { readConnection, type Connection, type PageArguments } from "../read-connection.js";
import { readOptionalText, readText } from "../read-input.js";
import { noteActing } from "../records/expect-record.js";
import { sql } from "../../database/session.js";
import { FlagAction } from "./moderation-classes.js";
import { findSeenWriting, findWriting, type FoundWriting } from "./moderated.js";

interface FlagRow {
  readonly id: string;
  readonly subject: string;
  readonly by: string;
}

const LONGEST_REASON = 2_000;
const COLUMNS = `f.id, f.subject, f.reason, f.by, case when f.resolved_at is null then 'OPEN' else 'RESOLVED' end as state,
  f.action, ${isoSql("f.created_at")} as "createdAt"`;

/** Flags something; once more changes the reason. Throws `BAD_USER_INPUT`. */
export async function raiseFlag(
  context: ExchangeContext,
  acting: Acting,
  { subject, reason: given }: { readonly subject: string; readonly reason: string },
): Promise<object> {
  const reason = readText("reason", given, LONGEST_REASON);
  const found = await findSeenWriting(context.database, subject, context.principal);
  if (found === null) throw badInput("subject", "the id of something written here that you may see", subject);
  await noteActing(context, acting.organization);
  const [row] = await context.database.rows<FlagRow>(
    `insert into exchange.flag as f (id, subject, reason, by) values (?, ?, ?, ?)
     on conflict (subject, by) where resolved_at is null do update set reason = excluded.reason returning ${COLUMNS}`,
    [randomUUID(), subject, reason, acting.organization],
  );
  if (row === undefined) throw new Error("a flag that was just written is gone");
  return showFlag(row);
}

export interface Decision {
  readonly id: string;
  readonly action: FlagAction;
  readonly note: string | null;
}

/** Decides on what was flagged, for all flags of it that are open. Throws `BAD_USER_INPUT`. */
export async function resolveFlag(context: ExchangeContext, { id, action, note: given }: Decision): Promise<object> {
  const note = readOptionalText("note", given, LONGEST_REASON);
  return context.database.transaction(async (tx) => {
    const flag = await takeOpen(tx, id);
    const found = await findWriting(tx, flag.subject);
    const gone = found === null ? [] : await act(tx, { subject: flag.subject, action, found });
    await tx.rows(
      `update exchange.flag set action = ?, note = ?, resolved_at = now() where subject = ? and resolved_at is null`,
      [action, note, flag.subject],
    );
    const told = { actor: actorOf(context.principal), action: "flag.resolve", subject: flag.subject, note: action };
    await context.audit.note(told, tx);
    await found?.kind.tell?.(tx, flag.subject);
    for (const each of gone) await tellNetwork(tx, each, null);
    const [row] = await tx.rows<FlagRow>(`select ${COLUMNS} from exchange.flag f where f.id::text = ?`, [id]);
    return row === undefined ? null : showFlag(row);
  }) as Promise<object>; // it was found above
}

/** A flag that is open; whoever decides on the same subject meanwhile waits. */
async function takeOpen(tx: Session, id: string): Promise<FlagRow> {
  const lock = "pg_advisory_xact_lock(hashtextextended('flags of ' || subject, 0))";
  await tx.rows(`select ${lock} from exchange.flag where id::text = ?`, [id]);
  const [flag] = await tx.rows<FlagRow>(
    `select ${COLUMNS} from exchange.flag f where f.id::text = ? and f.resolved_at is null`,
    [id],
  );
  if (flag === undefined) throw badInput("id", "the id of a flag that is OPEN", id);
  return flag;
}

interface FlaggedWriting {
  readonly subject: string;
  readonly action: FlagAction;
  readonly found: FoundWriting;
}

/** Gives what went with it. */
async function act(tx: Session, { subject, action, found: { kind, by } }: FlaggedWriting): Promise<readonly string[]> {
  if (action === FlagAction.HIDE)
    await tx.rows("insert into exchange.hidden (subject) values (?) on conflict do nothing", [subject]);
  else await tx.rows("delete from exchange.hidden where subject = ?", [subject]);
  const gone = action === FlagAction.REMOVE ? await kind.remove(tx, subject) : [];
  if (action !== FlagAction.DISMISS) await tellOrganizations(tx, [{ organization: by, kind: "post.hidden", subject }]);
  return gone;
}

/** The flags that are open, the oldest first. */
export async function listOpenFlags(
  { database }: ExchangeContext,
  { first, after }: PageArguments,
): Promise<Connection<object>> {
  const page = await readConnection<FlagRow>(database, {
    ...{ kind: "flags", select: COLUMNS, from: "exchange.flag f", first, after, isAscending: true },
    ...{ where: [sql("f.resolved_at is null")], orderBy: "f.created_at", id: "f.id::text" },
  });
  return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: showFlag(node) })) };
}

function showFlag(row: FlagRow): object {
  return { ...row, by: recordStub(row.by) };
}
