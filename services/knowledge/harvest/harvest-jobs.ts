// Harvesting as jobs: any number of hub processes on one database, one harvest at a time per partner. In: the partners
// to harvest. Out: jobs, queued when a partner is due or says "come now", and done by whichever process is free.
import { PgBoss, type Job } from "pg-boss";
import type { Database } from "../../database/open-database.js";
import { forgetOld, tidyUp } from "./forget.js";
import { harvestPartner, type Harvest, type HarvestTools } from "./harvest-partner.js";

export interface HarvestOptions extends HarvestTools {
  readonly databaseUrl: string;
  /** The partners of the network that are ACTIVE, now. */
  readonly partners: () => readonly string[];
  /** A partner's time between two harvests, when it says nothing itself. */
  readonly roundMs: number;
  /** Whether this process harvests; otherwise it only queues what is asked for. It does, when not given. */
  readonly isWorker?: boolean;
  /** Told of every harvest that ended. */
  readonly onHarvest: (partner: string, harvest: Harvest, ms: number) => void;
  /** Told of what failed on this side. */
  readonly onTrouble: (error: unknown) => void;
}

export interface HarvestJobs {
  /** Queues a harvest of a partner, now. */
  request(partner: string): Promise<void>;
  /** Lets harvests come to the end of a page, and stops. */
  stop(): Promise<void>;
}

interface PartnerJob {
  readonly partner: string;
}

const HARVEST = "harvest";
const TIDY = "tidy";
const FORGET = "forget";
const SCHEMA = "jobs";
/** A few at a time, so that a slow partner does not hold up the others; not so many that readers feel it. */
const TOGETHER = { localConcurrency: 2, batchSize: 2, burstWhenBatchFull: true };
const BOSS_CONNECTIONS = 5;
const BUDGET_MS = 20_000;
const TICK_MS = 1_000;
const TIDY_AFTER_S = 15;
const DRAIN_MS = 10_000;
const FAILURE_ROUNDS = 10;
const FORGET_EVERY_S = 24 * 3600;

/** Starts the jobs of this process. */
export async function startHarvestJobs(options: HarvestOptions): Promise<HarvestJobs> {
  const boss = new PgBoss({
    connectionString: options.databaseUrl,
    schema: SCHEMA,
    max: BOSS_CONNECTIONS,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    maintenanceIntervalSeconds: 60,
  });
  boss.on("error", options.onTrouble);
  await boss.start();
  await createQueues(boss);
  const stopping = new AbortController();
  const running = { boss, options, stopping };
  const request = (partner: string): Promise<void> => queueHarvest(boss, partner);
  const timer = options.isWorker === false ? undefined : await work(running, request);
  const stop = async (): Promise<void> => {
    clearInterval(timer);
    stopping.abort();
    await boss.stop({ graceful: true, timeout: DRAIN_MS });
  };
  return { request, stop };
}

/** Does what is queued, and queues what is due. */
async function work(running: Running, request: HarvestJobs["request"]): Promise<NodeJS.Timeout> {
  const { boss, options } = running;
  const harvest = async (jobs: Job<PartnerJob>[]): Promise<void> => {
    await Promise.all(jobs.map(({ data }) => harvestOnce(data.partner, running)));
  };
  await boss.work<PartnerJob>(HARVEST, { ...POLLING, ...TOGETHER }, harvest);
  await boss.work(TIDY, POLLING, () => tidyUp(options.database));
  await boss.work(FORGET, POLLING, () => forgetOld(options.database));
  await boss.send(FORGET, {}, { singletonKey: FORGET, singletonSeconds: FORGET_EVERY_S });
  return setInterval(() => void queueDue(options, request).catch(options.onTrouble), TICK_MS);
}

const POLLING = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 };
/** A job whose process died is given up soon: nothing of it was lost, the next one goes on where it stood. */
const KEEPING = {
  expireInSeconds: 60,
  heartbeatSeconds: 10,
  retryLimit: 0,
  retentionSeconds: 3600,
  deleteAfterSeconds: 60,
};

async function createQueues(boss: PgBoss): Promise<void> {
  await boss.createQueue(HARVEST, { policy: "stately", notify: true, ...KEEPING });
  await boss.createQueue(TIDY, { policy: "stately", notify: false, ...KEEPING });
  await boss.createQueue(FORGET, { policy: "stately", notify: false, ...KEEPING });
}

/** One queued and one active job per partner: what is asked for while a harvest runs is done after it. */
async function queueHarvest(boss: PgBoss, partner: string): Promise<void> {
  await boss.send(HARVEST, { partner }, { singletonKey: partner });
}

interface Running {
  readonly boss: PgBoss;
  readonly options: HarvestOptions;
  readonly stopping: AbortController;
}

async function harvestOnce(partner: string, { boss, options, stopping }: Running): Promise<void> {
  if (!options.partners().includes(partner) || stopping.signal.aborted) return;
  const began = performance.now();
  try {
    const harvest = await harvestPartner(partner, options, { budgetMs: BUDGET_MS, signal: stopping.signal });
    options.onHarvest(partner, harvest, performance.now() - began);
    if (harvest.end === "more" && !stopping.signal.aborted) await queueHarvest(boss, partner);
    if (harvest.changed > 0) await boss.send(TIDY, {}, { singletonKey: TIDY, startAfter: TIDY_AFTER_S });
  } catch (error) {
    options.onTrouble(error);
  }
}

/** Queues the partners that are due. Each is claimed by one process; failures make a partner wait longer. */
async function queueDue(
  { database, partners, roundMs }: HarvestOptions,
  request: (partner: string) => Promise<void>,
): Promise<void> {
  const due = await claimDue(database, partners(), roundMs);
  for (const partner of due) await request(partner);
}

async function claimDue(database: Database, partners: readonly string[], roundMs: number): Promise<string[]> {
  if (partners.length === 0) return [];
  await database.rows(
    `insert into knowledge.source (partner) select key from unnest(?::text[]) as active(key)
     where not exists (select from knowledge.source where partner = key) order by key on conflict do nothing`,
    [partners],
  );
  const rows = await database.rows<{ partner: string }>(
    `update knowledge.source set next_at = now() + least(failures + 1, ${FAILURE_ROUNDS}) * ? * interval '1 ms'
     where partner in (select partner from knowledge.source
       where next_at <= now() and partner = any(?::text[]) and state not in ('QUARANTINED', 'DEPARTED') for update skip locked)
     returning partner`,
    [roundMs, partners],
  );
  return rows.map(({ partner }) => partner);
}
