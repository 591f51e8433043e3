// The fields of a project. In: nothing. Out: groups, in words.
import { msg } from "@lingui/core/macro";
import type { FieldGroup } from "./field-types.js";
import {
  ATTACHMENTS,
  ORGANIZATION,
  PICTURE,
  PLACE,
  READING,
  SETTINGS_HINT,
  SUMMARY,
  TOPICS,
  TRANSLATION,
} from "./fields-of-every-type.js";

export const PROJECT_FIELDS: readonly FieldGroup[] = [
  {
    title: msg`The project`,
    fields: [
      { column: "name", label: msg`Name`, kind: "text", isRequired: true },
      SUMMARY,
      TOPICS,
      ORGANIZATION,
      { column: "description", label: msg`The project at length`, kind: "long" },
    ],
  },
  {
    title: msg`When, and how far it is`,
    fields: [
      { column: "status", label: msg`How far is it?`, kind: "choice", list: "projectStatus" },
      { column: "startDate", label: msg`First day`, kind: "date" },
      { column: "endDate", label: msg`Last day`, kind: "date" },
    ],
  },
  {
    title: msg`For whom, and what it takes`,
    fields: [
      { column: "settings", label: msg`Kind of place`, hint: SETTINGS_HINT, kind: "choices", list: "setting" },
      { column: "audiences", label: msg`For whom`, hint: msg`Topics such as family carers.`, kind: "topics" },
      { column: "cost", label: msg`What it costs in all`, kind: "money" },
    ],
  },
  {
    title: msg`What came of it`,
    fields: [
      { column: "outcomes", label: msg`Results`, kind: "long" },
      { column: "lessons", label: msg`What you would do differently`, kind: "long" },
      ATTACHMENTS,
    ],
  },
  {
    title: msg`With whom`,
    fields: [
      {
        column: "team",
        label: msg`Team`,
        hint: msg`Type a name and choose, then say what the person did.`,
        kind: "roles",
        types: ["PERSON"],
      },
      {
        column: "jointWith",
        label: msg`Organizations that carry it with you`,
        hint: msg`Of any partner. Type a name and choose.`,
        kind: "records",
        types: ["ORGANIZATION"],
      },
      { column: "practices", label: msg`Practices that it used or made`, kind: "records", types: ["PRACTICE"] },
    ],
  },
  PLACE,
  READING,
  TRANSLATION,
  PICTURE,
];
