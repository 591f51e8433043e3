// What people at a terminal do for a partner without a server: a coordinator takes it in, its people send a table, it leaves.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startHostingHub, type HostingHub } from "../kit/hosting-hub.js";
import { runProgram } from "../kit/launched.js";
import { until } from "../kit/until.js";

let hub: HostingHub;
let folder: string;

beforeAll(async () => {
  hub = await startHostingHub();
  folder = await mkdtemp(join(tmpdir(), "maillage-publish-"));
}, 120_000);

afterAll(async () => {
  await hub?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function run(...args: readonly string[]): Promise<{ code: number | null; said: string; complained: string }> {
  const program = runProgram("cli.js", { args });
  const { code } = await program.ended;
  return { code, said: program.lines.join("\n"), complained: program.complaints.join("\n") };
}

describe("a partner without a server, from the command line", () => {
  it("is taken in by one command", async () => {
    const about = ["--key", "la-bobine", "--name", "La bobine", "--contact", "bureau@bobine.example"];
    const { code, said } = await run(
      ...["host", hub.url, ...about, "--licence", "CC-BY-4.0", "--access-key", hub.admin, "--approve"],
    );
    expect(said.split("\n").at(-1)).toBe("la-bobine: ACTIVE");
    expect(code).toBe(0);
  });

  it("sends a table: sees first what it would do, in French, then does it", async () => {
    const file = join(folder, "personnes.csv");
    await writeFile(file, "type;id;nom;consentement\nperson;a;Ana Exemple;01/02/2026\nperson;b;Bo Exemple;\n");
    const key = await hub.key(["partner:admin"], "la-bobine:organization:la-bobine");
    const publish = ["publish", hub.url, file, "--partner", "la-bobine", "--access-key", key, "--language", "fr"];
    const preview = await run(...publish);
    expect(preview.said).toMatch(/^ligne 3, consentement : non importé — attendu .*, reçu /m);
    expect(preview.said).toContain("Ce serait : 1 nouvelles, 0 modifiées, 0 supprimées (fiches).");
    expect(preview.said).toContain("relancez avec --yes");
    expect(preview.code).toBe(1);
    const done = await run(...publish, "--yes");
    expect(done.said.split("\n").at(-1)).toBe("Importé : 1 nouvelles, 0 modifiées, 0 supprimées (fiches).");
    await until(async () => {
      const { data } = await hub.ask(`{ people(filter: { partners: ["la-bobine"] }) { nodes { name } } }`);
      return data.people.nodes[0]?.name === "Ana Exemple";
    });
  });

  it("leaves with everything it brought: the archive first, and then every trace is gone", async () => {
    const archive = join(folder, "archive.csv");
    const key = await hub.key(["partner:admin", "read:network"], "la-bobine:organization:la-bobine");
    const leave = ["leave", hub.url, "--partner", "la-bobine", "--archive", archive, "--access-key", key];
    const asked = await run(...leave, "--language", "fr");
    expect(asked).toMatchObject({ code: 0, said: expect.stringContaining("Vous êtes encore partenaire") });
    expect((await run(...leave, "--yes")).said).toContain("la-bobine has left.");
    const brought = await readFile(archive, "utf8");
    expect(brought).toContain("Ana Exemple");
    await until(async () => {
      const { data } = await hub.ask(
        `{ node(id: "la-bobine:person:a") { id } search(text: "Ana Exemple") { totalCount } }`,
      );
      return data.node === null && data.search.totalCount === 0;
    });
    // What was taken along can be brought elsewhere.
    await hub.host("la-navette");
    const source = await hub.upload("la-navette", {
      name: "archive.csv",
      text: brought.replaceAll("la-bobine", "la-navette"),
    });
    const again = await hub.importTable({ partner: "la-navette", source });
    expect(again).toMatchObject({ stopped: false, faults: [] });
    expect(again.ids).toContain("la-navette:person:a");
  });

  it("is told what is wrong with a key or an address", async () => {
    const file = join(folder, "personnes.csv");
    const publish = ["publish", hub.url, file, "--partner", "la-bobine", "--access-key"];
    const refused = await run(...publish, await hub.key(["read:network"]));
    expect(refused).toMatchObject({ code: 1, complained: expect.stringContaining("403") });
    const nowhere = await run("publish", "http://127.0.0.1:65000", ...publish.slice(2), "mlg_x");
    expect(nowhere).toMatchObject({ code: 1, complained: expect.stringContaining("No connection") });
  });
});
