// The columns that all record tables share, and how times are read. In: nothing. Out: property builders for the
// entities of rows.ts. The tables themselves are made by record-tables.ts.
import { p, Type } from "@mikro-orm/core";
import type { ImageDraft, LocationDraft, TranslationDraft } from "../record-draft.js";

/** A time as the contract sends it, UTC with milliseconds, kept as `timestamptz(3)`. */
export class TimeType extends Type<string, string> {
  override convertToJSValue(value: string): string {
    return new Date(value).toISOString();
  }

  override getColumnType(): string {
    return "timestamptz(3)";
  }

  override compareAsType(): string {
    return "string";
  }
}

export const time = () => p.type(TimeType).$type<string>();
export const textList = () => p.array().columnType("text[]").$type<string[]>();
/** `yyyy-mm-dd`, kept as `date`. */
export const day = () => p.date().$type<string>();

/** What every record has. `id` is the full record id; `words` are the folded words of name and summary. */
export const recordColumns = () => ({
  partner: p.text().primary(),
  id: p.text().primary(),
  name: p.text(),
  nameFolded: p.text(),
  summary: p.text().nullable(),
  words: p.text().lazy(),
  language: p.text(),
  translations: p.json().$type<TranslationDraft[]>(),
  filterLanguages: textList().lazy(),
  topics: textList(),
  countries: textList(),
  areas: textList(),
  locations: p.json().$type<LocationDraft[]>(),
  image: p.json().$type<ImageDraft>().nullable(),
  visibility: p.text().$type<"PUBLIC" | "NETWORK">(),
  url: p.text().nullable(),
  organization: p.text().nullable(),
  createdAt: time(),
  updatedAt: time(),
  /** Of what the writer stated: equal digests write nothing. */
  digest: p.text().lazy(),
  /** Whether the writer stated the time, or the store keeps it. */
  statesCreated: p.boolean().lazy(),
  statesUpdated: p.boolean().lazy(),
  /** Whether this version or the one before it was PUBLIC: what the change feed must tell readers of PUBLIC records. */
  seenByPublic: p.boolean().lazy(),
});
