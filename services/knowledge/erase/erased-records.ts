// What was erased, in memory: rows are looked up here by the thousand. In: the table, read anew when it is told of a
// change and every five seconds anyway. Out: answers at once. Keeps the file beside the database as long as the table.
import type { ErasedLookup } from "../../../schema/erasures.js";
import { ownerOf } from "../../../schema/record-id.js";
import type { Database } from "../../database/open-database.js";
import { ERASURES_CHANNEL, erasureHash, setOffered, type Erasure } from "./erasure-table.js";
import { appendErasures } from "./erasure-file.js";

const LOOK_ANYWAY_MS = 5_000;

export interface ErasedRecordsOptions {
  /** Where erasures are kept besides, so that a restored backup does not undo them; null: nowhere. */
  readonly file: string | null;
  readonly onTrouble: (error: unknown) => void;
}

export interface ErasedRecords extends ErasedLookup {
  /** Reads the table now. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

interface ErasedOf {
  readonly salts: Set<string>;
  readonly hashes: Set<string>;
  isOffered: boolean;
}

interface ErasureRow extends Erasure {
  readonly offered: number | null;
}

/** Reads what was erased, and goes on reading. */
export async function watchErased(
  database: Database,
  { file, onTrouble }: ErasedRecordsOptions,
): Promise<ErasedRecords> {
  let byPartner = new Map<string, ErasedOf>();
  const noted = new Set<string>();
  let last: Promise<void> = Promise.resolve();
  const read = async (): Promise<void> => {
    const rows = await readErasures(database);
    byPartner = groupErasures(rows);
    if (file !== null) await appendErasures(file, rows);
  };
  const refresh = (): Promise<void> => (last = last.then(read, read));
  const look = (): void => void refresh().catch(onTrouble);
  await refresh();
  const listener = await database.listen(ERASURES_CHANNEL, look);
  const timer = setInterval(look, LOOK_ANYWAY_MS).unref();
  const isErased = (id: string): boolean => isAmong(byPartner, id);
  return {
    refresh,
    isErased,
    stillOffers: (partner) => byPartner.get(partner)?.isOffered === true,
    noteOffered(id) {
      if (noted.has(id) || byPartner.get(ownerOf(id))?.isOffered === true) return;
      noted.add(id);
      void noteOffered(database, id)
        .catch(onTrouble)
        .finally(() => noted.delete(id));
    },
    async stop() {
      clearInterval(timer);
      listener.stop();
      await last.catch(() => undefined);
    },
  };
}

/** Whether a record was erased, as of now: for what is done before anything is served. */
export async function readErasedLookup(database: Database): Promise<ErasedLookup["isErased"]> {
  const byPartner = groupErasures(await readErasures(database));
  return (id) => isAmong(byPartner, id);
}

function isAmong(byPartner: ReadonlyMap<string, ErasedOf>, id: string): boolean {
  const of = byPartner.get(ownerOf(id));
  return of !== undefined && [...of.salts].some((salt) => of.hashes.has(erasureHash(salt, id)));
}

function readErasures(database: Database): Promise<ErasureRow[]> {
  return database.rows<ErasureRow>(
    `select salt, hash, partner, offered, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at
     from knowledge.erasure order by at`,
  );
}

function groupErasures(rows: readonly ErasureRow[]): Map<string, ErasedOf> {
  const byPartner = new Map<string, ErasedOf>();
  for (const { partner, salt, hash, offered } of rows) {
    const of = byPartner.get(partner) ?? { salts: new Set(), hashes: new Set(), isOffered: false };
    byPartner.set(partner, of);
    of.salts.add(salt);
    of.hashes.add(hash);
    of.isOffered ||= offered !== null;
  }
  return byPartner;
}

/** As of the snapshot that is current: until one without the record is complete, or its tombstone comes. */
async function noteOffered(database: Database, id: string): Promise<void> {
  const [source] = await database.rows<{ generation: number }>(
    `select generation from knowledge.source where partner = ?`,
    [ownerOf(id)],
  );
  if (source !== undefined) await setOffered(database, id, source.generation);
}
