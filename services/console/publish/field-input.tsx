// One field of a record's form, as its kind asks for. In: the field, what it begins with. Out: a field, its faults below it.
import { useLingui } from "@lingui/react/macro";
import { RecordField } from "../community/record-field.js";
import { WRITTEN } from "../community/language-input.js";
import { useFormats } from "../ui/dates.js";
import { BoxesInput, SelectInput, TextInput } from "../ui/fields.js";
import { useLabels } from "../ui/labels.js";
import { TopicField } from "../ui/topic-field.js";
import { ExpertiseField } from "./expertise-field.js";
import type { FieldInputProps, FormField } from "./field-types.js";
import { MoneyField } from "./money-field.js";
import { RoleField } from "./role-field.js";

/** A list of a column, with the names of what its ids stand for. */
export function chosenOf(start: string, names: ReadonlyMap<string, string>) {
  const ids = start.split("|").filter((id) => id !== "");
  return ids.map((id) => ({ id, name: names.get(id) ?? id }));
}

/** The field. */
export function FieldInput(props: FieldInputProps) {
  const { field, start, names, onNames } = props;
  const { t } = useLingui();
  const words = { label: t(field.label), ...(field.hint === undefined ? {} : { hint: t(field.hint) }) };
  switch (field.kind) {
    case "topics":
      return (
        <TopicField
          name={field.column}
          {...words}
          chosen={chosenOf(start, names).map(({ id, name }) => ({ id, label: name }))}
          onChange={(topics) => onNames(topics.map(({ id, label }) => [id, label ?? id]))}
        />
      );
    case "record":
    case "records":
      return (
        <RecordField
          name={field.column}
          {...words}
          types={field.types ?? []}
          isSingle={field.kind === "record"}
          chosen={chosenOf(start, names)}
          onChange={(records) => onNames(records.map(({ id, name }) => [id, name]))}
        />
      );
    case "roles":
      return <RoleField {...props} />;
    case "expertise":
      return <ExpertiseField {...props} />;
    case "money":
      return <MoneyField {...props} />;
    default:
      return <PlainField {...props} />;
  }
}

const ROWS = { long: 4, lines: 4 } as const;
const TYPES = { url: "url", date: "date", time: "datetime-local", number: "number" } as const;

function PlainField({ field, start }: FieldInputProps) {
  const { t } = useLingui();
  const choices = useChoices(field, start);
  const value = useShown(field, start);
  const { column, kind, isRequired = false } = field;
  const words = {
    ...{ name: column, label: t(field.label), isRequired },
    ...(field.hint === undefined ? {} : { hint: t(field.hint) }),
  };
  if (kind === "choices") return <BoxesInput {...words} values={start.split("|")} choices={choices} />;
  if (kind === "choice" || kind === "yes-no" || kind === "language")
    return <SelectInput {...words} value={value} choices={choices} />;
  const type = kind === "date" || kind === "time" || kind === "number" ? { type: TYPES[kind] } : {};
  const rows = kind === "long" || kind === "lines" ? { rows: ROWS[kind] } : {};
  return <TextInput {...words} {...type} {...rows} value={value} maxLength={20_000} />;
}

/** What a field begins with, as its input wants it. */
function useShown({ kind }: FormField, start: string): string {
  const formats = useFormats();
  const named = (name: (code: string) => string): string =>
    start
      .split("|")
      .filter((code) => code !== "")
      .map(name)
      .join(", ");
  if (kind === "time") return start.replace(" ", "T");
  if (kind === "countries") return named(formats.country);
  return kind === "languages" ? named(formats.language) : start;
}

function useChoices({ kind, list }: FormField, start: string) {
  const { t } = useLingui();
  const labels = useLabels();
  const formats = useFormats();
  if (kind === "yes-no")
    return [
      { value: "yes", label: t`Yes` },
      { value: "no", label: t`No` },
    ];
  if (kind === "language")
    return [...new Set([...(start === "" ? [] : [start]), ...WRITTEN])].map((tag) => ({
      value: tag,
      label: formats.language(tag),
    }));
  return list === undefined ? [] : Object.entries(labels[list]).map(([value, label]) => ({ value, label }));
}
