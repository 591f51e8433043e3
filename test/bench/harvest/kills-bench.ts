// `bench -- kills`: two hundred rounds in which the harvester, its connections or a process of the database are killed
// while writers commit at the partner. In: nothing. Out: whether anything was lost or applied twice.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDatabase } from "../../../gateway/main/database.js";
import { runKillRounds } from "../../knowledge/harvest/kill-rounds.js";
import { describeMachine, round } from "../measure.js";

const ROUNDS = 200;

/** Runs the rounds. Throws when something was lost. */
export async function benchKills(): Promise<Record<string, unknown>> {
  const dataDir = await mkdtemp(join(tmpdir(), "maillage-bench-"));
  const database = await startDatabase({ dataDir, log: () => undefined });
  const start = performance.now();
  try {
    const { partner, mirror, index, ...figures } = await runKillRounds({
      databaseUrl: database.url,
      rounds: ROUNDS,
      seed: Date.now() % 1_000_000,
      killsDatabase: true,
      onRound: (at, kind) => void (at % 20 === 0 && process.stderr.write(`round ${at} of ${ROUNDS}: ${kind}\n`)),
    });
    const equal = isEqual(partner, mirror) && isEqual(partner, index);
    if (!equal || figures.entries !== figures.changes || figures.unlike !== 0)
      throw new Error(`something was lost: ${JSON.stringify({ ...figures, equal })}`);
    const seconds = round((performance.now() - start) / 1000);
    return {
      bench: "kills",
      machine: describeMachine(),
      rounds: ROUNDS,
      records: partner.size,
      ...figures,
      equal,
      seconds,
    };
  } finally {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function isEqual(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([id, name]) => b.get(id) === name);
}
