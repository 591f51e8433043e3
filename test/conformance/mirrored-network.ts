// A hub whose partners are all down, with a mirror that holds their rows. In: nothing. Out: how to ask it as it stands,
// and how to ask for the mirror by name.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { pino } from "pino";
import { startHub } from "../../gateway/main/hub.js";
import { openKnowledgeDatabase } from "../../services/knowledge/knowledge-database.js";
import { writeMirror } from "../../services/knowledge/mirror/write-mirror.js";
import { PATIENT, WIDE } from "../kit/wide-edge.js";
import { testDatabase } from "../kit/database.js";
import { asker, TOGETHER, type Headers } from "./network.js";
import { conformanceRows } from "./rows.js";
import type { Target } from "./target.js";
import { CONTRACT_VERSION } from "../../schema/contract-versions.js";

export interface MirroredNetwork {
  /** Partners are asked, fail, and are answered for. */
  readonly down: Target;
  /** Partners are not asked. */
  readonly wished: Target;
  stop(): Promise<void>;
}

/** Starts it. */
export async function startMirroredNetwork(): Promise<MirroredNetwork> {
  const databaseUrl = await testDatabase();
  await fill(databaseUrl);
  const hub = await startHub({
    databaseUrl,
    key: generateKeyPairSync("ed25519").privateKey,
    host: "127.0.0.1",
    port: 0,
    log: pino({ level: "silent" }),
    explainsToAll: false,
    edge: WIDE,
    ...PATIENT,
    harvestMs: null,
  });
  const endpoint = `http://127.0.0.1:${await closedPort()}/graphql`;
  const about = { level: "LIVE" as const, licence: "CC0-1.0", contractVersion: CONTRACT_VERSION, organization: null };
  await hub.registry.partners.listHosted(TOGETHER.map((key) => ({ key, name: key, endpoint, ...about })));
  await hub.refresh();
  const secret = await hub.registry.keys.issue({ name: "test", scopes: ["read:network"], organization: null });
  const headers =
    (more: Readonly<Record<string, string>>): Headers =>
    async (_body, as): Promise<Record<string, string>> =>
      as === "NETWORK" ? { ...more, authorization: `Bearer ${secret}` } : { ...more };
  const url = `${hub.url}/graphql`;
  return {
    down: { keys: TOGETHER, ask: asker(url, headers({})) },
    wished: { keys: TOGETHER, ask: asker(url, headers({ "maillage-freshness": "mirror" })) },
    stop: () => hub.stop(),
  };
}

async function fill(databaseUrl: string): Promise<void> {
  const database = await openKnowledgeDatabase({ databaseUrl });
  const rows = [...conformanceRows(TOGETHER).values()].flat();
  await database.transaction((tx) => writeMirror(tx, rows));
  await database.rows("insert into knowledge.source (partner, as_of) select unnest(?::text[]), now()", [TOGETHER]);
  await database.close();
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
