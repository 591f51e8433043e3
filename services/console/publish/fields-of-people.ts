// The fields of a person. In: nothing. Out: groups, in words.
import { msg } from "@lingui/core/macro";
import type { FieldGroup } from "./field-types.js";
import { ORGANIZATION, PICTURE, PLACE, READING, SUMMARY, TOPICS, TRANSLATION } from "./fields-of-every-type.js";

/** Needed for a new person; what is stored is shown to nobody, so it is empty where somebody is changed. */
export const CONSENT = "consentedAt";

export const PERSON_FIELDS: readonly FieldGroup[] = [
  {
    title: msg`The person`,
    fields: [
      { column: "name", label: msg`First and last name`, kind: "text", isRequired: true },
      {
        column: CONSENT,
        label: msg`On which day did they agree to be listed?`,
        hint: msg`Nobody is listed who has not agreed. This day is shown to nobody.`,
        kind: "date",
        isRequired: true,
      },
      {
        column: "headline",
        label: msg`What they do, in a few words`,
        hint: msg`For example: night shelter coordinator`,
        kind: "text",
      },
      ORGANIZATION,
      SUMMARY,
    ],
  },
  {
    title: msg`What they know`,
    fields: [
      {
        column: "expertise",
        label: msg`Topics they know, and how well`,
        hint: msg`Others find them by it. What shows it, as projects and practices, adds to it by itself.`,
        kind: "expertise",
      },
      TOPICS,
    ],
  },
  {
    title: msg`How they can help`,
    fields: [
      { column: "offers", label: msg`What they offer`, kind: "choices", list: "offer" },
      { column: "languages", label: msg`Languages they speak`, kind: "languages" },
      { column: "unavailableUntil", label: msg`Not available before this day`, kind: "date" },
    ],
  },
  PLACE,
  READING,
  TRANSLATION,
  PICTURE,
];
