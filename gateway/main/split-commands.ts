// A network of several processes on one database: `maillage hub` (as many gateways as wanted, at least one worker) and
// `maillage partners` (the program that serves partners without a server). In: options and the environment. Out: running
// servers; `docker-compose.yml` shows how they belong together.
import { mkdir } from "node:fs/promises";
import type { Command } from "commander";
import { startPartnerServer } from "../../services/partner/server.js";
import { databaseUrlFromEnvironment, readHubConfig, type HubConfig } from "./config.js";
import { hubOptionsOf } from "./configured-hub.js";
import { startHub } from "./hub.js";
import { saySetup, type Launched } from "./launch.js";
import { createLog } from "./log.js";
import type { Serve } from "./serve-until-signal.js";

interface HubCommand {
  readonly role: string;
  readonly port: string;
  readonly host: string;
  readonly dataDir: string;
  readonly partners?: string;
}

interface PartnersCommand {
  readonly hub: string;
  readonly port: string;
  readonly host: string;
}

/** Adds the commands. */
export function addSplitCommands(program: Command, serve: Serve): void {
  program
    .command("hub")
    .description("one process of a hub of several, on the PostgreSQL of DATABASE_URL")
    .requiredOption(
      "--role <role>",
      "gateway: answers; worker: harvests, fetches and sends besides. One worker at least",
    )
    .option(
      "--partners <url>",
      "where `maillage partners` answers, as this process reaches it; a worker says it to all",
    )
    .option("--port <port>", "where it listens", "4000")
    .option("--host <address>", "the address to listen on", "127.0.0.1")
    .option("--data-dir <folder>", "where the hub's keys are, the same for all processes", ".maillage")
    .action(async (command: HubCommand) => serve(await startHubRole(command)));
  program
    .command("partners")
    .description("serves the partners without a server of their own, on the PostgreSQL of DATABASE_URL")
    .requiredOption("--hub <url>", "where the hub's keys are published, as this process reaches it")
    .option("--port <port>", "where it listens", "4001")
    .option("--host <address>", "the address to listen on", "127.0.0.1")
    .action(async (command: PartnersCommand) => serve(await startPartnersProgram(command)));
}

const ROLES = ["gateway", "worker"];

async function startHubRole({ role, partners, ...options }: HubCommand): Promise<Launched> {
  if (!ROLES.includes(role)) throw new Error(`--role: expected ${ROLES.join(" or ")}, got ${role}`);
  const config: HubConfig = readHubConfig({ ...options, demo: false });
  const stops: Array<() => Promise<void>> = [];
  await mkdir(config.dataDir, { recursive: true });
  const surroundings = { databaseUrl: requireDatabase(), log: createLog(), stops };
  const hub = await startHub({ ...(await hubOptionsOf(config, surroundings)), isWorker: role === "worker" });
  if (partners !== undefined) await hub.hostsAt(partners.replace(/\/$/, ""));
  await hub.refresh();
  if (role === "worker") await saySetup(hub, (line) => void process.stdout.write(`${line}\n`));
  hub.setReady();
  const stop = async (): Promise<void> => {
    await hub.stop();
    for (const each of stops.reverse()) await each();
  };
  return { url: hub.url, stop };
}

async function startPartnersProgram({ hub, port, host }: PartnersCommand): Promise<Launched> {
  const log = createLog();
  return startPartnerServer({
    ...{ databaseUrl: requireDatabase(), port: Number(port), host, partners: [] },
    tokens: { jwksUrl: `${hub.replace(/\/$/, "")}/.well-known/jwks.json`, required: true },
    log: (line) => log.error({}, line),
  });
}

function requireDatabase(): string {
  const url = databaseUrlFromEnvironment();
  if (url === null) throw new Error("DATABASE_URL: expected the PostgreSQL that all processes share, got nothing");
  return url;
}
