// The table of sources. In: a partner's key. Out: where the hub stands in its feed. The row's lock makes sure that of
// two harvesters that read the same page only one applies it.
import type { Session } from "../../database/session.js";
import type { SourcePlace } from "./source-place.js";

/** HELD: more than half of its records vanished, a coordinator must say so. QUARANTINED: its feed ran backwards.
 * DEPARTED: its partner has left, and nothing of it is taken in any more. */
export type SourceState = "FOLLOWING" | "HELD" | "QUARANTINED" | "DEPARTED";

export interface SourceRow extends SourcePlace {
  readonly state: SourceState;
  /** The version of the contract by which it was read. */
  readonly version: string;
}

interface StoredRow {
  readonly epoch: string | null;
  readonly cursor: string | null;
  readonly era: number;
  readonly generation: number;
  readonly is_snapshot: boolean;
  readonly sequence: string;
  readonly reached: string;
  readonly state: SourceState;
  readonly version: string;
}

const COLUMNS = "epoch, cursor, era, generation, is_snapshot, sequence::text, reached::text, state, version";

/** Where the hub stands; a partner that is new begins at the beginning. */
export async function readSource(session: Session, partner: string): Promise<SourceRow> {
  await session.rows(`insert into knowledge.source (partner) values (?) on conflict do nothing`, [partner]);
  return selectSource(session, partner, "");
}

/** The same, locked until the transaction ends. */
export function lockSource(tx: Session, partner: string): Promise<SourceRow> {
  return selectSource(tx, partner, "for update");
}

async function selectSource(session: Session, partner: string, lock: string): Promise<SourceRow> {
  const [row] = await session.rows<StoredRow>(`select ${COLUMNS} from knowledge.source where partner = ? ${lock}`, [
    partner,
  ]);
  if (row === undefined || row.state === "DEPARTED") throw new Error("the source is gone: its partner left");
  const { is_snapshot: isSnapshot, sequence, reached, ...rest } = row;
  return { ...rest, isSnapshot, sequence: BigInt(sequence), reached: BigInt(reached) };
}

export interface Progress {
  /** Entries of the feed that were taken in. */
  readonly entries: number;
  /** As of when the hub knows everything of the partner; null while it does not. */
  readonly asOf: string | null;
}

/** Moves the place onward. Call it in the transaction that applied the page. */
export async function saveSource(
  tx: Session,
  partner: string,
  { place, progress }: { readonly place: SourcePlace; readonly progress: Progress },
): Promise<void> {
  const { epoch, cursor, era, generation, isSnapshot, sequence, reached } = place;
  await tx.rows(
    `update knowledge.source set epoch = ?, cursor = ?, era = ?, generation = ?, is_snapshot = ?,
       sequence = ?::numeric, reached = ?::numeric, entries = entries + ?,
       as_of = coalesce(?::timestamptz, as_of), harvested_at = now(), failures = 0, last_failure = null
     where partner = ?`,
    [
      ...[epoch, cursor, era, generation, isSnapshot, String(sequence), String(reached)],
      ...[progress.entries, progress.asOf, partner],
    ],
  );
}

/** Notes that a partner could not be harvested, by the class of failure. */
export async function noteFailure(session: Session, partner: string, reason: string): Promise<void> {
  await session.rows(`update knowledge.source set failures = failures + 1, last_failure = ? where partner = ?`, [
    reason,
    partner,
  ]);
}

/** The next harvest begins with a snapshot. */
export async function beginAnew(session: Session, partner: string): Promise<void> {
  await session.rows(`update knowledge.source set cursor = null where partner = ?`, [partner]);
}

/**
 * From now on the source is read by another version of the contract: from the beginning, as if it were a new epoch, since
 * records of which the hub has the last entry may say more in this version.
 */
export async function readByVersion(session: Session, partner: string, version: string): Promise<void> {
  await session.rows(`update knowledge.source set version = ?, epoch = null, cursor = null where partner = ?`, [
    version,
    partner,
  ]);
}

/** Sets the state of a source, and how many of its records are held. */
export async function setSourceState(
  session: Session,
  partner: string,
  { state, held = 0 }: { readonly state: SourceState; readonly held?: number },
): Promise<void> {
  await session.rows(`update knowledge.source set state = ?, held = ? where partner = ?`, [state, held, partner]);
}
