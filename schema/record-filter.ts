// Filters of the contract: what each member may hold. In: a filter, coerced by GraphQL. Out: the same filter with
// times in UTC, or `BAD_USER_INPUT` naming the member. Partners and gateway check alike.
import { badInput } from "./errors.js";
import { isPartnerKey, parseRecordId } from "./record-id.js";
import { isCountryCode, isDate, isLanguageTag, SCALAR_FORMS, toDateTime } from "./scalars.js";

/** A filter's members by name; those not in `FILTER_MEMBERS` are enums or plain values that GraphQL has checked. */
export type RecordFilter = Readonly<Record<string, unknown>>;

type MemberCheck = (value: unknown, path: string) => unknown;

const FILTER_MEMBERS: Readonly<Record<string, MemberCheck>> = {
  partners: each((value) => (typeof value === "string" && isPartnerKey(value) ? value : null), "a partner's key"),
  topics: each(idOf("Topic"), "a topic's id, like hub:topic:respite-care"),
  audiences: each(idOf("Topic"), "a topic's id, like hub:topic:respite-care"),
  organizations: each(idOf("Organization"), "an organization's id"),
  countries: each((value) => (isCountryCode(value) ? value : null), SCALAR_FORMS.CountryCode),
  languages: each((value) => (isLanguageTag(value) ? value : null), SCALAR_FORMS.LanguageTag),
  areas: each((value) => (isAreaCode(value) ? value : null), "an area's code, like FR-35 or insee:35238"),
  updatedSince: one(toDateTime, SCALAR_FORMS.DateTime),
  updatedBefore: one(toDateTime, SCALAR_FORMS.DateTime),
  startsAfter: one(toDateTime, SCALAR_FORMS.DateTime),
  startsBefore: one(toDateTime, SCALAR_FORMS.DateTime),
  activeOn: one((value) => (isDate(value) ? value : null), SCALAR_FORMS.Date),
  near: checkNear,
  costAtMost: checkMoney,
  text: one((value) => (typeof value === "string" && value.length <= 500 ? value : null), "at most 500 characters"),
  identifier: one((value) => value, "an identifier"),
};

// more than a page, since the hub widens topics and areas before it asks
const MOST_ITEMS = 500;

/** Checks every member of a filter. Null members count as not given. Throws `BAD_USER_INPUT`. */
export function checkFilter(filter: unknown): RecordFilter {
  const checked: Record<string, unknown> = Object.create(null);
  if (typeof filter !== "object" || filter === null) return checked;
  for (const [name, value] of Object.entries(filter)) {
    if (value === null || value === undefined) continue;
    const check = FILTER_MEMBERS[name];
    checked[name] = check === undefined ? value : check(value, `filter.${name}`);
  }
  return checked;
}

/** A code of an area: letters, digits and `. : _ -`, at most 40. */
export function isAreaCode(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z0-9][A-Za-z0-9.:_-]{0,39}$/.test(value);
}

function one(read: (value: unknown) => unknown, expected: string): MemberCheck {
  return (value, path) => {
    const result = read(value);
    if (result === null) throw badInput(path, expected, value);
    return result;
  };
}

function each(read: (value: unknown) => unknown, expected: string): MemberCheck {
  const item = one(read, expected);
  return (value, path) => {
    if (!Array.isArray(value)) throw badInput(path, "a list", value);
    if (value.length > MOST_ITEMS) throw badInput(path, `at most ${MOST_ITEMS} items`, `${value.length} items`);
    return value.map((entry, index) => item(entry, `${path}[${index}]`));
  };
}

function idOf(typename: string): (value: unknown) => unknown {
  return (value) => (parseRecordId(value)?.typename === typename ? value : null);
}

function checkNear(value: unknown, path: string): unknown {
  const { latitude, longitude, radiusKm } = numbersOf(value);
  const within = (number: number | undefined, least: number, most: number) =>
    number !== undefined && number >= least && number <= most;
  if (!within(latitude, -90, 90)) throw badInput(`${path}.latitude`, "degrees from -90 to 90", latitude);
  if (!within(longitude, -180, 180)) throw badInput(`${path}.longitude`, "degrees from -180 to 180", longitude);
  if (!within(radiusKm, 0, 20_040)) throw badInput(`${path}.radiusKm`, "kilometres from 0 to 20040", radiusKm);
  return value;
}

function checkMoney(value: unknown, path: string): unknown {
  const { amount, currency } = value as { amount: number; currency: string }; // MoneyInput, checked by GraphQL
  if (amount < 0) throw badInput(`${path}.amount`, "an amount of 0 or more", amount);
  if (!/^[A-Z]{3}$/.test(currency)) throw badInput(`${path}.currency`, "a currency, like EUR", currency);
  return value;
}

function numbersOf(value: unknown): Partial<Record<string, number>> {
  return value as Partial<Record<string, number>>; // NearInput, checked by GraphQL: every member is a Float
}
