// Fields of forms: a label, what it is for, what is wrong with it. In: names and words. Out: fields that work by keyboard and by ear.
import { Trans } from "@lingui/react/macro";
import { useId, type ReactNode } from "react";
import {
  Checkbox,
  CheckboxGroup,
  FieldError,
  Input,
  Label,
  Radio,
  RadioGroup,
  Text,
  TextArea,
  TextField,
} from "react-aria-components";

interface FieldProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly isRequired?: boolean;
  readonly value?: string | undefined;
}

interface TextProps extends FieldProps {
  readonly type?: "text" | "email" | "password" | "url" | "date" | "datetime-local" | "number" | "search";
  readonly rows?: number;
  readonly maxLength?: number;
  readonly autoComplete?: string;
  readonly onChange?: (value: string) => void;
}

/** A text of one line, or of several where `rows` says so. */
export function TextInput({ name, label, hint, isRequired = false, value, rows, onChange, ...input }: TextProps) {
  return (
    <TextField
      className="field"
      name={name}
      isRequired={isRequired}
      defaultValue={value ?? ""}
      {...(onChange ? { onChange } : {})}
      {...typeOf(input)}
    >
      <FieldLabel isRequired={isRequired}>{label}</FieldLabel>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      {rows === undefined ? <Input /> : <TextArea rows={rows} />}
      <FieldError className="field-error" />
    </TextField>
  );
}

/** Only what was given: React Aria tells undefined from absent. */
function typeOf({ type, maxLength, autoComplete }: Pick<TextProps, "type" | "maxLength" | "autoComplete">) {
  return {
    ...(type === undefined ? {} : { type }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(autoComplete === undefined ? {} : { autoComplete }),
  };
}

function FieldLabel({ isRequired, children }: { readonly isRequired: boolean; readonly children: ReactNode }) {
  return (
    <Label>
      {children}
      {!isRequired && <Optional />}
    </Label>
  );
}

function Optional() {
  return (
    <span className="optional">
      {" "}
      <Trans>(optional)</Trans>
    </span>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}

interface ChoiceProps extends FieldProps {
  readonly choices: readonly Choice[];
}

/** One of a few, in the browser's own list. */
export function SelectInput({ name, label, hint, isRequired = false, value, choices }: ChoiceProps) {
  const id = useId(); // several forms of a page may have a field of the same name
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {!isRequired && <Optional />}
      </label>
      {hint !== undefined && (
        <span className="hint" id={hintId}>
          {hint}
        </span>
      )}
      <select id={id} name={name} defaultValue={value} required={isRequired} aria-describedby={hintId}>
        {!isRequired && <option value="" />}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** One of a few, all of them seen. */
export function RadioInput({ name, label, hint, isRequired = false, value, choices }: ChoiceProps) {
  return (
    <RadioGroup className="field radios" name={name} isRequired={isRequired} defaultValue={value ?? null}>
      <FieldLabel isRequired={isRequired}>{label}</FieldLabel>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      {choices.map((choice) => (
        <Radio key={choice.value} value={choice.value} className="radio">
          {choice.label}
        </Radio>
      ))}
      <FieldError className="field-error" />
    </RadioGroup>
  );
}

interface BoxesProps extends ChoiceProps {
  readonly values?: readonly string[];
}

/** Any of a few. */
export function BoxesInput({ name, label, hint, isRequired = false, values = [], choices }: BoxesProps) {
  return (
    <CheckboxGroup className="field boxes" name={name} isRequired={isRequired} defaultValue={[...values]}>
      <FieldLabel isRequired={isRequired}>{label}</FieldLabel>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      {choices.map((choice) => (
        <Checkbox key={choice.value} value={choice.value} className="box">
          {({ isSelected }) => (
            <>
              <span className="tick" aria-hidden="true">
                {isSelected ? "✓" : ""}
              </span>
              {choice.label}
            </>
          )}
        </Checkbox>
      ))}
      <FieldError className="field-error" />
    </CheckboxGroup>
  );
}
