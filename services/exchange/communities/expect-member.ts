// Who may write in a community. In: an acting organization. Out: nothing, or a refusal.
import type { Session } from "../../database/session.js";
import { onlyFor, type Acting } from "../acting.js";

/** Whether someone acts for a member of a community. Throws `FORBIDDEN`, the same for a community that is not there. */
export async function expectMember(session: Session, acting: Acting, community: string): Promise<void> {
  const [member] = await session.rows(`select 1 from exchange.member where community = ? and organization = ?`, [
    community,
    acting.organization,
  ]);
  if (member === undefined) throw onlyFor("community", "a community of which your organization is a member", community);
}
