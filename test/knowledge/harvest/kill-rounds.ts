// Rounds of violence: writers commit at a partner, large transactions and small ones in each other's way, while the
// harvester is killed with SIGKILL at a random moment, or loses its database connections, or the database itself loses a
// process and recovers. In: how many rounds. Out: what the partner, the mirror and the index hold in the end.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { PROJECT_ROOT } from "../../../schema/sdl.js";
import type { Database } from "../../../services/database/open-database.js";
import { openKnowledgeDatabase } from "../../../services/knowledge/knowledge-database.js";
import { completeProfile } from "../../../services/partner/partner-profile.js";
import { startPartnerServer } from "../../../services/partner/server.js";
import { deleteRecords, openStore, saveRecords, type Store } from "../../../services/partner/store.js";
import { Dice } from "../../kit/dice.js";

export interface KillRounds {
  readonly databaseUrl: string;
  readonly rounds: number;
  readonly seed: number;
  /** Whether processes of the database may be killed too: not where the database is not the test's own. */
  readonly killsDatabase: boolean;
  readonly onRound?: (round: number, kind: string) => void;
}

/** Names by id, as each keeper of them has them. */
export interface KillRoundsResult {
  readonly partner: ReadonlyMap<string, string>;
  readonly mirror: ReadonlyMap<string, string>;
  readonly index: ReadonlyMap<string, string>;
  /** Changes that the partner counted, and entries that the hub took in. */
  readonly changes: number;
  readonly entries: number;
  /** Records whose last change at the partner is another than the last that was applied. */
  readonly unlike: number;
  readonly kills: Readonly<Record<string, number>>;
}

const KEY = "writer";
const WRITERS = 4;
const IDS = 300;
const LONGEST_MS = 400;
const STUCK_MS = 20_000;
const PROGRAM = join(PROJECT_ROOT, "dist", "test", "knowledge", "harvest", "harvester-process.js");

/** Runs the rounds. */
export async function runKillRounds(options: KillRounds): Promise<KillRoundsResult> {
  const { databaseUrl } = options;
  const store = await openStore({ databaseUrl });
  const database = await openKnowledgeDatabase({ databaseUrl });
  const server = await startPartnerServer({
    ...{ databaseUrl, port: 0, host: "127.0.0.1", log: () => undefined },
    ...{ partners: [completeProfile({ key: KEY })], tokens: { required: false } },
  });
  const orders = { databaseUrl, key: KEY, endpoint: `${server.url}/${KEY}/graphql` };
  const dice = new Dice(options.seed);
  const kills: Record<string, number> = {};
  await firstHarvest(orders);
  for (let round = 0; round < options.rounds; round++) {
    const kind = chooseKill(dice, round, options);
    kills[kind] = (kills[kind] ?? 0) + 1;
    options.onRound?.(round, kind);
    await violentRound({ store, database, orders, dice, kind });
  }
  await catchUp(orders, database, store);
  const result = await compare(store, database);
  await server.stop();
  await Promise.all([store.close(), database.close()]);
  return { ...result, kills };
}

type Kill = "harvester" | "connections" | "database";

function chooseKill(dice: Dice, round: number, { killsDatabase }: KillRounds): Kill {
  if (killsDatabase && round % 10 === 9) return "database";
  return dice.chance(30) ? "connections" : "harvester";
}

/** The snapshot of an empty partner: from here on every change is an entry of its own. */
async function firstHarvest(orders: object): Promise<void> {
  const harvester = startHarvester(orders);
  await harvester.saying(/^caught-up/);
  await kill(harvester.child);
}

interface Round {
  readonly store: Store;
  readonly database: Database;
  readonly orders: object;
  readonly dice: Dice;
  readonly kind: Kill;
}

async function violentRound({ store, database, orders, dice, kind }: Round): Promise<void> {
  const harvester = startHarvester(orders);
  await harvester.saying(/^harvesting/);
  const stop = new AbortController();
  const writing = Array.from({ length: WRITERS }, () => write(store, dice, stop.signal));
  await delay(dice.upTo(LONGEST_MS));
  if (kind === "connections") await cutConnections(database);
  if (kind === "database") await killBackend(database);
  if (kind !== "harvester") await delay(dice.upTo(LONGEST_MS));
  await kill(harvester.child);
  stop.abort();
  await Promise.all(writing);
}

/** Writes until stopped. What fails with its connection was not committed, or was: the feed knows. */
async function write(store: Store, dice: Dice, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const ids = Array.from({ length: dice.chance(20) ? 40 : 1 }, () => `${KEY}:organization:${dice.upTo(IDS)}`);
    const unique = [...new Set(ids)];
    const change = dice.chance(25)
      ? deleteRecords(store, KEY, unique)
      : saveRecords(
          store,
          KEY,
          unique.map((id) => ({ id, name: `Association ${dice.upTo(1_000_000)}` })),
        );
    await change.catch(() => delay(20));
  }
}

/** Ends every connection to this database but our own. */
async function cutConnections(database: Database): Promise<void> {
  await database.rows(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and query ilike '%knowledge.%'`,
  );
}

/** Kills a process of the database server: it ends all others and recovers from its log. */
async function killBackend(database: Database): Promise<void> {
  const [row] = await database.rows<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() limit 1`,
  );
  if (row !== undefined) process.kill(row.pid, "SIGKILL");
  for (let attempt = 0; attempt < 100; attempt++) {
    await delay(100);
    const isBack = await database.rows("select 1").then(
      () => true,
      () => false,
    );
    if (isBack) return;
  }
  throw new Error("the database did not come back within ten seconds");
}

interface Harvester {
  readonly child: ChildProcess;
  saying(pattern: RegExp): Promise<void>;
}

function startHarvester(orders: object): Harvester {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(orders)], { stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  const heard = createInterface({ input: child.stdout });
  heard.on("line", (line) => lines.push(line));
  return {
    child,
    async saying(pattern) {
      while (!lines.some((line) => pattern.test(line))) {
        if (child.exitCode !== null) throw new Error(`the harvester ended: ${lines.join(" / ")}`);
        await delay(5);
      }
    },
  };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

/** One more harvester, undisturbed, until the hub has taken in as many entries as there are, or gets no further. */
async function catchUp(orders: object, database: Database, store: Store): Promise<void> {
  const harvester = startHarvester(orders);
  const changes = await countChanges(store);
  for (let [known, lastMove] = [-1, performance.now()]; performance.now() - lastMove < STUCK_MS; await delay(50)) {
    const entries = await countEntries(database);
    if (entries >= changes) break;
    if (entries > known) [known, lastMove] = [entries, performance.now()];
  }
  await kill(harvester.child);
}

async function countChanges(store: Store): Promise<number> {
  const [row] = await store.rows<{ last: number }>(`select last::int from partner_data.feed where partner = ?`, [KEY]);
  return row?.last ?? 0;
}

async function countEntries(database: Database): Promise<number> {
  const [row] = await database.rows<{ entries: number }>(
    `select entries::int from knowledge.source where partner = ?`,
    [KEY],
  );
  return row?.entries ?? 0;
}

async function compare(store: Store, database: Database): Promise<Omit<KillRoundsResult, "kills">> {
  const names = async (table: string): Promise<Map<string, string>> => {
    const rows = await database.rows<{ id: string; name: string }>(`select id, name from ${table} order by id`);
    return new Map(rows.map(({ id, name }) => [id, name]));
  };
  const [unlike] = await store.rows<{ count: number }>(
    `select count(*)::int as count from
       (select id, max(sequence) as sequence from partner_data.change where partner = ? group by id) as theirs
       full join knowledge.applied using (id) where theirs.sequence is distinct from applied.sequence`,
    [KEY],
  );
  return {
    partner: await names("partner_data.organization"),
    mirror: await names("mirror.organization"),
    index: await names("knowledge.entry"),
    changes: await countChanges(store),
    entries: await countEntries(database),
    unlike: unlike?.count ?? -1,
  };
}
