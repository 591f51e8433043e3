// `bench -- harvest`: records per second from partners into mirror and index, by the hub's own jobs, from one partner
// and from ten at once, with real records. "Replayed": the partners answer from memory what the reference partner has
// answered, as if it worked elsewhere; "live": the reference partner works on the same cores, out of the same database.
// Beside it what reading the feeds costs without writing anything. Memory is that of the hub's process, along the way.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { PartnerClient } from "../../../gateway/fetch/partner-client.js";
import { startDatabase } from "../../../gateway/main/database.js";
import { createChangeFeeds } from "../../../gateway/partition/change-feeds.js";
import { ListedPartners } from "../../../gateway/partition/directory.js";
import { CONTRACT_VERSION } from "../../../schema/contract-versions.js";
import type { ChangeFeeds } from "../../../schema/change-feed.js";
import { openKnowledge, type Knowledge } from "../../../services/knowledge/open-knowledge.js";
import { startChild } from "../child.js";
import { describeMachine, round } from "../measure.js";
import { fillPartners, hostProgram } from "./fill-partners.js";
import { recordFeeds } from "./record-feeds.js";

const RECORDS = 40_000;
const TEN = Array.from({ length: 10 }, (_none, index) => `ten-${index}`);
const LIMITS = { partnerMs: 15_000, answerBytes: 32 * 1024 * 1024, inFlight: 2 };
const PAGE = 500;
const SAMPLE_MS = 100;

/** Runs the bench. */
export async function benchHarvest(): Promise<Record<string, unknown>> {
  const dataDir = await mkdtemp(join(tmpdir(), "maillage-bench-"));
  const database = await startDatabase({ dataDir, log: () => undefined });
  try {
    const records = await fillPartners(database.url, [["one"], TEN], RECORDS);
    const everyone = ["one", ...TEN];
    const host = { databaseUrl: database.url, tokens: { required: false }, partners: everyone.map((key) => ({ key })) };
    const live = await startChild(hostProgram(), [JSON.stringify(host)]);
    const liveUrl = live.firstLine.replace("ready ", "");
    const file = join(dataDir, "answers.jsonl");
    await recordFeeds(liveUrl, everyone, { file, first: PAGE });
    const replay = await startChild(join(import.meta.dirname, "replay-partners.js"), [file]);
    const replayed = await measureHarvests(database.url, replay.firstLine);
    replay.stop();
    const alive = await measureHarvests(database.url, liveUrl);
    live.stop();
    return { bench: "harvest", machine: describeMachine(), recordsEach: records, replayed, live: alive };
  } finally {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measureHarvests(databaseUrl: string, url: string): Promise<Record<string, unknown>> {
  const client = new PartnerClient({ development: true, limits: LIMITS });
  const knowledge = await openKnowledge({ databaseUrl, onTrouble: () => undefined });
  const oneReading = await readFeeds(feedsOf(["one"], url, client), ["one"]);
  const tenReading = await readFeeds(feedsOf(TEN, url, client), TEN);
  await forgetAll(knowledge);
  const one = await harvest(knowledge, ["one"], feedsOf(["one"], url, client));
  await forgetAll(knowledge);
  const ten = await harvest(knowledge, TEN, feedsOf(TEN, url, client));
  await forgetAll(knowledge);
  await knowledge.close();
  await client.close();
  return {
    onePartner: { ...one, readingOnlyPerSecond: oneReading },
    tenPartners: { ...ten, readingOnlyPerSecond: tenReading },
  };
}

/** Everything that was harvested. */
async function forgetAll({ database }: Knowledge): Promise<void> {
  const tables = ["organization", "person", "project", "practice", "event"].map((table) => `mirror.${table}`);
  const own = ["source", "applied", "refused", "change", "entry", "link", "claim", "identifier", "word", "corpus"];
  await database.rows(`truncate ${[...tables, ...own.map((table) => `knowledge.${table}`)].join(", ")}`);
}

function feedsOf(partners: readonly string[], url: string, client: PartnerClient): ChangeFeeds {
  const entries = partners.map((key) => ({
    key,
    endpoint: `${url}/${key}/graphql`,
    level: "LIVE" as const,
    contractVersion: CONTRACT_VERSION,
  }));
  return createChangeFeeds(new ListedPartners(entries), client);
}

/** Records per second when they are read and checked, and then forgotten. */
async function readFeeds(feeds: ChangeFeeds, partners: readonly string[]): Promise<number> {
  let records = 0;
  const start = performance.now();
  const readOne = async (partner: string): Promise<void> => {
    for (let after: string | null = null, hasMore = true; hasMore;) {
      const page = await feeds.read({ partner, after, first: PAGE });
      if (page.kind === "failed") throw new Error(`${partner}: ${page.reason}`);
      records += page.entries.length;
      [after, hasMore] = [page.endCursor, page.hasMore];
    }
  };
  await Promise.all(partners.map(readOne));
  return Math.round((records * 1000) / (performance.now() - start));
}

interface Harvested {
  readonly records: number;
  readonly seconds: number;
  readonly recordsPerSecond: number;
  /** Resident memory of the hub's process, in MiB: a quarter of the way, half of it, at the end. */
  readonly rssMiB: { readonly quarter: number; readonly half: number; readonly end: number };
}

/** Harvests by the hub's own jobs, from asking for the harvests until every partner is caught up. */
async function harvest(knowledge: Knowledge, partners: readonly string[], feeds: ChangeFeeds): Promise<Harvested> {
  const samples: number[] = [];
  const jobs = await knowledge.startHarvesting({
    feeds,
    incidents: { report: async () => undefined, quarantine: async () => undefined },
    partners: () => partners,
    roundMs: 3_600_000,
    onHarvest: () => undefined,
    onTrouble: (error) => process.stderr.write(`${String(error)}\n`),
  });
  const start = performance.now();
  for (const partner of partners) await jobs.request(partner);
  for (let caughtUp = 0; caughtUp < partners.length;) {
    await delay(SAMPLE_MS);
    samples.push(process.memoryUsage().rss / 2 ** 20);
    const status = await knowledge.status.harvests(partners);
    caughtUp = [...status.values()].filter(({ asOf }) => asOf !== null).length;
  }
  const seconds = (performance.now() - start) / 1000;
  await jobs.stop();
  const counts = await knowledge.status.counts(partners, "NETWORK");
  const records = [...counts.values()].flatMap((each) => Object.values(each)).reduce((sum, count) => sum + count, 0);
  const at = (share: number): number => Math.round(samples[Math.floor((samples.length - 1) * share)] ?? 0);
  return {
    records,
    seconds: round(seconds),
    recordsPerSecond: Math.round(records / seconds),
    rssMiB: { quarter: at(0.25), half: at(0.5), end: at(1) },
  };
}
