// Roles of members. In: a role. Out: what it may do: each may what the one before may, and more.
import type { Session } from "../database/session.js";

export const ROLES = ["READER", "CONTRIBUTOR", "PARTNER_ADMIN", "COORDINATOR"] as const;
export type Role = (typeof ROLES)[number];

/** The scopes of a role; `partner:admin` is for the member's own partner only. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly string[]>> = {
  READER: ["read:network"],
  CONTRIBUTOR: ["read:network", "exchange:write"],
  PARTNER_ADMIN: ["read:network", "exchange:write", "partner:admin"],
  COORDINATOR: ["read:network", "exchange:write", "partner:admin", "network:admin"],
};

/** Whether somebody can administer the network: a coordinator who has accepted. */
export async function hasCoordinator(session: Session): Promise<boolean> {
  const sql = `select 1 from registry.member where role = 'COORDINATOR' and accepted_at is not null limit 1`;
  return (await session.rows(sql)).length > 0;
}
