// The knowledge service, running: harvest, mirror, index, the hub's own change feed. In: a database, a door to the
// partners' feeds. Out: what the composition root joins to the other rooms.
import type { ChangeFeeds } from "../../schema/change-feed.js";
import type { ChangeBell } from "../../schema/change-bell.js";
import type { IncidentLog } from "../../schema/incidents.js";
import type { PartnerStatusSource } from "../../schema/partner-status.js";
import type { RecordMirror } from "../../schema/record-mirror.js";
import type { Database } from "../database/open-database.js";
import type { ServiceContext } from "../subgraph/service-context.js";
import type { GraphQLSchema } from "graphql";
import type { KnowledgeContext } from "./knowledge-context.js";
import { knowledgeSchema } from "./knowledge.js";
import { startChangeBell } from "./changes/change-bell.js";
import type { Harvest } from "./harvest/harvest-partner.js";
import { startHarvestJobs, type HarvestJobs } from "./harvest/harvest-jobs.js";
import { resumeSource } from "./harvest/resume-source.js";
import { openKnowledgeDatabase } from "./knowledge-database.js";
import { createMirror } from "./mirror/mirror.js";
import { readCounts, readHarvests } from "./source-status.js";

export interface KnowledgeOptions {
  readonly databaseUrl: string;
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
  readonly status: Pick<PartnerStatusSource, "harvests" | "counts" | "resume">;
  /** Begins to harvest; one of any number of processes that do. */
  startHarvesting(options: HarvestingOptions): Promise<HarvestJobs>;
  /** Harvesting must have stopped. */
  close(): Promise<void>;
}

const CONNECTIONS = 20;

/** Opens the service. Throws when the database cannot be reached. */
export async function openKnowledge({ databaseUrl }: KnowledgeOptions): Promise<Knowledge> {
  const database = await openKnowledgeDatabase({ databaseUrl, connections: CONNECTIONS });
  const bell = await startChangeBell(database);
  return {
    database,
    bell,
    schema: knowledgeSchema(),
    contextFor: (context) => ({ ...context, database }),
    mirror: createMirror(database),
    status: {
      harvests: (partners) => readHarvests(database, partners),
      counts: (partners, visibility) => readCounts(database, partners, visibility),
      resume: (partner) => resumeSource(database, partner),
    },
    startHarvesting: (options) => startHarvestJobs({ ...options, database, databaseUrl }),
    async close() {
      bell.stop();
      await database.close();
    },
  };
}
