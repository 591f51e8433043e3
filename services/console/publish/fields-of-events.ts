// The fields of an event. In: nothing. Out: groups, in words.
import { msg } from "@lingui/core/macro";
import type { FieldGroup } from "./field-types.js";
import {
  ATTACHMENTS,
  ORGANIZATION,
  PICTURE,
  PLACE,
  READING,
  SUMMARY,
  TOPICS,
  TRANSLATION,
} from "./fields-of-every-type.js";

/** Hours are those of the zone: where one of the three changes, all are sent. */
export const TIMES = ["startsAt", "endsAt", "timeZone"] as const;

export const EVENT_FIELDS: readonly FieldGroup[] = [
  {
    title: msg`The event`,
    fields: [
      { column: "name", label: msg`Name`, kind: "text", isRequired: true },
      { column: "eventKind", label: msg`What is it?`, kind: "choice", list: "eventKind" },
      { column: "startsAt", label: msg`When does it begin?`, kind: "time", isRequired: true },
      { column: "endsAt", label: msg`When does it end?`, kind: "time" },
      { column: "timeZone", label: msg`Time zone of these hours`, hint: msg`For example Europe/Paris`, kind: "text" },
      SUMMARY,
      TOPICS,
    ],
  },
  {
    title: msg`Where, and how to come`,
    fields: [
      { column: "place", label: msg`Room and town`, kind: "text" },
      { column: "online", label: msg`Can one come online?`, kind: "yes-no" },
      {
        column: "joinUrl",
        label: msg`Address to join it online`,
        hint: msg`Shown to members of the network only.`,
        kind: "url",
      },
      { column: "capacity", label: msg`How many may come`, kind: "number" },
      { column: "status", label: msg`Does it take place?`, kind: "choice", list: "eventStatus" },
    ],
  },
  {
    title: msg`What happens there`,
    fields: [
      { column: "description", label: msg`The event at length`, kind: "long" },
      {
        column: "speakers",
        label: msg`Who speaks`,
        hint: msg`Type a name and choose.`,
        kind: "records",
        types: ["PERSON"],
      },
      { column: "materials", label: msg`Practices that are used`, kind: "records", types: ["PRACTICE"] },
      ATTACHMENTS,
      ORGANIZATION,
      { column: "partOf", label: msg`The series that it belongs to`, kind: "record", types: ["EVENT"] },
    ],
  },
  PLACE,
  READING,
  TRANSLATION,
  PICTURE,
];
