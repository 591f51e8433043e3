// A harvester in a process of its own, to be killed: `node harvester-process.js <json>`. In: a database and a partner's
// address. Out: a line for each harvest. It goes on until it is killed.
import { setTimeout as delay } from "node:timers/promises";
import { PartnerClient } from "../../../gateway/fetch/partner-client.js";
import { createChangeFeeds } from "../../../gateway/partition/change-feeds.js";
import { ListedPartners } from "../../../gateway/partition/directory.js";
import { harvestPartner } from "../../../services/knowledge/harvest/harvest-partner.js";
import { openKnowledgeDatabase } from "../../../services/knowledge/knowledge-database.js";

interface Orders {
  readonly databaseUrl: string;
  readonly key: string;
  readonly endpoint: string;
}

const { databaseUrl, key, endpoint } = JSON.parse(process.argv[2] ?? "{}") as Orders; // as the test writes them
const client = new PartnerClient({ development: true, limits: { partnerMs: 10_000 } });
const directory = new ListedPartners([{ key, endpoint, level: "LIVE", contractVersion: "1.0" }]);
const feeds = createChangeFeeds(directory, client);
const nobody = { report: async () => undefined, quarantine: async () => undefined };
const limits = { budgetMs: 60_000, signal: new AbortController().signal };
const database = await openKnowledgeDatabase({ databaseUrl, connections: 3 });
process.stdout.write("harvesting\n");
for (;;) {
  try {
    const { end, entries } = await harvestPartner(key, { database, feeds, incidents: nobody }, limits);
    process.stdout.write(`${end} ${entries}\n`);
  } catch (error) {
    process.stdout.write(`lost the database: ${error instanceof Error ? error.message : String(error)}\n`);
    await delay(50);
  }
}
