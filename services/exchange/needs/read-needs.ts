// Needs as readers see them. In: who asks, and for which. Out: rows, each in the state in which it is now: one whose day is
// over, or whose organization is gone, is closed without anybody having closed it.
import { readPageSize } from "../../../schema/page-request.js";
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { Principal } from "../../../schema/principal.js";
import { recordStub } from "../../../schema/record-id.js";
import { narrowerThan } from "../../../schema/topics.js";
import { sql, type Sql } from "../../database/session.js";
import { isoSql } from "../../database/time-sql.js";
import { groupRows, keyOf, type ExchangeContext, type FirstOf } from "../exchange-context.js";
import { shownSql } from "../moderation/shown.js";
import { readConnection, type Connection, type PageArguments } from "../read-connection.js";
import { readTopics } from "../read-input.js";
import { knownSql, seenOnlySql, seenSql } from "../records/seen.js";

/** The state of the need `n`, now. */
export const NEED_STATE = `(case when n.state = 'OPEN' and (n.until < (now() at time zone 'UTC')::date
  or exists (select 1 from exchange.record gone where gone.id = n.by and gone.gone)) then 'CLOSED' else n.state end)`;

/** With the people who answered whom the reader may see. */
export const needColumns = (
  visibility: ReaderVisibility,
): string => `n.id, n.title, n.text, n.topics, n.languages, n.visibility, n.by, ${NEED_STATE} as state,
  n.until::text as until, ${seenOnlySql("n.answered_by", visibility)} as "answeredBy", ${isoSql("n.created_at")} as "createdAt"`;

export interface NeedRow {
  readonly id: string;
  readonly title: string;
  readonly topics: readonly string[];
  readonly visibility: ReaderVisibility;
  readonly by: string;
  readonly state: string;
  readonly answeredBy: readonly string[];
}

/** A need as the API shows it. */
export function showNeed(row: NeedRow): object {
  return {
    ...row,
    __typename: "Need",
    topics: row.topics.map((id) => ({ id })),
    by: recordStub(row.by),
    answeredBy: row.answeredBy.map(recordStub),
  };
}

/** The reader may see the need `n`. */
export function needSql({ visibility }: Pick<Principal, "visibility">): string {
  const isPublic = visibility === "PUBLIC" ? "n.visibility = 'PUBLIC' and " : "";
  return `${isPublic}${knownSql("n.by", visibility)} and ${shownSql("n.id")}`;
}

/** Needs by id, as far as the reader may see them. */
export async function needsById(
  { database, principal }: ExchangeContext,
  ids: readonly string[],
): Promise<Map<string, object>> {
  const rows = await database.rows<NeedRow>(
    `select ${needColumns(principal.visibility)} from exchange.need n where n.id = any(?::text[]) and ${needSql(principal)}`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, showNeed(row)]));
}

/** The first needs of each organization, the latest first. */
export async function needsOfOrganizations(
  { database, principal }: ExchangeContext,
  keys: readonly FirstOf[],
): Promise<Map<string, object[]>> {
  const rows = await database.rows<NeedRow & { readonly key: string }>(
    `select wanted.key, found.* from unnest(?::text[], ?::text[], ?::integer[]) as wanted(key, id, first),
       lateral (select ${needColumns(principal.visibility)} from exchange.need n where n.by = wanted.id and ${needSql(principal)}
         order by n.created_at desc, n.id limit wanted.first) found`,
    [keys.map(keyOf), keys.map(({ id }) => id), keys.map(({ first }) => readPageSize("first", first))],
  );
  return new Map([...groupRows(rows)].map(([key, group]) => [key, group.map(showNeed)]));
}

export interface NeedQuestion extends PageArguments {
  readonly topics: readonly string[] | null;
  readonly state: readonly string[] | null;
  /** Only those that people of the reader's organization could answer. */
  readonly matching: boolean;
}

/** A page of needs, the latest first. Throws `BAD_USER_INPUT`. */
export async function readNeeds(context: ExchangeContext, question: NeedQuestion): Promise<Connection<object>> {
  const { first, after } = question;
  const page = await readConnection<NeedRow>(context.database, {
    ...{ first, after, kind: "needs", select: needColumns(context.principal.visibility), from: "exchange.need n" },
    ...{ where: conditions(context, question), orderBy: "n.created_at", id: "n.id" },
  });
  return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: showNeed(node) })) };
}

function conditions({ principal }: ExchangeContext, { topics, state, matching }: NeedQuestion): Sql[] {
  const { visibility, organization, partner } = principal;
  const where = [sql(needSql(principal))];
  if (topics !== null) where.push(sql("n.topics && ?::text[]", narrowerThan(readTopics("topics", topics))));
  if (state !== null) where.push(sql(`${NEED_STATE} = any(?::text[])`, state));
  if (matching)
    where.push(
      sql(
        `exists (select 1 from exchange.need_match m where m.need = n.id and ${seenSql("m.person", visibility)}
           and (m.organization = ? or (m.organization is null and split_part(m.person, ':', 1) = ?)))`,
        organization,
        partner,
      ),
    );
  return where;
}
