// Discussions in communities. In: what members start, and which answer they accept. Out: rows, and what search is told of
// them.
import { randomUUID } from "node:crypto";
import { badInput } from "../../../schema/errors.js";
import { readPageSize } from "../../../schema/page-request.js";
import type { Principal } from "../../../schema/principal.js";
import { recordStub } from "../../../schema/record-id.js";
import { joinSql, sql, type Session } from "../../database/session.js";
import { isoSql } from "../../database/time-sql.js";
import { onlyFor, type Acting } from "../acting.js";
import { groupRows, keyOf, type ExchangeContext, type FirstOf } from "../exchange-context.js";
import { shownSql } from "../moderation/shown.js";
import { tellOrganizations } from "../notices/tell-organization.js";
import { readConnection, type Connection, type PageArguments } from "../read-connection.js";
import { readLanguage, readText, readTitle } from "../read-input.js";
import { expectRecords } from "../records/expect-record.js";
import { seenOnlySql } from "../records/seen.js";
import type { DiscussionInput } from "./community-classes.js";
import { expectMember } from "./expect-member.js";
import { discussionSql } from "./may-read.js";
import { tellOfDiscussion } from "./tell-of-discussion.js";
import { writePost } from "./write-post.js";

export interface DiscussionRow {
  readonly __typename: "Discussion";
  readonly id: string;
  readonly community: string;
  readonly accepted: string | null;
}

interface StoredDiscussion extends DiscussionRow {
  readonly about: readonly string[];
  readonly by: string;
}

const MOST_ABOUT = 10;
/** With the records that the reader may see. */
const columns = ({
  visibility,
}: Principal): string => `'Discussion' as "__typename", d.id, d.title, d.community, d.language,
  ${seenOnlySql("d.about", visibility)} as about, d.by, d.accepted, ${isoSql("d.created_at")} as "createdAt",
  ${isoSql("d.updated_at")} as "updatedAt"`;
const FROM = "exchange.discussion d join exchange.community c on c.id = d.community";

/** Starts a discussion, with its first post. Throws `BAD_USER_INPUT`, and `FORBIDDEN` for who is no member. */
export async function startDiscussion(
  context: ExchangeContext,
  acting: Acting,
  input: DiscussionInput,
): Promise<object> {
  const title = readTitle("title", input.title);
  const text = readText("text", input.text);
  const language = readLanguage("language", input.language);
  const about = [...new Set(input.about ?? [])];
  if (about.length > MOST_ABOUT) throw badInput("about", `at most ${MOST_ABOUT} records`, `${about.length} records`);
  await expectMember(context.database, acting, input.community);
  const records = await expectRecords(context, about, { argument: "about", types: [] });
  const id = `hub:discussion:${randomUUID()}`;
  return context.database.transaction(async (tx) => {
    const held = await tx.rows("select 1 from exchange.community where id = ? for key share", [input.community]);
    if (held.length === 0) await expectMember(tx, acting, input.community); // it has just been removed
    await tx.rows(
      `insert into exchange.discussion (id, community, title, language, about, by) values (?, ?, ?, ?, ?::text[], ?)`,
      [id, input.community, title, language, about, acting.organization],
    );
    await writePost(tx, { discussion: id, text, by: acting.organization, replyTo: null, signedBy: null });
    const owners = new Set(records.flatMap(({ organization }) => organization ?? []));
    const by = acting.organization;
    const notice = { kind: "discussion.started", subject: id, by, about: input.community } as const;
    await tellOrganizations(
      tx,
      [null, ...owners].map((organization) => ({ ...notice, organization })),
    );
    await tellOfDiscussion(tx, id);
    return readOne(tx, context.principal, id);
  });
}

/** Accepts a post as the answer. Throws `BAD_USER_INPUT`, and `FORBIDDEN` for who did not ask. */
export async function acceptAnswer(
  context: ExchangeContext,
  acting: Acting,
  { discussion, post }: { readonly discussion: string; readonly post: string },
): Promise<object> {
  const seen = (await discussionsById(context, [discussion])).get(discussion);
  if (seen === undefined) throw badInput("discussion", "the id of a Discussion that you may see", discussion);
  return context.database.transaction(async (tx) => {
    const own = await tx.rows(`select 1 from exchange.discussion where id = ? and by = ? for update`, [
      discussion,
      acting.organization,
    ]);
    if (own.length === 0) throw onlyFor("discussion", "a discussion that your organization started", discussion);
    const [answer] = await tx.rows<{ by: string }>(
      `select by from exchange.post p where id::text = ? and discussion = ? and not deleted and ${shownSql("p.id::text")}`,
      [post, discussion],
    );
    if (answer === undefined) throw badInput("post", "the id of a post of this discussion", post);
    const changed = await tx.rows(
      `update exchange.discussion set accepted = ?, accepted_at = now(), updated_at = now()
       where id = ? and accepted is distinct from ?::uuid returning 1`,
      [post, discussion, post],
    );
    const notice = { kind: "answer.accepted", subject: discussion, by: acting.organization } as const;
    if (changed.length > 0) await tellOrganizations(tx, [{ ...notice, organization: answer.by }]);
    await tellOfDiscussion(tx, discussion);
    return readOne(tx, context.principal, discussion);
  });
}

async function readOne(session: Session, reader: Principal, id: string): Promise<object> {
  const [row] = await session.rows<StoredDiscussion>(`select ${columns(reader)} from ${FROM} where d.id = ?`, [id]);
  if (row === undefined) throw new Error("a discussion that was just written is gone");
  return showDiscussion(row);
}

function showDiscussion({ about, by, ...row }: StoredDiscussion): DiscussionRow {
  const shown = { ...row, about: about.map(recordStub), startedBy: recordStub(by) };
  return shown;
}

/** Discussions by id, those that the reader may read. */
export async function discussionsById(
  { database, principal }: ExchangeContext,
  ids: readonly string[],
): Promise<Map<string, DiscussionRow>> {
  const where = joinSql([sql("d.id = any(?::text[])", ids), discussionSql(principal)], "and");
  const rows = await database.rows<StoredDiscussion>(
    `select ${columns(principal)} from ${FROM} where ${where.text}`,
    where.values,
  );
  return new Map(rows.map((row) => [row.id, showDiscussion(row)]));
}

/** The discussions of a community, the one in which something was written last first. */
export async function listDiscussions(
  { database, principal }: ExchangeContext,
  community: string,
  { first, after }: PageArguments,
): Promise<Connection<DiscussionRow>> {
  const page = await readConnection<StoredDiscussion>(database, {
    ...{ kind: "discussions", select: columns(principal), from: FROM, first, after },
    ...{ where: [sql("d.community = ?", community), discussionSql(principal)], orderBy: "d.updated_at", id: "d.id" },
  });
  return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: showDiscussion(node) })) };
}

/** The first discussions about each record, the latest first. */
export async function discussionsAbout(
  { database, principal }: ExchangeContext,
  keys: readonly FirstOf[],
): Promise<Map<string, DiscussionRow[]>> {
  const seen = discussionSql(principal);
  const rows = await database.rows<StoredDiscussion & { key: string }>(
    `select wanted.key, found.* from unnest(?::text[], ?::text[], ?::integer[]) as wanted(key, id, first),
       lateral (select ${columns(principal)} from ${FROM} where d.about @> array[wanted.id] and ${seen.text}
         order by d.updated_at desc, d.id limit wanted.first) found`,
    [keys.map(keyOf), keys.map(({ id }) => id), keys.map(({ first }) => readPageSize("first", first)), ...seen.values],
  );
  return new Map([...groupRows(rows)].map(([key, group]) => [key, group.map(showDiscussion)]));
}
