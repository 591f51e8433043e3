// What the kit last found of each partner, as rows. In: reports. Out: rows of the registry; when to look again.
import type { ConformanceReport } from "../../../schema/conformance.js";
import type { Session } from "../../database/session.js";

/** What the kit last found of a partner. */
export interface ConformanceSummary {
  readonly at: string;
  readonly passed: boolean;
  /** The level that it conforms to; null: none. */
  readonly level: string | null;
  /** Names of the checks of severity ERROR that failed. */
  readonly failed: readonly string[];
}

/** The time between two looks, as SQL. */
export const WEEK = "interval '7 days'";

/** Names of the checks of severity ERROR that failed. */
export function failedChecks({ checks }: ConformanceReport): string[] {
  return checks.filter(({ passed, severity }) => !passed && severity === "ERROR").map(({ name }) => name);
}

/** Writes what the kit found; the next look is in a week, or soon when that was asked for meanwhile. False where there is no such partner any more. */
export async function writeConformance(session: Session, partner: string, report: ConformanceReport): Promise<boolean> {
  const rows = await session.rows(
    `insert into registry.conformance (partner, next_at, at, passed, level, failed)
       select key, now() + ${WEEK}, now(), ?, ?, ? from registry.partner where key = ?
      on conflict (partner) do update set at = excluded.at, passed = excluded.passed,
        level = excluded.level, failed = excluded.failed,
        next_at = case when conformance.next_at <= now() then conformance.next_at else excluded.next_at end returning partner`,
    [report.passed, report.level, failedChecks(report), partner],
  );
  return rows.length > 0;
}

/** Has a partner looked at soon. */
export async function checkSoon(session: Session, partner: string): Promise<void> {
  await session.rows(
    `insert into registry.conformance (partner, next_at) select key, now() from registry.partner where key = ?
      on conflict (partner) do update set next_at = excluded.next_at`,
    [partner],
  );
}
