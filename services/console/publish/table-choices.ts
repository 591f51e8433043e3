// What is chosen when a table is imported. In: nothing. Out: choices in words.
import { useLingui } from "@lingui/react/macro";
import { useTypeWords } from "../ui/type-mark.js";
import { PUBLISHED_TYPES } from "./field-types.js";

/** What becomes of records that a table does not have. */
export function useRowsChoices() {
  const { t } = useLingui();
  return [
    { value: "MERGE", label: t`They stay as they are` },
    { value: "REPLACE", label: t`They are withdrawn: the table is everything of its type` },
  ];
}

/** What each row of a table is. */
export function useTypeChoices() {
  const words = useTypeWords();
  return PUBLISHED_TYPES.map((type) => ({ value: type, label: words[type] }));
}
