// What is wrong with a record that is being written, before its form. In: a check. Out: a list that leads to the fields; nothing
// where all is well.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { FieldGroup, PublishedType } from "./field-types.js";
import type { Check } from "./use-saving.js";

/** The column whose field shows a fault. */
export function columnOf(column: string | null): string {
  return (column ?? "").replace(/^expertise\..*$/, "expertise");
}

interface FaultsProps {
  readonly check: Check;
  readonly groups: readonly FieldGroup[];
  readonly type: PublishedType;
}

/** The list. */
export function FaultsFound({ check: { faults, notes, taken }, groups, type }: FaultsProps) {
  if (taken !== null) return <Taken id={taken} type={type} />;
  if (faults.length === 0 && notes.length === 0) return null;
  const isStopped = faults.some(({ refused }) => refused);
  return (
    <div className={isStopped ? "notice notice-bad" : "notice notice-warn"} role="alert">
      <p>
        {isStopped ? (
          <Trans>It cannot be saved like this:</Trans>
        ) : (
          <Trans>It can be saved, but without this. Put it right, or save it all the same:</Trans>
        )}
      </p>
      <ul className="bullets">
        {faults.map((fault, at) => (
          <OneFault key={at} fault={fault} groups={groups} />
        ))}
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  );
}

function Taken({ id, type }: { readonly id: string; readonly type: PublishedType }) {
  return (
    <p className="notice notice-bad" role="alert">
      <Trans>
        You already publish something of this name.{" "}
        <Link to="/publish/$type" params={{ type }} search={{ id }}>
          Change that one
        </Link>
        , or give this one another name.
      </Trans>
    </p>
  );
}

interface OneFaultProps extends Pick<FaultsProps, "groups"> {
  readonly fault: Check["faults"][number];
}

function OneFault({ fault: { column, expected, got }, groups }: OneFaultProps) {
  const { t } = useLingui();
  const field = groups.flatMap((group) => group.fields).find((each) => each.column === columnOf(column));
  return (
    <li>
      {field === undefined ? column : <a href={`#column-${field.column}`}>{t(field.label)}</a>}{" "}
      <Trans>
        Expected: {expected}. Got: {got}.
      </Trans>
    </li>
  );
}
