// The inbox of an organization. In: who acts. Out: its notices, the latest first, in words; and up to where they were read.
import { badInput } from "../../../schema/errors.js";
import { proseLanguage } from "../../../schema/prose-language.js";
import { sql } from "../../database/session.js";
import { isoSql } from "../../database/time-sql.js";
import type { Acting } from "../acting.js";
import type { ExchangeContext } from "../exchange-context.js";
import { readConnection, type Connection, type PageArguments } from "../read-connection.js";
import { namesOf } from "./names.js";
import { sayNotice } from "./say-notice.js";
import { publicSql, type NoticeKind } from "./tell-organization.js";

/** A notice, as far as its words need it. */
export interface Sayable {
  readonly kind: NoticeKind;
  readonly subject: string;
  readonly by: string | null;
  readonly about: string | null;
}

interface NoticeRow extends Sayable {
  readonly id: string;
}

export interface InboxQuestion extends PageArguments {
  readonly unread: boolean;
}

/** Notices, the latest first; with `unread`, those that nobody has read. Who may read what is PUBLIC sees those of nothing else. */
export async function listNotices(
  context: ExchangeContext,
  acting: Acting,
  { unread, first, after }: InboxQuestion,
): Promise<Connection<object>> {
  const page = await readConnection<NoticeRow>(context.database, {
    ...{
      kind: "notices",
      from: "exchange.notice n",
      first,
      after,
      orderBy: "n.at",
      id: "lpad(n.number::text, 19, '0')",
    },
    select: `n.number::text as id, n.kind, n.subject, n.by, n.about, ${isoSql("n.at")} as at, ${isoSql("n.read_at")} as "readAt"`,
    where: [
      sql("n.organization = ?", acting.organization),
      ...(unread ? [sql("n.read_at is null")] : []),
      ...(acting.visibility === "PUBLIC" ? [sql(publicSql("n.subject"))] : []),
    ],
  });
  const texts = await sayNotices(
    context,
    page.edges.map(({ node }) => node),
  );
  return {
    ...page,
    edges: page.edges.map(({ cursor, node }, at) => ({ cursor, node: { ...node, text: texts[at] } })),
  };
}

/** Notices in words, in their order, with the names that the reader may see now. */
export async function sayNotices(context: ExchangeContext, rows: readonly Sayable[]): Promise<string[]> {
  const names = await namesOf(context, [
    ...new Set(rows.flatMap(({ subject, by, about }) => [subject, by ?? [], about ?? []].flat())),
  ]);
  const language = proseLanguage(context.languages);
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? null));
  return rows.map(({ kind, subject, by, about }) =>
    sayNotice(kind, { subject: nameOf(subject), by: nameOf(by), about: nameOf(about) }, language),
  );
}

/** Marks a notice and all before it as read. Gives how many. Throws `BAD_USER_INPUT`. */
export async function markNoticesRead({ database }: ExchangeContext, acting: Acting, upTo: string): Promise<number> {
  const [notice] = /^\d{1,18}$/.test(upTo)
    ? await database.rows(`select 1 from exchange.notice where number = ?::bigint and organization = ?`, [
        upTo,
        acting.organization,
      ])
    : [];
  if (notice === undefined) throw badInput("upTo", "the id of a notice of your organization", upTo);
  const read = await database.rows(
    `update exchange.notice set read_at = now() where organization = ? and number <= ?::bigint and read_at is null returning 1`,
    [acting.organization, upTo],
  );
  return read.length;
}
