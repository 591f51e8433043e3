// The records of the small network whose exports are looked at. In: nothing. Out: records by partner.
import type { RecordDraft } from "../../services/records/record-draft.js";

/** Who withdraws. */
export const JANE = "north:person:jane";
const MANY = Array.from({ length: 230 }, (_, at) => ({
  id: `south:practice:p${at}`,
  name: `Practice "${at}"`,
  locations: [{ label: "Rennes", latitude: 48.1 + at / 1000, longitude: -1.7, precision: "TOWN" }],
  approach: `Line one, of ${at}\nLine two; of ${at}`,
  updatedAt: `2026-01-01T00:00:${String(at % 60).padStart(2, "0")}.000Z`,
}));
/** What spreadsheets would compute. */
export const FORMULAS = [
  '=HYPERLINK("https://bad.example";"here")',
  "@SUM(1)",
  "+cmd|' /C calc'!A0",
  "-2+3",
  "＝1",
  "'=quoted",
  "''@",
];
/** What only looks like them. */
export const HARMLESS = ["+33 6 12 34 56 78", "-12,5", "+1 (555) 010.99", "'s Avonds", "- a list"];

/** The network. */
export const RECORDS: Readonly<Record<string, readonly RecordDraft[]>> = {
  north: [
    { id: JANE, name: "Jane Quillfeather", topics: ["hub:topic:food-aid"] },
    ...Array.from({ length: 12 }, (_none, at) => ({
      id: `north:person:crowd${at}`,
      name: `One of many, ${at}`,
      locations: [{ label: "Rennes", latitude: 48.1173, longitude: -1.6778, precision: "AREA" }],
    })),
    { id: "north:person:hidden", name: "Nobody's business", visibility: "NETWORK" },
    { id: "north:event:fair", name: "Quillfeather's fair", startsAt: "2999-05-01T09:00:00.000Z" },
    ...[...FORMULAS, ...HARMLESS].map((name, at) => ({
      id: `north:project:f${at}`,
      name: `f${at}`,
      summary: name,
    })),
  ],
  south: MANY,
};
