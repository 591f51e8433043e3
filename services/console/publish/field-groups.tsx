// The groups of a form: the first is open, the others are folded until they are wanted, or something in them is wrong. In: groups.
// Out: fields, each with what is wrong with it.
import { Trans, useLingui } from "@lingui/react/macro";
import type { FormStart } from "./cells-of-record.js";
import { ExpertiseField } from "./expertise-field.js";
import { columnOf } from "./faults-found.js";
import { FieldInput } from "./field-input.js";
import type { FieldGroup, FormField, TellNames } from "./field-types.js";
import { CONSENT } from "./fields-of-people.js";
import type { Check } from "./use-saving.js";

interface GroupsProps {
  readonly groups: readonly FieldGroup[];
  readonly start: FormStart;
  readonly isNew: boolean;
  readonly faults: Check["faults"];
  readonly onNames: TellNames;
}

/** The groups. */
export function FieldGroups({ groups, ...rest }: GroupsProps) {
  const { t } = useLingui();
  const faulty = new Set(rest.faults.map(({ column }) => columnOf(column)));
  return groups.map((group, at) => {
    const title = t(group.title);
    const fields = group.fields.map((field) => <OneField key={field.column} field={field} {...rest} />);
    if (at === 0)
      return (
        <section key={title} className="field-group">
          <h2>{title}</h2>
          {fields}
        </section>
      );
    return (
      <details key={title} className="field-group" open={group.fields.some(({ column }) => faulty.has(column))}>
        <summary>
          <h2>{title}</h2> {!rest.isNew && <Filled group={group} start={rest.start} />}
        </summary>
        {fields}
      </details>
    );
  });
}

/** How many of the fields of a folded group held something when the form was opened. */
function Filled({ group, start: { cells } }: { readonly group: FieldGroup; readonly start: FormStart }) {
  const count = group.fields.filter(({ column }) => (cells[column] ?? "") !== "").length;
  if (count === 0) return null;
  return (
    <span className="hint">
      <Trans>{count} filled in</Trans>
    </span>
  );
}

type OneFieldProps = Omit<GroupsProps, "groups"> & { readonly field: FormField };

function OneField({ field: given, start: { cells, names }, isNew, faults, onNames }: OneFieldProps) {
  const field = useWanted(given, isNew);
  const start = cells[field.column] ?? (isNew ? (field.standard ?? "") : "");
  const own = faults.filter(({ column }) => columnOf(column) === field.column);
  const props = { field, start, names, onNames };
  return (
    <div className="form-field" id={`column-${field.column}`} tabIndex={-1}>
      {field.kind === "expertise" ? (
        <ExpertiseField {...props} statements={cells["expertise.statement"] ?? ""} />
      ) : (
        <FieldInput {...props} />
      )}
      {own.map(({ expected, got }, at) => (
        <p key={at} className="field-error">
          <Trans>
            Expected: {expected}. Got: {got}.
          </Trans>
        </p>
      ))}
    </div>
  );
}

/** The day of consent is stored already of whoever is listed. */
function useWanted(field: FormField, isNew: boolean): FormField {
  return field.column === CONSENT && !isNew ? { ...field, isRequired: false } : field;
}
