// Where followed references stand. In: stubs and what became of them. Out: records in their places, null where there is
// none, lists without what is gone.
import { isObject } from "./complete-value.js";
import type { Stub } from "./row-types.js";

/** An owner that did not answer (null: too many records for one hop), and a place that stays null because of it. */
export interface HopFailure {
  readonly partner: string | null;
  readonly place: Marker;
}

/** Stands in a place until its list is tidied, so that the place can be found again. */
export interface Marker {
  readonly holder: Stub["holder"];
  key: string | number;
}

const GONE = Symbol("the owner does not know it");

/** Puts a record in a stub's place. */
export function placeRecord({ holder, key }: Stub, record: unknown): void {
  place(holder, key, record);
}

/** Until its owner answers, and if it does not know it, a record is gone. */
export function placeGone({ holder, key }: Stub): void {
  place(holder, key, GONE);
}

/** Leaves stubs null because their owner failed, or null stands for too many. One failure for all of them. */
export function placeFailed(partner: string | null, stubs: readonly Stub[]): HopFailure | null {
  let failure: HopFailure | null = null;
  for (const { holder, key } of stubs) {
    const marker: Marker = { holder, key };
    place(holder, key, Array.isArray(holder) ? marker : null);
    failure ??= { partner, place: marker };
  }
  return failure;
}

function place(holder: Stub["holder"], key: string | number, value: unknown): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else holder[key] = value === GONE ? null : value;
}

/** Leaves out of lists what its owner does not know; what could not be asked for stays, as null. */
export function tidyLists(stubs: readonly Stub[], failures: readonly HopFailure[]): void {
  const markers = new Set<unknown>(failures.map((failure) => failure.place));
  const lists = new Map(
    stubs.flatMap((stub) => (Array.isArray(stub.holder) ? [[stub.holder, stub.fixed] as const] : [])),
  );
  for (const [list, fixed] of lists) {
    const kept = fixed ? list : list.filter((item) => item !== GONE);
    const tidied = kept.map((item, index) => {
      if (isMarker(item, list) && markers.has(item)) item.key = index;
      return item === GONE || isMarker(item, list) ? null : item;
    });
    list.splice(0, list.length, ...tidied);
  }
}

function isMarker(item: unknown, list: unknown[]): item is Marker {
  return isObject(item) && item.holder === list;
}
