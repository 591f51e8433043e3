import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PROJECT_ROOT, schemaPath } from "../../schema/sdl.js";
import { networkOf } from "../../services/partner/import/network-of.js";
import { startImporter, type TestImporter } from "./kit/importer.js";

let importer: TestImporter;
beforeAll(async () => {
  importer = await startImporter();
});
afterAll(() => importer.stop());

const data = join(PROJECT_ROOT, "..", "shared", "data");
const withData = existsSync(data) ? describe : describe.skip;

withData("real open data (skipped where it is not there)", () => {
  it("imports 7,634 charities and 4,115 projects of 127 partners without a refusal, in well under 20 seconds", async () => {
    const files = ["organizations.csv", "projects.csv"].map((name) => join(data, "uk", name));
    const progress: number[] = [];
    const begun = Date.now();
    const report = await importer.importFiles(files, {
      onProgress: ({ rowsPerSecond }) => progress.push(rowsPerSecond),
    });
    const seconds = (Date.now() - begun) / 1000;
    expect(report.refused).toBe(0);
    expect(report.partners).toHaveLength(127);
    expect(report.partners.reduce((sum, { created }) => sum + created, 0)).toBe(11_749);
    const counted = async (table: string) =>
      (await importer.store.rows(`select id from partner_data.${table} where partner like 'uk-%'`)).length;
    expect([await counted("organization"), await counted("project")]).toEqual([7634, 4115]);
    expect(seconds).toBeLessThan(20);
    expect(progress.length).toBeGreaterThan(0);
    console.info(`UK: ${seconds.toFixed(1)} s, ${progress.at(-1)} rows/s, ${report.warnings} warnings`);
    const again = await importer.importFiles(files);
    expect(again.partners.reduce((sum, { unchanged }) => sum + unchanged, 0)).toBe(11_749);
    expect((await networkOf(files)).map((profile) => profile.key)).toHaveLength(127);
  });

  it("imports the register of French associations by its mapping", async () => {
    const files = [join(data, "rna", "rna_waldec_sample.csv")];
    const report = await importer.importFiles(files, { language: "fr", mapping: "rna" });
    expect(report.refused).toBe(0);
    const stored = await importer.store.rows<{
      id: string;
      partner: string;
      identifiers: { scheme: string; value: string }[];
      status: string;
      created_at: string;
      topics: string[];
      areas: string[];
    }>("select * from partner_data.organization where partner like 'fr-%'");
    expect(stored).toHaveLength(1110);
    const rna = stored.filter((row) => row.identifiers.some(({ scheme }) => scheme === "FR-RNA"));
    expect(rna).toHaveLength(725);
    expect(stored.filter((row) => row.status === "CLOSED")).toHaveLength(161);
    expect(stored.every((row) => /^fr-(\d{2,3}|2[ab]|xx)$/.test(row.partner))).toBe(true);
    expect(stored.some((row) => row.created_at.startsWith("0001"))).toBe(false);
    expect(stored.filter((row) => row.topics.length > 0).length).toBeGreaterThan(900);
    console.info("RNA:", report.partners.length, "partners", report.warnings, "warnings");
  });
});

const demo = schemaPath("../services/partner/demo");
const withDemo = existsSync(join(demo, "network.json")) ? describe : describe.skip;

withDemo("the demo network", () => {
  it("imports without a single fault", async () => {
    const partners = (await readdir(demo, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    const files = await Promise.all(
      partners.map(async ({ name }) =>
        (await readdir(join(demo, name))).filter((path) => path.endsWith(".csv")).map((path) => join(demo, name, path)),
      ),
    );
    const report = await importer.importFiles(files.flat());
    expect(report.faults).toEqual([]);
    expect(report.partners.map(({ key }) => key)).toEqual(partners.map(({ name }) => name).sort());
  });
});
