import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PROJECT_ROOT } from "../../../schema/sdl.js";
import { templateOf } from "../../../services/partner/import/table-page.js";
import { testDatabase } from "../../kit/database.js";
import { runProgram } from "../../kit/launched.js";

let folder: string;
let databaseUrl: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "maillage-import-command-"));
  databaseUrl = await testDatabase();
});
afterAll(() => rm(folder, { recursive: true }));

const run = (...args: readonly string[]) => runCommand(["import", "--partner", "ours", ...args]);

async function runCommand(args: readonly string[]) {
  const program = runProgram("cli.js", { args, databaseUrl });
  const { code } = await program.ended;
  return { code, said: program.lines.join("\n"), complained: program.complaints.join("\n") };
}

describe("maillage import --partner", () => {
  it("merges, says in French what came of it, and stops at a wrong table until the number is confirmed", async () => {
    const path = join(folder, "projets.csv");
    const write = (numbers: readonly number[]) =>
      writeFile(path, ["id;nom;sujets", ...numbers.map((n) => `${n};Projet ${n};musique`), ""].join("\n"));
    await write([1, 2, 3, 4, 5, 6, 7]);
    const first = await run("--language", "fr", path);
    expect([first.code, first.complained]).toEqual([0, ""]);
    expect(first.said).toMatch(/^projets\.csv: 7 nouvelles, 0 modifiées, 0 inchangées, 0 supprimées, 0 refusées$/m);
    await write([1]);
    const stopped = await run("--replace", "--json", path);
    expect([stopped.code, stopped.complained]).toEqual([1, expect.stringContaining("confirm the number 6")]);
    expect(JSON.parse(stopped.said)).toMatchObject({ file: "projets.csv", deleted: 0, toConfirm: 6 });
    const replaced = await run("--replace", "--confirm-deleted", "6", path);
    expect([replaced.code, replaced.said]).toEqual([0, expect.stringMatching(/1 unchanged, 6 deleted, 0 refused/)]);
  });

  it("rehearses as the documentation has it", async () => {
    const page = await readFile(join(PROJECT_ROOT, "docs/table-format.fr.md"), "utf8");
    const words = /^npx maillage (import .*)$/m.exec(page)?.[1]?.split(" ") ?? [];
    const path = join(folder, words.at(-1) ?? "");
    await writeFile(path, templateOf("person", "fr"));
    const { code, said } = await runCommand([...words.slice(0, -1), path]);
    expect(code).toBe(0);
    expect(said).toMatch(/^personnes\.csv: 2 nouvelles, .* 0 refusées \(essai : rien n'est écrit\)$/m);
  });
});
