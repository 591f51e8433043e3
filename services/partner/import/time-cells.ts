// Cells that hold a date or a time, as people and spreadsheets write them. In: text. Out: the contract's form.
import { isDate, toDateTime } from "../../../schema/scalars.js";
import type { CellReader } from "./cell.js";
import { told } from "./phrases.js";

const DAY_FIRST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T,]+(?:à )?(.+))?$/;
const SHORT_YEAR = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(?!\d)/;
const CLOCK = /^([01]?\d|2[0-3])(?::|h)([0-5]\d)?(?::([0-5]\d)(?:\.\d+)?)?$/i;
const WITH_TIME = /^(\d{4}-\d{2}-\d{2})[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?$/;

/** A day: `2026-11-22` or `22/11/2026`, day first. The time of a form's time stamp is left out. */
export const day: CellReader<string> = (value, place) => {
  const read = toDay(value);
  if (read === null) place.warn(told(SHORT_YEAR.test(value) ? "longYear" : "day"), value);
  return read ?? undefined;
};

/** A time. A date stands for its first moment; a time without a zone is one of the place's zone. */
export const time: CellReader<string> = (value, place) => {
  const read = toTime(value, place.timeZone);
  if (read === null) place.warn(told(SHORT_YEAR.test(value) ? "longYear" : "time"), value);
  return read ?? undefined;
};

/** The day a text stands for, or null. */
export function toDay(value: string): string | null {
  const [, dayOfMonth = "", month = "", year = "", clock = "0:00"] = DAY_FIRST.exec(value) ?? [];
  const [, whole = value] = WITH_TIME.exec(value) ?? [];
  const text = year === "" ? whole : `${year}-${month.padStart(2, "0")}-${dayOfMonth.padStart(2, "0")}`;
  return CLOCK.test(clock) && isDate(text) ? text : null;
}

/** The time a text stands for, or null. */
export function toTime(value: string, timeZone = "UTC"): string | null {
  const isDay: boolean = isDate(value);
  if (isDay) return atZone(`${value}T00:00:00.000Z`, timeZone);
  const [, dayOfMonth = "", month = "", year = "", clock] = DAY_FIRST.exec(value) ?? [];
  if (year !== "") {
    const date = `${year}-${month.padStart(2, "0")}-${dayOfMonth.padStart(2, "0")}`;
    const [found, hour = "0", minute = "00", second = "00"] = CLOCK.exec(clock ?? "0:00") ?? [];
    return found === undefined
      ? null
      : atZone(toDateTime(`${date}T${hour.padStart(2, "0")}:${minute}:${second}Z`), timeZone);
  }
  const whole = value.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, "$1T");
  return toDateTime(whole) ?? atZone(toDateTime(`${whole}Z`) ?? toDateTime(`${whole}:00Z`), timeZone);
}

/** The moment at which clocks in a zone show this time; of two such the one that fits the zone's offset at that time. */
function atZone(wall: string | null, timeZone: string): string | null {
  if (wall === null || timeZone === "UTC") return wall;
  const shown = Date.parse(wall);
  const first = shown - offsetMs(shown, timeZone);
  return toDateTime(new Date(shown - offsetMs(first, timeZone)).toISOString());
}

/** How far clocks in a zone are ahead of UTC at a moment. */
function offsetMs(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
  const shown = Date.parse(`${format.format(at).replace(" ", "T")}Z`);
  return shown - Math.floor(at / 1000) * 1000;
}
