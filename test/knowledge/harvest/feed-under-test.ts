// A partner whose feed is written by the test, and a hub's harvester over a real database that reads it by HTTP.
import { PartnerClient } from "../../../gateway/fetch/partner-client.js";
import { createChangeFeeds } from "../../../gateway/partition/change-feeds.js";
import { ListedPartners } from "../../../gateway/partition/directory.js";
import type { NewIncident } from "../../../schema/incidents.js";
import {
  harvestPartner,
  type Harvest,
  type HarvestTools,
} from "../../../services/knowledge/harvest/harvest-partner.js";
import { openKnowledgeDatabase } from "../../../services/knowledge/knowledge-database.js";
import { testDatabase } from "../../kit/database.js";
import { FakePartner } from "../../kit/fake-partner.js";

/** An entry as the feed sends it; a record of null is a tombstone. */
export interface SentEntry {
  readonly sequence: number | string;
  readonly id: string;
  readonly record: Record<string, unknown> | null;
  readonly at?: string;
}

/** A page as the feed sends it. */
export interface SentPage {
  readonly epoch?: string;
  readonly restart?: boolean;
  readonly hasMore?: boolean;
  readonly endCursor?: string;
  readonly entries: readonly SentEntry[];
}

export interface FeedUnderTest {
  readonly tools: HarvestTools;
  readonly incidents: NewIncident[];
  readonly quarantined: string[];
  /** The cursors that were asked for, in order. */
  readonly asked: Array<string | null>;
  /** What the feed answers from now on, by the cursor (null is the beginning) and the page size asked for. */
  answer(pages: (after: string | null, first: number) => SentPage | string): void;
  harvest(): Promise<Harvest>;
  /** The ids of the mirror's organizations, in order. */
  mirrored(): Promise<string[]>;
  /** The ids of the index, in order. */
  indexed(): Promise<string[]>;
  stop(): Promise<void>;
}

export const PARTNER = "lone-partner";

export const idOf = (local: string): string => `${PARTNER}:organization:${local}`;

/** An organization as a partner sends it. */
export function organization(local: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const row = { name: `Association ${local}`, visibility: "PUBLIC", status: "ACTIVE", ...more };
  return {
    ...{ __typename: "Organization", _m_type: "Organization", _m_id: idOf(local), _m_seen: row.visibility },
    ...{ legalName: null, acronym: null, summary: null, description: null, language: "en", translations: [] },
    ...{ identifiers: [], topics: [], countries: [], areas: [], locations: [], image: null, languages: [] },
    ...{ website: null, contactUrl: null, url: null, organization: null },
    ...{ createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-01-01T00:00:00.000Z" },
    ...row,
    Organization_status: row.status,
  };
}

/** Starts a partner and a harvester. */
export async function startFeedUnderTest(): Promise<FeedUnderTest> {
  const database = await openKnowledgeDatabase({ databaseUrl: await testDatabase() });
  const partner = await new FakePartner(PARTNER, []).start();
  const client = new PartnerClient({ development: true, limits: { partnerMs: 10_000 } });
  const incidents: NewIncident[] = [];
  const quarantined: string[] = [];
  const asked: Array<string | null> = [];
  let pages: (after: string | null, first: number) => SentPage | string = () => ({ entries: [] });
  partner.behaviour = {
    spoil: (_plain, { variables }) => {
      const after = (variables.after ?? null) as string | null; // as the harvester writes it
      asked.push(after);
      const page = pages(after, Number(variables.first));
      return typeof page === "string" ? page : { data: { changes: sentPage(page) } };
    },
  };
  const tools: HarvestTools = {
    database,
    feeds: createChangeFeeds(new ListedPartners([partner.entry]), client),
    incidents: {
      report: async (incident) => void incidents.push(incident),
      quarantine: async (key) => void quarantined.push(key),
    },
  };
  const ids = async (table: string): Promise<string[]> =>
    (await database.rows<{ id: string }>(`select id from ${table} order by id`)).map(({ id }) => id);
  return {
    ...{ tools, incidents, quarantined, asked },
    answer: (next) => void (pages = next),
    harvest: () => harvestPartner(PARTNER, tools, { budgetMs: 60_000, signal: new AbortController().signal }),
    mirrored: () => ids("mirror.organization"),
    indexed: () => ids("knowledge.entry"),
    stop: async () => {
      await partner.stop();
      await client.close();
      await database.close();
    },
  };
}

function sentPage({ epoch = "e1", restart = false, hasMore = false, endCursor = "end", entries }: SentPage): object {
  const changes = entries.map(({ sequence, id, record, at = "2026-01-01T00:00:00.000Z" }) => ({
    ...{ sequence: String(sequence), id, at },
    ...{ op: record === null ? "DELETE" : "UPSERT", record },
  }));
  return { epoch, restart, hasMore, endCursor, changes };
}
