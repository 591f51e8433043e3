// Requests about personal data. In: nothing. Out: what is asked and what can come of it, in words.
import { useLingui } from "@lingui/react/macro";
import type { DataRequestKind, DataRequestOutcome } from "./operations.js";

/** What a request of a kind can come to, as the registry has it. */
export const OUTCOMES: Readonly<Record<DataRequestKind, readonly DataRequestOutcome[]>> = {
  CORRECT: ["CORRECTED", "REFUSED"],
  ERASE: ["ERASED", "REFUSED"],
  ACCESS: ["DISCLOSED", "REFUSED"],
  OBJECT: ["ERASED", "REFUSED"],
};

/** The words. */
export function useRequestWords() {
  const { t } = useLingui();
  const kinds: Readonly<Record<DataRequestKind, string>> = {
    CORRECT: t`Asks for a correction`,
    ERASE: t`Asks to be erased`,
    ACCESS: t`Asks to see everything`,
    OBJECT: t`Asks to use it no more`,
  };
  const outcomes: Readonly<Record<DataRequestOutcome, string>> = {
    CORRECTED: t`Corrected`,
    ERASED: t`Erased everywhere`,
    DISCLOSED: t`Shown to them`,
    REFUSED: t`Refused`,
  };
  return { kinds, outcomes };
}
