// Introductions as their two sides see them; nobody else does. In: for whom someone acts. Out: rows, each in the state in
// which it is now, with the other side's contact once both agreed.
import { ownerOf, recordStub } from "../../../schema/record-id.js";
import { sql, type Session, type Sql } from "../../database/session.js";
import { isoSql } from "../../database/time-sql.js";
import type { ExchangeContext } from "../exchange-context.js";
import { readConnection, type Connection, type PageArguments } from "../read-connection.js";

/** How long an introduction can be answered. */
const OPEN_FOR = "interval '30 days'";
/** How long a contact is kept once both sides have it. */
export const CONTACT_FOR = "interval '90 days'";

/** The state of the introduction `i`, now: one to somebody who is gone cannot be answered any more. */
export const INTRODUCTION_STATE = `(case when i.state = 'ASKED' and (i.created_at < now() - ${OPEN_FOR} or i.to_id is null
  or exists (select 1 from exchange.record gone where gone.id in (i.to_id, i.to_organization) and gone.gone))
  then 'EXPIRED' else i.state end)`;

interface IntroductionRow {
  readonly id: string;
  readonly by: string;
  readonly to_id: string | null;
  readonly by_contact: string | null;
  readonly to_contact: string | null;
}

const AGREED = `i.state = 'ACCEPTED' and i.answered_at > now() - ${CONTACT_FOR}`;
const COLUMNS = `i.id, i.by, i.to_id, i.about, i.message, ${INTRODUCTION_STATE} as state, i.answer,
  case when ${AGREED} then i.by_contact end as by_contact, case when ${AGREED} then i.to_contact end as to_contact,
  ${isoSql("i.created_at")} as "createdAt", ${isoSql("i.answered_at")} as "answeredAt"`;

/** The organization is to answer the introduction `i`, or has answered it. */
export function receivesSql(organization: string): Sql {
  return sql(
    `i.to_organization = ? or (i.to_organization is null and i.to_partner = ? and coalesce(i.answered_by, ?) = ?)`,
    ...[organization, ownerOf(organization), organization, organization],
  );
}

/** The organization is one of the two sides of the introduction `i`. */
export function isSideSql(organization: string): Sql {
  const receives = receivesSql(organization);
  return sql(`i.by = ? or ${receives.text}`, organization, ...receives.values);
}

/** One introduction, as a side sees it. Throws when it is not there. */
export async function readIntroduction(session: Session, id: string, viewer: string): Promise<object> {
  const [row] = await session.rows<IntroductionRow>(
    `select ${COLUMNS} from exchange.introduction i where i.id::text = ?`,
    [id],
  );
  if (row === undefined) throw new Error("an introduction that was just written is gone");
  return showIntroduction(row, viewer);
}

/** To each side, the other's contact. */
function showIntroduction(row: IntroductionRow, viewer: string): object {
  const { to_id: to, by_contact: byContact, to_contact: toContact, by, ...rest } = row;
  return { ...rest, from: recordStub(by), to: recordStub(to), contact: by === viewer ? toContact : byContact };
}

export interface IntroductionQuestion extends PageArguments {
  readonly organization: string;
  readonly state: readonly string[] | null;
}

/** A page of an organization's introductions, both ways, the latest first. Throws `BAD_USER_INPUT`. */
export async function readIntroductions(
  { database }: ExchangeContext,
  { organization, state, first, after }: IntroductionQuestion,
): Promise<Connection<object>> {
  const where = [isSideSql(organization)];
  if (state !== null) where.push(sql(`${INTRODUCTION_STATE} = any(?::text[])`, state));
  const page = await readConnection<IntroductionRow>(database, {
    ...{ first, after, kind: "introductions", where, select: COLUMNS },
    ...{ from: "exchange.introduction i", orderBy: "i.created_at", id: "i.id::text" },
  });
  return {
    ...page,
    edges: page.edges.map(({ cursor, node }) => ({ cursor, node: showIntroduction(node, organization) })),
  };
}
