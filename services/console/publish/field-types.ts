// What a form for a record is made of. In: nothing. Out: types; the fields themselves stand in fields-of-*.ts.
import type { MessageDescriptor } from "@lingui/core";
import type { RecordType } from "../community/operations.js";

export const PUBLISHED_TYPES = ["organization", "person", "project", "practice", "event"] as const;
export type PublishedType = (typeof PUBLISHED_TYPES)[number];

/** How a field is written, and how its text is made for the table format. */
export type FieldKind =
  | "text"
  | "long"
  /** One item in each line. */
  | "lines"
  | "url"
  | "date"
  /** A day and an hour, in the event's own time zone. */
  | "time"
  | "number"
  /** An amount and its currency. */
  | "money"
  | "yes-no"
  | "choice"
  | "choices"
  | "language"
  | "languages"
  | "countries"
  | "topics"
  | "record"
  | "records"
  /** People or organizations, each with a role. */
  | "roles"
  | "expertise";

/** The lists of `useLabels` that fields choose from. */
export type ChoiceList =
  | "setting"
  | "offer"
  | "practiceKind"
  | "projectStatus"
  | "eventKind"
  | "eventStatus"
  | "organizationStatus"
  | "visibility";

/** One field: a column of docs/table-format.md, in words. */
export interface FormField {
  readonly column: string;
  readonly label: MessageDescriptor;
  readonly hint?: MessageDescriptor;
  readonly kind: FieldKind;
  readonly list?: ChoiceList;
  readonly types?: readonly RecordType[];
  readonly isRequired?: boolean;
  /** What a new record has here. */
  readonly standard?: string;
}

/** Fields that belong together. All but the first group of a form are folded. */
export interface FieldGroup {
  readonly title: MessageDescriptor;
  readonly fields: readonly FormField[];
}

/** Names that have become known: of records and topics that were chosen. */
export type TellNames = (named: ReadonlyArray<readonly [string, string]>) => void;

export interface FieldInputProps {
  readonly field: FormField;
  /** The text of its column; empty where there is none. */
  readonly start: string;
  readonly names: ReadonlyMap<string, string>;
  readonly onNames: TellNames;
}
