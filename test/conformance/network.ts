// The endpoints under test, all over one database: reference partners in one program, the hub in front of three of
// them, the partition as a subgraph of its own in front of the same three. In: nothing. Out: how to ask each.
import { generateKeyPairSync } from "node:crypto";
import { pino } from "pino";
import { createHubSigner } from "../../gateway/fetch/hub-signer.js";
import { startHub } from "../../gateway/main/hub.js";
import { startPartition } from "../../gateway/main/partition-command.js";
import { CONTRACT_VERSION } from "../../schema/contract-versions.js";
import { bodyDigest, type ReaderVisibility } from "../../schema/hub-token.js";
import { completeProfile } from "../../services/partner/partner-profile.js";
import { startPartnerServer } from "../../services/partner/server.js";
import { openStore, saveRecords } from "../../services/partner/store.js";
import { PATIENT, WIDE } from "../kit/wide-edge.js";
import { testDatabase } from "../kit/database.js";
import { conformanceRows } from "./rows.js";
import type { Question, Reply, Target } from "./target.js";

const ALONE = ["all-alone"];
export const TOGETHER = ["part-one", "part-two", "part-three"];

export interface ConformanceNetwork {
  readonly partner: Target;
  readonly hub: Target;
  readonly partition: Target;
  stop(): Promise<void>;
}

/** Starts everything. */
export async function startNetwork(): Promise<ConformanceNetwork> {
  const databaseUrl = await testDatabase();
  await fill(databaseUrl);
  const key = generateKeyPairSync("ed25519").privateKey;
  const log = pino({ level: "silent" });
  const hub = await startHub({
    databaseUrl,
    key,
    host: "127.0.0.1",
    port: 0,
    log,
    explainsToAll: false,
    edge: WIDE,
    ...PATIENT,
  });
  const partners = [...ALONE, ...TOGETHER].map((each) => completeProfile({ key: each }));
  const tokens = { jwksUrl: `${hub.url}/.well-known/jwks.json`, required: false };
  const server = await startPartnerServer({
    databaseUrl,
    port: 0,
    host: "127.0.0.1",
    partners,
    tokens,
    log: () => undefined,
  });
  const endpoints = TOGETHER.map((each) => ({
    key: each,
    endpoint: `${server.url}/${each}/graphql`,
    level: "LIVE" as const,
  }));
  await hub.registry.partners.listHosted(
    endpoints.map((each) => ({
      ...each,
      name: each.key,
      licence: "CC0-1.0",
      contractVersion: CONTRACT_VERSION,
      organization: null,
    })),
  );
  await hub.refresh();
  const secret = await hub.registry.keys.issue({ name: "test", scopes: ["read:network"], organization: null });
  const partition = await startPartition({ partners: JSON.stringify(endpoints), port: 0, log });
  const signer = createHubSigner(key);
  const [alone = ""] = ALONE;
  const headersFor = async (body: string, visibility: ReaderVisibility) => ({
    authorization: `Bearer ${await signer.sign({ partner: alone, path: `/${alone}/graphql`, digest: bodyDigest(body), visibility })}`,
  });
  const stop = async () => {
    await partition.stop();
    await server.stop();
    await hub.stop();
  };
  return {
    partner: { keys: ALONE, ask: asker(`${server.url}/${alone}/graphql`, headersFor) },
    hub: {
      keys: TOGETHER,
      ask: asker(`${hub.url}/graphql`, async (_body, as): Promise<Record<string, string>> =>
        as === "NETWORK" ? { authorization: `Bearer ${secret}` } : {},
      ),
    },
    partition: { keys: TOGETHER, ask: asker(`${partition.url}/graphql`, async () => ({})) },
    stop,
  };
}

async function fill(databaseUrl: string): Promise<void> {
  const store = await openStore({ databaseUrl });
  for (const keys of [ALONE, TOGETHER]) {
    const rows = [...conformanceRows(keys).values()].flat();
    for (const key of keys)
      await saveRecords(
        store,
        key,
        rows.filter(({ id }) => id.startsWith(`${key}:`)),
      );
  }
  await store.close();
}

export type Headers = (body: string, visibility: ReaderVisibility) => Promise<Record<string, string>>;

/** Asks an endpoint over HTTP. */
export function asker(url: string, headersFor: Headers): Target["ask"] {
  return async (query: string, { variables = {}, as = "PUBLIC" }: Question = {}): Promise<Reply> => {
    const body = JSON.stringify({ query, variables });
    const headers = { "content-type": "application/json", ...(await headersFor(body, as)) };
    const response = await fetch(url, { method: "POST", headers, body });
    const { data = null, errors = [] } = (await response.json()) as Partial<Reply>; // a GraphQL response
    return { status: response.status, data, errors };
  };
}
