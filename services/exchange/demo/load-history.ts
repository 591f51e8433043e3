// Loading the demo network's history. In: the service's tables, and what is known of partners' records. Out: the history in
// the tables with its past times, search told of it; once, and only where nobody has done anything yet.
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import { tellOfCommunity } from "../communities/communities.js";
import { tellOfDiscussion } from "../communities/tell-of-discussion.js";
import { tellNetwork } from "../feed/tell-network.js";
import { tellOfNeed } from "../needs/needs.js";
import { computeQuality, type Level, type QualityFacts } from "../practices/quality-ladder.js";
import { readQualityFacts } from "../practices/read-quality-facts.js";
import { followRecords, type FollowingOptions } from "../records/follow-records.js";
import { historyRows, toldEvidence, type Row } from "./history-rows.js";
import { readHistory } from "./history.js";

/** Tables of which one that holds something shows that the service is in use. */
const USED = ["community", "adoption", "review", "endorsement", "need", "introduction", "exchange", "registration"];
const LOCK = "the demo history";

/** How often what partners published is asked for, at most, before the history is loaded all the same. */
const MOST_ROUNDS = 20;

/** Takes in what is known of partners' records, then loads the history. Gives whether it did. */
export async function loadDemo(options: FollowingOptions): Promise<boolean> {
  if (await isUsed(options.database)) return false;
  for (let round = 0; round < MOST_ROUNDS && (await followRecords(options)); round++);
  return loadHistory(options.database, new Date());
}

/** Loads the history, in one transaction, as of a day. Gives whether it did. */
export async function loadHistory(database: Database, now: Date): Promise<boolean> {
  const tables = historyRows(await readHistory(), now);
  return database.transaction(async (tx) => {
    await tx.rows("select pg_advisory_xact_lock(hashtextextended(?, 0))", [LOCK]);
    if (await isUsed(tx)) return false;
    for (const [table, rows] of tables) await insertRows(tx, table, rows);
    const ids = new Map(tables.map(([table, rows]) => [table, rows.map(({ id }) => String(id))]));
    await noteLevels(tx);
    for (const id of ids.get("community") ?? []) await tellOfCommunity(tx, id);
    for (const id of ids.get("discussion") ?? []) await tellOfDiscussion(tx, id);
    for (const id of ids.get("need") ?? []) await tellOfNeed(tx, id);
    for (const told of toldEvidence(tables)) await tellNetwork(tx, told.id, told);
    return true;
  });
}

async function isUsed(session: Session): Promise<boolean> {
  const held = USED.map((table) => `exists (select 1 from exchange.${table})`);
  const [row] = await session.rows<{ used: boolean }>(`select ${held.join(" or ")} as used`);
  return row?.used === true;
}

/** Writes rows of one table; columns that no row names have their defaults, values that are undefined are null. */
async function insertRows(tx: Session, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(", ");
  await tx.rows(
    `insert into exchange.${table} (${columns})
     select ${columns} from jsonb_populate_recordset(null::exchange.${table}, ?::jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** Notes since when each practice has its level, as if it had been noted at each review and adoption. */
async function noteLevels(tx: Session): Promise<void> {
  const practices = await tx.rows<{ practice: string }>(
    "select practice from exchange.adoption union select practice from exchange.review",
  );
  const ids = practices.map(({ practice }) => practice);
  const facts = await readQualityFacts(tx, ids, "NETWORK");
  const levels = [...facts].map(([practice, each]) => ({ practice, ...lastLevel(each) }));
  await insertRows(tx, "quality", levels);
}

function lastLevel(facts: QualityFacts): { readonly level: Level; readonly since: string } {
  const times = [...facts.reviews, ...facts.adoptions].map(({ at }) => at).toSorted();
  const levels = times.map((since) => ({ since, level: computeQuality(facts, since).level }));
  const last = levels.at(-1) ?? { level: "SHARED" as const, since: facts.updatedAt };
  const other = levels.findLastIndex(({ level }) => level !== last.level);
  return { level: last.level, since: levels[other + 1]?.since ?? last.since };
}
