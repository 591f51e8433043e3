// The console as it is built: its operations fit the graph, every message has its French, and one without does not build. In: a copy of its
// sources beside what was compiled. Out: what the tools say of it.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { consoleDocuments } from "../client/console-documents.js";

const CONSOLE = join("services", "console");
const FRENCH = ["frame", "pages"].map((part) => join(CONSOLE, "words", `${part}.fr.po`));
const COPY = join(PROJECT_ROOT, "dist", `console-copy-${process.pid}`); // below the modules that it needs
const bare = (text: string): string => text.replaceAll(/["'\\]/g, "").replaceAll(/[\s;,|]+/g, "");

beforeAll(() => {
  cpSync(join(PROJECT_ROOT, CONSOLE), join(COPY, CONSOLE), { recursive: true });
});
afterAll(() => rmSync(COPY, { recursive: true, force: true }));

/** The messages of the French catalogues, each with its translation. */
function messagesOf(folder: string): Map<string, string> {
  const blocks = FRENCH.flatMap((file) => readFileSync(join(folder, file), "utf8").split(/\n\n+/).slice(1)); // after its header
  const found = blocks.map((block) => /^msgid "(.*)"\nmsgstr "(.*)"$/m.exec(block)).filter((each) => each !== null);
  return new Map(found.map(([, id = "", text = ""]) => [id, text]));
}

describe("the console", () => {
  it("asks what the graph answers, as it was generated (else: npm run console:types)", async () => {
    for (const { path, text } of await consoleDocuments())
      expect({ path, text: bare(readFileSync(join(PROJECT_ROOT, path), "utf8")) }).toEqual({ path, text: bare(text) });
  });

  it("has all of its messages in its catalogue, each in French (else: npm run console:words)", () => {
    const lingui = join(PROJECT_ROOT, "node_modules", ".bin", "lingui");
    execFileSync(lingui, ["extract", "--clean", "--config", join(COPY, CONSOLE, "lingui.config.mjs")], {
      stdio: "ignore",
    });
    const [extracted, kept] = [messagesOf(COPY), messagesOf(PROJECT_ROOT)];
    expect(kept.size).toBeGreaterThan(1_000);
    expect([...kept.keys()].sort()).toEqual([...extracted.keys()].sort());
    expect([...kept].filter(([, text]) => text === "").map(([id]) => id)).toEqual([]);
  });

  it("does not build without a translation (J09)", () => {
    const path = join(COPY, FRENCH[0] ?? "");
    writeFileSync(path, readFileSync(path, "utf8").replace(/^msgstr "Chercher"$/m, 'msgstr ""'));
    const vite = join(PROJECT_ROOT, "node_modules", "vite", "bin", "vite.js");
    const args = [vite, "build", "--logLevel", "error", "-c", join(COPY, CONSOLE, "vite.config.mjs")];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect({ status, says: stderr }).toMatchObject({
      status: 1,
      says: expect.stringMatching(/missing .*translation/i),
    });
  });
});
