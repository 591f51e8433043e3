// A filled database folder that every test file's server begins as a copy of: filling one takes seconds, copying it a tenth. In:
// the folder that the whole run shares (`TEST_CLUSTER`, made and removed by run-tests.mjs). Out: a data folder, ready to start.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { startDatabase } from "../../gateway/main/database.js";
import { until } from "./until.js";

const FILES = ["postgres", "postgres.password"];

/** Puts a filled database into a data folder. The first who asks fills the one that all others are copied from. */
export async function copyCluster(shared: string, dataDir: string): Promise<void> {
  const [making, made] = [join(shared, "making"), join(shared, "made")];
  const isFirst = await mkdir(making).then(
    () => true,
    () => false, // another worker is at it, or was
  );
  if (isFirst) {
    const database = await startDatabase({ dataDir: shared, log: () => undefined, settings: { fsync: "off" } });
    await database.stop();
    await writeFile(made, "");
  }
  await until(() => existsSync(made), 60_000);
  const files = FILES.map((file) => join(shared, file)).filter((path) => existsSync(path));
  if (files.length < FILES.length) return; // it lies elsewhere, where its user can reach it: each fills its own
  await promisify(execFile)("cp", ["-a", ...files, dataDir]); // with their owner
}
