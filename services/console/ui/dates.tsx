// Days, times, money, languages and countries, as the reader writes them. In: what the graph says. Out: words.
import { useLingui } from "@lingui/react";
import { useMemo } from "react";

type Named = "language" | "region" | "currency";

export interface Formats {
  /** `2026-11-22` or a time → 22 November 2026. */
  day(text: string): string;
  /** A time with its hour; `timeZone` IANA, the reader's own when not given. */
  time(text: string, timeZone?: string): string;
  /** How long ago: 3 days ago. */
  ago(text: string): string;
  money(amount: number, currency: string): string;
  number(value: number): string;
  language(tag: string): string;
  country(code: string): string;
  list(items: readonly string[]): string;
}

/** The reader's formats. */
export function useFormats(): Formats {
  const locale = useLingui().i18n.locale;
  return useMemo(() => formatsOf(locale), [locale]);
}

function formatsOf(locale: string): Formats {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const localDay = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const number = new Intl.NumberFormat(locale);
  const list = new Intl.ListFormat(locale);
  const named = (type: Named) => {
    const names = new Intl.DisplayNames(locale, { type, fallback: "code" });
    return (code: string) => orSelf(() => names.of(code), code);
  };
  return {
    day: (text) => (text.includes("T") ? localDay.format(new Date(text)) : day.format(new Date(`${text}T00:00:00Z`))),
    time: (text, timeZone) => timeIn(locale, new Date(text), timeZone),
    ago: (text) => relativeTo(relative, (Date.parse(text) - Date.now()) / 1_000),
    money: (amount, currency) =>
      orSelf(
        () => new Intl.NumberFormat(locale, { style: "currency", currency, maximumFractionDigits: 0 }).format(amount),
        `${number.format(amount)} ${currency}`,
      ),
    number: (value) => number.format(value),
    list: (items) => list.format(items),
    language: named("language"),
    country: named("region"),
  };
}

function orSelf(format: () => string | undefined, text: string): string {
  try {
    return format() ?? text;
  } catch {
    return text; // a code that no table knows
  }
}

function timeIn(locale: string, time: Date, timeZone: string | undefined): string {
  const style = { dateStyle: "full", timeStyle: "short" } as const;
  const format = (zone: object) => new Intl.DateTimeFormat(locale, { ...style, ...zone }).format(time);
  return orSelf(() => format(timeZone === undefined ? {} : { timeZone }), format({}));
}

const STEPS: ReadonlyArray<readonly [Intl.RelativeTimeFormatUnit, number]> = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

function relativeTo(format: Intl.RelativeTimeFormat, seconds: number): string {
  for (const [unit, length] of STEPS)
    if (Math.abs(seconds) >= length) return format.format(Math.round(seconds / length), unit);
  return format.format(Math.round(seconds), "second");
}

interface WhenProps {
  readonly at: string;
  readonly isRelative?: boolean;
}

/** A time in words, with the whole of it for machines and on hovering. */
export function When({ at, isRelative = true }: WhenProps) {
  const formats = useFormats();
  return (
    <time dateTime={at} title={at.includes("T") ? formats.time(at) : formats.day(at)}>
      {isRelative ? formats.ago(at) : formats.day(at)}
    </time>
  );
}
