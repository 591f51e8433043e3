// Looking into answers that may be anything. In: a value. Out: it as what was hoped for, or an empty one of that kind.
// Texts of endpoints are shown cut, on one line, without signs that change how the rest is read.

export type Members = Readonly<Record<string, unknown>>;

/** The value's own members; none when it is no object. */
export function membersOf(value: unknown): Members {
  return isObject(value) ? value : {};
}

/** Whether a value is an object, and no list. */
export function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value's items; none when it is no list. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text; null when it is none. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

const MOST_SHOWN = 120;

/** A value as a report shows it: JSON, cut, what cannot be seen spelt out. */
export function shown(value: unknown): string {
  const short = typeof value === "string" ? value.slice(0, 2 * MOST_SHOWN) : value;
  const text = short === undefined ? "undefined" : (JSON.stringify(short) ?? String(short));
  const visible = text.slice(0, 4 * MOST_SHOWN).replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, spelt);
  return visible.length > MOST_SHOWN ? `${visible.slice(0, MOST_SHOWN - 1)}…` : visible;
}

function spelt(sign: string): string {
  return `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;
}
