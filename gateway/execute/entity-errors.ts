// Placing the errors of an entity fetch. In: errors whose paths begin at `_entities`. Out: the same errors where the
// entities stand in the reader's answer. An error that names no entity stands at each object that was asked for.
import type { EntityAsk } from "./entity-ask.js";
import type { JsonObject } from "./merge.js";
import type { Run } from "./run.js";
import type { SubgraphError } from "./subgraph.js";
import type { ResponsePath } from "./targets.js";

/** Places every error of the answer; up to ten places for one error. */
export function placeEntityErrors(run: Run, errors: readonly SubgraphError[], asks: readonly EntityAsk[]): void {
  for (const error of errors) {
    const [key, index, ...rest] = error.path ?? [];
    const ask = asks.find((candidate) => candidate.field.key === key);
    const named = ask !== undefined && typeof index === "number" ? (ask.slots[index]?.groups ?? []).flat() : null;
    const asked = ask === undefined ? asks : [ask];
    const objects = named ?? asked.flatMap((each) => each.slots.flatMap((slot) => slot.groups.flat()));
    const paths = locate(run, objects.slice(0, MOST_PLACES), asked);
    for (const path of paths) run.addError(error, [...path, ...(named === null ? [] : rest)]);
  }
}

const MOST_PLACES = 10;

function locate(run: Run, objects: readonly JsonObject[], asks: readonly EntityAsk[]): ResponsePath[] {
  const wanted = new Set(objects);
  const paths: ResponsePath[] = [];
  for (const path of asks.flatMap((ask) => ask.field.paths)) {
    for (const [object, place] of path.locate(run.data, wanted)) {
      paths.push(place);
      wanted.delete(object);
    }
  }
  return paths;
}
