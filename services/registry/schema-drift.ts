// Partners whose SDL changes. In: the SDL that a partner serves now. Out: a note that it changed; a partner that does not
// conform any more is quarantined until a person resumes it. Each partner is claimed by one process at a time.
import type { ConformanceKit, ConformanceLevel } from "../../schema/conformance.js";
import type { IncidentLog } from "../../schema/incidents.js";
import { checkSoon } from "./conformance/conformance-rows.js";
import type { RegistryDatabase } from "./store/open-registry-store.js";
import { createHash } from "node:crypto";

/** An ACTIVE partner whose SDL is to be looked at. */
export interface DuePartner {
  readonly key: string;
  readonly endpoint: string;
  readonly level: ConformanceLevel;
  readonly contractVersion: string;
}

export interface DriftParts {
  readonly database: RegistryDatabase;
  readonly kit: Pick<ConformanceKit, "contractFaults">;
  readonly incidents: IncidentLog;
}

export type Drift = "same" | "first" | "changed" | "quarantined";

export class SchemaDrift {
  readonly #parts: DriftParts;

  constructor(parts: DriftParts) {
    this.#parts = parts;
  }

  /** Claims the ACTIVE partners that were not looked at for so long, at most some. */
  claimDue(everyMs: number, most: number): Promise<DuePartner[]> {
    return this.#parts.database.rows<DuePartner>(
      `with due as (select p.key from registry.partner p left join registry.partner_schema s on s.partner = p.key
         where p.state = 'ACTIVE' and (s.checked_at is null or s.checked_at <= now() - ? * interval '1 ms')
         order by s.checked_at nulls first, p.key limit ? for update of p skip locked),
       claimed as (insert into registry.partner_schema (partner, checked_at) select key, now() from due
         on conflict (partner) do update set checked_at = excluded.checked_at
         where partner_schema.checked_at <= now() - ? * interval '1 ms' returning partner)
       select p.key, p.endpoint, p.level, p.contract_version as "contractVersion"
         from registry.partner p join claimed on claimed.partner = p.key order by p.key`,
      [everyMs, most, everyMs],
    );
  }

  /** Looks at the SDL that a partner serves now. */
  async note({ key, level, contractVersion }: Omit<DuePartner, "endpoint">, sdl: string): Promise<Drift> {
    const { database, kit, incidents } = this.#parts;
    const hash = createHash("sha256").update(sdl).digest("hex");
    const [known] = await database.rows<{ hash: string | null }>(
      `select hash from registry.partner_schema where partner = ?`,
      [key],
    );
    if (known?.hash === hash) return "same";
    const faults = kit.contractFaults(sdl, level, contractVersion);
    if (faults.length > 0) {
      await incidents.quarantine(key);
      await incidents.report({ partner: key, kind: "SCHEMA_BROKEN", figures: { faults: faults.length } });
      return "quarantined";
    }
    await database.rows(`update registry.partner_schema set hash = ? where partner = ?`, [hash, key]);
    if (known === undefined || known.hash === null) return "first";
    await checkSoon(database, key); // the whole kit
    await incidents.report({ partner: key, kind: "SCHEMA_CHANGED", figures: {} });
    return "changed";
  }
}
