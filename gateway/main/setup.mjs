// Set-up, run by npm before `start`, `test` and `bench`, and by `npx maillage`: installs what the lockfile names when
// it is not there yet, compiles, and builds the console. Plain JavaScript for the Node that the machine has (20 or later); everything
// after it runs on the Node 24 that this installs.
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const modules = join(root, "node_modules");
const SOURCES = ["schema", "gateway", "services", "client", "test"];
const CONSOLE = "services/console";
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

/** Sources, as names, sizes and times of their files: as long as that is the same, so is what was made of them. */
function digestOf(folders, { without = [], also = [] } = {}) {
  const digest = createHash("sha256").update(wanted);
  for (const folder of folders.filter((each) => existsSync(join(root, each))))
    for (const file of readdirSync(join(root, folder), { recursive: true }).sort()) {
      const path = `${folder}/${file}`;
      if (without.some((each) => path === each || path.startsWith(`${each}/`))) continue;
      const found = statSync(join(root, path));
      if (found.isFile()) digest.update(`${path} ${found.size} ${found.mtimeMs}\n`);
    }
  for (const file of also) digest.update(readFileSync(join(root, file)));
  return digest.digest("hex");
}

/** Makes something anew when what it is made of has changed since. */
function make(stampName, sources, work) {
  const made = join(root, "dist", stampName);
  if (existsSync(made) && readFileSync(made, "utf8") === sources) return;
  rmSync(made, { force: true });
  work();
  writeFileSync(made, sources);
}

make(".compiled", digestOf(SOURCES, { without: [CONSOLE], also: ["tsconfig.json"] }), () =>
  run(join(modules, ".bin", "tsc"), ["-p", "tsconfig.json"]),
);
// With the Node that was installed: the machine's own may be too old for the console's tools.
make(".console-built", digestOf([CONSOLE, "schema"]), () => {
  process.stderr.write("Building the console …\n");
  const vite = join(modules, "vite", "bin", "vite.js");
  run(join(modules, ".bin", "node"), [vite, "build", "--logLevel", "error", "-c", `${CONSOLE}/vite.config.mjs`]);
});
