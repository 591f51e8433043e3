// One page of a partner's feed, in one transaction: rows, index, the hub's own feed and the cursor, all or nothing.
// In: the place the page was asked from, and the page. Out: what became of it.
import type { FeedEntry } from "../../../schema/change-feed.js";
import type { Database } from "../../database/open-database.js";
import type { Session } from "../../database/session.js";
import { writeIndexRows } from "../index/write-index.js";
import { writeMirrorRows } from "../mirror/write-mirror.js";
import { endOffers } from "../erase/erasure-table.js";
import { refuseErased } from "../erase/refuse-erased.js";
import { claimEntries, findBackwards, markSeen, noteRefused } from "./applied-table.js";
import { logChanges, type LoggedChange } from "./change-log.js";
import { buryAbsent } from "./bury-absent.js";
import { withdrawRefused } from "./withdraw-refused.js";
import { removeRecords } from "./remove-records.js";
import { hideSource, isHidden } from "./hide-source.js";
import { lastEntries, stepAlong, type SourcePlace } from "./source-place.js";
import { beginAnew, lockSource, readByVersion, saveSource, setSourceState, type SourceRow } from "./source-table.js";
import type { PreparedPage } from "./prepare-page.js";

/** A page as it was read. */
export interface ReadPage {
  readonly partner: string;
  /** Where it was asked from. */
  readonly from: SourcePlace;
  readonly page: PreparedPage;
  /** When it was asked for: the page says how things stood no earlier than this. */
  readonly askedAt: string;
}

export type PageResult =
  | {
      readonly kind: "applied";
      readonly entries: number;
      readonly changed: number;
      /** Entries of records that were erased here. */
      readonly erased: number;
      readonly place: SourcePlace;
    }
  /** Another harvester was faster; nothing was done. */
  | { readonly kind: "overtaken" }
  | { readonly kind: "anew" }
  | { readonly kind: "stuck" }
  | { readonly kind: "backwards"; readonly known: bigint; readonly got: bigint }
  /** The snapshot is complete and misses more than half of what was known: kept, until a person decides. */
  | { readonly kind: "held"; readonly unseen: number; readonly known: number; readonly place: SourcePlace };

/**
 * Applies a page. `onClaimed` is called when it is certain that the page is due and only its rows are left to be
 * written, which is nearly all of the work and none of this process's: the time to read the next page. Throws when the
 * database fails; then nothing was done.
 */
export function applyPage(database: Database, read: ReadPage, onClaimed = (): void => undefined): Promise<PageResult> {
  return database.transaction(async (tx): Promise<PageResult> => {
    const locked = await lockSource(tx, read.partner);
    if (!isSamePlace(locked, read.from)) return { kind: "overtaken" };
    const { version = locked.version } = read.page;
    const isSameVersion = version === locked.version;
    if (!isSameVersion) await readByVersion(tx, read.partner, version);
    if (!isSameVersion && locked.cursor !== null) return { kind: "anew" };
    const source = isSameVersion ? locked : { ...locked, epoch: null };
    const step = stepAlong(source, read.page);
    if (step.kind === "anew") await beginAnew(tx, read.partner);
    if (step.kind === "backwards") await quarantine(tx, read.partner);
    if (step.kind !== "onward") return step;
    return applyOnward(tx, read, { source, next: step.next, completes: step.completes, onClaimed });
  });
}

function isSamePlace(source: SourceRow, from: SourcePlace): boolean {
  return (
    source.state !== "QUARANTINED" &&
    source.cursor === from.cursor &&
    source.generation === from.generation &&
    source.era === from.era
  );
}

interface Onward {
  readonly source: SourceRow;
  readonly next: SourcePlace;
  readonly completes: boolean;
  readonly onClaimed: () => void;
}

async function applyOnward(tx: Session, read: ReadPage, onward: Onward): Promise<PageResult> {
  const { source, next, completes, onClaimed } = onward;
  const { partner, page } = read;
  const offered = lastEntries(page.entries);
  const entries = await refuseErased(tx, { partner, generation: next.generation, entries: offered });
  const claim = { partner, place: next, entries };
  const isFollowing = !next.isSnapshot && !completes;
  if (isFollowing) {
    const got = await findBackwards(tx, claim, source.sequence);
    if (got !== null) {
      await quarantine(tx, partner);
      return { kind: "backwards", known: source.sequence, got };
    }
  }
  const claimed = await claimEntries(tx, claim);
  const known = entries.filter(({ id }) => !claimed.has(id));
  if (!isFollowing) await markSeen(tx, { ...claim, entries: known }, page.refused);
  if (page.refused.length > 0) await noteRefused(tx, { partner, era: next.era, refused: page.refused });
  const news = entries.filter(({ id }) => claimed.has(id));
  onClaimed();
  const written = await applyEntries(tx, page, news);
  const changes = [...written, ...(await withdrawRefused(tx, { partner, era: next.era, refused: page.refused }))];
  if (completes) await endOffers(tx, partner, next.generation);
  const absent = completes ? await buryAbsent(tx, { partner, place: next, source }) : null;
  if (!(await isHidden(tx, partner))) await logChanges(tx, partner, [...changes, ...(absent?.changes ?? [])]);
  const progress = { entries: page.entries.length, asOf: page.hasMore ? null : read.askedAt };
  await saveSource(tx, partner, { place: next, progress });
  if (absent?.kind === "held") return { ...absent, place: next };
  const changed = changes.length + (absent?.changes.length ?? 0);
  const erased = offered.filter(({ record }, index) => record !== null && entries[index]?.record === null).length;
  return { kind: "applied", entries: page.entries.length, changed, erased, place: next };
}

async function quarantine(tx: Session, partner: string): Promise<void> {
  await setSourceState(tx, partner, { state: "QUARANTINED" });
  await hideSource(tx, partner);
}

/** Writes and removes records, in mirror and index. */
async function applyEntries(
  tx: Session,
  { rows }: PreparedPage,
  entries: readonly FeedEntry[],
): Promise<LoggedChange[]> {
  const prepared = entries.flatMap(({ id, record }) => (record === null ? [] : (rows.get(id) ?? [])));
  const gone = entries.filter(({ record }) => record === null).map(({ id }) => id);
  const written = await writeMirrorRows(
    tx,
    prepared.map(({ mirror }) => mirror),
  );
  const changed = new Map(written.filter(({ kind }) => kind !== "unchanged").map((each) => [each.id, each]));
  const added = new Set(written.flatMap(({ id, kind }) => (kind === "created" ? [id] : [])));
  const toIndex = prepared.flatMap(({ index }) => (changed.has(index.id) ? [index] : []));
  await writeIndexRows(tx, toIndex, added);
  const upserts = [...changed.values()].map(({ id, seenByPublic }) => ({ id, op: "UPSERT" as const, seenByPublic }));
  return [...upserts, ...(await removeRecords(tx, gone))];
}
