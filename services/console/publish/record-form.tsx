// The form for a record, with its preview. In: the type, what it begins with. Out: a record that is saved, or what is wrong with it.
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { Button, Form } from "react-aria-components";
import { readForm, useSending, type FormValues } from "../ui/dialog.js";
import { say } from "../ui/said.js";
import { cellsToSave, readCells, type Cells } from "./cells-of-form.js";
import type { FormStart } from "./cells-of-record.js";
import { FaultsFound } from "./faults-found.js";
import type { PublishedType } from "./field-types.js";
import { FieldGroups } from "./field-groups.js";
import { FIELDS_OF } from "./fields-of.js";
import { RecordPreview } from "./record-preview.js";
import "../styles/publish.css";
import { useSaving, type Saving } from "./use-saving.js";

interface RecordFormProps {
  readonly partner: string;
  readonly type: PublishedType;
  /** The record that is changed; null for a new one. */
  readonly id: string | null;
  readonly start: FormStart;
}

/** The form. */
export function RecordForm({ partner, type, id, start }: RecordFormProps) {
  const groups = FIELDS_OF[type];
  const written = useWritten(type, start);
  const saving = useSaving({ partner, isNew: id === null });
  const save = useSave({ type, id, saving, before: written.before });
  const { isBusy, send } = useSending(save, () => undefined);
  const { faults } = saving.check;
  return (
    <div className="form-columns">
      <Form className="form-page record-form" onSubmit={send} ref={written.form}>
        <FaultsFound check={saving.check} groups={groups} type={type} />
        <div className="form-fields" onChange={written.read}>
          <FieldGroups {...{ groups, start, faults }} isNew={id === null} onNames={written.tellNames} />
        </div>
        <div className="form-end">
          <Link className="button" to="/publish">
            <Trans>Cancel</Trans>
          </Link>
          <Button type="submit" className="button button-main" isPending={isBusy}>
            {saving.isApproved && faults.length > 0 ? <Trans>Save all the same</Trans> : <Trans>Check and save</Trans>}
          </Button>
        </div>
      </Form>
      <div className="form-preview">
        <RecordPreview type={type} groups={groups} cells={written.cells} names={written.names} />
      </div>
    </div>
  );
}

interface SaveProps extends Pick<RecordFormProps, "type" | "id"> {
  readonly saving: Saving;
  readonly before: () => Cells;
}

function useSave({ type, id, saving, before }: SaveProps): (values: FormValues) => Promise<void> {
  const { t } = useLingui();
  return async (values) => {
    const changed = cellsToSave(readCells(FIELDS_OF[type], values), id === null ? null : before());
    if (changed.length === 0) return say({ text: t`Nothing has been changed.` });
    const identity = [{ column: "type", value: type }, ...(id === null ? [] : [{ column: "id", value: id }])];
    await saving.save([...identity, ...changed]);
  };
}

/** What the form holds now, for the preview; and what it held at the beginning. */
function useWritten(type: PublishedType, start: FormStart) {
  const groups = FIELDS_OF[type];
  const form = useRef<HTMLFormElement>(null);
  const first = useRef<Cells>({});
  const [cells, setCells] = useState<Cells>(start.cells);
  const [names, setNames] = useState(start.names);
  const readNow = useCallback(
    (): Cells => (form.current === null ? {} : readCells(groups, readForm(form.current))),
    [groups],
  );
  useEffect(() => {
    first.current = readNow();
    setCells(first.current);
  }, [readNow]);
  const read = (): void => void setTimeout(() => setCells(readNow())); // once the fields have taken it
  const tellNames = (named: ReadonlyArray<readonly [string, string]>): void => {
    setNames((known) => new Map([...known, ...named]));
    read();
  };
  return { form, cells, names, read, tellNames, before: () => first.current };
}
