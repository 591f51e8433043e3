// A hub, and associations with servers of their own that may join it: real servers over databases of their own. In:
// records. Out: ways to ask as somebody, and to start further associations.
import { startIdentityHub, type IdentityHub } from "../kit/identity-hub.js";
import { testDatabase } from "../kit/database.js";
import { completeProfile } from "../../services/partner/partner-profile.js";
import { startPartnerServer } from "../../services/partner/server.js";
import { openStore, saveRecords, type Store } from "../../services/partner/store.js";
import type { RecordDraft } from "../../services/records/record-draft.js";
import { MUCH } from "../kit/wide-edge.js";
import type { HubOptions } from "../../gateway/main/hub-options.js";

export interface Association {
  readonly key: string;
  readonly endpoint: string;
  readonly store: Store;
  stop(): Promise<void>;
}

export interface JoinNetwork extends IdentityHub {
  /** Starts an association's server. */
  associate(key: string, drafts?: readonly RecordDraft[]): Promise<Association>;
  /** The same, of one that goes by other keys than this hub's. */
  associateWith(key: string, jwksUrl: string): Promise<Association>;
  /** Ends the servers of all associations. */
  stopAssociations(): Promise<void>;
  /** Asks to join in the name of the holder of a key. */
  request(association: Pick<Association, "key" | "endpoint">, key: string): ReturnType<IdentityHub["ask"]>;
}

/** Starts the hub. */
export async function startJoinNetwork(options: Partial<HubOptions> = {}): Promise<JoinNetwork> {
  const hub = await startIdentityHub({ development: true, harvestMs: 3_600_000, edge: MUCH, ...options });
  const running = new Set<Association>();
  const start = async (starting: Starting): Promise<Association> => {
    const association = await startAssociation(starting);
    running.add(association);
    return association;
  };
  const stopAssociations = async (): Promise<void> => {
    for (const each of running) await each.stop();
    running.clear();
  };
  return {
    ...hub,
    request: (association, key) => hub.ask(REQUEST, { key, variables: { input: inputFor(association) } }),
    associate: (key, drafts = draftsOf(key)) => start({ jwksUrl: `${hub.url}/.well-known/jwks.json`, key, drafts }),
    associateWith: (key, jwksUrl) => start({ jwksUrl, key, drafts: draftsOf(key) }),
    stopAssociations,
    async stop() {
      await hub.stop();
      await stopAssociations();
    },
  };
}

const REPORT = "report { passed level checks { name severity passed expected got fix } }";
const REQUEST = `mutation ($input: JoinInput!) { requestToJoin(input: $input) {
  partner { key name state level licence hosted joinedAt } ${REPORT} } }`;

/** What an association says when it asks to join. */
export function inputFor({ key, endpoint }: Pick<Association, "key" | "endpoint">): Record<string, string> {
  return { key, endpoint, name: `The ${key}`, contactEmail: `office@${key}.example`, licence: "CC-BY-4.0" };
}

/** Some records of each type; one is for the network only. */
export function draftsOf(key: string): RecordDraft[] {
  return ["organization", "person", "project", "practice", "event"].flatMap((type) =>
    [0, 1, 2].map((index) => ({
      id: `${key}:${type}:${index}`,
      name: `${key} ${type} ${index}`,
      language: "en",
      visibility: index === 2 ? "NETWORK" : "PUBLIC",
      createdAt: "2025-01-01T00:00:00.000Z",
      ...(type === "person" ? { consentedAt: "2025-01-01" } : {}),
      ...(type === "event" ? { startsAt: "2026-01-01T09:00:00.000Z" } : {}),
      ...(type === "practice" ? { licence: "CC-BY-4.0" } : {}),
    })),
  );
}

interface Starting {
  readonly jwksUrl: string;
  readonly key: string;
  readonly drafts: readonly RecordDraft[];
}

async function startAssociation({ jwksUrl, key, drafts }: Starting): Promise<Association> {
  const databaseUrl = await testDatabase();
  const store = await openStore({ databaseUrl });
  await saveRecords(store, key, drafts);
  const server = await startPartnerServer({
    ...{ databaseUrl, port: 0, host: "127.0.0.1", partners: [completeProfile({ key })], log: () => undefined },
    tokens: { jwksUrl, required: true },
  });
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= server.stop().then(() => store.close()));
  return { key, endpoint: `${server.url}/${key}/graphql`, store, stop };
}
