// When an event is, on the reader's clock or on its own. In: an event's times and zone. Out: words, and the month it belongs to.
import { useLingui } from "@lingui/react";
import { useMemo } from "react";

interface Timed {
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly timeZone: string;
}

export interface EventTimes {
  /** Whether the hours are those of the event. */
  readonly isOwn: boolean;
  /** November 2026. */
  month(event: Timed): string;
  /** The day and hour of its beginning and end. */
  span(event: Timed): string;
  /** The zone that the hours are of, as readers call it. */
  zone(event: Timed): string;
  day(event: Timed): { readonly number: string; readonly name: string };
}

/** `isOwn`: the event's own clock; else the reader's. */
export function useEventTimes(isOwn: boolean): EventTimes {
  const locale = useLingui().i18n.locale;
  return useMemo(() => timesOf(locale, isOwn), [locale, isOwn]);
}

function timesOf(locale: string, isOwn: boolean): EventTimes {
  const format = ({ timeZone }: Timed, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { ...style, ...(isOwn && isZone(timeZone) ? { timeZone } : {}) });
  const part = (event: Timed, style: Intl.DateTimeFormatOptions): string =>
    format(event, style).format(new Date(event.startsAt));
  return {
    isOwn,
    month: (event) => capital(part(event, { month: "long", year: "numeric" }), locale),
    day: (event) => ({ number: part(event, { day: "numeric" }), name: part(event, { weekday: "short" }) }),
    span: (event) => {
      const style = { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit" } as const;
      const [from, to] = [new Date(event.startsAt), new Date(event.endsAt ?? event.startsAt)];
      return to > from ? format(event, style).formatRange(from, to) : format(event, style).format(from);
    },
    zone: (event) => {
      const parts = format(event, { hour: "numeric", timeZoneName: "longGeneric" }).formatToParts(
        new Date(event.startsAt),
      );
      return parts.find(({ type }) => type === "timeZoneName")?.value ?? event.timeZone;
    },
  };
}

/** A zone that no browser knows would throw. */
function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

function capital(text: string, locale: string): string {
  return text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1);
}
