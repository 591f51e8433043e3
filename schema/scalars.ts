// The contract's scalars: what each may hold. In: any value. Out: whether it is one. Years are 1000 to 9998, so that
// text order is time order and the "no date" of registers (0001, 9999) does not pass for a date.

const DATE = /^([1-9]\d{3})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^([1-9]\d{3})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)\.\d{3}Z$/;
const RFC3339 = /^[1-9]\d{3}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:([0-5]\d)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;
const LANGUAGE = /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*$/i;
const COUNTRY = /^[A-Z]{2}$/;
const SCHEMES = /^(https?:\/\/[^\s/?#\\@]+([/?#][^\s\\]*)?|mailto:[^\s@\\]+@[^\s@\\]+)$/i;

/** What each scalar holds, as it is said in messages. */
export const SCALAR_FORMS = {
  DateTime: "a date and time in UTC with milliseconds, like 2026-11-22T09:30:00.000Z",
  Date: "a calendar date, like 2026-11-22",
  LanguageTag: "a language tag, like fr or pt-BR",
  CountryCode: "a two-letter country code, like FR",
  Url: "an address that begins with https:, http: or mailto:",
} as const;

export type ContractScalar = keyof typeof SCALAR_FORMS;

/** A date that exists, `yyyy-mm-dd`. */
export function isDate(value: unknown): value is string {
  if (typeof value !== "string") return false;
  const parts = DATE.exec(value);
  return parts !== null && existsInCalendar(parts);
}

/** A time that exists, RFC 3339, UTC, with exactly three digits of milliseconds: the form in which partners send. */
export function isDateTime(value: unknown): value is string {
  if (typeof value !== "string" || value.length !== 24) return false;
  const parts = DATE_TIME.exec(value);
  return parts !== null && existsInCalendar(parts);
}

/** Any RFC 3339 time that a reader may write, as UTC with milliseconds; null when it is not one. */
export function toDateTime(value: unknown): string | null {
  if (isDateTime(value)) return value;
  if (typeof value !== "string" || !RFC3339.test(value) || !isDate(value.slice(0, 10))) return null;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function existsInCalendar(parts: RegExpExecArray): boolean {
  const [, year, month, day] = parts;
  const [m, d] = [Number(month), Number(day)];
  if (m < 1 || m > 12 || d < 1 || year === "9999") return false;
  return d <= 28 || d <= new Date(Date.UTC(Number(year), m, 0)).getUTCDate();
}

/** A BCP 47 tag: language, script, region and variants, in any case. */
export function isLanguageTag(value: unknown): value is string {
  return typeof value === "string" && value.length <= 35 && LANGUAGE.test(value);
}

/** Two capital letters, as ISO 3166-1 assigns them. */
export function isCountryCode(value: unknown): value is string {
  return typeof value === "string" && COUNTRY.test(value);
}

/** An address with scheme https, http or mailto, without user name or password. */
export function isUrl(value: unknown): value is string {
  return typeof value === "string" && value.length <= 2048 && SCHEMES.test(value);
}

/** The check of a contract scalar by name. */
export const SCALAR_CHECKS: Readonly<Record<ContractScalar, (value: unknown) => boolean>> = {
  DateTime: isDateTime,
  Date: isDate,
  LanguageTag: isLanguageTag,
  CountryCode: isCountryCode,
  Url: isUrl,
};
