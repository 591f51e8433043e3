// Following, for as long as the service runs. In: the bell that rings at each change. Out: a way to end it.
import type { ChangeBell } from "../../../schema/change-bell.js";
import { followRecords, type FollowingOptions } from "./follow-records.js";

/** Takes in what is new at each ring, and tells of what failed: the next ring tries again. */
export function startFollowing(
  options: FollowingOptions & { readonly onTrouble: (error: unknown) => void },
  bell: Pick<ChangeBell, "next">,
): { stop(): Promise<void> } {
  const closing = new AbortController();
  const closed = new Promise<void>((settle) => closing.signal.addEventListener("abort", () => settle()));
  const follow = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      const next = bell.next(); // before looking: what is published meanwhile rings it
      await followRecords({ ...options, isEnding: () => closing.signal.aborted }).catch(options.onTrouble);
      await Promise.race([next, closed]);
    }
  };
  const following = follow();
  return {
    async stop() {
      closing.abort();
      await following;
    },
  };
}
