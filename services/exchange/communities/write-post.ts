// Writing posts down, and leaving no word of them. In: a transaction. Out: rows.
import { randomUUID } from "node:crypto";
import { badInput } from "../../../schema/errors.js";
import type { Session } from "../../database/session.js";

export interface NewPost {
  readonly discussion: string;
  readonly text: string;
  readonly by: string;
  readonly replyTo: string | null;
  readonly signedBy: string | null;
}

/** Writes a post, in the caller's transaction. Gives its id. Throws `BAD_USER_INPUT` for a discussion that has just been removed. */
export async function writePost(tx: Session, { discussion, text, by, replyTo, signedBy }: NewPost): Promise<string> {
  const id = randomUUID();
  // Posts of one discussion come one after the other, so that no two have the same time.
  const held = await tx.rows(`select 1 from exchange.discussion where id = ? for update`, [discussion]);
  if (held.length === 0) throw badInput("discussion", "the id of a Discussion that you may see", discussion);
  await tx.rows(
    `insert into exchange.post (id, discussion, text, by, reply_to, signed_by, created_at)
     select ?, ?, ?, ?, ?, ?, greatest(clock_timestamp(), max(created_at) + interval '1 millisecond')
     from exchange.post where discussion = ?`,
    [id, discussion, text, by, replyTo, signedBy, discussion],
  );
  await tx.rows(`update exchange.discussion set updated_at = clock_timestamp() where id = ?`, [discussion]);
  return id;
}

/** Locks the discussion of a post: whoever changes posts, or accepts one, has it first, and the posts after it. */
export async function lockDiscussionOf(tx: Session, post: string): Promise<void> {
  await tx.rows(
    `select 1 from exchange.discussion where id = (select discussion from exchange.post where id::text = ?) for update`,
    [post],
  );
}

/** Leaves no word of a post, in the caller's transaction; it is no accepted answer any more. */
export async function blankPost(tx: Session, id: string): Promise<void> {
  await lockDiscussionOf(tx, id);
  await tx.rows(`update exchange.post set text = '', signed_by = null, deleted = true where id::text = ?`, [id]);
  await tx.rows(`update exchange.discussion set accepted = null, accepted_at = null where accepted::text = ?`, [id]);
}
