// What the hub is made of, before it listens: registry and knowledge on one database, the two clients that open sockets
// to partners, harvesting. In: a database and a signing key. Out: all of it, running.
import type { KeyObject } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { createHubSigner, type HubSigner } from "../fetch/hub-signer.js";
import type { Outcome } from "../fetch/outcome.js";
import { PartnerClient } from "../fetch/partner-client.js";
import { PartnerHealth } from "../fetch/partner-health.js";
import { createChangeFeeds } from "../partition/change-feeds.js";
import { ListedPartners } from "../partition/directory.js";
import { openKnowledge, type Knowledge } from "../../services/knowledge/open-knowledge.js";
import { openRegistry, type Registry } from "../../services/registry/registry.js";
import { HubMetrics } from "./hub-metrics.js";

export interface ServiceOptions {
  readonly databaseUrl: string;
  readonly key: KeyObject;
  readonly log: Logger;
  /** A partner's time between two harvests, when it says nothing itself; null: this process does not harvest. */
  readonly harvestMs?: number | null;
}

export interface HubServices {
  readonly registry: Registry;
  readonly knowledge: Knowledge;
  readonly directory: ListedPartners;
  readonly client: PartnerClient;
  readonly signer: HubSigner;
  readonly metrics: HubMetrics;
  /** Queues a harvest of a partner, now. */
  requestHarvest(partner: string): Promise<void>;
  /** Has partners harvested now; resolves when all have been or have failed, or when the time is over, with how many have. */
  harvestFirst(partners: readonly string[], withinMs: number): Promise<number>;
  close(): Promise<void>;
}

const HARVEST_MS = 30_000;
const LOOK_MS = 50;
/** Pages of a feed are large and nobody waits for them. */
const HARVEST_LIMITS = { partnerMs: 15_000, answerBytes: 32 * 1024 * 1024, inFlight: 2 };

/** Opens everything. What was opened by then is closed again when something fails. */
export async function openServices(options: ServiceOptions): Promise<HubServices> {
  const { databaseUrl, log } = options;
  const knowledge = await openKnowledge({
    databaseUrl,
    onTrouble: (error) => log.error({ error: messageOf(error) }, "The knowledge service could not note something."),
  });
  const health = new PartnerHealth();
  const metrics = new HubMetrics(knowledge.status);
  const status = { ...knowledge.status, live: (partner: string) => health.statusOf(partner) };
  const registry = await openRegistry({ databaseUrl, status }).catch(async (cause: unknown) => {
    await knowledge.close();
    throw cause;
  });
  const signer = createHubSigner(options.key);
  const onTrouble = (error: unknown): void => log.error({ error: String(error) }, "A partner could not be asked.");
  const onOutcome = (partner: string, outcome: Outcome): void => {
    health.count(partner, outcome);
    metrics.countCall(partner, outcome.kind === "failed" ? outcome.status : "ANSWERED");
  };
  const client = new PartnerClient({ signer, onTrouble, onOutcome });
  const harvester = new PartnerClient({ signer, onTrouble, limits: HARVEST_LIMITS });
  const services = { registry, knowledge, directory: new ListedPartners([]), client, signer, metrics };
  const jobs = await startHarvesting(services, harvester, options);
  const requestHarvest = (partner: string): Promise<void> => jobs?.request(partner) ?? Promise.resolve();
  return {
    ...services,
    requestHarvest,
    harvestFirst: async (partners, withinMs) => {
      for (const partner of partners) await requestHarvest(partner);
      return firstHarvests(knowledge, partners, performance.now() + withinMs);
    },
    async close() {
      await jobs?.stop();
      await Promise.all([client.close(), harvester.close()]);
      await registry.close();
      await knowledge.close();
    },
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
    onTrouble: (error) => log.error({ error: messageOf(error) }, "A harvest failed on this side."),
  });
}

/** What is thrown is not always an Error: the job queue hands on plain objects. */
function messageOf(error: unknown): string {
  const message: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "message") : error;
  return String(message);
}
