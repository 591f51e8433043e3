// Communities of practice: organizations of several partners around some topics. In: what an organization founds, joins and
// leaves. Out: rows, and what search is told of them.
import { randomUUID } from "node:crypto";
import { badInput } from "../../../schema/errors.js";
import { foldedWords } from "../../../schema/fold.js";
import { readPageSize } from "../../../schema/page-request.js";
import { recordStub } from "../../../schema/record-id.js";
import { narrowerThan } from "../../../schema/topics.js";
import { joinSql, sql, type Session, type Sql } from "../../database/session.js";
import { isoSql } from "../../database/time-sql.js";
import type { Acting } from "../acting.js";
import { groupRows, keyOf, type ExchangeContext, type FirstOf } from "../exchange-context.js";
import { takeFeed, tellNetwork } from "../feed/tell-network.js";
import { tellOrganizations } from "../notices/tell-organization.js";
import { readConnection, type Connection, type PageArguments } from "../read-connection.js";
import { readLanguage, readOptionalText, readTitle, readTopics } from "../read-input.js";
import { noteActing } from "../records/expect-record.js";
import { seenSql } from "../records/seen.js";
import type { CommunityInput } from "./community-classes.js";
import { communitySql } from "./may-read.js";

export interface CommunityRow {
  readonly __typename: "Community";
  readonly id: string;
  readonly topics: readonly string[];
}

const MOST_WORDS = 20;
const SEEN_COMMUNITY = "the id of a Community that you may see";
const COLUMNS = `'Community' as "__typename", c.id, c.name, c.summary, c.language, c.visibility, c.topics,
  ${isoSql("c.created_at")} as "createdAt"`;

/** Founds a community, of which the founder is the first member. Throws `BAD_USER_INPUT`. */
export async function createCommunity(
  context: ExchangeContext,
  acting: Acting,
  input: CommunityInput,
): Promise<object> {
  const name = readTitle("name", input.name);
  const summary = readOptionalText("summary", input.summary);
  const values = [
    ...[name, summary],
    readLanguage("language", input.language),
    input.visibility,
    readTopics("topics", input.topics, { least: 1 }),
    ` ${foldedWords(`${name} ${summary ?? ""}`).join(" ")}`,
  ];
  await noteActing(context, acting.organization);
  const id = `hub:community:${randomUUID()}`;
  return context.database.transaction(async (tx) => {
    await tx.rows(
      `insert into exchange.community (id, name, summary, language, visibility, topics, folded, by)
       values (?, ?, ?, ?, ?, ?::text[], ?, ?)`,
      [id, ...values, acting.organization],
    );
    await join(tx, id, acting.organization);
    await tellOfCommunity(tx, id);
    return readOne(tx, id);
  });
}

/** Joins; once more changes nothing. Throws `BAD_USER_INPUT`. */
export async function joinCommunity(context: ExchangeContext, acting: Acting, id: string): Promise<object> {
  await expectCommunity(context, id);
  await noteActing(context, acting.organization);
  return context.database.transaction(async (tx) => {
    if (await join(tx, id, acting.organization)) {
      const [founder] = await tx.rows<{ by: string }>("select by from exchange.community where id = ?", [id]);
      const notice = { kind: "community.joined", subject: id, by: acting.organization } as const;
      if (founder !== undefined) await tellOrganizations(tx, [{ ...notice, organization: founder.by }]);
      await tellOfCommunity(tx, id);
    }
    return readOne(tx, id);
  });
}

/** Leaves; what was said there stays. Throws `BAD_USER_INPUT`. */
export async function leaveCommunity(context: ExchangeContext, acting: Acting, id: string): Promise<object> {
  await expectCommunity(context, id);
  return context.database.transaction(async (tx) => {
    const left = await tx.rows("delete from exchange.member where community = ? and organization = ? returning 1", [
      id,
      acting.organization,
    ]);
    if (left.length === 0) throw badInput("id", "a community of which your organization is a member", id);
    await tellOfCommunity(tx, id);
    return readOne(tx, id);
  });
}

/** Throws `BAD_USER_INPUT` for a community that has just been removed. */
async function join(tx: Session, community: string, organization: string): Promise<boolean> {
  const held = await tx.rows("select 1 from exchange.community where id = ? for key share", [community]);
  if (held.length === 0) throw badInput("id", SEEN_COMMUNITY, community);
  const joined = await tx.rows(
    `insert into exchange.member (community, organization) values (?, ?) on conflict do nothing returning 1`,
    [community, organization],
  );
  return joined.length > 0;
}

async function expectCommunity({ database, principal }: ExchangeContext, id: string): Promise<void> {
  const seen = communitySql(principal);
  const [found] = await database.rows(`select 1 from exchange.community c where c.id = ? and ${seen.text}`, [
    id,
    ...seen.values,
  ]);
  if (found === undefined) throw badInput("id", SEEN_COMMUNITY, id);
}

/** Tells search of a community as it is now; not of one that is hidden or gone, nor of one for members. Last in its transaction. */
export async function tellOfCommunity(tx: Session, id: string): Promise<void> {
  await takeFeed(tx);
  const [row] = await tx.rows<{ record: SharedCommunity | null }>(
    `select case when c.visibility <> 'MEMBERS' and not exists (select 1 from exchange.hidden h where h.subject = c.id)
       then jsonb_build_object('name', c.name, 'summary', c.summary, 'language', c.language, 'topics', c.topics,
         'visibility', c.visibility, 'updatedAt', ${isoSql("c.created_at")},
         'organizations', array(select organization from exchange.member m where m.community = c.id order by 1)) end as record
     from exchange.community c where c.id = ?`,
    [id],
  );
  const record = row?.record ?? null;
  const told = { kind: "COMMUNITY", id, community: null, texts: [], about: [] } as const;
  await tellNetwork(tx, id, record === null ? null : { ...told, ...record });
}

interface SharedCommunity {
  readonly name: string;
  readonly summary: string | null;
  readonly language: string;
  readonly topics: readonly string[];
  readonly visibility: "PUBLIC" | "NETWORK";
  readonly organizations: readonly string[];
  readonly updatedAt: string;
}

async function readOne(session: Session, id: string): Promise<object> {
  const [row] = await session.rows<CommunityRow>(`select ${COLUMNS} from exchange.community c where c.id = ?`, [id]);
  if (row === undefined) throw new Error("a community that was just written is gone");
  return row;
}

export interface CommunityQuestion extends PageArguments {
  readonly text: string | null;
  readonly topics: readonly string[] | null;
}

/** Communities, the latest first. Every word of the text begins a word of name or summary. */
export function listCommunities(
  { database, principal }: ExchangeContext,
  { text, topics, first, after }: CommunityQuestion,
): Promise<Connection<CommunityRow>> {
  const wanted = readTopics("topics", topics);
  const where: Sql[] = [communitySql(principal)];
  const words = [...new Set(foldedWords(text ?? ""))];
  if (words.length > MOST_WORDS) throw badInput("text", `at most ${MOST_WORDS} words`, `${words.length} words`);
  if (wanted.length > 0) where.push(sql("c.topics && ?::text[]", narrowerThan(wanted)));
  for (const word of words) where.push(sql("c.folded like ?", `% ${word}%`));
  return readConnection(database, {
    ...{ kind: "communities", select: COLUMNS, from: "exchange.community c", where, first, after },
    ...{ orderBy: "c.created_at", id: "c.id" },
  });
}

/** Communities by id, those that the reader may see. */
export async function communitiesById(
  { database, principal }: ExchangeContext,
  ids: readonly string[],
): Promise<Map<string, CommunityRow>> {
  const where = joinSql([sql("c.id = any(?::text[])", ids), communitySql(principal)], "and");
  const rows = await database.rows<CommunityRow>(
    `select ${COLUMNS} from exchange.community c where ${where.text}`,
    where.values,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The first communities of each organization, those it joined last first. */
export async function communitiesOfOrganizations(
  { database, principal }: ExchangeContext,
  keys: readonly FirstOf[],
): Promise<Map<string, CommunityRow[]>> {
  const seen = communitySql(principal);
  const rows = await database.rows<CommunityRow & { key: string }>(
    `select wanted.key, found.* from unnest(?::text[], ?::text[], ?::integer[]) as wanted(key, id, first),
       lateral (select ${COLUMNS} from exchange.member m join exchange.community c on c.id = m.community
         where m.organization = wanted.id and ${seen.text} order by m.joined_at desc, c.id limit wanted.first) found`,
    [keys.map(keyOf), keys.map(({ id }) => id), keys.map(({ first }) => readPageSize("first", first)), ...seen.values],
  );
  return groupRows(rows);
}

/** The first members of each community, the latest first, those that the reader may see. */
export async function membersOfCommunities(
  { database, principal: { visibility } }: ExchangeContext,
  keys: readonly FirstOf[],
): Promise<Map<string, object[]>> {
  const rows = await database.rows<{ key: string; organization: string }>(
    `select wanted.key, found.* from unnest(?::text[], ?::text[], ?::integer[]) as wanted(key, id, first),
       lateral (select m.organization from exchange.member m where m.community = wanted.id
         and ${seenSql("m.organization", visibility)} order by m.joined_at desc, 1 limit wanted.first) found`,
    [keys.map(keyOf), keys.map(({ id }) => id), keys.map(({ first }) => readPageSize("first", first))],
  );
  const stubs = (group: typeof rows): object[] => group.flatMap(({ organization }) => recordStub(organization) ?? []);
  return new Map([...groupRows(rows)].map(([key, group]) => [key, stubs(group)]));
}

/** How many members each community has, of those that the reader may see. */
export async function countMembers(
  { database, principal: { visibility } }: ExchangeContext,
  communities: readonly string[],
): Promise<Map<string, number>> {
  const rows = await database.rows<{ community: string; count: number }>(
    `select community, count(*)::int as count from exchange.member m where community = any(?::text[])
       and ${seenSql("m.organization", visibility)} group by community`,
    [communities],
  );
  return new Map(rows.map(({ community, count }) => [community, count]));
}
