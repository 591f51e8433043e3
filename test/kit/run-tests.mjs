// `npm test [-- <patterns and options of Jest>]`. In: arguments. Out: Jest's own exit status. `npm test -- security` runs every
// test that covers a case of `test/security/cases.json`, wherever it stands, and prints the table of cases; `--write`
// (with or without a pattern) puts that table into `docs/security.md`.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const CASE = /["'`][^"'`\n]*\b[A-K]\d\d\b/;

/** The test files in whose titles a case is named, or that lie in `test/security`. */
function filesOfCases() {
  const files = readdirSync(join(root, "test"), { recursive: true }).filter((file) => file.endsWith(".test.ts"));
  const named = files.filter((file) => CASE.test(readFileSync(join(root, "test", file), "utf8")));
  const own = files.filter((file) => file.startsWith("security"));
  return [...new Set([...own, ...named])].map((file) => join("test", file));
}

const args = process.argv.slice(2);
const isSecurity = args[0] === "security";
const writes = args.includes("--write");
const options = args.slice(isSecurity ? 1 : 0).filter((arg) => arg !== "--write");
const ours = join(root, "node_modules", ".bin", "node"); // npm finds it first; whoever runs this without npm may not
const { status } = spawnSync(
  existsSync(ours) ? ours : process.execPath,
  [
    "--experimental-vm-modules",
    "--disable-warning=ExperimentalWarning",
    join(root, "node_modules", "jest", "bin", "jest.js"),
    ...(isSecurity ? ["--runTestsByPath", ...filesOfCases(), ...options] : options),
  ],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, TEST_CASES: writes ? "write" : isSecurity ? "print" : "" },
  },
);
process.exit(status ?? 1);
