// The knowledge service, running: harvest, mirror, index, the hub's own change feed. In: a database, a door to the
// partners' feeds. Out: what the composition root joins to the other rooms.
import type { ChangeFeeds } from "../../schema/change-feed.js";
import type { ChangeBell } from "../../schema/change-bell.js";
import type { HubRecords } from "../../schema/hub-records.js";
import type { ErasedLookup, Erasures } from "../../schema/erasures.js";
import type { ReaderVisibility } from "../../schema/hub-token.js";
import type { IncidentLog } from "../../schema/incidents.js";
import type { PartnerStatusSource } from "../../schema/partner-status.js";
import type { RecordMirror } from "../../schema/record-mirror.js";
import type { Database } from "../database/open-database.js";
import type { ServiceContext } from "../subgraph/service-context.js";
import type { GraphQLSchema } from "graphql";
import type { KnowledgeContext } from "./knowledge-context.js";
import { knowledgeSchema } from "./knowledge.js";
import DataLoader from "dataloader";
import { AskedTopics } from "./gaps/asked-topics.js";
import { readAsOf } from "./graph/overview.js";
import { findSame } from "./graph/same-as.js";
import { TopicCounts } from "./graph/topic-counts.js";
import { SearchIndex } from "./search/search-index.js";
import { watchErased, type ErasedRecordsOptions } from "./erase/erased-records.js";
import { replayErasures } from "./erase/erasure-file.js";
import { startErasures } from "./erase/erasures.js";
import { startChangeBell } from "./changes/change-bell.js";
import { readLatest } from "./changes/read-changes.js";
import type { Harvest } from "./harvest/harvest-partner.js";
import { startHarvestJobs, type HarvestJobs } from "./harvest/harvest-jobs.js";
import { forgetPartner } from "./harvest/forget-partner.js";
import { hideSource } from "./harvest/hide-source.js";
import { resumeSource } from "./harvest/resume-source.js";
import { startTakingIn, type TakingIn } from "./hub-records/take-in.js";
import { openKnowledgeDatabase } from "./knowledge-database.js";
import { createMirror } from "./mirror/mirror.js";
import { readTranslationLanguages, type TranslationsQuestion } from "./mirror/translation-languages.js";
import { readCounts, readHarvests } from "./source-status.js";

export interface KnowledgeOptions {
  readonly databaseUrl: string;
  /** Told of what failed beside a request. */
  readonly onTrouble: (error: unknown) => void;
  /** The file that keeps erasures beside the database, so that a restored backup does not undo them. */
  readonly erasureFile?: string | null;
}

export interface HarvestingOptions {
  readonly feeds: ChangeFeeds;
  readonly incidents: IncidentLog;
  /** The partners of the network that are ACTIVE, now. */
  readonly partners: () => readonly string[];
  readonly roundMs: number;
  readonly onHarvest: (partner: string, harvest: Harvest, ms: number) => void;
  readonly onTrouble: (error: unknown) => void;
}

export interface Knowledge {
  readonly schema: GraphQLSchema;
  /** The context of one request. */
  contextFor(context: ServiceContext): KnowledgeContext;
  readonly database: Database;
  readonly mirror: RecordMirror;
  readonly bell: ChangeBell;
  /** The cursor of the latest change that a reader may know of: as long as it is the same, so is what they may read. */
  latestChange(visibility: ReaderVisibility): Promise<string>;
  /** The languages into which people have translated records. */
  translationLanguages(question: TranslationsQuestion): Promise<string[]>;
  readonly erased: ErasedLookup;
  readonly erasures: Erasures;
  readonly status: Pick<PartnerStatusSource, "harvests" | "counts" | "hide" | "resume" | "forget">;
  /** Begins to harvest; one of any number of processes that do. */
  startHarvesting(options: HarvestingOptions): Promise<HarvestJobs>;
  /** Begins to follow what the hub itself holds; one of any number of processes that do. */
  startTakingIn(feed: HubRecords): Promise<TakingIn>;
  /** Harvesting and taking in must have stopped. */
  close(): Promise<void>;
}

const CONNECTIONS = 20;

/** Opens the service. Throws when the database cannot be reached. */
export async function openKnowledge({
  databaseUrl,
  onTrouble,
  erasureFile: file = null,
}: KnowledgeOptions): Promise<Knowledge> {
  const database = await openKnowledgeDatabase({ databaseUrl, connections: CONNECTIONS });
  const { erased, erasures } = await openErasures(database, { file, onTrouble }).catch(async (cause: unknown) => {
    await database.close();
    throw cause;
  });
  const bell = await startChangeBell(database);
  const asked = new AskedTopics(database, onTrouble);
  return {
    database,
    bell,
    latestChange: (visibility) => readLatest(database, visibility),
    translationLanguages: (question) => readTranslationLanguages(database, question),
    erased,
    erasures,
    schema: knowledgeSchema(),
    contextFor: contextsOver(database, asked),
    mirror: createMirror(database),
    status: statusOver(database),
    startHarvesting: (options) => startHarvestJobs({ ...options, database, databaseUrl, isErased: erased.isErased }),
    startTakingIn: (feed) => startTakingIn(database, feed, { onTrouble }),
    async close() {
      await asked.stop();
      await erasures.settled();
      await erased.stop();
      bell.stop();
      await database.close();
    },
  };
}

/** What resolvers need, with a loader of its own for each request. */
function contextsOver(database: Database, asked: AskedTopics): Knowledge["contextFor"] {
  const index = new SearchIndex(database, { asOf: () => readAsOf(database) });
  const topicCounts = new TopicCounts(database);
  return (context) => ({
    ...{ ...context, database, index, asked, topicCounts },
    sameAs: new DataLoader(async (ids) => {
      const found = await findSame(database, ids, context.principal.visibility);
      return ids.map((id) => found.get(id) ?? []);
    }),
  });
}

function statusOver(database: Database): Knowledge["status"] {
  return {
    harvests: (partners) => readHarvests(database, partners),
    counts: (partners, visibility) => readCounts(database, partners, visibility),
    hide: (partner) => database.transaction((tx) => hideSource(tx, partner)),
    resume: (partner) => resumeSource(database, partner),
    forget: (partner) => forgetPartner(database, partner),
  };
}

/** What a restored backup has brought back is gone before anyone asks. */
async function openErasures(database: Database, options: ErasedRecordsOptions) {
  if (options.file !== null) await replayErasures(options.file, database);
  const erased = await watchErased(database, options);
  return { erased, erasures: startErasures(database, { erased, onTrouble: options.onTrouble }) };
}
