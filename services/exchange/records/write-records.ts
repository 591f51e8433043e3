// The copy of whose records are whose. In: records as they are now, or ids of those that are gone. Out: rows that lists and
// counts are joined to, so that nothing is shown or counted that a reader may not see.
import type { Session } from "../../database/session.js";
import type { KnownRecord } from "./look-up.js";

/**
 * Writes records down, in the caller's transaction; of one that is given twice, the last. `confirmed`: as the network's own
 * feed has them; those that an act named are looked at again, for their owners may have withdrawn them meanwhile.
 */
export async function writeRecords(
  tx: Session,
  records: readonly KnownRecord[],
  { confirmed }: { readonly confirmed: boolean },
): Promise<void> {
  if (records.length === 0) return;
  const rows = [...new Map(records.map((record) => [record.id, record])).values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ typename, event, ...record }) => ({
      ...{ type: typename, starts_at: event?.startsAt ?? null, adapted_from: record.adaptedFrom },
      ...{ id: record.id, visibility: record.visibility, organization: record.organization, topics: record.topics },
      ...{
        areas: record.areas,
        people: record.people,
        created_at: record.createdAt,
        updated_at: record.updatedAt,
        evidence: record.evidence,
      },
    }));
  await tx.rows(
    `insert into exchange.record (id, type, visibility, organization, topics, areas, people, adapted_from, created_at,
       updated_at, starts_at, evidence, confirmed)
     select r.*, ? from jsonb_to_recordset(?::jsonb) as r(id text, type text, visibility text, organization text,
       topics text[], areas text[], people text[], adapted_from text, created_at timestamptz, updated_at timestamptz, starts_at timestamptz,
       evidence jsonb)
     on conflict (id) do update set visibility = excluded.visibility, gone = false, seen_at = now(),
       organization = excluded.organization, topics = excluded.topics, areas = excluded.areas,
       people = excluded.people, adapted_from = excluded.adapted_from, created_at = excluded.created_at, updated_at = excluded.updated_at,
       starts_at = excluded.starts_at, evidence = excluded.evidence, confirmed = excluded.confirmed`,
    [confirmed, JSON.stringify(rows)],
  );
}
