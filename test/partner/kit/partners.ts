// Real partners for tests: a fresh database, a real server, a hub whose tokens it takes. Asked over HTTP.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { completeProfile } from "../../../services/partner/partner-profile.js";
import type { RecordDraft } from "../../../services/records/record-draft.js";
import { startPartnerServer } from "../../../services/partner/server.js";
import { openStore, saveRecords, type Store } from "../../../services/partner/store.js";
import { testDatabase } from "../../kit/database.js";
import { signToken, startHub, type TestHub } from "./hub.js";

export type Answer = {
  // eslint-disable-next-line typescript/no-explicit-any -- answers are compared, not computed with
  data?: any;
  errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
};

export interface TestPartners {
  readonly url: string;
  readonly databaseUrl: string;
  readonly store: Store;
  readonly hub: TestHub;
  /** The SQL statements since the last call of `forget`. */
  readonly statements: string[];
  readonly log: string[];
  ask(partner: string, query: string, options?: AskOptions): Promise<Answer>;
  stop(): Promise<void>;
}

export interface AskOptions {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly as?: ReaderVisibility | "anonymous";
}

export async function startPartners(
  records: Readonly<Record<string, readonly RecordDraft[]>>,
  required = false,
): Promise<TestPartners> {
  const databaseUrl = await testDatabase();
  const [store, hub] = await Promise.all([openStore({ databaseUrl }), startHub()]);
  for (const [partner, drafts] of Object.entries(records)) await saveRecords(store, partner, drafts);
  const statements: string[] = [];
  const log: string[] = [];
  const server = await startPartnerServer({
    databaseUrl,
    port: 0,
    host: "127.0.0.1",
    partners: Object.keys(records).map((key) => completeProfile({ key })),
    tokens: { jwksUrl: hub.jwksUrl, required },
    log: (line) => log.push(line),
    onStatement: (sql) => statements.push(sql),
  });
  const ask = async (partner: string, query: string, { variables = {}, as = "NETWORK" }: AskOptions = {}) => {
    const body = JSON.stringify({ query, variables });
    const token = as === "anonymous" ? null : signToken(hub, { partner, body, visibility: as });
    const headers = {
      "content-type": "application/json",
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    };
    const response = await fetch(`${server.url}/${partner}/graphql`, { method: "POST", headers, body });
    return (await response.json()) as Answer;
  };
  const stop = async () => {
    await server.stop();
    await store.close();
    await hub.stop();
  };
  return { url: server.url, databaseUrl, store, hub, statements, log, ask, stop };
}
