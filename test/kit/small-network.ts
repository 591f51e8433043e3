// A small network in this process: partners with the records of the test, the hub in front of them, harvesting. In:
// records by partner. Out: ways to ask as each kind of reader, to change records, and to have the hub come and see.
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { pino } from "pino";
import type { HubOptions } from "../../gateway/main/hub-options.js";
import { startHub, type RunningHub } from "../../gateway/main/hub.js";
import { notifySecret } from "../../gateway/main/notify-route.js";
import { CONTRACT_VERSION } from "../../schema/contract-versions.js";
import { webhookHeaders } from "../../schema/standard-webhook.js";
import { openKnowledgeDatabase } from "../../services/knowledge/knowledge-database.js";
import type { Database } from "../../services/database/open-database.js";
import { completeProfile } from "../../services/partner/partner-profile.js";
import { startPartnerServer } from "../../services/partner/server.js";
import { deleteRecords, openStore, saveRecords, type Store } from "../../services/partner/store.js";
import type { RecordDraft } from "../../services/records/record-draft.js";
import { testDatabase } from "./database.js";
import { MUCH, PATIENT } from "./wide-edge.js";

export interface NetworkAnswer {
  // eslint-disable-next-line typescript/no-explicit-any -- answers are compared, not computed with
  readonly data: any;
  readonly errors?: ReadonlyArray<{ readonly message: string; readonly extensions: Record<string, unknown> }>;
}

export type ReaderKind = "anonymous" | "reader" | "admin";

export interface SmallNetwork {
  readonly url: string;
  readonly databaseUrl: string;
  readonly hub: RunningHub;
  readonly store: Store;
  /** The hub's own tables. */
  readonly database: Database;
  readonly keys: Readonly<Record<Exclude<ReaderKind, "anonymous">, string>>;
  ask(query: string, options?: AskOptions): Promise<NetworkAnswer>;
  save(partner: string, ...drafts: readonly RecordDraft[]): Promise<void>;
  remove(partner: string, ...ids: readonly string[]): Promise<void>;
  /** Says "come now" for a partner, as it would itself. Gives the HTTP status. */
  notify(partner: string, change?: Partial<NotifyParts>): Promise<number>;
  /** Resolves when the hub knows everything that the partners have published by now. */
  caughtUp(): Promise<void>;
  /** Ends the program that serves the partners. */
  stopPartners(): Promise<void>;
  stop(): Promise<void>;
}

export interface AskOptions {
  readonly as?: ReaderKind;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface NotifyParts {
  readonly secret: string;
  readonly timestamp: string;
  readonly body: string;
}

export interface SmallNetworkOptions {
  /** Between two rounds; long, so that tests decide when the hub comes. */
  readonly harvestMs?: number;
  readonly hub?: Partial<HubOptions>;
}

/** Starts the network and waits until everything has been harvested once. */
export async function startSmallNetwork(
  records: Readonly<Record<string, readonly RecordDraft[]>>,
  options: SmallNetworkOptions = {},
): Promise<SmallNetwork> {
  const databaseUrl = await testDatabase();
  const store = await openStore({ databaseUrl });
  for (const [partner, drafts] of Object.entries(records)) await saveRecords(store, partner, drafts);
  const key = generateKeyPairSync("ed25519").privateKey;
  const hub = await startHub({
    ...{ databaseUrl, key, host: "127.0.0.1", port: 0, log: pino({ level: "silent" }), explainsToAll: false },
    ...{ harvestMs: options.harvestMs ?? 3_600_000, edge: MUCH, ...PATIENT, ...options.hub },
  });
  const partners = Object.keys(records);
  const server = await startPartnerServer({
    ...{ databaseUrl, port: 0, host: "127.0.0.1", log: () => undefined },
    partners: partners.map((each) => completeProfile({ key: each })),
    tokens: { jwksUrl: `${hub.url}/.well-known/jwks.json`, required: true },
  });
  await hub.registry.partners.listHosted(partners.map((each) => listing(each, server.url)));
  await hub.refresh();
  const database = await openKnowledgeDatabase({ databaseUrl, connections: 3 });
  const issue = (name: string, scopes: string[]) => hub.registry.keys.issue({ name, scopes, organization: null });
  const keys = {
    reader: await issue("reader", ["read:network"]),
    admin: await issue("admin", ["read:network", "network:admin"]),
  };
  const network = { databaseUrl, hub, store, database, keys, key, partners };
  const stopPartners = once(() => server.stop());
  const stop = async (): Promise<void> => {
    await hub.stop();
    await stopPartners();
    await Promise.all([database.close(), store.close()]);
  };
  const running: SmallNetwork = { ...network, url: hub.url, ...waysToUse(network), stopPartners, stop };
  await running.caughtUp();
  return running;
}

function listing(key: string, url: string) {
  const endpoint = `${url}/${key}/graphql`;
  return {
    key,
    name: key,
    licence: "CC0-1.0",
    endpoint,
    level: "LIVE" as const,
    contractVersion: CONTRACT_VERSION,
    organization: null,
  };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}

interface Parts extends Pick<SmallNetwork, "hub" | "store" | "database" | "keys"> {
  readonly key: KeyObject;
  readonly partners: readonly string[];
}

function waysToUse({ hub, store, database, keys, key, partners }: Parts) {
  const notify: SmallNetwork["notify"] = async (partner, change = {}) => {
    const timestamp = change.timestamp ?? String(Math.floor(Date.now() / 1000));
    const secret = change.secret ?? notifySecret(key, partner);
    const headers = webhookHeaders(secret, { id: "message", timestamp, body: "{}" });
    const body = change.body ?? "{}";
    return (await fetch(`${hub.url}/notify/${partner}`, { method: "POST", headers, body })).status;
  };
  return {
    notify,
    async ask(query: string, { as = "anonymous", variables = {}, headers = {} }: AskOptions = {}) {
      const authorization = as === "anonymous" ? {} : { authorization: `Bearer ${keys[as]}` };
      const response = await fetch(`${hub.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...authorization, ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as NetworkAnswer; // the hub's own answer
    },
    async save(partner: string, ...drafts: readonly RecordDraft[]) {
      await saveRecords(store, partner, drafts);
    },
    async remove(partner: string, ...ids: readonly string[]) {
      await deleteRecords(store, partner, ids);
    },
    async caughtUp() {
      for (const partner of partners) await notify(partner);
      for (let attempt = 0; attempt < 2_400; attempt++) {
        if (await isCaughtUp(database, partners)) return;
        await delay(25);
      }
      throw new Error("the hub did not catch up within a minute");
    },
  };
}

/** Whether the hub has been at the end of every partner's feed, and no harvest is queued or under way. */
async function isCaughtUp(database: Database, partners: readonly string[]): Promise<boolean> {
  const [row] = await database.rows<{ behind: number }>(
    `select count(*)::int as behind from unnest(?::text[]) as active(key)
       left join knowledge.source on source.partner = key left join partner_data.feed on feed.partner = key
     where source.as_of is null or source.reached < coalesce(feed.last, 0)`,
    [partners],
  );
  return row?.behind === 0;
}
