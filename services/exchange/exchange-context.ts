// What the exchange service's resolvers are given, and the loaders of one request. In: a batch function. Out: what it
// finds for one key, asked for together with the keys of all other rows of the answer.
import DataLoader from "dataloader";
import type { AskHub } from "../../schema/ask-hub.js";
import type { AuditLog } from "../../schema/audit.js";
import type { Database } from "../database/open-database.js";
import type { ServiceContext } from "../subgraph/service-context.js";

/** What the service is given of the hub around it. */
export interface Surroundings {
  readonly ask: AskHub;
  readonly audit: AuditLog;
  /** Where readers see the hub. */
  readonly publicUrl: () => string;
  /** The secret that a webhook's messages are signed with: `whsec_` and base64. */
  readonly webhookSecret: (id: string) => string;
  /** Throws `OutboundError` for an address that nobody may be sent to. */
  readonly checkTarget: (url: string) => void;
}

/** Acts an hour of one organization. */
export interface ActPace {
  /** All of them. */
  readonly acts: number;
  /** Those that put something new before others. */
  readonly reaching: number;
}

export interface ExchangeContext extends ServiceContext, Surroundings {
  readonly database: Database;
  readonly pace: ActPace;
  /** The loaders of this request, by their batch function. */
  readonly loaders: Map<unknown, DataLoader<unknown, unknown, string>>;
}

/** Finds values for keys; keys for which there is none are missing. Keys are the same when `keyOf` says so. */
export type Batch<K, V> = (context: ExchangeContext, keys: readonly K[]) => Promise<ReadonlyMap<string, V>>;

/** Loads one value, together with all that are asked for in the same turn; undefined when there is none. */
export function load<K extends string | FirstOf, V>(
  context: ExchangeContext,
  batch: Batch<K, V>,
  key: K,
): Promise<V | undefined> {
  let loader = context.loaders.get(batch);
  if (loader === undefined) {
    const read = async (keys: readonly unknown[]): Promise<unknown[]> => {
      const found = await batch(context, keys as readonly K[]); // this loader's keys are this batch function's
      return keys.map((each) => found.get(keyOf(each as K)));
    };
    loader = new DataLoader(read, { cacheKeyFn: (each) => keyOf(each as K) });
    context.loaders.set(batch, loader);
  }
  return loader.load(key) as Promise<V | undefined>; // by this batch function, as above
}

/** The first rows of a list that belongs to a record. */
export interface FirstOf {
  readonly id: string;
  readonly first: number;
}

/** A key as a string: what a batch function's answer is keyed by. */
export function keyOf(key: string | FirstOf): string {
  return typeof key === "string" ? key : `${key.first} ${key.id}`;
}

/** Groups rows by the key that each carries. */
export function groupRows<T extends { readonly key: string }>(rows: readonly T[]): Map<string, T[]> {
  return Map.groupBy(rows, ({ key }) => key);
}
