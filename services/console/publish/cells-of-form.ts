// What a form holds, as cells of the table format. In: the form's values, field by field. Out: the text of each column.
import type { FormValues } from "../ui/dialog.js";
import type { FieldGroup, FormField } from "./field-types.js";
import { TIMES } from "./fields-of-events.js";

/** The text of each column; empty where there is nothing. */
export type Cells = Readonly<Record<string, string>>;

/** Reads all fields of a form. */
export function readCells(groups: readonly FieldGroup[], values: FormValues): Cells {
  const fields = groups.flatMap((group) => group.fields);
  const read = fields.flatMap((field) => [
    [field.column, cellOf(field, values)] as const,
    ...(field.kind === "expertise"
      ? [[`${field.column}.statement`, values.text(`${field.column}.statement`)] as const]
      : []),
  ]);
  return Object.fromEntries(read);
}

function cellOf({ column, kind }: FormField, values: FormValues): string {
  switch (kind) {
    case "choices":
    case "topics":
    case "records":
    case "record":
      return values.list(column).join("|");
    case "money":
      return values.number(column) === null ? "" : `${values.text(column)} ${values.text(`${column}.currency`)}`;
    case "time":
      return values.text(column).replace("T", " ");
    case "lines":
      return values.text(column).replaceAll(/\s*\n\s*/g, "\n");
    default:
      return values.text(column).replaceAll("\r\n", "\n");
  }
}

/** The cells that a record is saved with: all that are filled of a new one, those that were changed of one that is there. */
export function cellsToSave(cells: Cells, before: Cells | null): Array<{ column: string; value: string }> {
  const isSent = (column: string): boolean =>
    before === null ? cells[column] !== "" : cells[column] !== (before[column] ?? "");
  const isTimed = TIMES.some(isSentTime);
  const columns = Object.keys(cells).filter((column) => isSent(column) || (isTimed && isTime(column)));
  return columns.map((column) => ({ column, value: cells[column] ?? "" }));

  function isSentTime(column: string): boolean {
    return cells[column] !== undefined && isSent(column);
  }
}

function isTime(column: string): boolean {
  return TIMES.some((each) => each === column);
}
