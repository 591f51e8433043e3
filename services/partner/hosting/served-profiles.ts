// Which partners the program serves. In: those of its configuration, and a way to look others up. Out: profiles by key.
// What was looked up is remembered for a moment: a partner that left is served no longer than that.
import { isPartnerKey } from "../../../schema/record-id.js";
import type { PartnerProfile } from "../partner-profile.js";

/** The profile of a partner that is served here, or null. */
export type ProfileOf = (key: string) => Promise<PartnerProfile | null>;

const KNOWN_FOR_MS = 1_000;
const MOST_KNOWN = 1_000;

/** Serves the configured ones, and whatever `readProfile` finds. */
export function servedProfiles(configured: readonly PartnerProfile[], readProfile: ProfileOf): ProfileOf {
  const fixed = new Map(configured.map((profile) => [profile.key, profile]));
  const known = new Map<string, { readonly profile: PartnerProfile; readonly until: number }>();
  return async (key) => {
    const configuredOne = fixed.get(key);
    if (configuredOne !== undefined) return configuredOne;
    if (!isPartnerKey(key)) return null;
    const remembered = known.get(key);
    if (remembered !== undefined && remembered.until > performance.now()) return remembered.profile;
    const profile = await readProfile(key);
    known.delete(key);
    if (known.size >= MOST_KNOWN) known.clear();
    if (profile !== null) known.set(key, { profile, until: performance.now() + KNOWN_FOR_MS });
    return profile;
  };
}
