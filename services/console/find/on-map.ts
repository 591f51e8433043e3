// The hits with their places: for the map, and for taking it along. In: what is asked. Out: the best hits, each with its first place.
import type { UseQueryResult } from "@tanstack/react-query";
import type { Answer } from "../graph/ask.js";
import { useAsk } from "../graph/use-ask.js";
import { FindOnMap, type FindOnMapQuery } from "./operations.js";
import type { Asked } from "./asked.js";

export type OnMap = NonNullable<FindOnMapQuery["search"]>;
export type MapHit = OnMap["edges"][number]["node"];

const MOST = 100;

/** Asks for them; while `isWanted` is false, for nothing. */
export function useOnMap({ text, filter }: Asked, isWanted = true): UseQueryResult<Answer<FindOnMapQuery>, Error> {
  return useAsk(FindOnMap, { text, filter, first: MOST }, { keeps: true, enabled: isWanted });
}

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
  readonly label: string | null;
}

/** Where a hit is; null where it does not say so. */
export function placeOf({ node }: MapHit): Place | null {
  const locations = node !== null && "locations" in node ? node.locations : [];
  for (const { latitude, longitude, label } of locations)
    if (latitude !== null && longitude !== null) return { latitude, longitude, label };
  return null;
}
