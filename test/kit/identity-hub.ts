// A hub for tests of who may do what: registry, gateway and server are the real ones, over a real database; its partners
// are listed and never asked. In: settings. Out: ways to ask it, as the holder of a key and as a browser.
import { generateKeyPairSync } from "node:crypto";
import { pino } from "pino";
import type { HubOptions } from "../../gateway/main/hub-options.js";
import { startHub, type RunningHub } from "../../gateway/main/hub.js";
import { openDatabase, type Database } from "../../services/database/open-database.js";
import { testDatabase } from "./database.js";
import { askGraphql, type Answer, type Asking } from "./launched.js";

export interface IdentityHub {
  readonly hub: RunningHub;
  readonly url: string;
  readonly databaseUrl: string;
  /** The hub's tables. */
  readonly database: Database;
  /** What the hub logged. */
  readonly logged: readonly string[];
  ask(query: string, asking?: Asking): Promise<Answer>;
  /** A new key with these scopes. */
  key(scopes: readonly string[], organization?: string): Promise<string>;
  stop(): Promise<void>;
}

export type IdentityHubOptions = Partial<HubOptions> & { readonly sharedDatabase?: string };

/** Starts it, with the partners `alpha` and `beta`. */
export async function startIdentityHub({ sharedDatabase, ...options }: IdentityHubOptions = {}): Promise<IdentityHub> {
  const databaseUrl = sharedDatabase ?? (await testDatabase());
  const logged: string[] = [];
  const hub = await startHub({
    ...{ databaseUrl, key: generateKeyPairSync("ed25519").privateKey, host: "127.0.0.1", port: 0, harvestMs: null },
    ...{ log: pino({ level: "trace" }, { write: (line) => void logged.push(line) }), explainsToAll: false },
    ...options,
  });
  await hub.registry.partners.listHosted(["alpha", "beta"].map(listing));
  await hub.refresh();
  const database = await openDatabase({ schema: "watching", entities: [], migrations: [] }, { databaseUrl });
  return {
    ...{ hub, url: hub.url, databaseUrl, database, logged },
    ask: (query, asking) => askGraphql(`${hub.url}/graphql`, query, asking),
    key: (scopes, organization) =>
      hub.registry.keys.issue({ name: "test", scopes, organization: organization ?? null }),
    async stop() {
      await database.close();
      await hub.stop();
    },
  };
}

function listing(key: string) {
  const at = { endpoint: `http://127.0.0.1:9/${key}/graphql`, level: "LIVE" as const, contractVersion: "1.0" };
  return { key, name: key, licence: "CC0-1.0", organization: null, ...at };
}
