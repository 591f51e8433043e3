// Set-up, run by npm before `start`, `test` and `bench`, and by `npx maillage`: installs what the lockfile names when
// it is not there yet, and compiles. Plain JavaScript for the Node that the machine has (20 or later); everything
// after it runs on the Node 24 that this installs.
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const modules = join(root, "node_modules");
const SOURCES = ["schema", "gateway", "services", "client", "test"];
const stamp = join(modules, ".maillage-installed");

/** Runs a program to its end; ends this one with its status when it fails. */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (status === 0) return;
  process.stderr.write(`${command} ${args.join(" ")} failed${error ? `: ${error.message}` : ""}\n`);
  process.exit(status ?? 1);
}

const wanted = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");
const installed = existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
if (installed !== wanted) {
  process.stderr.write("Installing what Maillage needs (once; a few minutes on a slow line) …\n");
  // Not `npm ci`: it insists on the lockfile naming the binaries of every platform, also those it will not install.
  run("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(stamp, wanted);
}

/** What is compiled, as names, sizes and times of its files: as long as that is the same, so is what was made of it. */
function sourcesDigest() {
  const digest = createHash("sha256").update(wanted);
  for (const folder of SOURCES.filter((each) => existsSync(join(root, each))))
    for (const file of readdirSync(join(root, folder), { recursive: true }).sort()) {
      const { size, mtimeMs } = statSync(join(root, folder, file));
      digest.update(`${folder}/${file} ${size} ${mtimeMs}\n`);
    }
  return digest.update(readFileSync(join(root, "tsconfig.json"))).digest("hex");
}

const compiled = join(root, "dist", ".compiled");
const sources = sourcesDigest();
if (!existsSync(compiled) || readFileSync(compiled, "utf8") !== sources) {
  rmSync(compiled, { force: true });
  run(join(modules, ".bin", "tsc"), ["-p", "tsconfig.json"]);
  writeFileSync(compiled, sources);
}
