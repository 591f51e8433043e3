// The knowledge service by itself, on a real database: records of partners as a harvest would write them, what the hub
// holds as its feed tells it. In: both. Out: a way to ask the service, and to go on telling.
import { graphql } from "graphql";
import { ANONYMOUS } from "../../../schema/principal.js";
import type { HubRecord } from "../../../schema/hub-records.js";
import { refreshStatistics } from "../../../services/knowledge/index/statistics.js";
import { indexRecords } from "../../../services/knowledge/index/write-index.js";
import { openKnowledge, type Knowledge } from "../../../services/knowledge/open-knowledge.js";
import { writeMirror } from "../../../services/knowledge/mirror/write-mirror.js";
import type { RecordDraft } from "../../../services/records/record-draft.js";
import { testDatabase } from "../../kit/database.js";
import { tellRecords, type ToldRecords } from "./told-records.js";

interface Asking {
  readonly as?: "PUBLIC" | "NETWORK";
  readonly languages?: readonly string[];
}

export interface OpenService {
  readonly knowledge: Knowledge;
  readonly feed: ToldRecords;
  // eslint-disable-next-line typescript/no-explicit-any -- answers are compared, not computed with
  ask(query: string, asking?: Asking): Promise<any>;
  /** Writes records of partners. */
  save(...records: readonly RecordDraft[]): Promise<void>;
  /** Tells of what the hub holds, and waits until it is known. */
  tell(...records: readonly HubRecord[]): Promise<void>;
  forget(...ids: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Opens the service. */
export async function openService(): Promise<OpenService> {
  // The database may end before the service does.
  const knowledge = await openKnowledge({ databaseUrl: await testDatabase(), onTrouble: () => undefined });
  const feed = tellRecords();
  const taking = await knowledge.startTakingIn(feed);
  const { database, schema } = knowledge;
  return {
    ...{ knowledge, feed },
    async ask(source, { as = "PUBLIC", languages = ["en"] } = {}) {
      const contextValue = knowledge.contextFor({ principal: { ...ANONYMOUS, visibility: as }, languages });
      const { data, errors } = await graphql({ schema, source, contextValue });
      if (errors !== undefined) throw errors[0]?.originalError ?? errors[0];
      return JSON.parse(JSON.stringify(data)); // as sent
    },
    async save(...records) {
      await database.transaction(async (tx) => {
        await writeMirror(tx, records);
        await indexRecords(tx, records);
        await refreshStatistics(tx);
      });
    },
    async tell(...records) {
      feed.write(...records);
      await taking.caughtUp();
      await database.transaction(refreshStatistics); // as is done beside it, some seconds later
    },
    async forget(...ids) {
      feed.remove(...ids);
      await taking.caughtUp();
    },
    async stop() {
      await taking.stop();
      await knowledge.close();
    },
  };
}
