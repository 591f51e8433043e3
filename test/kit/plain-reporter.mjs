// A Jest reporter that ends with one plain line. In: the results. Out: `N passed, N failed, N skipped`; the same for each
// file, with its tests that are about a case, as JSON, in the file that `TEST_OUTCOMES` names, where it names one.
import { writeFileSync } from "node:fs";
import { caseIds } from "./case-table.mjs";
import { fileOf } from "./test-groups.mjs";

export default class PlainReporter {
  onRunComplete(_contexts, { testResults }) {
    const files = testResults.flatMap(outcomesOf);
    process.stderr.write(`${plainLine(files)}\n`);
    const { TEST_OUTCOMES = "" } = process.env;
    if (TEST_OUTCOMES !== "") writeFileSync(TEST_OUTCOMES, JSON.stringify(files));
  }
}

/** `N passed, N failed, N skipped` of some files. */
export function plainLine(files) {
  const sum = (count) => files.reduce((total, each) => total + each[count], 0);
  return `${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`;
}

/** What came of each file of a suite; a suite that could not be run has failed once more. */
function outcomesOf({ testFilePath, testExecError, testResults }) {
  const byFile = Map.groupBy(testResults, (test) => fileOf(testFilePath, test));
  const outcomes = [...byFile].map(([file, tests]) => outcomeOf(file, tests));
  return testExecError == null ? outcomes : [...outcomes, { ...outcomeOf(testFilePath, []), failed: 1 }];
}

function outcomeOf(file, tests) {
  const count = (...statuses) => tests.filter(({ status }) => statuses.includes(status)).length;
  return {
    file,
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("pending", "skipped", "todo", "disabled"),
    cases: tests
      .map(({ fullName, status }) => ({ ids: caseIds(fullName), status }))
      .filter(({ ids }) => ids.length > 0),
  };
}
