// What a record that is stored holds, column by column: what a row lays its own cells over. In: a draft. Out: values by
// column of the format, and its translations by language.
import type { RecordType } from "../../../schema/record-id.js";
import type { RecordDraft, TranslationDraft } from "../../records/record-draft.js";

/** Values by column, and translated fields by language. */
export interface ColumnValues {
  readonly values: Map<string, unknown>;
  readonly translations: Map<string, Map<string, unknown>>;
}

const NOT_COLUMNS = new Set(["id", "image", "context", "translations"]);
const IN_CONTEXT = new Set(["settings", "audiences", "cost"]);

/** The values of a draft; nothing is left for what it leaves out. */
export function valuesOfDraft(draft: RecordDraft, type: RecordType): ColumnValues {
  const values = new Map<string, unknown>();
  for (const [member, value] of Object.entries(draft)) {
    if (NOT_COLUMNS.has(member) || value === null || value === undefined) continue;
    values.set(type === "practice" && IN_CONTEXT.has(member) ? `context.${member}` : member, value);
  }
  for (const [member, value] of Object.entries(draft.context ?? {})) values.set(`context.${member}`, value);
  for (const [member, value] of Object.entries(draft.image ?? {})) {
    const isStandard = value === null || (member === "alt" && value === draft.name);
    if (!isStandard) values.set(`image.${member}`, value);
  }
  return { values, translations: new Map((draft.translations ?? []).map((each) => [each.language, fieldsOf(each)])) };
}

function fieldsOf({ language: _language, ...fields }: TranslationDraft): Map<string, unknown> {
  return new Map(Object.entries(fields));
}
