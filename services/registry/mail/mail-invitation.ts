// Invitations by mail. In: who is invited, in the transaction that makes the link. Out: a message that waits, in the place of
// an earlier one, whose link is good no more.
import { queueMessage } from "../data-links.js";
import type { MailInvitation } from "../members.js";

/** Where a link of an invitation leads. */
export function invitationLink(publicUrl: string, secret: string): string {
  return `${publicUrl}/auth/invitation?token=${secret}`;
}

/** Has invitations wait to be sent. */
export function mailInvitations(publicUrl: () => string): MailInvitation {
  return async (tx, { member, secret }, language) => {
    await tx.rows(`delete from registry.outbox where member = ? and template = 'invitation'`, [member.id]);
    const data = { name: member.name, link: invitationLink(publicUrl(), secret) };
    await queueMessage(tx, { recipient: member.email, template: "invitation", language, data, member: member.id });
  };
}
