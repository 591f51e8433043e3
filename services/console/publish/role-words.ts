// The roles of members. In: nothing. Out: what each may do, in words.
import { useLingui } from "@lingui/react/macro";
import type { MemberRole } from "./operations.js";

/** The words. */
export function useRoleWords(): Readonly<Record<MemberRole, string>> {
  const { t } = useLingui();
  return {
    READER: t`Read what partners share`,
    CONTRIBUTOR: t`Read, and take part: write, ask, answer`,
    PARTNER_ADMIN: t`All of it, and publish and invite`,
    COORDINATOR: t`Coordinate the network`,
  };
}
