// When a practice reaches a level. In: a practice that was reviewed or adopted, in that transaction. Out: since when it has
// its level; its publisher is told of a higher one.
import type { Session } from "../../database/session.js";
import { tellOrganizations } from "../notices/tell-organization.js";
import type { KnownRecord } from "../records/look-up.js";
import { computeQuality, LEVELS, type Level } from "./quality-ladder.js";
import { readQualityFacts } from "./read-quality-facts.js";

/** Notes the level of a practice as it is now. */
export async function noteQuality(tx: Session, { id, organization }: KnownRecord): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('quality of ' || ?, 0))", [id]); // each sees those before it
  const facts = (await readQualityFacts(tx, [id], "NETWORK")).get(id);
  if (facts === undefined) return;
  const { level } = computeQuality(facts, new Date().toISOString());
  const [noted] = await tx.rows<{ level: Level }>("select level from exchange.quality where practice = ? for update", [
    id,
  ]);
  if (noted?.level === level) return;
  await tx.rows(
    `insert into exchange.quality (practice, level) values (?, ?)
     on conflict (practice) do update set level = excluded.level, since = now()`,
    [id, level],
  );
  const isHigher = LEVELS.indexOf(level) > LEVELS.indexOf(noted?.level ?? "SHARED");
  if (isHigher) await tellOrganizations(tx, [{ organization, kind: "quality.raised", subject: id }]);
}
