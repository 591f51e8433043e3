// In which language something is written. In: nothing. Out: a choice, the reader's own language first.
import { useLingui } from "@lingui/react/macro";
import { useFormats } from "../ui/dates.js";
import { SelectInput } from "../ui/fields.js";

/** The languages that partners write in most; others are published by table. */
export const WRITTEN = ["fr", "en", "br", "oc", "es", "pt", "de", "it", "nl", "ar"] as const;

interface LanguageInputProps {
  readonly name?: string;
  readonly value?: string | undefined;
}

/** The choice. */
export function LanguageInput({ name = "language", value }: LanguageInputProps) {
  const { t, i18n } = useLingui();
  const formats = useFormats();
  const own = value ?? i18n.locale;
  const tags = [own, ...WRITTEN.filter((tag) => tag !== own)];
  const choices = tags.map((tag) => ({ value: tag, label: formats.language(tag) }));
  return <SelectInput name={name} label={t`Language of the text`} value={own} choices={choices} isRequired />;
}
