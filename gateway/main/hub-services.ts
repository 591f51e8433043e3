// What the hub is made of, before it listens: registry and knowledge on one database, the two clients that open sockets
// to partners, harvesting. In: a database and a signing key. Out: all of it, running.
import type { KeyObject } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { Outbound } from "../../schema/outbound.js";
import type { PartnerStatusSource } from "../../schema/partner-status.js";
import { describeFault } from "../../schema/describe-fault.js";
import { createHubSigner, type HubSigner } from "../fetch/hub-signer.js";
import { NameLookup } from "../fetch/name-lookup.js";
import { createOutbound } from "../fetch/outbound.js";
import type { OutboundRules } from "../fetch/outbound-address.js";
import type { Outcome } from "../fetch/outcome.js";
import type { PartnerLimits } from "../fetch/limits.js";
import { PartnerClient } from "../fetch/partner-client.js";
import type { SigningKey } from "../fetch/signing-keys.js";
import { PartnerHealth } from "../fetch/partner-health.js";
import { createChangeFeeds } from "../partition/change-feeds.js";
import { ListedPartners } from "../partition/directory.js";
import { openKnowledge, type Knowledge } from "../../services/knowledge/open-knowledge.js";
import { openRegistry, type Registry } from "../../services/registry/registry.js";
import { conformanceKit } from "./conformance-kit.js";
import { HubMetrics } from "./hub-metrics.js";
import type { IdentityConfig } from "./identity-config.js";
import { watchSchemas } from "./watch-schemas.js";

export interface ServiceOptions {
  readonly databaseUrl: string;
  readonly key: KeyObject;
  readonly log: Logger;
  /** A partner's time between two harvests, when it says nothing itself; null: this process does not harvest. */
  readonly harvestMs?: number | null;
  /** The times that partners have, where they are not the usual ones. */
  readonly partnerLimits?: Partial<PartnerLimits>;
  /** Partners and others may be on http, loopback and private addresses: never by default. */
  readonly development?: boolean;
  /** Reads the keys that sign, now and then; without it `key` signs for good. */
  readonly signingKeys?: () => Promise<readonly SigningKey[]>;
  /** Whom else to believe, and where browsers see the hub. */
  readonly identity?: IdentityConfig;
  /** The file that keeps erasures beside the database, so that a restored backup does not undo them. */
  readonly erasureFile?: string;
  /** A partner's time between two looks at its SDL. */
  readonly schemaMs?: number;
  /** Deletes what this hub's own program holds of a partner that it ran, when it leaves. */
  readonly forgetHosted?: (partner: string) => Promise<void>;
}

export interface HubServices {
  readonly registry: Registry;
  readonly knowledge: Knowledge;
  readonly directory: ListedPartners;
  readonly client: PartnerClient;
  readonly signer: HubSigner;
  readonly metrics: HubMetrics;
  /** The way out, for everything that is no partner's `/graphql`. */
  readonly outbound: Outbound;
  /** Says which programs this hub runs itself, by the origins of their addresses. */
  setOwnOrigins(origins: ReadonlySet<string>): void;
  /** Queues a harvest of a partner, now. */
  requestHarvest(partner: string): Promise<void>;
  /** Has partners harvested now; resolves when all have been or have failed, or when the time is over, with how many have. */
  harvestFirst(partners: readonly string[], withinMs: number): Promise<number>;
  close(): Promise<void>;
}

const HARVEST_MS = 30_000;
const SCHEMA_MS = 600_000;
const LOOK_MS = 50;
/** Pages of a feed are large and nobody waits for them. */
const HARVEST_LIMITS = { partnerMs: 15_000, answerBytes: 32 * 1024 * 1024, inFlight: 2 };

/** Opens everything. What was opened by then is closed again when something fails. */
export async function openServices(options: ServiceOptions): Promise<HubServices> {
  const { databaseUrl, log, erasureFile = null } = options;
  const knowledge = await openKnowledge({
    ...{ databaseUrl, erasureFile },
    onTrouble: (error) => log.error({ error: describeFault(error) }, "The knowledge service could not note something."),
  });
  const health = new PartnerHealth();
  const metrics = new HubMetrics(knowledge.status);
  const { harvester, stopKeys, ...ways } = await openWays(options, (partner, outcome) => {
    health.count(partner, outcome);
    metrics.countCall(partner, outcome.kind === "failed" ? outcome.status : "ANSWERED");
  });
  const registry = await openJoinedRegistry(options, { knowledge, health, ways }).catch(async (cause: unknown) => {
    await Promise.all([ways.client.close(), harvester.close(), knowledge.close()]);
    throw cause;
  });
  metrics.watchPools({ registry: registry.figures, knowledge: knowledge.database.figures });
  const services = { registry, knowledge, directory: new ListedPartners([]), metrics, ...ways };
  const jobs = await startHarvesting(services, harvester, options);
  const stopWatching = startWatching(services, harvester, options);
  const requestHarvest = (partner: string): Promise<void> => jobs?.request(partner) ?? Promise.resolve();
  return {
    ...services,
    requestHarvest,
    harvestFirst: async (partners, withinMs) => {
      for (const partner of partners) await requestHarvest(partner);
      return firstHarvests(knowledge, partners, performance.now() + withinMs);
    },
    async close() {
      stopKeys();
      await stopWatching();
      await jobs?.stop();
      await Promise.all([services.client.close(), harvester.close()]);
      await registry.close();
      await knowledge.close();
    },
  };
}

/** What the registry is told of partners, and what it has done to them. */
function statusSource(
  { status }: Knowledge,
  health: PartnerHealth,
  { forgetHosted }: ServiceOptions,
): PartnerStatusSource {
  return {
    ...status,
    live: (partner) => health.statusOf(partner),
    forget: async (partner) => {
      await status.forget(partner);
      await forgetHosted?.(partner);
    },
  };
}

interface RegistryParts {
  readonly knowledge: Knowledge;
  readonly health: PartnerHealth;
  readonly ways: Pick<HubServices, "outbound" | "signer">;
}

/** The registry, joined to the rooms that it asks. */
function openJoinedRegistry(options: ServiceOptions, { knowledge, health, ways }: RegistryParts): Promise<Registry> {
  return openRegistry({
    databaseUrl: options.databaseUrl,
    status: statusSource(knowledge, health, options),
    identity: { ...options.identity, outbound: ways.outbound },
    kit: conformanceKit(ways),
    erasures: knowledge.erasures,
    onTrouble: (error) =>
      options.log.error({ error: describeFault(error) }, "A departure was not finished; it will be gone on with."),
  });
}

interface Ways extends Pick<HubServices, "signer" | "client" | "outbound" | "setOwnOrigins"> {
  readonly harvester: PartnerClient;
  stopKeys(): void;
}

const KEYS_MS = 30_000;

/** Has the signer follow the keys as they are replaced. Gives a way to end it. */
async function followKeys(signer: HubSigner, { signingKeys, log }: ServiceOptions): Promise<() => void> {
  if (signingKeys === undefined) return () => undefined;
  signer.replace(await signingKeys());
  const timer = setInterval(() => {
    signingKeys().then(
      (keys) => signer.replace(keys),
      (error: unknown) => log.error({ error: describeFault(error) }, "The signing keys could not be read anew."),
    );
  }, KEYS_MS).unref();
  return () => clearInterval(timer);
}

/** The ways out: one set of rules for every client, which so share what is known of names. */
async function openWays(
  options: ServiceOptions,
  onOutcome: (partner: string, outcome: Outcome) => void,
): Promise<Ways> {
  const { key, log, development = false } = options;
  let own: ReadonlySet<string> = new Set();
  const rules: OutboundRules = { ownOrigins: () => own, development, names: new NameLookup() };
  const signer = createHubSigner(key);
  const onTrouble = (error: unknown): void =>
    log.error({ error: describeFault(error) }, "A partner could not be asked.");
  return {
    signer,
    stopKeys: await followKeys(signer, options),
    client: new PartnerClient({ ...rules, signer, onTrouble, onOutcome, limits: options.partnerLimits ?? {} }),
    harvester: new PartnerClient({ ...rules, signer, onTrouble, limits: HARVEST_LIMITS }),
    outbound: createOutbound(rules),
    setOwnOrigins: (origins) => void (own = origins),
  };
}

/** How many partners have been harvested once all were, or failed, or the time has come. */
async function firstHarvests({ status }: Knowledge, partners: readonly string[], end: number): Promise<number> {
  for (;;) {
    const statuses = [...(await status.harvests(partners)).values()];
    const done = statuses.filter(({ asOf }) => asOf !== null).length;
    const failed = statuses.filter(({ asOf, failing }) => asOf === null && failing !== null).length;
    if (done + failed === partners.length || performance.now() > end) return done;
    await delay(LOOK_MS);
  }
}

type Started = Pick<HubServices, "registry" | "knowledge" | "directory" | "metrics">;

async function startHarvesting(
  { registry, knowledge, directory, metrics }: Started,
  harvester: PartnerClient,
  { log, harvestMs = HARVEST_MS }: ServiceOptions,
): Promise<{ request(partner: string): Promise<void>; stop(): Promise<void> } | null> {
  if (harvestMs === null) return null;
  return knowledge.startHarvesting({
    feeds: createChangeFeeds(directory, harvester),
    incidents: registry.incidents,
    partners: () => [...directory.snapshot().keys()],
    roundMs: harvestMs,
    onHarvest: (partner, harvest, ms) => {
      metrics.countHarvest(partner, harvest, ms);
      if (harvest.changed > 0 || harvest.end === "failed")
        log.debug({ partner, ...harvest, ms: Math.round(ms) }, "harvested");
    },
    onTrouble: (error) => log.error({ error: describeFault(error) }, "A harvest failed on this side."),
  });
}

/** Looks at partners' SDL, in the processes that harvest. */
function startWatching(
  { registry }: Started,
  client: PartnerClient,
  { log, harvestMs, schemaMs = SCHEMA_MS }: ServiceOptions,
): () => Promise<void> {
  if (harvestMs === null) return () => Promise.resolve();
  return watchSchemas({
    client,
    drift: registry.drift,
    everyMs: schemaMs,
    onQuarantine: () => registry.partners.changed(),
    onTrouble: (error) => log.error({ error: describeFault(error) }, "The schemas of partners could not be looked at."),
  });
}
