// Numbers of a sheet as text. In: the number and the format that its cell has. Out: what people see, as far as it
// matters: dates (ISO 8601), times, numbers without the noise of binary fractions, leading zeros of codes.

/** How a number is meant: a number, of at least so many digits; or a point in time, of which these parts are shown. */
export type NumberFormat =
  | { readonly kind: "number"; readonly digits: number }
  | { readonly kind: "time"; readonly hasDay: boolean; readonly hasHour: boolean };

const PLAIN: NumberFormat = { kind: "number", digits: 0 };

/** What a number format is for. Codes are those of ECMA-376, part 1, §18.8.30 and §18.8.31. */
export function formatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return builtIn(id);
  if (/^(?:general|standard)$/i.test(code)) return PLAIN;
  if (/^0+$/.test(code)) return { kind: "number", digits: code.length };
  const [positive = ""] = code.replaceAll(/"[^"]*"|\\.|_.|\*./g, "").split(";");
  const letters = positive.replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "").toLowerCase();
  const hasDay = /[dy]/.test(letters) || /^[^hs]*m[^hs]*$/.test(letters);
  const hasHour = /[hs]/.test(letters);
  return hasDay || hasHour ? { kind: "time", hasDay, hasHour } : PLAIN;
}

function builtIn(id: number): NumberFormat {
  const isDay = (id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58);
  const isHour = (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47);
  if (isDay || isHour || id === 22) return { kind: "time", hasDay: isDay || id === 22, hasHour: !isDay };
  return PLAIN;
}

/** A number of a sheet as text; the text itself when it is no number. */
export function showNumber(text: string, format: NumberFormat, isFrom1904: boolean): string {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) return text;
  const time = format.kind === "time" ? showTime(value, format, isFrom1904) : null;
  if (time !== null) return time;
  const digits = format.kind === "number" ? format.digits : 0;
  return plainNumber(value, text).padStart(digits, "0");
}

/** Excel computes with 15 digits; more are the noise of binary fractions. */
function plainNumber(value: number, text: string): string {
  const shown = String(Number(value.toPrecision(15)));
  if (/^-?\d+$/.test(text)) return text;
  return shown.includes("e") ? BIG.format(value) : shown;
}

const BIG = new Intl.NumberFormat("en", { useGrouping: false, maximumSignificantDigits: 15 });

const DAY_MS = 86_400_000;
const HIGHEST_SERIAL = 2_958_466; // 10000-01-01

function showTime(
  serial: number,
  { hasDay, hasHour }: { readonly hasDay: boolean; readonly hasHour: boolean },
  isFrom1904: boolean,
): string | null {
  if (serial < 0 || serial >= HIGHEST_SERIAL) return null;
  const time = new Date(zeroDay(serial, isFrom1904) + Math.round(serial * 86_400) * 1000);
  const iso = time.toISOString();
  if (!hasDay && serial < 1) return iso.slice(11, iso.slice(17, 19) === "00" ? 16 : 19);
  const isMidnight = time.getTime() % DAY_MS === 0;
  return isMidnight || !hasHour ? iso.slice(0, 10) : iso.slice(0, 19);
}

/** Excel believes that 1900 was a leap year: up to its 29 February, days are counted from the last of 1899. */
function zeroDay(serial: number, isFrom1904: boolean): number {
  if (isFrom1904) return Date.UTC(1904, 0, 1);
  return Date.UTC(1899, 11, serial < 60 ? 31 : 30);
}
