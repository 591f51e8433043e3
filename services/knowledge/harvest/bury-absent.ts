// What a complete snapshot does not name is gone; unless that is most of what was known, which no one does on purpose
// without a word: then it is kept, and a coordinator decides. In: a snapshot that is complete. Out: what was removed.
import type { Session } from "../../database/session.js";
import { removeRecords } from "./remove-records.js";
import { buryUnseen, countUnseen } from "./applied-table.js";
import type { LoggedChange } from "./change-log.js";
import type { SourcePlace } from "./source-place.js";
import { setSourceState, type SourceRow } from "./source-table.js";

/** Up to this many records may always go. */
const FEW = 20;

interface Snapshot {
  readonly partner: string;
  readonly place: SourcePlace;
  readonly source: SourceRow;
}

export type Buried =
  | { readonly kind: "buried"; readonly changes: readonly LoggedChange[] }
  | {
      readonly kind: "held";
      readonly changes: readonly LoggedChange[];
      readonly unseen: number;
      readonly known: number;
    };

/** Removes what a snapshot did not name, or holds it. */
export async function buryAbsent(tx: Session, { partner, place, source }: Snapshot): Promise<Buried> {
  const { unseen, known } = await countUnseen(tx, partner, place.generation);
  if (unseen > FEW && unseen * 2 > known) {
    await setSourceState(tx, partner, { state: "HELD", held: unseen });
    return { kind: "held", changes: [], unseen, known };
  }
  if (source.state === "HELD") await setSourceState(tx, partner, { state: "FOLLOWING" });
  return { kind: "buried", changes: await buryAll(tx, partner, place.generation) };
}

/** Removes everything that the snapshot of this generation did not name. */
export async function buryAll(tx: Session, partner: string, generation: number): Promise<LoggedChange[]> {
  const gone = await buryUnseen(tx, partner, generation);
  return removeRecords(tx, gone);
}
