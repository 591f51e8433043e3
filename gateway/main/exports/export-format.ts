// The formats of exports. In: records. Out: text, a line or more for each; what stands before the first and after the last. The
// end of a walk that was broken off can be put after what there is already: then nothing stands before it.
import type { ExportedRecord } from "./exported-record.js";

/** One way to write records down. */
export interface ExportFormat {
  readonly contentType: string;
  /** The end of a file's name, without the dot. */
  readonly extension: string;
  readonly head: string;
  /** The text of a record; empty where this format has none for it. `isFirst`: none has been written before it. */
  write(record: ExportedRecord, isFirst: boolean): string;
  readonly tail: string;
}

/** One JSON value on each line: the record as the graph shows it, and the cursor to go on after it. */
export const JSON_LINES: ExportFormat = {
  contentType: "application/jsonl; charset=utf-8",
  extension: "jsonl",
  head: "",
  write: ({ type, fields, cursor }) => `${JSON.stringify({ type, ...fields, _cursor: cursor })}\n`,
  tail: "",
};

/** A JSON document with one element of its list on each line: all but the first begin with their comma. */
export function listed(
  text: Pick<ExportFormat, "contentType" | "extension" | "head" | "tail">,
  element: (record: ExportedRecord) => object | null,
): ExportFormat {
  return {
    ...text,
    write(record, isFirst) {
      const made = element(record);
      if (made === null) return "";
      return `${isFirst ? "" : ","}${JSON.stringify({ ...made, _cursor: record.cursor })}\n`;
    },
  };
}
