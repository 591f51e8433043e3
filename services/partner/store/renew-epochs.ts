// Restored backups. In: the store's database. Out: a new epoch for every feed whose database is not the one it began
// in: restored elsewhere, or wound back to an earlier time (another timeline). Harvesters then take a new snapshot.
import { STORE_SCHEMA as S } from "./tables.js";
import type { Session } from "../../database/session.js";

/** Gives every feed of another lineage a new epoch, and every new feed its lineage. Run when the store opens. */
export async function renewEpochs(session: Session): Promise<void> {
  const lineage = await readLineage(session);
  await session.rows(
    `update ${S}.feed set lineage = ?, epoch = case when lineage = '' then epoch else gen_random_uuid() end
     where partner in (select partner from ${S}.feed where lineage <> ? order by partner for update)`,
    [lineage, lineage],
  );
}

/** Gives every feed a new epoch: where the database itself cannot tell that it was wound back. */
export async function beginNewEpochs(session: Session): Promise<void> {
  await session.rows(`update ${S}.feed set epoch = gen_random_uuid()`);
}

/** What tells one history of one database from another. A copy of the files themselves cannot be told apart. */
async function readLineage(session: Session): Promise<string> {
  const [database] = await session.rows<{ oid: string }>(
    "select oid::text from pg_database where datname = current_database()",
  );
  const control = await session
    .rows<{ lineage: string }>(
      "select system_identifier || '/' || timeline_id as lineage from pg_control_system(), pg_control_checkpoint()",
    )
    .catch(() => []); // not allowed everywhere
  return `${database?.oid ?? ""}/${control[0]?.lineage ?? ""}`;
}
