// A report of the conformance kit, for people. In: the report. Out: lines, one for each check; below those that failed,
// what was expected, what came and what to do.
import type { ConformanceReport } from "../../schema/conformance.js";

/** The report as text. */
export function printReport({ passed, level, checks }: ConformanceReport): string {
  const lines = checks.flatMap(({ name, severity, passed: isMet, expected, got, fix }) =>
    isMet ? [`✓ ${name}`] : [`✗ ${name} (${severity})`, `    ${expected}`, `    → ${got ?? ""}`, `    ${fix ?? ""}`],
  );
  const failed = checks.filter((check) => !check.passed);
  const errors = failed.filter(({ severity }) => severity === "ERROR").length;
  const counts = `${checks.length} checks, ${errors} ERROR, ${failed.length - errors} WARNING`;
  return [...lines, `${passed ? "✓" : "✗"} ${level ?? "-"}: ${counts}`].join("\n");
}
