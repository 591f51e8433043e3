// What went wrong, in the reader's words. In: an error. Out: a sentence that says what happened and what they can do.
import { useLingui } from "@lingui/react/macro";
import { AskError } from "./ask.js";

/** Gives the words for an error. What the hub says of a reader's input is in their language already. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useLingui();
  return (error) => {
    if (!(error instanceof AskError))
      return t`Something went wrong on this page. Reload it, and tell your coordinator if it stays.`;
    const words: Readonly<Record<string, string>> = {
      OFFLINE: t`The hub cannot be reached. What you see is from before; it comes back by itself when you are connected again.`,
      OVERLOADED: t`The hub is busy. Try again in a moment.`,
      RATE_LIMITED: t`You have asked a great deal in a short time. Wait a minute, then go on.`,
      UNAUTHENTICATED: t`You are no longer signed in. Sign in again; what you wrote is still here.`,
      INTERNAL: t`The hub made a mistake, and has noted it. Try again in a moment.`,
    };
    if (error.code.startsWith("HTTP_"))
      return t`The hub gave an answer that this page does not understand (${error.message}). Try again in a moment.`;
    return words[error.code] ?? error.message;
  };
}
