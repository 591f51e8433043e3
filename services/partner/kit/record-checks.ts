// Checks of records, and of looking them up by id. In: the evidence. Out: findings.
import { cleanText } from "../../../schema/clean-text.js";
import { parseRecordId } from "../../../schema/record-id.js";
import { isRecordTime } from "../../../schema/record-times.js";
import { isDate, isDateTime } from "../../../schema/scalars.js";
import { first, must, should, type Check, type Finding } from "./check.js";
import { recordFaults, type ValueFault } from "./contract-shape.js";
import { isLicence } from "./endpoint-checks.js";
import type { Evidence } from "./evidence.js";
import { trouble } from "./exchange.js";
import { isObject, itemsOf, membersOf, shown, textOf, type Members } from "./json-view.js";

/** Whose records they are, and by which version of the contract they are looked at. */
type RecordsOf = Pick<Evidence, "key" | "version">;

/** A look at every record. */
function ofRecords(look: (record: Members, about: RecordsOf) => string | null): (evidence: Evidence) => Finding {
  return ({ rest, key, version }) =>
    rest === null ? undefined : first(rest.feed.records.map((record) => look(record, { key, version })));
}

/** Whether a record's id begins with the key and names the record's type. */
export function hasOwnId({ id, __typename }: Members, { key }: Pick<Evidence, "key">): string | null {
  const parsed = parseRecordId(id);
  return parsed?.partner === key && parsed.typename === __typename ? null : `${shown(__typename)} ${shown(id)}`;
}

function keepsRule(rule: ValueFault["rule"]): (record: Members, about: RecordsOf) => string | null {
  return (record, { version }) => {
    const fault = recordFaults(record, version).find((each) => each.rule === rule);
    return fault === undefined ? null : `${shown(record["id"])}: ${fault.at}: ${fault.got}`;
  };
}

function hasTimes(record: Members, about: RecordsOf): string | null {
  const wrong = keepsRule("date")(record, about);
  if (wrong !== null) return wrong;
  const late = ["createdAt", "updatedAt"].find((field) => isDateTime(record[field]) && !isRecordTime(record[field]));
  return late === undefined ? null : `${shown(record["id"])}: ${late}: ${shown(record[late])}`;
}

function isLicensed({ __typename, id, licence }: Members): string | null {
  return __typename !== "Practice" || isLicence(licence) ? null : `${shown(id)}: ${shown(licence)}`;
}

/** The texts of a record, wherever they stand in it. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.flatMap(textsOf) : isObject(value) ? Object.values(value).flatMap(textsOf) : [];
}

function isClean(record: Members): string | null {
  const dirty = textsOf(record).find((text) => cleanText(text) !== text.replaceAll("\r\n", "\n"));
  return dirty === undefined ? null : `${shown(record["id"])}: ${shown(dirty)}`;
}

function hasConsent({ __typename, id, consentedAt }: Members): string | null {
  if (__typename !== "Person") return null;
  const isPast = isDate(consentedAt) && isRecordTime(`${consentedAt}T00:00:00.000Z`);
  return isPast ? null : `${shown(id)}: ${shown(consentedAt)}`;
}

const MAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}\.[\p{L}]{2,}/u;

/** Says where, not what: an address does not belong in a report either. */
function hasNoAddress(record: Members): string | null {
  if (record["__typename"] !== "Person") return null;
  const field = Object.keys(record).find((each) => textsOf(record[each]).some((text) => MAIL.test(text)));
  return field === undefined ? null : `${shown(record["id"])}: ${shown(field)}`;
}

function entitiesOf({ rest }: Evidence): readonly unknown[] | null {
  const list = rest?.entities.asked.data["_entities"];
  return Array.isArray(list) ? list : null;
}

function keepsPositions(evidence: Evidence): Finding {
  const { rest } = evidence;
  if (rest === null) return undefined;
  const { ids, known, asked } = rest.entities;
  const list = entitiesOf(evidence);
  if (list === null) return trouble(asked) ?? shown(asked.data["_entities"]);
  if (list.length !== ids.length) return `${ids.length} → ${list.length}`;
  const wrong = ids.findIndex((id, at) => known.has(id) && membersOf(list[at])["id"] !== id);
  return wrong < 0 ? null : `[${wrong}] ${shown(ids[wrong])} → ${shown(membersOf(list[wrong])["id"])}`;
}

function knowsNoStranger(evidence: Evidence): Finding {
  const list = entitiesOf(evidence);
  if (evidence.rest === null || list === null) return undefined;
  const { ids, known, asked } = evidence.rest.entities;
  if (list.length !== ids.length) return undefined;
  const wrong = ids.findIndex((id, at) => !known.has(id) && list[at] !== null);
  return wrong < 0 ? trouble({ ...asked, data: { _entities: list } }) : `[${wrong}] ${shown(list[wrong])}`;
}

function hidesEntities({ rest, isSigned }: Evidence): Finding {
  const hidden = rest?.entities.hidden;
  if (!isSigned || hidden === undefined || hidden === null) return undefined;
  const found = itemsOf(hidden.data["_entities"]).find((entity) => entity !== null);
  return found === undefined ? null : shown(textOf(membersOf(found)["id"]));
}

/** Checks by name. */
export const RECORD_CHECKS = {
  "record-ids": must("BASIC", ofRecords(hasOwnId)),
  "record-fields": must("BASIC", ofRecords(keepsRule("shape"))),
  "record-dates": must("BASIC", ofRecords(hasTimes)),
  "record-languages": must("BASIC", ofRecords(keepsRule("language"))),
  "record-licences": should("BASIC", ofRecords(isLicensed)),
  "record-texts": should("BASIC", ofRecords(isClean)),
  "people-consent": should("BASIC", ofRecords(hasConsent)),
  "people-contact-data": should("BASIC", ofRecords(hasNoAddress)),
  "entities-position": must("BASIC", keepsPositions),
  "entities-unknown": must("BASIC", knowsNoStranger),
  "entities-visibility": must("BASIC", hidesEntities),
} satisfies Readonly<Record<string, Check>>;
