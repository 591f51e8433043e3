// What an activity report counts. In: nothing. Out: words.
import { useLingui } from "@lingui/react/macro";
import type { ActivityKind } from "./operations.js";

/** The words. */
export function useActivityWords(): Readonly<Record<ActivityKind, string>> {
  const { t } = useLingui();
  return {
    PRACTICE: t`Practices published`,
    ADOPTION: t`Practices taken up by others`,
    REVIEW: t`Reviews of practices`,
    INTRODUCTION: t`Introductions accepted`,
    NEED_ANSWERED: t`Needs answered`,
    DISCUSSION: t`Discussions begun`,
    EVENT: t`Events held`,
    ATTENDANCE: t`Attendances at events`,
    EXCHANGE: t`Exchanges carried out`,
  };
}
