// The shape of the rows of the templates. In: nothing. Out: for each type two rows, cells by column of the format.
import type { RecordType } from "../../../schema/record-id.js";

type Row = Readonly<Record<string, string>>;

/** Two rows for each type; the first names every column. */
export type TemplateRows = Readonly<Record<RecordType, readonly [Row, Row]>>;
