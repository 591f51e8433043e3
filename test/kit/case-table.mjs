// The table of attacks and faults. In: what came of the tests, and `test/security/cases.json`. Out: a table on standard error,
// case by case: what is expected, the tests whose titles carry its id, what came of them, or why there are none; in
// `docs/security.md`, too, when that is asked for.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const [BEGIN, END] = ["<!-- cases: written by `npm test -- security --write` -->", "<!-- end of cases -->"];

/** The ids of cases that a title carries. */
export function caseIds(title) {
  return title.match(/\b[A-K]\d\d\b/g) ?? [];
}

/** Shows the cases of some files' outcomes (see `plain-reporter.mjs`). */
export function showCases(files, { writes }) {
  const rows = tableOf(files);
  process.stderr.write(`\n${rows.map((row) => row.line).join("\n")}\n${summaryOf(rows)}\n`);
  if (writes) writeTable(rows);
}

function tableOf(outcomes) {
  const cases = JSON.parse(readFileSync(join(root, "test", "security", "cases.json"), "utf8"));
  const found = new Map(Object.keys(cases).map((id) => [id, []]));
  for (const { file, cases: tests } of outcomes)
    for (const { ids, status } of tests)
      for (const id of ids)
        found.get(id)?.push({ file: relative(join(root, "test"), file).replace(/(\.alone)?\.test\.ts$/, ""), status });
  return Object.entries(cases).map(([id, about]) => rowOf(id, about, found.get(id) ?? []));
}

function rowOf(id, { expect, reason }, tests) {
  const files = [...new Set(tests.map(({ file }) => file))];
  const count = (status) => tests.filter((test) => test.status === status).length;
  const passed = count("passed");
  const result =
    count("failed") > 0
      ? "FAILED"
      : passed > 0
        ? `passed (${passed})`
        : tests.length > 0
          ? "skipped"
          : reason
            ? "no test"
            : "MISSING";
  const shown = [files.join(", "), reason].filter(Boolean).join("; ");
  return { id, expect, shown, result, line: `${id}  ${result.padEnd(12)} ${expect}  [${shown}]` };
}

function summaryOf(rows) {
  const count = (pattern) => rows.filter(({ result }) => pattern.test(result)).length;
  return `cases: ${count(/^passed/)} passed, ${count(/FAILED/)} failed, ${count(/no test/)} without a test for a stated reason, ${count(/skipped/)} skipped, ${count(/MISSING/)} missing`;
}

function writeTable(rows) {
  const page = join(root, "docs", "security.md");
  const text = readFileSync(page, "utf8");
  const table = [
    "| case | safe behaviour | tests, or why there is none | result |",
    "|---|---|---|---|",
    ...rows.map(({ id, expect, shown, result }) => `| ${id} | ${expect} | ${shown} | ${result} |`),
  ].join("\n");
  const [head] = text.split(BEGIN);
  const [, tail = ""] = text.split(END);
  writeFileSync(page, `${head}${BEGIN}\n\n${table}\n\n${END}${tail}`);
}
