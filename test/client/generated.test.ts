// The generated files of the client and its page of errors: what is there is what would be written today; and it stands alone.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { generatedFiles } from "./generated-files.js";

/** Formatting is somebody else's. */
const bare = (text: string): string => text.replaceAll(/["']/g, '"').replaceAll(/[\s;,|]+/g, "");

describe("generated for apps", () => {
  it("are documents, codes and the page of errors as they are today (else: npm run client:types)", async () => {
    for (const { path, text } of await generatedFiles())
      expect({ path, text: bare(readFileSync(join(PROJECT_ROOT, path), "utf8")) }).toEqual({ path, text: bare(text) });
  });
});

describe("the package of the client", () => {
  it("compiles by itself, for browsers too, imports nothing but its own files, and has its types beside it", () => {
    const folder = mkdtempSync(join(tmpdir(), "maillage-client-"));
    const compiler = join(PROJECT_ROOT, "node_modules", ".bin", "tsc");
    execFileSync(compiler, ["-p", join(PROJECT_ROOT, "client", "tsconfig.json"), "--outDir", folder]);
    const files = readdirSync(folder);
    expect(files).toEqual(expect.arrayContaining(["client.js", "client.d.ts", "documents.js", "maillage-error.d.ts"]));
    for (const file of files) {
      const imported = [...readFileSync(join(folder, file), "utf8").matchAll(/from "([^"]+)"/g)].map(
        ([, from]) => from,
      );
      expect(imported.filter((from) => from?.startsWith("./") !== true)).toEqual([]);
    }
    rmSync(folder, { recursive: true });
  });
});
