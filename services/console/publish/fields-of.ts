// The fields of each type. In: a type. Out: its groups.
import type { FieldGroup, PublishedType } from "./field-types.js";
import { EVENT_FIELDS } from "./fields-of-events.js";
import { ORGANIZATION_FIELDS } from "./fields-of-organizations.js";
import { PERSON_FIELDS } from "./fields-of-people.js";
import { PRACTICE_FIELDS } from "./fields-of-practices.js";
import { PROJECT_FIELDS } from "./fields-of-projects.js";

export const FIELDS_OF: Readonly<Record<PublishedType, readonly FieldGroup[]>> = {
  organization: ORGANIZATION_FIELDS,
  person: PERSON_FIELDS,
  project: PROJECT_FIELDS,
  practice: PRACTICE_FIELDS,
  event: EVENT_FIELDS,
};
