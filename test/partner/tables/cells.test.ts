import { describe, expect, it } from "@jest/globals";
import { RECORD_TYPES, type RecordType } from "../../../schema/record-id.js";
import { readerOf } from "../../../services/partner/import/column-readers.js";
import { say, type Phrase } from "../../../services/partner/import/phrase.js";
import { PHRASES, told, type PhraseName } from "../../../services/partner/import/phrases.js";
import { localIdOf } from "../../../services/partner/import/row-identity.js";
import { tellType } from "../../../services/partner/import/tell-type.js";
import { readHeader } from "../../../services/partner/import/header.js";
import { suggestTopics } from "../../../services/partner/import/topic-cells.js";

/** What a cell of a column is read as; its warning when it is not. */
function read(type: RecordType, column: string, text: string, timeZone = "UTC"): unknown {
  const warnings: string[] = [];
  const warn = (expected: Phrase) => void warnings.push(say(expected, "en"));
  const place = {
    partner: "ours",
    type,
    timeZone,
    warn,
    refer: (_type: string, id: string) => id,
    isRecord: () => true,
  };
  const value = readerOf(type, column)?.(text, place);
  return warnings.length > 0 ? warnings.join("; ") : value;
}

describe("cells as people write them", () => {
  it.each([
    ["2025-02-03", "2025-02-03"],
    ["3/2/2025", "2025-02-03"],
    ["03.02.2025", "2025-02-03"],
    ["03/02/2025 00:00", "2025-02-03"],
    ["2025-02-03 00:00:00", "2025-02-03"],
    ["2025-02-03T14:30:00", "2025-02-03"],
    ["31/02/2025", expect.stringMatching(/^a date, like/)],
    ["12/31/2025", expect.stringMatching(/^a date, like/)],
    ["3/2/25", expect.stringMatching(/four digits/)],
    ["0001-01-01", expect.stringMatching(/^a date, like/)],
  ])("reads the day %s", (text, day) => {
    expect(read("project", "startDate", text)).toEqual(day);
  });

  it.each([
    ["22/11/2026 09:30", "UTC", "2026-11-22T09:30:00.000Z"],
    ["22/11/2026 9h", "Europe/Paris", "2026-11-22T08:00:00.000Z"],
    ["22/07/2026 à 14h05", "Europe/Paris", "2026-07-22T12:05:00.000Z"],
    ["2026-11-22 09:30", "Europe/Paris", "2026-11-22T08:30:00.000Z"],
    ["2026-11-22T09:30:00+05:00", "Europe/Paris", "2026-11-22T04:30:00.000Z"],
    ["2026-11-22", "UTC", "2026-11-22T00:00:00.000Z"],
    ["22/11/2026 25:00", "UTC", expect.stringMatching(/^a date and time/)],
  ])("reads the time %s in %s", (text, zone, time) => {
    expect(read("event", "startsAt", text, zone)).toEqual(time);
  });

  it.each([
    ["18000 EUR", { amount: 18_000, currency: "EUR" }],
    ["18 000,50 €", { amount: 18_000.5, currency: "EUR" }],
    ["18\u202f000 euros", { amount: 18_000, currency: "EUR" }],
    ["99.5 GBP", { amount: 99.5, currency: "GBP" }],
    ["£1,200.50", { amount: 1200.5, currency: "GBP" }],
    ["18,000 GBP", { amount: 18_000, currency: "GBP" }],
    ["1.234.567,89 EUR", { amount: 1_234_567.89, currency: "EUR" }],
    ["12,5 €", { amount: 12.5, currency: "EUR" }],
    ["5 chèvres", expect.stringMatching(/^an amount/)],
    ["18.000 EUR", expect.stringMatching(/in one way only/)],
    ["beaucoup", expect.stringMatching(/^an amount/)],
  ])("reads the amount %s", (text, money) => {
    expect(read("project", "cost", text)).toEqual(money);
  });

  it.each([
    ["person", "offers", "Mentorat, formation ; PEER_REVIEW", ["MENTORING", "TRAINING", "PEER_REVIEW"]],
    ["person", "languages", "français, Breton;wo", ["fr", "br", "wo"]],
    ["project", "countries", "France; Sénégal, gb", ["FR", "SN", "GB"]],
    ["project", "status", "En cours", "ACTIVE"],
    ["event", "online", "Oui", true],
    ["project", "topics", "Répit des aidants, musique", ["hub:topic:respite-care", "hub:topic:music"]],
    ["project", "topics", "Religions, spiritualités et convictions", [expect.stringMatching(/^hub:topic:/)]],
    ["practice", "steps", "Un, deux\nTrois", ["Un, deux", "Trois"]],
    ["practice", "context.people", "1 200", 1200],
    ["project", "team", "awa:animatrice, cuisine", [{ person: "awa", role: "animatrice, cuisine" }]],
    [
      "project",
      "team",
      "awa:animatrice, jean:cuisine",
      [
        { person: "awa", role: "animatrice" },
        { person: "jean", role: "cuisine" },
      ],
    ],
    ["organization", "contactUrl", "awa@asso.example", expect.stringMatching(/^the address of a page/)],
    ["organization", "contactUrl", "mailto:awa@asso.example", expect.stringMatching(/^the address of a page/)],
    [
      "project",
      "locations",
      "Rennes; Saint-Malo",
      [
        { label: "Rennes", precision: "TOWN" },
        { label: "Saint-Malo", precision: "TOWN" },
      ],
    ],
    ["organization", "identifiers.FR-SIREN", "732 829 320", { scheme: "FR-SIREN", value: "732829320" }],
  ] as const)("reads of a %s the %s %s", (type, column, text, value) => {
    expect(read(type, column, text)).toEqual(value);
  });

  it("proposes topics for what is not one, at most three, the likeliest first", () => {
    expect(suggestTopics("repit des aidant").map(({ slug }) => slug)[0]).toBe("respite-care");
    expect(suggestTopics("Comptabilité").map(({ slug }) => slug)).toContain("accounting");
    expect(suggestTopics("xyzzy")).toEqual([]);
  });
});

describe("ids and types that nobody stated", () => {
  it("makes the same id of a name every time, in letters that an id may hold", () => {
    expect(["Awa Diop", "  L'Écluse  & Cie ", "Œuvre n° 3"].map(localIdOf)).toEqual([
      "awa-diop",
      "l-ecluse-cie",
      "oeuvre-n-3",
    ]);
    for (const name of ["مركز", "😀", "a".repeat(300), "-"]) {
      expect(localIdOf(name)).toMatch(/^[A-Za-z0-9._~-]{1,128}$/);
      expect(localIdOf(name)).toBe(localIdOf(name));
    }
    expect(localIdOf("中心")).not.toBe(localIdOf("中間"));
  });

  it.each([
    ["personnes 2026.csv", null, "id,name", "person"],
    ["people-final(2).xlsx", null, "id,name", "person"],
    ["export.xlsx", "Projets", "id,name", "project"],
    ["export.csv", null, "nom,consentement", "person"],
    ["export.csv", null, "nom,pièges", "practice"],
    ["export.csv", null, "nom,résumé", undefined],
    ["projets et personnes.csv", null, "nom", undefined],
  ])("tells what %s (sheet %s, columns %s) holds", (file, sheet, columns, type) => {
    expect(tellType({ file, sheet, header: readHeader(columns.split(",")) })?.type).toBe(type);
  });

  it("knows every type by its own name", () => {
    for (const type of Object.keys(RECORD_TYPES)) {
      const header = readHeader([]);
      expect(tellType({ file: `${type}.csv`, sheet: null, header })?.type).toBe(type);
    }
  });
});

describe("what the importer says", () => {
  it.each(Object.keys(PHRASES) as PhraseName[])("has %s in French and in English, with the same gaps", (name) => {
    const { en, fr } = PHRASES[name];
    const gaps = (text: string) => [...new Set(text.match(/\{\d\}/g))].sort();
    expect(gaps(fr)).toEqual(gaps(en));
    expect([en.trim(), fr.trim()]).toEqual([en, fr]);
    expect(fr).not.toBe(en);
    const filled = told(name, "a", "b", "c", "d");
    expect(`${filled.en}${filled.fr}`).not.toMatch(/[{}]/);
  });
});
