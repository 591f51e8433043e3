// The files of an exported list. In: rows. Out: their texts. A cell that a spreadsheet would take for a formula begins with an apostrophe.

export type ExportRow = Readonly<Record<string, string | number | null | undefined>>;

const FORMULA = /^[=+\-@\t\r]/;
/** A telephone number or a negative number is no formula. */
const NUMBER = /^[+-]?[\d\s().-]+$/;

/** RFC 4180, with a byte order mark so that spreadsheets read UTF-8. */
export function csvOf(rows: readonly ExportRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return `\uFEFF${lines.map((line) => line.map((cell) => cellOf(cell)).join(",")).join("\r\n")}\r\n`;
}

function cellOf(value: string | number | null | undefined): string {
  const text = String(value ?? "").replaceAll("\u0000", "");
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Whether a row says where it is. */
export function isPlaced(row: ExportRow): boolean {
  return typeof row["latitude"] === "number" && typeof row["longitude"] === "number";
}

/** RFC 7946, of the rows that have a place. */
export function geoJsonOf(rows: readonly ExportRow[]): string {
  const features = rows.filter(isPlaced).map(({ latitude, longitude, ...properties }) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [longitude, latitude] },
    properties,
  }));
  return JSON.stringify({ type: "FeatureCollection", features }, null, 2);
}
