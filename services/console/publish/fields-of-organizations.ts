// The fields of an organization. In: nothing. Out: groups, in words.
import { msg } from "@lingui/core/macro";
import type { FieldGroup } from "./field-types.js";
import { PICTURE, PLACE, READING, SUMMARY, TOPICS, TRANSLATION } from "./fields-of-every-type.js";

export const ORGANIZATION_FIELDS: readonly FieldGroup[] = [
  {
    title: msg`The organization`,
    fields: [
      { column: "name", label: msg`Name`, kind: "text", isRequired: true },
      SUMMARY,
      TOPICS,
      { column: "description", label: msg`What it does, at length`, kind: "long" },
    ],
  },
  {
    title: msg`Addresses on the web`,
    fields: [
      { column: "website", label: msg`Its site`, kind: "url" },
      {
        column: "contactUrl",
        label: msg`A page with a contact form`,
        hint: msg`Never a person's address: people are reached by an introduction.`,
        kind: "url",
      },
    ],
  },
  PLACE,
  READING,
  {
    title: msg`In registers`,
    fields: [
      { column: "legalName", label: msg`Name in the register`, kind: "text" },
      { column: "acronym", label: msg`Initials`, kind: "text" },
      {
        column: "identifiers",
        label: msg`Numbers of registers`,
        hint: msg`One in each line, with its register: FR-SIREN:732829320, FR-RNA:W353001234, GB-CHC:1089464`,
        kind: "lines",
      },
      { column: "languages", label: msg`Languages it works in`, kind: "languages" },
      { column: "status", label: msg`Is it active?`, kind: "choice", list: "organizationStatus" },
    ],
  },
  TRANSLATION,
  PICTURE,
];
