// What the hub is made of, before it listens: registry and knowledge on one database, the two clients that open sockets
// to partners, harvesting. In: a database and a signing key. Out: all of it, running.
import { setTimeout as delay } from "node:timers/promises";
import type { AskHub } from "../../schema/ask-hub.js";
import type { Erasures } from "../../schema/erasures.js";
import type { HostedPartners } from "../../schema/hosted-partners.js";
import type { HeldByHub } from "../../schema/hub-records.js";
import type { PartnerStatusSource } from "../../schema/partner-status.js";
import { describeFault } from "../../schema/describe-fault.js";
import type { PartnerClient } from "../fetch/partner-client.js";
import { PartnerHealth } from "../fetch/partner-health.js";
import { createChangeFeeds } from "../partition/change-feeds.js";
import { ListedPartners } from "../partition/directory.js";
import { openKnowledge, type Knowledge } from "../../services/knowledge/open-knowledge.js";
import type { Exchange } from "../../services/exchange/open-exchange.js";
import { openRegistry, type Registry } from "../../services/registry/registry.js";
import { lateAskHub } from "./ask-hub.js";
import { conformanceKit, type KitWays } from "./conformance-kit.js";
import { derivedSecret } from "./derived-secrets.js";
import { openHubExchange } from "./hub-exchange.js";
import { HubMetrics } from "./hub-metrics.js";
import { openHosting, type HubHosting } from "./hub-hosting.js";
import { lookRegularly } from "./look-regularly.js";
import { startMail } from "./mail.js";
import type { ServiceOptions } from "./service-options.js";
import { openWays, type Ways } from "./ways-out.js";
import { watchSchemas } from "./watch-schemas.js";

export interface HubServices extends Omit<Ways, "harvester" | "stopKeys"> {
  readonly registry: Registry;
  readonly knowledge: Knowledge;
  readonly exchange: Exchange;
  readonly directory: ListedPartners;
  readonly metrics: HubMetrics;
  readonly hosting: Pick<HubHosting, "listens" | "takeUpload">;
  /** Says how the services ask each other, and has exchange begin what it does beside requests. */
  startExchanging(ask: AskHub): Promise<void>;
  /** Queues a harvest of a partner, now. */
  requestHarvest(partner: string): Promise<void>;
  /** Has partners harvested now; resolves when all have been or have failed, or when the time is over, with how many have. */
  harvestFirst(partners: readonly string[], withinMs: number): Promise<number>;
  close(): Promise<void>;
}

const HARVEST_MS = 30_000;
const SCHEMA_MS = 600_000;
const CONFORMANCE_MS = 60_000;
const LOOK_MS = 50;

/** Opens everything. What was opened by then is closed again when something fails. */
export async function openServices(options: ServiceOptions): Promise<HubServices> {
  const closing = new AsyncDisposableStack();
  try {
    const rooms = await openRooms(options, closing);
    return { ...(await startRooms(rooms, options, closing)), close: () => closing.disposeAsync() };
  } catch (cause) {
    await closing.disposeAsync();
    throw cause;
  }
}

type Rooms = Omit<HubServices, "requestHarvest" | "harvestFirst" | "close" | "hosting"> &
  Pick<Ways, "harvester"> & { readonly hosting: HubHosting };

/** Opens the rooms; each is closed before those that were opened before it. */
async function openRooms(options: ServiceOptions, closing: AsyncDisposableStack): Promise<Rooms> {
  const { databaseUrl, log, erasureFile = null } = options;
  const knowledge = await openKnowledge({
    ...{ databaseUrl, erasureFile },
    onTrouble: (error) => log.error({ error: describeFault(error) }, "The knowledge service could not note something."),
  });
  closing.defer(() => knowledge.close());
  const health = new PartnerHealth();
  const metrics = new HubMetrics(knowledge.status);
  const { stopKeys, ...ways } = await openWays(options, (partner, outcome) => {
    health.count(partner, outcome);
    metrics.countCall(partner, outcome.kind === "failed" ? outcome.status : "ANSWERED");
  });
  closing.defer(stopKeys);
  const late: { exchange?: Exchange } = {};
  const erasures = everywhere(knowledge.erasures, () => late.exchange);
  const heldByHub: HeldByHub = async (ids, reader) => (await late.exchange?.holds(ids, reader)) ?? new Set();
  const hosting = openHosting(options, ways.outbound);
  closing.defer(() => hosting.close());
  const { program: hosted } = hosting;
  const registry = await openJoinedRegistry(options, { knowledge, health, ways, hosted, erasures, heldByHub });
  closing.defer(() => registry.close());
  closing.defer(async () => void (await Promise.all([ways.client.close(), ways.harvester.close()])));
  const asking = lateAskHub();
  const exchange = (late.exchange = await openHubExchange(options, { registry, ways, ask: asking.ask }));
  closing.defer(() => exchange.close());
  await exchange.forgetAll(knowledge.erased); // what a restored backup has brought back is gone before anyone asks
  const pools = { knowledge: knowledge.database.figures, exchange: exchange.database.figures };
  metrics.watchPools({ registry: registry.figures, ...pools });
  const startExchanging = async (ask: AskHub): Promise<void> => {
    asking.set(ask);
    await exchange.start(knowledge.bell);
    const mail = startMail(options, { registry, exchange });
    closing.defer(() => mail.stop());
  };
  const rooms = { registry, knowledge, exchange, hosting, metrics, ...ways, startExchanging };
  return { ...rooms, directory: new ListedPartners([]) };
}

/** Begins what is done beside requests. */
async function startRooms(
  rooms: Rooms,
  options: ServiceOptions,
  closing: AsyncDisposableStack,
): Promise<Omit<HubServices, "close">> {
  const { harvester, ...services } = rooms;
  const { knowledge, exchange, registry } = services;
  const takingIn = await knowledge.startTakingIn(exchange.hubRecords);
  closing.defer(() => takingIn.stop());
  const jobs = await startHarvesting(services, harvester, options);
  closing.defer(async () => jobs?.stop());
  closing.defer(startWatching(services, harvester, options));
  const requestHarvest = (partner: string): Promise<void> => jobs?.request(partner) ?? Promise.resolve();
  services.hosting.start(registry, requestHarvest);
  return {
    ...services,
    requestHarvest,
    harvestFirst: async (partners, withinMs) => {
      for (const partner of partners) await requestHarvest(partner);
      return firstHarvests(knowledge, partners, performance.now() + withinMs);
    },
  };
}

/** Erasing and disclosing in both services that hold something of records. */
function everywhere(erasures: Erasures, exchange: () => Exchange | undefined): Erasures {
  return {
    async erase(id) {
      await erasures.erase(id);
      await exchange()?.forget(id);
    },
    disclose: async (id) => ({ ...(await erasures.disclose(id)), ...(await exchange()?.disclose(id)) }),
  };
}

/** What the registry is told of partners, and what it has done to them. */
function statusSource({ status }: Knowledge, health: PartnerHealth, hosted: HostedPartners): PartnerStatusSource {
  return {
    ...status,
    live: (partner) => health.statusOf(partner),
    forget: async (partner) => {
      await status.forget(partner);
      await hosted.forget(partner);
    },
  };
}

interface RegistryParts {
  readonly knowledge: Knowledge;
  readonly health: PartnerHealth;
  readonly ways: KitWays;
  readonly hosted: HostedPartners;
  readonly erasures: Erasures;
  readonly heldByHub: HeldByHub;
}

/** The registry, joined to the rooms that it asks. */
function openJoinedRegistry(
  options: ServiceOptions,
  { knowledge, health, ways, hosted, erasures, heldByHub }: RegistryParts,
): Promise<Registry> {
  return openRegistry({
    databaseUrl: options.databaseUrl,
    takenBackFile: options.takenBackFile ?? null,
    status: statusSource(knowledge, health, hosted),
    hosted,
    mailSecret: derivedSecret(options.key, "digest stops"),
    identity: { ...options.identity, outbound: ways.outbound, mailsInvitations: (options.mail ?? null) !== null },
    kit: conformanceKit(ways),
    erasures,
    heldByHub,
    onTrouble: (error) =>
      options.log.error({ error: describeFault(error) }, "A departure was not finished; it will be gone on with."),
  });
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
  { log, harvestMs = HARVEST_MS, isWorker = true }: ServiceOptions,
): Promise<{ request(partner: string): Promise<void>; stop(): Promise<void> } | null> {
  if (harvestMs === null) return null;
  return knowledge.startHarvesting({
    feeds: createChangeFeeds(directory, harvester),
    incidents: registry.incidents,
    partners: () => [...directory.snapshot().keys()],
    ...{ roundMs: harvestMs, isWorker },
    onHarvest: (partner, harvest, ms) => {
      metrics.countHarvest(partner, harvest, ms);
      if (harvest.changed > 0 || harvest.end === "failed")
        log.debug({ partner, ...harvest, ms: Math.round(ms) }, "harvested");
    },
    onTrouble: (error) => log.error({ error: describeFault(error) }, "A harvest failed on this side."),
  });
}

/** Looks at partners' SDL, and at partners by the whole kit, in the processes that harvest. */
function startWatching(
  { registry }: Started,
  client: PartnerClient,
  { log, harvestMs, isWorker = true, schemaMs = SCHEMA_MS, conformanceMs = CONFORMANCE_MS }: ServiceOptions,
): () => Promise<void> {
  if (harvestMs === null || !isWorker) return () => Promise.resolve();
  const troubled = (what: string) => (error: unknown) => log.error({ error: describeFault(error) }, what);
  const stopWeekly = lookRegularly({
    ...{ everyMs: conformanceMs, look: () => registry.weekly.checkNext() },
    onTrouble: troubled("A partner could not be looked at by the kit."),
  });
  const stopSchemas = watchSchemas({
    client,
    drift: registry.drift,
    everyMs: schemaMs,
    onQuarantine: () => registry.partners.changed(),
    onTrouble: troubled("The schemas of partners could not be looked at."),
  });
  return async () => void (await Promise.all([stopWeekly(), stopSchemas()]));
}
