// A walk through rows in order. In: what a reader asked for. Out: the words for it, and how two places compare on the way.
import type { ErasedLookup } from "../../schema/erasures.js";
import type { ReaderVisibility } from "../../schema/hub-token.js";
import type { RecordTypename } from "../../schema/record-id.js";
import { comparePlaces, type Place, type RecordOrder } from "../../schema/record-order.js";
import type { ReservedKeys } from "./reserved-keys.js";

/** What is being walked: the order, the end from which pages are read, and who reads. */
export interface Walk {
  readonly order: RecordOrder;
  readonly typename: RecordTypename;
  readonly backward: boolean;
  readonly visibility: ReaderVisibility;
  readonly keys: ReservedKeys;
  /** What every answer must hold, the total in the first. */
  readonly wantsRows: boolean;
  readonly wantsTotal: boolean;
  /** The bounds of the reader's request. */
  readonly after: Place | null;
  readonly before: Place | null;
  /** What was erased on request: rows of it go, and a partner that offers some counts what nobody is to know of. */
  readonly erased: ErasedLookup;
}

/** Compares two places in the direction of the walk. */
export function compareAlong({ order, backward }: Pick<Walk, "order" | "backward">, a: Place, b: Place): number {
  const compared = comparePlaces(order, a, b);
  return backward ? -compared : compared;
}
