// A folder of tables as a partner: made, served, checked, edited. Real processes on a real database.
import { readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { keyOfName, readSettings } from "../../services/partner/scaffold/partner-settings.js";
import { testDatabase } from "../kit/database.js";
import { askGraphql, temporaryFolder } from "../kit/launched.js";
import { until } from "../kit/until.js";
import { run, serve } from "./commands.js";

const PEOPLE = [
  "identifiant;nom;consentement;langues",
  ...["Awa Dioum", "Jean Morvan", "Lise Kerbrat", "Omar Saleh", "Rose Anne", "Théo Quéré", "Zoé Le Bihan"].map(
    (name, at) => `p${at};${name};01/02/2025;français`,
  ),
];
const PRACTICES = ["identifiant;nom;contributeurs;thèmes", "g1;Une nuit de répit;p0:auteur;Répit des aidants"];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let served: Awaited<ReturnType<typeof serve>>;
const file = (name: string) => join(folder.path, name);
const save = (lines: readonly string[], name = "personnes.csv") => writeFile(file(name), `${lines.join("\r\n")}\r\n`);
const names = async (): Promise<string[]> => {
  const { data } = await askGraphql(served.url, "{ people(orderBy: NAME_ASC, first: 100) { nodes { name } } }");
  return data.people.nodes.map(({ name }: { name: string }) => name);
};

beforeAll(async () => {
  folder = await temporaryFolder();
  await save(PEOPLE);
  await save(PRACTICES, "guides.csv");
  await save(["neither", "one thing", "nor another"], "notes.txt");
});
afterAll(async () => {
  await served?.stop();
  await folder.remove();
});

describe("maillage init", () => {
  it("looks at the tables that are there, and writes what the folder lacks, in the language asked for", async () => {
    const { code, lines } = await run("init", folder.path, "--language", "fr", "--name", "Les Répits", "--port", "0");
    expect(code).toBe(0);
    expect(lines).toContain(
      "personnes.csv: 7 nouvelles, 0 modifiées, 0 inchangées, 0 supprimées, 0 refusées (essai : rien n'est écrit)",
    );
    expect(lines.join("\n")).toMatch(/notes\.txt ne fait pas partie des tableaux/);
    expect(lines.join("\n")).toMatch(/la clé est les-repits/);
    expect(JSON.parse(await readFile(file("maillage.json"), "utf8"))).toMatchObject({
      ...{ key: "les-repits", name: "Les Répits", language: "fr", licence: "CC-BY-4.0", hub: null, database: null },
      tables: [
        { file: "guides.csv", type: "practice", rows: "REPLACE" },
        { file: "personnes.csv", type: "person", rows: "REPLACE" },
      ],
    });
    expect(await readFile(file("README.md"), "utf8")).toMatch(/^# Les Répits\n\nCe dossier est un partenaire/);
    for (const name of ["Dockerfile", "maillage.service", "README.md"])
      expect(await readFile(file(name), "utf8")).not.toContain("{{");
  });

  it("changes nothing when it runs again, and says which files were there", async () => {
    await writeFile(file("README.md"), "ours");
    const before = await readFile(file("maillage.json"), "utf8");
    const { code, lines } = await run("init", folder.path, "--language", "fr", "--name", "Another");
    expect(code).toBe(0);
    expect(lines.filter((line) => line.startsWith("écrit"))).toEqual([]);
    expect(lines).toContain(`déjà là, laissé tel quel : ${file("README.md")}`);
    expect([await readFile(file("README.md"), "utf8"), await readFile(file("maillage.json"), "utf8")]).toEqual([
      "ours",
      before,
    ]);
  });

  it("writes templates into an empty folder, lists every fault of settings, and makes keys of names", async () => {
    const { code, lines } = await run("init", file("empty"), "--language", "en");
    expect([code, lines.filter((line) => line.endsWith(".csv")).length]).toEqual([0, 5]);
    expect(await readFile(file("empty/people.csv"), "utf8")).toMatch(/^\uFEFFid,name,/);
    await writeFile(file("empty/maillage.json"), '{"key":"hub","name":"x","language":"en","tables":[{"file":"../x"}]}');
    const refused = readSettings(file("empty"));
    for (const fault of [/- key: /, /- languages: /, /- licence: /, /- tables\.0\.file: /])
      await expect(refused).rejects.toThrow(fault);
    await expect(readSettings(file("nowhere"))).rejects.toThrow(/maillage init/);
    expect(["Les Répits", "/home/x/Café 3", "hub", "!"].map(keyOfName)).toEqual(["les-repits", "cafe-3", null, null]);
  });
});

describe("maillage serve", () => {
  beforeAll(async () => {
    served = await serve([folder.path, "--host", "127.0.0.1"], await testDatabase());
  });

  it("serves the tables, and passes the whole kit as it was made, tokens included (K09)", async () => {
    expect(served.lines).toContain("personnes.csv: 7 nouvelles, 0 modifiées, 0 inchangées, 0 supprimées, 0 refusées");
    const { code, lines } = await run("check", folder.path, "--json");
    const { passed, level, checks } = JSON.parse(lines[0] ?? "");
    const failed = checks.filter((check: { passed: boolean }) => !check.passed);
    // It has no hub yet: whoever asks reads what is public.
    expect(failed.map(({ name }: { name: string }) => name)).toEqual(["token-required"]);
    expect(checks.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(["token-replayed", "token-other-partner", "token-other-body", "list-filters"]),
    );
    expect([code, passed, level]).toEqual([0, true, "LIVE"]);
  });

  it("answers at /graphql as well, as the one partner that it is", async () => {
    const { origin } = new URL(served.url);
    const { data } = await askGraphql(
      `${origin}/graphql`,
      "{ practices { nodes { contributors { person { id } } } } }",
    );
    // The practice was read before the people: what it names is found all the same.
    expect(data.practices.nodes).toEqual([{ contributors: [{ person: { id: "les-repits:person:p0" } }] }]);
  });

  it("reads a table again when it is saved", async () => {
    await save(PEOPLE.map((line) => line.replace("Awa Dioum", "Awa Diop")));
    await until(async () => (await names()).includes("Awa Diop"));
    await served.saying(/^personnes\.csv: 0 nouvelles, 1 modifiées, 6 inchangées/);
  });

  it("deletes the row that is gone: 1 deleted", async () => {
    await save(PEOPLE.filter((line) => !line.includes("Omar")));
    await served.saying(/^personnes\.csv: .* 1 supprimées/);
    expect(await names()).not.toContain("Omar Saleh");
    expect((await names()).length).toBe(6);
  });

  it("deletes nothing for a table that is written in strokes, is moved away, or lies beside an open one", async () => {
    const [half, whole] = [PEOPLE.slice(0, 4).join("\n"), PEOPLE.join("\n")];
    await save(PEOPLE, "~$personnes.csv");
    await rename(file("personnes.csv"), file("personnes.bak"));
    await writeFile(file("personnes.csv"), half);
    const said = served.lines.length;
    await until(() => served.lines.slice(said).some((line) => line.startsWith("des lignes ont disparu")));
    // It waits for three seconds then; a second of them is enough to see that nothing goes.
    for (const end = performance.now() + 1_000; performance.now() < end;) expect((await names()).length).toBe(6);
    await writeFile(file("personnes.csv"), `${whole}\n`);
    await served.saying(/^personnes\.csv: 1 nouvelles, \d modifiées, \d inchangées, 0 supprimées/);
    expect((await names()).length).toBe(7);
  });

  it("keeps what it serves when a table looks wrong, says how to confirm, and deletes once that is said", async () => {
    await writeFile(file("personnes.csv"), `${PEOPLE.slice(0, 2).join("\n")}\n`);
    await served.saying(/ce qui est publié reste tel quel.*--confirm-deleted 6/);
    expect((await names()).length).toBe(7);
    await rm(file("personnes.csv"));
    await writeFile(file("personnes.csv"), `${PEOPLE.join("\n")}\n`);
  });

  it("ends on SIGTERM with status 0", async () => {
    served.child.kill("SIGTERM");
    expect((await served.ended).code).toBe(0);
  });
});

describe("maillage serve, on a database of its own", () => {
  it("has its records again after a restart, and applies a confirmed deletion", async () => {
    const fresh = await temporaryFolder();
    try {
      const at = (name: string) => join(fresh.path, name);
      const settings = {
        key: "plums",
        name: "Plums",
        language: "en",
        languages: ["en"],
        licence: "CC-BY-4.0",
        port: 0,
      };
      const table = { file: "people.csv", type: "person" };
      await writeFile(at("maillage.json"), JSON.stringify({ ...settings, tables: [table] }));
      await writeFile(at("people.csv"), `${PEOPLE.join("\n")}\n`);
      const first = await serve([fresh.path]);
      expect(first.lines).toContain("people.csv: 7 new, 0 changed, 0 unchanged, 0 deleted, 0 refused");
      await first.stop();
      await writeFile(at("people.csv"), `${PEOPLE.slice(0, 2).join("\n")}\n`);
      await utimes(at("people.csv"), new Date(), new Date());
      const again = await serve([fresh.path, "--confirm-deleted", "6"]);
      expect(again.lines).toContain("people.csv: 0 new, 0 changed, 1 unchanged, 6 deleted, 0 refused");
      await again.stop();
    } finally {
      await fresh.remove();
    }
  });
});
