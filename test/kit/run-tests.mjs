// `npm test [-- <patterns and options of Jest>]`. In: arguments. Out: Jest's own exit status. `npm test -- security` runs every
// test that covers a case of `test/security/cases.json`, wherever it stands, and prints the table of cases; `--write`
// (with or without a pattern) puts that table into `docs/security.md`. Files that want the machine for themselves come last, one
// after the other; of a whole run, the few files that failed are run once more and named: see
// docs/decisions/0570-a-suite-that-fails-is-run-alone.md.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import jestConfig from "../../jest.config.mjs";
import { startTestServers } from "../../dist/test/kit/test-servers.js"; // compiled before
import { showCases } from "./case-table.mjs";
import { plainLine } from "./plain-reporter.mjs";
import { ALONE, TESTS, removeGroups, testFiles, writeGroups } from "./test-groups.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const CASE = /["'`][^"'`\n]*\b[A-K]\d\d\b/;

/** The test files in whose titles a case is named, or that lie in `test/security`. */
function filesOfCases() {
  const isOwn = (file) => relative(TESTS, file).startsWith("security");
  return testFiles().filter((file) => isOwn(file) || CASE.test(readFileSync(file, "utf8")));
}

const args = process.argv.slice(2);
const isSecurity = args[0] === "security";
const writes = args.includes("--write");
const options = args.slice(isSecurity ? 1 : 0).filter((arg) => arg !== "--write");
const ours = join(root, "node_modules", ".bin", "node"); // npm finds it first; whoever runs this without npm may not
const MOST_RUN_AGAIN = 3;

const serverFolder = mkdtempSync(join(tmpdir(), "maillage-servers-"));
const servers = await startTestServers(serverFolder, jestConfig.maxWorkers);

/** Runs Jest. Returns its exit status, and what came of each file. */
async function jest(jestArgs) {
  const folder = mkdtempSync(join(tmpdir(), "maillage-tests-"));
  const outcomes = join(folder, "outcomes.json");
  const jestFile = join(root, "node_modules", "jest", "bin", "jest.js");
  const child = spawn(
    existsSync(ours) ? ours : process.execPath,
    ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning", jestFile, ...jestArgs],
    {
      cwd: root,
      stdio: "inherit",
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: join(serverFolder, "compiled"), // programs that tests start are compiled once
        TEST_SERVERS: servers.urls.join(" "),
        TEST_OUTCOMES: outcomes,
      },
    },
  );
  const [status] = await once(child, "close");
  const files = existsSync(outcomes) ? JSON.parse(readFileSync(outcomes, "utf8")) : [];
  rmSync(folder, { recursive: true });
  return { status: status ?? 1, files };
}

/** Runs some files in groups, and those that want the machine for themselves one after the other. */
async function runFiles(files, jestArgs) {
  const passes = [
    { files: writeGroups(files.filter((file) => !ALONE.test(file))), more: [] },
    { files: files.filter((file) => ALONE.test(file)), more: ["--runInBand"] },
  ];
  const done = { status: 0, files: [] };
  for (const pass of passes) {
    if (pass.files.length === 0) continue;
    const { status, files: outcomes } = await jest([...pass.more, ...jestArgs, "--runTestsByPath", ...pass.files]);
    done.status ||= status;
    done.files.push(...outcomes);
  }
  return done;
}

/** The few files that failed, once more. Returns what came of all. */
async function withSecondTry(whole) {
  const failed = whole.files.filter((each) => each.failed > 0);
  if (whole.status === 0 || failed.length === 0 || failed.length > MOST_RUN_AGAIN) return whole;
  const names = failed.map(({ file }) => relative(root, file)).join(", ");
  process.stderr.write(`\nFailed: ${names}. Each is run once more, with nothing beside it.\n`);
  const again = await jest(["--runInBand", "--runTestsByPath", ...failed.map(({ file }) => file)]);
  const verdict = again.status === 0 ? "passed when run alone, after failing beside others" : "failed twice";
  process.stderr.write(`\n${names}: ${verdict}.`);
  return { status: again.status, files: [...whole.files.filter((each) => each.failed === 0), ...again.files] };
}

/** Returns the exit status. */
async function run() {
  const isPart = options.length > 0 && !isSecurity;
  const whole = isPart ? await jest(options) : await runFiles(isSecurity ? filesOfCases() : testFiles(), options);
  const { status, files } = isPart ? whole : await withSecondTry(whole);
  if (isSecurity || writes) showCases(files, { writes });
  if (!isPart) process.stderr.write(`\nIn all:\n${plainLine(files)}\n`);
  return status;
}

try {
  process.exitCode = await run();
} finally {
  removeGroups();
  await servers.stop();
  rmSync(serverFolder, { recursive: true, force: true });
}
