// What the quality of practices is computed from. In: ids and a reader. Out: facts, of what the reader may see only.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { Session } from "../../database/session.js";
import { isoSql } from "../../database/time-sql.js";
import { shownSql } from "../moderation/shown.js";
import { knownSql } from "../records/seen.js";
import type { QualityFacts } from "./quality-ladder.js";

/** Reads the facts of practices that are there. One statement. */
export async function readQualityFacts(
  session: Session,
  practices: readonly string[],
  visibility: ReaderVisibility,
): Promise<Map<string, QualityFacts>> {
  const rows = await session.rows<QualityFacts & { readonly id: string }>(
    `select p.id, p.evidence, ${isoSql("p.updated_at")} as "updatedAt",
       coalesce((select jsonb_agg(jsonb_build_object('at', ${isoSql("r.created_at")}, 'partner', split_part(r.by, ':', 1),
           'scores', r.scores)) from exchange.review r
         where r.practice = p.id and r.by <> coalesce(p.organization, '') and ${knownSql("r.by", visibility)} and ${shownSql("r.id::text")}), '[]') as reviews,
       coalesce((select jsonb_agg(jsonb_build_object('at', ${isoSql("a.updated_at")}, 'partner', split_part(a.by, ':', 1),
           'state', a.state, 'rating', a.rating)) from exchange.adoption a
         where a.practice = p.id and a.by <> coalesce(p.organization, '') and ${knownSql("a.by", visibility)} and ${shownSql("a.id::text")}), '[]') as adoptions
     from exchange.record p where p.id = any(?::text[])`,
    [practices],
  );
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}
