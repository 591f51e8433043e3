// How well the search ranks. In: the real charities and 102 queries with the ones that human coders filed under them. Out:
// nDCG@10, MAP, P@5 and MRR of the hub's own search and of plain BM25; what each part of the ranking adds; and how
// alike the answers to the same need in French and English are. The coders' tags judge, and nothing else reads them.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDatabase } from "../../../gateway/main/database.js";
import { openDatabase, type Database } from "../../../services/database/open-database.js";
import { INDEX_MIGRATIONS } from "../../../services/knowledge/index/migrations.js";
import { refreshStatistics } from "../../../services/knowledge/index/statistics.js";
import { indexRecords } from "../../../services/knowledge/index/write-index.js";
import { checkSearchFilter, filterCondition } from "../../../services/knowledge/search/filter-conditions.js";
import { readQueryText } from "../../../services/knowledge/search/query-text.js";
import { RANKING, type Ranking } from "../../../services/knowledge/search/ranking.js";
import { rankQuestion } from "../../../services/knowledge/search/rank-question.js";
import { SearchIndex, type SearchOptions } from "../../../services/knowledge/search/search-index.js";
import type { RecordDraft } from "../../../services/records/record-draft.js";
import { describeMachine } from "../measure.js";
import { judge, type JudgedQuery } from "./judge.js";
import { rankPlainly } from "./plain-bm25.js";
import { QUERY_PAIRS } from "./query-pairs.js";
import { readRealRecords, realFile } from "./uk-records.js";

const BATCH = 500;

const weights = (changes: Partial<Ranking>): Partial<SearchOptions> => ({ ranking: { ...RANKING, ...changes } });

/** Each leaves one part out. */
const WITHOUT: Readonly<Record<string, Partial<SearchOptions>>> = {
  "the lexicon": { lexicon: false },
  "the thesaurus": { topics: false },
  "both (stemmed BM25F alone)": { lexicon: false, topics: false },
  "field weights": weights({ fieldWeights: [1, 1, 1] }),
  "length normalization": weights({ lengthNormalization: [0, 0, 0] }),
  proximity: weights({ proximity: 0 }),
  "weight of phrases": weights({ phrases: 1 }),
  "agreement of fields": weights({ agreement: 0 }),
};

/** Runs the bench. */
export async function benchRelevance(): Promise<Record<string, unknown>> {
  const queries = (JSON.parse(await readFile(realFile("relevance-dev.json"), "utf8")) as { queries: JudgedQuery[] })
    .queries;
  const organizations = await readRealRecords("organizations.csv");
  const corpus = new Set(organizations.filter(({ summary }) => (summary ?? "") !== "").map(localId));
  const dataDir = await mkdtemp(join(tmpdir(), "maillage-relevance-"));
  const server = await startDatabase({ dataDir, log: () => undefined, settings: { fsync: "off" } });
  const db = await openDatabase(
    { schema: "knowledge", entities: [], migrations: INDEX_MIGRATIONS },
    { databaseUrl: server.url },
  );
  try {
    await load(db, organizations);
    const run = async (options: Partial<SearchOptions>) => {
      const index = new SearchIndex(db, options);
      const answers = await Promise.all(queries.map(({ query }) => ranked(index, query, "en")));
      return judge(
        queries,
        answers.map((ids) => ids.filter((id) => corpus.has(id))),
      );
    };
    const hub = await run({});
    const without: Record<string, unknown> = {};
    for (const [part, options] of Object.entries(WITHOUT)) without[part] = await run(options);
    const judged = organizations.filter((draft) => corpus.has(localId(draft)));
    const plain = judge(
      queries,
      rankPlainly(
        judged,
        queries.map(({ query }) => query),
      ),
    );
    const pairs = await compareLanguages(new SearchIndex(db));
    return { bench: "relevance", ...describeMachine(), hub, plainBm25: plain, without, pairs };
  } finally {
    await db.close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function load(db: Database, records: readonly RecordDraft[]): Promise<void> {
  for (let at = 0; at < records.length; at += BATCH)
    await db.transaction((tx) => indexRecords(tx, records.slice(at, at + BATCH)));
  await db.transaction(refreshStatistics);
}

/** The organizations that a search ranks, the best first, by their local ids. */
async function ranked(index: SearchIndex, text: string, language: string): Promise<string[]> {
  const reader = { visibility: "PUBLIC", languages: [language] } as const;
  const filter = filterCondition(checkSearchFilter({ types: ["ORGANIZATION"] }), reader.visibility);
  const understanding = await index.understand(readQueryText(text), reader);
  const { hits } = await rankQuestion(index, { understanding, filter, visibility: reader.visibility });
  return hits.map(({ id }) => localId({ id }));
}

async function compareLanguages(index: SearchIndex): Promise<Record<string, unknown>> {
  const overlaps: Record<string, number> = {};
  for (const [english, french] of QUERY_PAIRS) {
    const [a, b] = [
      (await ranked(index, english, "en")).slice(0, 10),
      (await ranked(index, french, "fr")).slice(0, 10),
    ];
    overlaps[`${english} | ${french}`] = a.filter((id) => b.includes(id)).length / 10;
  }
  const all = Object.values(overlaps);
  return {
    meanOverlapAt10: Math.round((all.reduce((sum, each) => sum + each, 0) / all.length) * 1000) / 1000,
    overlaps,
  };
}

function localId({ id }: { readonly id: string }): string {
  return id.split(":")[2] ?? id;
}
