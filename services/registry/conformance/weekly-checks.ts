// Partners looked at again: each ACTIVE partner by the whole kit, once a week, and at once when its SDL has changed. In: the
// time. Out: what the kit found, and an incident where a partner does not conform any more. Of all processes one looks at
// a partner. A partner that cannot be reached is no news of its conformance: how it is doing is told elsewhere.
import type { ConformanceReport } from "../../../schema/conformance.js";
import type { IncidentLog } from "../../../schema/incidents.js";
import { isoSql } from "../../database/time-sql.js";
import type { Joining } from "../joining.js";
import type { Partners } from "../partners.js";
import type { RegistryDatabase } from "../store/open-registry-store.js";
import { failedChecks, WEEK, writeConformance, type ConformanceSummary } from "./conformance-rows.js";

export interface WeeklyParts {
  readonly database: RegistryDatabase;
  readonly incidents: IncidentLog;
  readonly joining: Pick<Joining, "run">;
  readonly partners: Pick<Partners, "changed">;
}

/** Who could not be reached, and who was claimed by a process that died, is looked at again after this long. */
const AGAIN = "interval '6 hours'";
/** Checks that say no more than that nobody answered. */
const UNREACHABLE: ReadonlySet<string> = new Set(["reachable", "answer-time"]);

export class WeeklyChecks {
  readonly #parts: WeeklyParts;

  constructor(parts: WeeklyParts) {
    this.#parts = parts;
  }

  /** What the kit last found, by partner; those never looked at are missing. */
  async of(partners: readonly string[]): Promise<ReadonlyMap<string, ConformanceSummary>> {
    const rows = await this.#parts.database.rows<ConformanceSummary & { readonly partner: string }>(
      `select partner, ${isoSql("at")} as at, passed, level, failed from registry.conformance
        where partner = any(?::text[]) and at is not null`,
      [[...partners]],
    );
    return new Map(rows.map((row) => [row.partner, row]));
  }

  /** Looks at one partner whose time has come. False when there is none. */
  async checkNext(): Promise<boolean> {
    const { database, joining } = this.#parts;
    await database.rows(
      `insert into registry.conformance (partner, next_at) select key, now() + random() * ${WEEK} from registry.partner
        where state = 'ACTIVE' and not exists (select from registry.conformance where partner = key) on conflict do nothing`,
    );
    const [due] = await database.rows<{ key: string; endpoint: string; hosted: boolean }>(
      `update registry.conformance c set next_at = now() + ${AGAIN} from registry.partner p
        where p.key = c.partner and c.partner = (select c.partner from registry.conformance c
          join registry.partner p on p.key = c.partner and p.state = 'ACTIVE'
          where c.next_at <= now() order by c.next_at limit 1 for update of c skip locked)
        returning p.key, p.endpoint, p.hosted`,
    );
    if (due === undefined) return false;
    const { key, endpoint, hosted: isOwn } = due;
    const { report, facts } = await joining.run({ endpoint, key, isOwn, languages: [] });
    await this.#note(key, report, facts.contractVersion);
    return true;
  }

  /** A partner that has moved on to another version of the contract is asked by that one from now on. */
  async #followVersion(partner: string, version: string): Promise<void> {
    const moved = await this.#parts.database.rows(
      `update registry.partner set contract_version = ? where key = ? and contract_version <> ? returning key`,
      [version, partner, version],
    );
    if (moved.length > 0) await this.#parts.partners.changed();
  }

  async #note(partner: string, report: ConformanceReport, version: string | null): Promise<void> {
    const failed = failedChecks(report);
    if (failed.some((name) => UNREACHABLE.has(name))) return;
    if (report.passed && version !== null) await this.#followVersion(partner, version);
    const written = await writeConformance(this.#parts.database, partner, report);
    if (written && !report.passed)
      await this.#parts.incidents.report({
        ...{ partner, kind: "NOT_CONFORMING" },
        figures: { failed: failed.length, checks: failed.slice(0, MOST_NAMED).join(", ") },
      });
  }
}

const MOST_NAMED = 8;
