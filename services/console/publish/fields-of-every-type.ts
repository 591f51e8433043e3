// The fields that every record has. In: nothing. Out: groups, in words. Columns: docs/table-format.md.
import { msg } from "@lingui/core/macro";
import type { FieldGroup, FormField } from "./field-types.js";

export const SUMMARY: FormField = {
  column: "summary",
  label: msg`In one or two sentences`,
  hint: msg`What people read first, in lists and in searches.`,
  kind: "long",
};

export const TOPICS: FormField = {
  column: "topics",
  label: msg`Topics`,
  hint: msg`Type a few letters and choose. It is by topics that others find it.`,
  kind: "topics",
};

export const ORGANIZATION: FormField = {
  column: "organization",
  label: msg`Organization`,
  hint: msg`To which it belongs. Type a name and choose.`,
  kind: "record",
  types: ["ORGANIZATION"],
};

export const ATTACHMENTS: FormField = {
  column: "attachments",
  label: msg`Documents`,
  hint: msg`One in each line: its title, then its address. Night plan https://assoc.example/plan.pdf`,
  kind: "lines",
};

export const SETTINGS_HINT = msg`Where it happens. Others judge by it whether it would work for them.`;

export const PLACE: FieldGroup = {
  title: msg`Where`,
  fields: [
    { column: "countries", label: msg`Countries`, kind: "countries" },
    {
      column: "locations",
      label: msg`Towns`,
      hint: msg`One in each line. With coordinates it is on the map: Rennes@48.1173,-1.6778`,
      kind: "lines",
    },
    {
      column: "areas",
      label: msg`Codes of areas`,
      hint: msg`One in each line, as ISO 3166-2 has them, or with their scheme: FR-35, insee:35238`,
      kind: "lines",
    },
  ],
};

export const READING: FieldGroup = {
  title: msg`Language and readers`,
  fields: [
    { column: "language", label: msg`In which language have you written this?`, kind: "language" },
    {
      column: "visibility",
      label: msg`Who may read it?`,
      kind: "choice",
      list: "visibility",
      standard: "PUBLIC",
      isRequired: true,
    },
    { column: "url", label: msg`Its page on your own site`, kind: "url" },
  ],
};

export const TRANSLATION: FieldGroup = {
  title: msg`In a second language`,
  fields: [
    { column: "name@en", label: msg`Name in English`, kind: "text" },
    { column: "summary@en", label: msg`In one or two sentences, in English`, kind: "long" },
    { column: "name@fr", label: msg`Name in French`, kind: "text" },
    { column: "summary@fr", label: msg`In one or two sentences, in French`, kind: "long" },
  ],
};

export const PICTURE: FieldGroup = {
  title: msg`Picture`,
  fields: [
    {
      column: "image.url",
      label: msg`Address of a picture that you may show`,
      hint: msg`The hub keeps a copy. Left empty, the picture stays as it is.`,
      kind: "url",
    },
    { column: "image.alt", label: msg`What it shows, for those who do not see it`, kind: "text" },
    { column: "image.credit", label: msg`Who made it`, kind: "text" },
    { column: "image.licence", label: msg`Its licence`, hint: msg`For example CC-BY-4.0`, kind: "text" },
  ],
};
