// One process of a hub, on a database that others share: `node hub-process.js <json>`. In: a database, the hub's key, how
// often it harvests, whether it is in nobody's way. Out: `ready <url>`.
import { createPrivateKey } from "node:crypto";
import { pino } from "pino";
import { startHub } from "../../gateway/main/hub.js";
import { MUCH, PATIENT } from "./wide-edge.js";

interface Orders {
  readonly databaseUrl: string;
  readonly keyPem: string;
  readonly harvestMs: number;
  readonly isPatient?: boolean;
}

const { databaseUrl, keyPem, harvestMs, isPatient = false } = JSON.parse(process.argv[2] ?? "{}") as Orders; // as the test writes them
const hub = await startHub({
  ...{ databaseUrl, harvestMs, key: createPrivateKey(keyPem), host: "127.0.0.1", port: 0 },
  ...{ log: pino({ level: "silent" }), explainsToAll: false },
  ...(isPatient ? { edge: MUCH, ...PATIENT } : {}),
});
await hub.refresh();
process.stdout.write(`ready ${hub.url}\n`);
