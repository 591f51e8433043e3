import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { say } from "../../../services/partner/import/phrase.js";
import { countsOf, linesOf, startPartnerImporter, type PartnerImporter } from "../kit/partner-importer.js";

let importer: PartnerImporter;
beforeAll(async () => {
  importer = await startPartnerImporter();
});
afterAll(() => importer.stop());

describe("a table of one partner", () => {
  it("reads a volunteer's table of people, by French headers and names", async () => {
    const report = await importer.run(
      [
        "Prénom;Nom;Fonction;Compétences;Langues;Propose;Ville;Consentement;E-mail;Visibilité",
        "Awa;Diop;Animatrice;Répit:référente | Musique:débutant;français, wolof;mentorat, formation;Rennes;22/11/2025;awa@asso.example;réseau",
        "Ève;Le Gall;;Proches aidants:EXPERT;fr;;;01/02/2026;;",
      ],
      { name: "personnes.csv" },
    );
    expect(linesOf(report)).toEqual([expect.stringMatching(/^1 warning E-mail: expected no e-mail/)]);
    expect(countsOf(report)).toEqual({ created: 2, changed: 0, unchanged: 0, deleted: 0, refused: 0 });
    expect(report.ids).toEqual(["ours:person:awa-diop", "ours:person:eve-le-gall"]);
    const [awa] = await importer.rows("person");
    expect(awa).toMatchObject({
      name: "Awa Diop",
      headline: "Animatrice",
      languages: ["fr", "wo"],
      offers: ["MENTORING", "TRAINING"],
      visibility: "NETWORK",
      locations: [{ label: "Rennes", precision: "AREA" }],
      expertise: [
        { topic: "hub:topic:respite-care", level: "REFERENCE" },
        { topic: "hub:topic:music", level: "LEARNING" },
      ],
    });
    expect(JSON.stringify(await importer.rows("person"))).not.toContain("awa@asso");
    expect(report.notes.map((note) => say(note, "fr"))).toEqual([
      expect.stringContaining("prises pour des personnes, d'après le nom du fichier"),
      expect.stringContaining("2 lignes n'ont pas d'identifiant"),
    ]);
  });

  it("takes the column of associations for the name in a table of them, and says which column is missing in one of people", async () => {
    const wish = { name: "Liste associations 2026.csv", partner: "listed" };
    const report = await importer.run(["Association;Ville;N° RNA", "Les Semeurs;Rennes;W353001234"], wish);
    expect(report.faults).toEqual([]);
    expect(await importer.rows("organization", "listed")).toMatchObject([
      {
        id: "listed:organization:les-semeurs",
        name: "Les Semeurs",
        organization: null,
        identifiers: [{ scheme: "FR-RNA" }],
      },
    ]);
    const nameless = await importer.run(["Association;Consentement", "Les Semeurs;01/01/2025"], { partner: "listed" });
    expect(linesOf(nameless, "fr")).toEqual([
      "1 refused nom: attendu une colonne de ce nom, reçu les colonnes Association, Consentement",
    ]);
  });

  it("J05: changes nothing the second time, also when columns are missing or in another order", async () => {
    const header =
      "id,name,summary,expertise,expertise.statement,expertise.evidence,image.url,name@en,consentedAt,visibility";
    const row =
      "again,Anne,Bio,music:EXPERT|respite-care:LEARNING,Ten years|,person:awa-diop|,https://a.example/a.png,Ann,2025-01-01,NETWORK";
    await importer.run([header, row]);
    const written = await importer.changes();
    for (const table of [
      [header, row],
      ["id,name,consentedAt", "again,Anne,2025-01-01"],
      ["consentedAt,name,id,expertise", "01/01/2025,Anne,again,music:EXPERT;respite-care:LEARNING"],
      ["id,image.url", "again,https://a.example/a.png"],
    ]) {
      const report = await importer.run(table);
      expect(linesOf(report)).toEqual([]);
      expect(countsOf(report)).toEqual({ created: 0, changed: 0, unchanged: 1, deleted: 0, refused: 0 });
    }
    expect(await importer.changes()).toBe(written);
    const [again] = (await importer.rows("person")).filter(({ id }) => id === "ours:person:again");
    expect(again).toMatchObject({
      visibility: "NETWORK",
      summary: "Bio",
      image: { url: "https://a.example/a.png", alt: "Anne" },
      translations: [{ language: "en", name: "Ann" }],
      expertise: [
        { topic: "hub:topic:music", statement: "Ten years", evidence: ["ours:person:awa-diop"] },
        { topic: "hub:topic:respite-care", statement: null, evidence: [] },
      ],
    });
  });

  it("empties what an empty cell says, and keeps what a cell that cannot be read said before", async () => {
    const project = (cells: string, columns = "id,name,summary,cost,topics,name@en,startDate") =>
      importer.run([columns, `kept,${cells}`], { name: "projects.csv" });
    await project("P,Sum,18 000,50 €,music,Pee,2025-01-01".replace("18 000,50 €", '"18 000,50 €"'));
    const report = await project("P,,a lot,nonsense,,31/02/2025");
    expect(linesOf(report)).toEqual([
      expect.stringMatching(/^2 warning cost: .*what was there before stays/),
      expect.stringMatching(/^2 warning topics: .*what was there before stays/),
      expect.stringMatching(/^2 warning startDate: .*what was there before stays/),
    ]);
    expect(countsOf(report)).toMatchObject({ changed: 1 });
    expect((await importer.rows("project"))[0]).toMatchObject({
      summary: null,
      cost: { amount: 18_000.5, currency: "EUR" },
      topics: ["hub:topic:music"],
      translations: [],
      start_date: "2025-01-01",
    });
  });

  it("dates a change anew when the table no longer says when its records changed", async () => {
    const partner = "dated";
    const run = (lines: readonly string[], now: string) =>
      importer.run(lines, { name: "projects.csv", partner, now: new Date(now) });
    await run(["id,name,updatedAt", "1,A,2021-01-01"], "2026-01-01");
    await run(["id,name", "1,A"], "2026-02-01");
    const dates = async () =>
      (await importer.rows("project", partner)).map((row) => String(row["updated_at"]).slice(0, 10));
    expect(await dates()).toEqual(["2021-01-01"]);
    await run(["id,name", "1,B"], "2026-03-01");
    expect(await dates()).toEqual(["2026-03-01"]);
    expect(countsOf(await run(["id,name", "1,B"], "2026-04-01"))).toMatchObject({ changed: 0, unchanged: 1 });
  });

  it("keeps what both of two imports at once say", async () => {
    const partner = "at-once";
    const save = (cells: Readonly<Record<string, string>>) =>
      importer.save({ id: "1", type: "project", ...cells }, { partner });
    await save({ name: "A" });
    await Promise.all([
      save({ summary: "S" }),
      save({ topics: "music" }),
      save({ outcomes: "O" }),
      save({ cost: "1 EUR" }),
    ]);
    expect(await importer.rows("project", partner)).toMatchObject([
      { name: "A", summary: "S", topics: ["hub:topic:music"], outcomes: "O", cost: { amount: 1 } },
    ]);
  });

  it("takes skills without a level for practised ones, and says so", async () => {
    const table = ["nom;consentement;compétences", "Sans Niveau;01/01/2025;musique, respite-care:EXPERT"];
    const report = await importer.run(table, { partner: "levels" });
    expect(report.faults).toEqual([]);
    expect(report.notes.map((note) => say(note, "fr"))).toContainEqual(
      expect.stringMatching(/^Les compétences sans niveau/),
    );
    expect(await importer.rows("person", "levels")).toMatchObject([
      { expertise: [{ topic: "hub:topic:music", level: "PRACTISING" }, { level: "EXPERT" }] },
    ]);
  });

  it("finds records by name, and says whom a name may mean", async () => {
    await importer.run(["id,name,consentedAt", "m1,Marie Le Bihan,2025-01-01", "m2,Marie Le Bihan,2025-01-01"]);
    const report = await importer.run(
      ["id,nom,équipe", "t1,Un,awa diop:animatrice; Ève Le Gall:bénévole", "t2,Deux,Marie Le Bihan | Awa Dipo"],
      { name: "projets.csv" },
    );
    expect(linesOf(report)).toEqual([
      expect.stringMatching(/^3 warning équipe: expected a person whose name only one has; by id it is one of m1, m2/),
      expect.stringMatching(/^3 warning équipe: expected a person .*perhaps Awa Diop\?, got "Awa Dipo"$/),
    ]);
    const teams = (await importer.rows("project")).map(({ team }) => team);
    expect(teams).toContainEqual([
      { person: "ours:person:awa-diop", role: "animatrice" },
      { person: "ours:person:eve-le-gall", role: "bénévole" },
    ]);
  });

  it("J02: refuses people who have not agreed, and ids that occur twice, with both lines", async () => {
    const report = await importer.run([
      "name,consentedAt",
      "Nobody Asked,",
      "Once Only,2025-01-01",
      "Once only,2025-01-01",
    ]);
    expect(linesOf(report)).toEqual([
      expect.stringMatching(/^2 refused consentedAt: expected the date on which the person agreed/),
      expect.stringMatching(
        /^4 refused name: expected a name that no other row has.*got "once-only", which line 3 has too/,
      ),
    ]);
    expect(countsOf(report)).toMatchObject({ created: 1, refused: 2 });
  });

  it("saves one record by the same columns, and lays it over what is there", async () => {
    const made = await importer.save({ type: "practice", nom: "Halte", étapes: "Un\nDeux", coût: "12 €" });
    expect(made.ids).toEqual(["ours:practice:halte"]);
    const changed = await importer.save({ id: "ours:practice:halte", résumé: "Court" });
    expect([countsOf(changed).changed, changed.faults]).toEqual([1, []]);
    expect(await importer.rows("practice")).toMatchObject([
      { name: "Halte", steps: ["Un", "Deux"], cost: { amount: 12, currency: "EUR" }, summary: "Court" },
    ]);
    expect((await importer.save({ id: "halte", résumé: "Plus court" })).changed).toBe(1);
    const refused = await importer.save({ type: "person", name: "Paul" });
    expect(linesOf(refused)).toEqual([expect.stringMatching(/^- refused consentedAt/)]);
    expect(
      (await importer.save({ type: "person", name: "Rehearsed", consentedAt: "2025-01-01" }, { dryRun: true })).created,
    ).toBe(1);
    expect(JSON.stringify(await importer.rows("person"))).not.toContain("Rehearsed");
  });
});
