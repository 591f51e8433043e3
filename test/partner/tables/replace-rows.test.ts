import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { sayFault } from "../../../services/partner/import/import-fault.js";
import type { PartnerImportReport } from "../../../services/partner/import/import-partner-table.js";
import { say } from "../../../services/partner/import/phrase.js";
import { countsOf, linesOf, startPartnerImporter, type PartnerImporter } from "../kit/partner-importer.js";

let importer: PartnerImporter;
beforeAll(async () => {
  importer = await startPartnerImporter();
});
afterAll(() => importer.stop());

const projects = (numbers: readonly number[], nameOf = (n: number) => `Project ${n}`) =>
  ["id,name", ...numbers.map((n) => `${n},${nameOf(n)}`)].join("\n");
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
const named = { name: "projects.csv" };
const replace = { ...named, rows: "REPLACE" as const };

function stopOf({ stopped }: PartnerImportReport, language: "en" | "fr" = "en"): string {
  if (stopped === null) return "not stopped";
  const { line, column, expected, got } = sayFault(stopped, language);
  return `${line ?? "-"} ${column}: ${expected} / ${got}`;
}

describe("REPLACE", () => {
  it("deletes the one row that is gone, of the types that the table holds, and says so before", async () => {
    const partner = "gone";
    await importer.run(projects(upTo(3)), { ...named, partner });
    await importer.run("id,name,consentedAt\n1,Anne,2025-01-01", { partner });
    const rehearsed = await importer.run(projects([1, 3]), { ...replace, partner, dryRun: true });
    expect(countsOf(rehearsed)).toEqual({ created: 0, changed: 0, unchanged: 2, deleted: 1, refused: 0 });
    expect(await importer.rows("project", partner)).toHaveLength(3);
    const report = await importer.run(projects([1, 3]), { ...replace, partner });
    expect(countsOf(report)).toEqual(countsOf(rehearsed));
    expect((await importer.rows("project", partner)).map(({ id }) => id)).toEqual(["gone:project:1", "gone:project:3"]);
    expect(await importer.rows("person", partner)).toHaveLength(1);
    const [last] = await importer.store.rows(
      "select op, id from partner_data.change where partner = ? order by sequence desc",
      [partner],
    );
    expect(last).toEqual({ op: "DELETE", id: "gone:project:2" });
    const written = await importer.changes();
    const again = await importer.run(projects([1, 3]), { ...replace, partner });
    expect(countsOf(again)).toMatchObject({ unchanged: 2, deleted: 0 });
    expect(await importer.changes()).toBe(written);
  });

  it("keeps what a refused row is about, and deletes nothing when it cannot tell which record a row is", async () => {
    const partner = "typing";
    await importer.run("id,name,startsAt\n1,A,2026-01-01\n2,B,2026-01-01\n3,C,2026-01-01", {
      name: "events.csv",
      partner,
    });
    const wish = { name: "events.csv", rows: "REPLACE" as const, partner };
    const refused = await importer.run("id,name,startsAt\n1,A,2026-01-01\n2,B,tomorrow", wish);
    expect(countsOf(refused)).toMatchObject({ unchanged: 1, deleted: 1, refused: 1 });
    const untold = await importer.run("id,name,startsAt\n1,A,2026-01-01\n2 ?,B,2026-01-01", wish);
    expect(countsOf(untold)).toMatchObject({ unchanged: 1, deleted: 0, refused: 1 });
    expect(untold.notes.map((note) => say(note, "en"))).toContainEqual(expect.stringMatching(/^Nothing was deleted/));
    expect(await importer.rows("event", partner)).toHaveLength(2);
  });
});

describe("a wrong table", () => {
  it("J05: stops when most records would go, until their number is confirmed", async () => {
    const partner = "half";
    await importer.run(projects(upTo(12)), { ...named, partner });
    const stopped = await importer.run(projects([1, 2]), { ...replace, partner });
    expect(countsOf(stopped)).toEqual({ created: 0, changed: 0, unchanged: 0, deleted: 0, refused: 0 });
    expect([stopped.toConfirm, (await importer.rows("project", partner)).length]).toEqual([10, 12]);
    expect([stopOf(stopped), stopOf(stopped, "fr")]).toMatchInlineSnapshot(`
[
  "- (table): a table that holds most of what you have in the network now / a table in which 10 of 12 records are missing, among them "Project 10", "Project 11", "Project 12". Nothing was imported. If these 10 records really are to go, confirm the number 10",
  "- (tableau): un tableau qui contient l'essentiel de ce que vous avez aujourd'hui dans le réseau / un tableau où manquent 10 fiches sur 12, dont « Project 10 », « Project 11 », « Project 12 ». Rien n'a été importé. Si ces 10 fiches doivent vraiment disparaître, confirmez le nombre 10",
]
`);
    const wrong = await importer.run(projects([1, 2]), { ...replace, partner, confirmDeleted: 9 });
    expect(wrong.stopped).not.toBeNull();
    const confirmed = await importer.run(projects([1, 2]), { ...replace, partner, confirmDeleted: 10 });
    expect(countsOf(confirmed)).toMatchObject({ unchanged: 2, deleted: 10 });
  });

  it("J05: stops at another partner's rows, and cannot be told otherwise", async () => {
    const table = ["partner,type,id,name", "mine,project,1,P", "their-key,project,2,Q"].join("\n");
    const stopped = await importer.run(table, { partner: "mine", confirmDeleted: 0 });
    expect([stopOf(stopped), stopOf(stopped, "fr")]).toMatchInlineSnapshot(`
[
  "3 partner: rows of mine only / their-key, another partner's key. Nothing was imported. If the table is yours, take this column out, or write mine in it",
  "3 partner: seulement des lignes de mine / their-key, la clé d'un autre partenaire. Rien n'a été importé. Si le tableau est le vôtre, retirez cette colonne ou écrivez-y mine",
]
`);
    expect([stopped.toConfirm, await importer.rows("project", "mine")]).toEqual([null, []]);
    const full = await importer.run("id,name\nthem:project:1,P", { ...named, partner: "mine" });
    expect(stopOf(full)).toMatch(/^2 id: rows of mine only/);
  });

  it("J05: stops when the same numbers suddenly have other names", async () => {
    const partner = "numbers";
    await importer.run(projects(upTo(8)), { ...named, partner });
    const stopped = await importer.run(
      projects(upTo(8), (n) => `Other ${n}`),
      { ...named, partner },
    );
    expect([stopOf(stopped), stopOf(stopped, "fr")]).toMatchInlineSnapshot(`
[
  "- (table): ids that mean the same records as before / other names for 8 of 8 records, like "Other 1" instead of "Project 1". Nothing was imported: this looks like another table with the same numbers. If the names really changed, import the rows in smaller parts",
  "- (tableau): des identifiants qui désignent les mêmes fiches qu'avant / d'autres noms pour 8 fiches sur 8, comme « Other 1 » au lieu de « Project 1 ». Rien n'a été importé : cela ressemble à un autre tableau avec les mêmes numéros. Si les noms ont vraiment changé, importez les lignes en plus petites parties",
]
`);
    expect((await importer.rows("project", partner))[0]).toMatchObject({ name: "Project 1" });
    const few = await importer.run(
      projects(upTo(8), (n) => (n < 4 ? `Other ${n}` : `PROJECT ${n}`)),
      { ...named, partner },
    );
    expect([few.stopped, few.changed]).toEqual([null, 8]);
  });
});

describe("any tables", () => {
  const table = fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 9 }), name: fc.constantFrom("A", "B", "") }), {
    selector: ({ id }) => id,
    maxLength: 9,
  });
  const steps = fc.array(fc.record({ table, rows: fc.constantFrom("MERGE" as const, "REPLACE" as const) }), {
    maxLength: 4,
  });
  let run = 0;

  it("reports what is then in the store, rehearses what it then does, and says of every row what became of it", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const partner = `any-${++run}`;
        for (const { table: rows, rows: mode } of all) {
          const before = new Map((await importer.rows("project", partner)).map((row) => [row["id"], row["name"]]));
          const text = ["id,name", ...rows.map(({ id, name }) => `${id},${name}`), ""].join("\n");
          const wish = { name: "projects.csv", rows: mode, partner, confirmDeleted: before.size };
          const rehearsed = await importer.run(text, { ...wish, dryRun: true });
          const report = await importer.run(text, wish);
          expect(countsOf(report)).toEqual(countsOf(rehearsed));
          if (report.stopped !== null) continue;
          const after = new Map((await importer.rows("project", partner)).map((row) => [row["id"], row["name"]]));
          const { created, changed, unchanged, deleted, refused } = report;
          expect(created + changed + unchanged + refused).toBe(rows.length);
          expect(after.size).toBe(before.size + created - deleted);
          expect([...before].filter(([id]) => !after.has(id))).toHaveLength(deleted);
          expect([...after].filter(([id, name]) => before.has(id) && before.get(id) !== name)).toHaveLength(changed);
          expect(linesOf(report)).toHaveLength(refused);
        }
      }),
      { numRuns: 25 },
    );
  });
});
