// A hub as it is configured. In: the configuration and a database. Out: what the hub is started with; what was begun for it
// is ended by `stops`.
import { join } from "node:path";
import type { Logger } from "pino";
import type { HubConfig } from "./config.js";
import { keepHubKeys } from "./hub-key.js";
import type { HubOptions } from "./hub-options.js";
import { startTracing } from "./tracing.js";

export interface HubSurroundings {
  readonly databaseUrl: string;
  readonly log: Logger;
  /** What has to be ended, in reverse order. */
  readonly stops: Array<() => Promise<void>>;
}

/** On a network that one machine keeps to itself an organization may write a hundred times as much, as it may ask. */
const PRIVATE = { actPace: { acts: 60_000, reaching: 10_000 } };
const QUIET_MS = 1_000;

/** What a hub is started with. The keys of its data folder are made when they are not there. */
export async function hubOptionsOf(
  config: HubConfig,
  { databaseUrl, log, stops }: HubSurroundings,
): Promise<HubOptions> {
  const { host, port, dataDir, identity, edge, mail, isDevelopment: development, otlpEndpoint } = config;
  const { first: key } = await keepHubKeys(dataDir);
  if (development) log.warn("MAILLAGE_DEVELOPMENT is set: the hub calls http, loopback and private addresses, too.");
  const tracing = otlpEndpoint === null ? null : startTracing(otlpEndpoint);
  if (tracing !== null) stops.push(() => tracing.stop());
  const explainsToAll = host === "127.0.0.1" && identity.publicUrl === null;
  return {
    ...{ databaseUrl, key, host, port, log, edge, mail, identity, development, explainsToAll, quietMs: QUIET_MS },
    ...(tracing === null ? {} : { tracer: tracing.tracer }),
    ...(explainsToAll ? PRIVATE : {}),
    signingKeys: async () => (await keepHubKeys(dataDir)).signing,
    // What a restored backup is brought up to date by.
    erasureFile: join(dataDir, "erasures.jsonl"),
    takenBackFile: join(dataDir, "taken-back.jsonl"),
  };
}
