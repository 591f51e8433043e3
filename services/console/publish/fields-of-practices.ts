// The fields of a practice. In: nothing. Out: groups, in words.
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

const ONE_A_LINE = msg`One in each line.`;

export const PRACTICE_FIELDS: readonly FieldGroup[] = [
  {
    title: msg`The practice`,
    fields: [
      { column: "name", label: msg`Name`, kind: "text", isRequired: true },
      { column: "practiceKind", label: msg`What is it?`, kind: "choice", list: "practiceKind" },
      SUMMARY,
      TOPICS,
      { column: "problem", label: msg`What was the matter?`, kind: "long" },
      { column: "approach", label: msg`What do you do about it?`, kind: "long" },
      { column: "steps", label: msg`Step by step`, hint: msg`One step in each line.`, kind: "lines" },
      { column: "results", label: msg`What came of it?`, kind: "long" },
    ],
  },
  {
    title: msg`Where it worked, and what it takes`,
    fields: [
      { column: "context.settings", label: msg`Kind of place`, hint: SETTINGS_HINT, kind: "choices", list: "setting" },
      { column: "context.audiences", label: msg`For whom`, hint: msg`Topics such as family carers.`, kind: "topics" },
      { column: "context.cost", label: msg`What it costs in all`, kind: "money" },
      { column: "context.people", label: msg`How many people it takes`, kind: "number" },
      { column: "resourcesNeeded", label: msg`What else it takes`, hint: ONE_A_LINE, kind: "lines" },
      { column: "context.description", label: msg`The surroundings in which it worked`, kind: "long" },
      { column: "context.culturalNotes", label: msg`What others should know of customs`, kind: "long" },
    ],
  },
  {
    title: msg`So that others need not learn it anew`,
    fields: [
      { column: "enablers", label: msg`What helped`, hint: ONE_A_LINE, kind: "lines" },
      { column: "constraints", label: msg`What made it hard`, hint: ONE_A_LINE, kind: "lines" },
      { column: "pitfalls", label: msg`Mistakes that others need not make`, hint: ONE_A_LINE, kind: "lines" },
      ATTACHMENTS,
    ],
  },
  {
    title: msg`Whose it is`,
    fields: [
      ORGANIZATION,
      {
        column: "contributors",
        label: msg`Who contributed`,
        hint: msg`Type a name and choose, then say what they did.`,
        kind: "roles",
        types: ["PERSON", "ORGANIZATION"],
      },
      {
        column: "adaptedFrom",
        label: msg`The practice that it adapts`,
        hint: msg`Of any partner. They have the credit, and see what you made of it.`,
        kind: "record",
        types: ["PRACTICE"],
      },
      {
        column: "licence",
        label: msg`What others may do with it`,
        hint: msg`A licence such as CC-BY-4.0; left empty, that of your association.`,
        kind: "text",
      },
      { column: "version", label: msg`Version`, kind: "text" },
    ],
  },
  PLACE,
  READING,
  TRANSLATION,
  PICTURE,
];
