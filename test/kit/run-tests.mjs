// `npm test [-- <patterns and options of Jest>]`. In: arguments. Out: Jest's own exit status. `npm test -- security` runs every
// test that covers a case of `test/security/cases.json`, wherever it stands, and prints the table of cases; `--write`
// (with or without a pattern) puts that table into `docs/security.md`. Of a whole run, the few files that failed are run
// once more, one after the other, and named: see docs/decisions/0570-a-suite-that-fails-is-run-alone.md.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { plainLine } from "./plain-reporter.mjs";

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
const MOST_RUN_AGAIN = 3;

// What every test file's database is a copy of. Nothing is in it yet: the first file that needs one fills it.
const cluster = mkdtempSync(join(tmpdir(), "maillage-cluster-"));
process.on("exit", () => rmSync(cluster, { recursive: true, force: true }));

/** Runs Jest. Returns its exit status, and what came of each file. */
function jest(jestArgs) {
  const folder = mkdtempSync(join(tmpdir(), "maillage-tests-"));
  const outcomes = join(folder, "outcomes.json");
  const jestFile = join(root, "node_modules", "jest", "bin", "jest.js");
  const { status } = spawnSync(
    existsSync(ours) ? ours : process.execPath,
    ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning", jestFile, ...jestArgs],
    {
      cwd: root,
      stdio: "inherit",
      env: {
        ...process.env,
        TEST_CLUSTER: cluster,
        TEST_CASES: writes ? "write" : isSecurity ? "print" : "",
        TEST_OUTCOMES: outcomes,
      },
    },
  );
  const files = existsSync(outcomes) ? JSON.parse(readFileSync(outcomes, "utf8")) : [];
  rmSync(folder, { recursive: true });
  return { status: status ?? 1, files };
}

const whole = jest(isSecurity ? ["--runTestsByPath", ...filesOfCases(), ...options] : options);
const failed = whole.files.filter((each) => each.failed > 0);
if (args.length > 0 || whole.status === 0 || failed.length === 0 || failed.length > MOST_RUN_AGAIN)
  process.exit(whole.status);
const names = failed.map(({ file }) => relative(root, file)).join(", ");
process.stderr.write(`\nFailed: ${names}. Each is run once more, with nothing beside it.\n`);
const again = jest(["--runInBand", "--runTestsByPath", ...failed.map(({ file }) => file)]);
const verdict = again.status === 0 ? "passed when run alone, after failing beside others" : "failed twice";
process.stderr.write(`\n${names}: ${verdict}. In all:\n`);
process.stderr.write(`${plainLine([...whole.files.filter((each) => each.failed === 0), ...again.files])}\n`);
process.exit(again.status);
