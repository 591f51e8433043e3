// An amount and its currency. In: `18000 EUR`. Out: two inputs.
import { useLingui } from "@lingui/react/macro";
import type { FieldInputProps } from "./field-types.js";

const CURRENCIES = ["EUR", "GBP", "CHF", "CAD", "XOF", "USD"] as const;

/** The field. */
export function MoneyField({ field, start }: Pick<FieldInputProps, "field" | "start">) {
  const { t } = useLingui();
  const [amount = "", currency = "EUR"] = start.split(" ");
  const id = `money-${field.column}`;
  const known = [...new Set([currency, ...CURRENCIES])];
  return (
    <div className="field">
      <label htmlFor={id}>{t(field.label)}</label>
      <div className="money-field">
        <input id={id} name={field.column} type="number" min={0} step="any" defaultValue={amount} />
        <select name={`${field.column}.currency`} defaultValue={currency} aria-label={t`Currency`}>
          {known.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </select>
      </div>
    </div>
  );
}
