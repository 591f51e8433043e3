// A Jest reporter that ends with one plain line. In: the results. Out: `N passed, N failed, N skipped`; the same for each
// file, as JSON, in the file that `TEST_OUTCOMES` names, where it names one.
import { writeFileSync } from "node:fs";

export default class PlainReporter {
  onRunComplete(_contexts, { testResults }) {
    const files = testResults.map((suite) => ({
      file: suite.testFilePath,
      passed: suite.numPassingTests,
      failed: suite.numFailingTests + (suite.testExecError == null ? 0 : 1),
      skipped: suite.numPendingTests,
    }));
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
