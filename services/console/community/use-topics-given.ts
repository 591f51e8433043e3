// Topics that a form cannot do without. In: a form's values. Out: the topics' ids, or a message.
import { useLingui } from "@lingui/react/macro";
import type { FormValues } from "../ui/dialog.js";
import { say } from "../ui/said.js";

/** Gives the topics; says that one is needed, and throws, where there is none. */
export function useTopicsGiven(): (values: FormValues) => readonly string[] {
  const { t } = useLingui();
  return (values) => {
    const topics = values.list("topics");
    if (topics.length > 0) return topics;
    const text = t`Choose at least one topic: it is how others find it.`;
    say({ text, isBad: true });
    throw new Error(text);
  };
}
