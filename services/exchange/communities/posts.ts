// What is said in discussions. In: what members write, change and delete. Out: rows; of what was deleted or hidden the place is
// left, so that a thread stays readable, and no word.
import { badInput } from "../../../schema/errors.js";
import { recordStub } from "../../../schema/record-id.js";
import { joinSql, sql, type Session } from "../../database/session.js";
import { isoSql } from "../../database/time-sql.js";
import type { Acting } from "../acting.js";
import type { ExchangeContext } from "../exchange-context.js";
import { shownSql } from "../moderation/shown.js";
import { tellOrganizations } from "../notices/tell-organization.js";
import { readConnection, type Connection, type PageArguments } from "../read-connection.js";
import { readText } from "../read-input.js";
import { expectRecord } from "../records/expect-record.js";
import { discussionsById } from "./discussions.js";
import { expectMember } from "./expect-member.js";
import { discussionSql, postSql } from "./may-read.js";
import { tellOfDiscussion } from "./tell-of-discussion.js";
import { blankPost, lockDiscussionOf, writePost } from "./write-post.js";

interface StoredPost {
  readonly id: string;
  readonly discussion: string;
  readonly by: string;
  readonly signed_by: string | null;
}

const HIDDEN = `(p.deleted or not (${shownSql("p.id::text")}))`;
const COLUMNS = `p.id, p.discussion, case when ${HIDDEN} then '' else p.text end as text, p.by,
  case when ${HIDDEN} then null else p.signed_by end as signed_by, p.reply_to as "replyTo",
  ${isoSql("p.created_at")} as "createdAt", ${isoSql("p.edited_at")} as "editedAt", ${HIDDEN} as deleted`;

export interface ReplyInput {
  readonly discussion: string;
  readonly text: string;
  readonly replyTo: string | null;
  readonly signedBy: string | null;
}

/** Replies. Throws `BAD_USER_INPUT`, and `FORBIDDEN` for who is no member. */
export async function reply(context: ExchangeContext, acting: Acting, input: ReplyInput): Promise<object> {
  const { discussion, replyTo, signedBy } = input;
  const text = readText("text", input.text);
  const seen = (await discussionsById(context, [discussion])).get(discussion);
  if (seen === undefined) throw badInput("discussion", "the id of a Discussion that you may see", discussion);
  await expectMember(context.database, acting, seen.community);
  await checkSigner(context, acting, signedBy);
  return context.database.transaction(async (tx) => {
    const answered = replyTo === null ? null : await expectPost(tx, { id: replyTo, discussion });
    const id = await writePost(tx, { discussion, text, by: acting.organization, replyTo, signedBy });
    const starter = await starterOf(tx, discussion);
    const told = new Set([starter, ...(answered === null ? [] : [answered.by])]);
    const notice = { kind: "discussion.replied", subject: discussion, by: acting.organization } as const;
    await tellOrganizations(
      tx,
      [...told].map((organization) => ({ ...notice, organization })),
    );
    await tellOfDiscussion(tx, discussion);
    return readOne(tx, id);
  });
}

async function checkSigner(context: ExchangeContext, acting: Acting, signedBy: string | null): Promise<void> {
  if (signedBy === null) return;
  const person = await expectRecord(context, signedBy, { argument: "signedBy", types: ["Person"] });
  if (person.organization !== acting.organization)
    throw badInput("signedBy", "a person of your own organization", signedBy);
}

async function expectPost(
  tx: Session,
  { id, discussion }: { readonly id: string; readonly discussion: string },
): Promise<StoredPost> {
  const [row] = await tx.rows<StoredPost>(
    `select ${COLUMNS} from exchange.post p where p.id::text = ? and p.discussion = ?`,
    [id, discussion],
  );
  if (row === undefined) throw badInput("replyTo", "the id of a post of this discussion", id);
  return row;
}

async function starterOf(tx: Session, discussion: string): Promise<string> {
  const [row] = await tx.rows<{ by: string }>("select by from exchange.discussion where id = ?", [discussion]);
  return row?.by ?? "";
}

/** Changes one's own post. Throws `BAD_USER_INPUT`, and `FORBIDDEN` for who is no member any more. */
export async function editPost(
  { database }: ExchangeContext,
  acting: Acting,
  { id, text: given }: { readonly id: string; readonly text: string },
): Promise<object> {
  const text = readText("text", given);
  return database.transaction(async (tx) => {
    const { discussion } = await expectOwn(tx, acting, id);
    await expectMemberOf(tx, acting, discussion);
    await tx.rows(`update exchange.post set text = ?, edited_at = now() where id::text = ?`, [text, id]);
    await tellOfDiscussion(tx, discussion);
    return readOne(tx, id);
  });
}

async function expectMemberOf(tx: Session, acting: Acting, discussion: string): Promise<void> {
  const [row] = await tx.rows<{ community: string }>("select community from exchange.discussion where id = ?", [
    discussion,
  ]);
  await expectMember(tx, acting, row?.community ?? "");
}

/** Deletes one's own post: its place is left, and no word. Throws `BAD_USER_INPUT`. */
export function deletePost({ database }: ExchangeContext, acting: Acting, id: string): Promise<object> {
  return database.transaction(async (tx) => {
    const { discussion } = await expectOwn(tx, acting, id);
    await blankPost(tx, id);
    await tellOfDiscussion(tx, discussion);
    return readOne(tx, id);
  });
}

async function expectOwn(tx: Session, acting: Acting, id: string): Promise<StoredPost> {
  await lockDiscussionOf(tx, id);
  const [row] = await tx.rows<StoredPost>(
    `select ${COLUMNS} from exchange.post p where p.id::text = ? and p.by = ? and not ${HIDDEN} for update of p`,
    [id, acting.organization],
  );
  if (row === undefined) throw badInput("id", "the id of a post that your organization wrote", id);
  return row;
}

async function readOne(session: Session, id: string): Promise<object> {
  const [row] = await session.rows<StoredPost>(`select ${COLUMNS} from exchange.post p where p.id::text = ?`, [id]);
  if (row === undefined) throw new Error("a post that was just written is gone");
  return showPost(row);
}

function showPost({ by, signed_by: signedBy, ...row }: StoredPost): object {
  return { ...row, author: recordStub(by), signedBy: recordStub(signedBy) };
}

/** The posts of a discussion that the reader may read, the oldest first. */
export async function listPosts(
  { database, principal }: ExchangeContext,
  discussion: string,
  { first, after }: PageArguments,
): Promise<Connection<object>> {
  const page = await readConnection<StoredPost>(database, {
    ...{ kind: "posts", select: COLUMNS, from: "exchange.post p", first, after, isAscending: true },
    ...{ where: [sql("p.discussion = ?", discussion), postSql(principal)], orderBy: "p.created_at", id: "p.id::text" },
  });
  return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: showPost(node) })) };
}

/** How many posts each discussion has, of those that the reader may know of; deleted ones are not counted. */
export async function countPosts(
  { database, principal }: ExchangeContext,
  discussions: readonly string[],
): Promise<Map<string, number>> {
  const seen = postSql(principal);
  const rows = await database.rows<{ discussion: string; count: number }>(
    `select discussion, count(*)::int as count from exchange.post p where discussion = any(?::text[]) and ${seen.text}
       and not ${HIDDEN} group by discussion`,
    [discussions, ...seen.values],
  );
  return new Map(rows.map(({ discussion, count }) => [discussion, count]));
}

/** Posts by id, those of discussions that the reader may read. */
export async function postsById(
  { database, principal }: ExchangeContext,
  ids: readonly string[],
): Promise<Map<string, object>> {
  const where = joinSql([sql("p.id::text = any(?::text[])", ids), discussionSql(principal), postSql(principal)], "and");
  const rows = await database.rows<StoredPost>(
    `select ${COLUMNS} from exchange.post p join exchange.discussion d on d.id = p.discussion
       join exchange.community c on c.id = d.community where ${where.text}`,
    where.values,
  );
  return new Map(rows.map((row) => [row.id, showPost(row)]));
}
