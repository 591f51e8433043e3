// How fast searches are, by the size of the index. In: real records, and as many like them as wanted. Out: latencies of
// searches and of questions for experts at 1 and 16 readers, the index's size, the rate at which it is filled, and the same of `minisearch` in memory.
// `--records 1000000` runs one size of your own; without it, 12,000 and 100,000.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import MiniSearch from "minisearch";
import { startDatabase } from "../../../gateway/main/database.js";
import type { Database } from "../../../services/database/open-database.js";
import { findExperts } from "../../../services/knowledge/experts/find-experts.js";
import { refreshStatistics } from "../../../services/knowledge/index/statistics.js";
import { indexRecords } from "../../../services/knowledge/index/write-index.js";
import { openKnowledgeDatabase } from "../../../services/knowledge/knowledge-database.js";
import { writeMirror } from "../../../services/knowledge/mirror/write-mirror.js";
import { SearchIndex } from "../../../services/knowledge/search/search-index.js";
import { searchRecords } from "../../../services/knowledge/search/search-records.js";
import type { RecordDraft } from "../../../services/records/record-draft.js";
import { describeMachine, measureInTurns, round, type Ways } from "../measure.js";
import { readRealRecords, realFile } from "../relevance/uk-records.js";
import { withPeople } from "./generate-people.js";
import { generateRecords } from "./generate-records.js";

const SIZES = [12_000, 100_000];
const BATCH = 1_000;
const READERS = [1, 16];
/** More records than these are not put into memory. */
const MOST_IN_MEMORY = 100_000;

/** Runs the bench. */
export async function benchSearch(): Promise<Record<string, unknown>> {
  const at = process.argv.indexOf("--records");
  const sizes = at < 0 ? SIZES : [Number(process.argv[at + 1])];
  const real = [...(await readRealRecords("organizations.csv")), ...(await readRealRecords("projects.csv"))];
  const { queries } = JSON.parse(await readFile(realFile("relevance-dev.json"), "utf8")) as {
    queries: { query: string }[];
  };
  const texts = queries.map(({ query }) => query);
  const figures: Record<string, unknown> = {};
  for (const size of sizes) figures[String(size)] = await measureSize(real, size, texts);
  return { bench: "search", ...describeMachine(), figures };
}

async function measureSize(real: readonly RecordDraft[], size: number, texts: readonly string[]): Promise<unknown> {
  const dataDir = await mkdtemp(join(tmpdir(), "maillage-search-"));
  const server = await startDatabase({ dataDir, log: () => undefined });
  const db = await openKnowledgeDatabase({ databaseUrl: server.url, connections: 20 });
  const records = () => withPeople(generateRecords(real, size), size);
  try {
    const recordsPerSecond = await load(db, records());
    await db.rows("vacuum analyze");
    await db.transaction(refreshStatistics);
    const memory = size > MOST_IN_MEMORY ? null : fillMemory(records());
    const latencies: Record<string, unknown> = {};
    for (const readers of READERS)
      latencies[`${readers} readers`] = await measureInTurns(waysOf(db, memory, texts), {
        readers,
        roundMs: 10_000,
        rounds: 2,
      });
    return { recordsPerSecond, ...(await sizesOf(db)), latencies };
  } finally {
    await db.close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function load(db: Database, records: Iterable<RecordDraft>): Promise<number> {
  let [written, spentMs] = [0, 0];
  const write = async (batch: readonly RecordDraft[]) => {
    const begun = performance.now();
    await db.transaction((tx) => indexRecords(tx, batch));
    spentMs += performance.now() - begun;
    await db.transaction((tx) => writeMirror(tx, batch)); // experts' work has its times from there
    written += batch.length;
  };
  let batch: RecordDraft[] = [];
  for (const record of records) {
    batch.push(record);
    if (batch.length < BATCH) continue;
    await write(batch);
    batch = [];
  }
  await write(batch);
  return Math.round((written * 1000) / spentMs);
}

function waysOf(db: Database, memory: MiniSearch | null, texts: readonly string[]): Ways {
  const index = new SearchIndex(db);
  const reader = { visibility: "PUBLIC", languages: ["en"] } as const;
  let turn = 0;
  const next = () => texts[turn++ % texts.length] ?? "";
  return {
    search: () => searchRecords(index, { text: next(), first: 20 }, reader),
    "search with total and facets": async () => {
      const answer = await searchRecords(index, { text: next(), first: 20 }, reader);
      await Promise.all([answer.totalCount, answer.facets]);
    },
    experts: () => findExperts(index, { text: next(), topics: [], filter: {}, first: 20, after: null }, reader),
    ...(memory === null ? {} : { minisearch: async () => memory.search(next()) }),
  };
}

function fillMemory(records: Iterable<RecordDraft>): MiniSearch {
  const memory = new MiniSearch({
    fields: ["name", "summary", "description"],
    searchOptions: { boost: { name: 5, summary: 2 } },
  });
  for (const { id, name, summary, description } of records) memory.add({ id, name, summary, description });
  return memory;
}

async function sizesOf(db: Database): Promise<Record<string, number>> {
  const [row] = await db.rows<{ all: string; search: string }>(
    "select pg_total_relation_size('knowledge.entry') as all, pg_relation_size('knowledge.entry_search') as search",
  );
  const mebibytes = (bytes: string | undefined) => round(Number(bytes ?? 0) / 2 ** 20);
  return { entryMiB: mebibytes(row?.all), ofWhichWordIndexMiB: mebibytes(row?.search) };
}
