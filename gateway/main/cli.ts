// `npx maillage <command>`. In: the command line. Out: what the command does; exit status 0, or 1 with what is wrong.
import { Command } from "commander";
import { addBackupCommands } from "./backup-commands.js";
import { addCheckCommand } from "./check-command.js";
import { databaseUrlFromEnvironment } from "./config.js";
import { dataRequests } from "./data-requests-command.js";
import { addDoctorCommand } from "./doctor-command.js";
import { addExportCommand } from "./export-command.js";
import { explain } from "./explain-command.js";
import { startGateway } from "./gateway-command.js";
import { addImportCommand } from "./import-command.js";
import { addHostedCommands } from "./hosted-commands.js";
import { addInitCommand } from "./init-command.js";
import { addJoinCommand } from "./join-command.js";
import { addLeaveCommand } from "./leave-command.js";
import { runUntilSignal, type Launched } from "./launch.js";
import { createLog } from "./log.js";
import { rotateHubKey } from "./hub-key.js";
import { addServeCommand } from "./serve-command.js";
import { addSplitCommands } from "./split-commands.js";
import { startPartition } from "./partition-command.js";

const program = new Command("maillage").description("A hub of associations' directories: commands beside `npm start`.");

program
  .command("explain <query>")
  .description("prints every artefact of a query's walk, against a running hub or the demo")
  .option("--hub <url>", "the hub to ask; without it the one on port 4000, or the demo")
  .option("--key <key>", "an access key")
  .option("--variables <json>", "the query's variables", "{}")
  .option("--data-dir <folder>", "where the demo keeps its data, when it is started for this", ".maillage/explain")
  .action(async (query: string, options: Record<string, string>) => {
    const { hub = null, key = null, variables = "{}", dataDir = ".maillage/explain" } = options;
    const text = await explain({
      query,
      variables: readVariables(variables),
      hub,
      key,
      dataDir,
    });
    process.stdout.write(`${text}\n`);
  });

program
  .command("gateway")
  .description("runs the gateway alone, on any Federation 2 supergraph")
  .requiredOption("--supergraph <file>", "the supergraph, with the subgraphs' addresses in it")
  .option("--port <port>", "where it listens", "4000")
  .option("--host <address>", "the address to listen on", "127.0.0.1")
  .action(async ({ supergraph, port, host }: { supergraph: string; port: string; host: string }) => {
    const log = createLog();
    await serve(await startGateway({ supergraph, port: readPort(port), host, log, quietMs: 1_000 }));
  });

program
  .command("partition")
  .description("serves the partners as one Federation 2 subgraph, for any router")
  .requiredOption("--partners <json>", "[{key, endpoint, level}], or @ and a file that holds it")
  .option("--port <port>", "where it listens", "4100")
  .option("--host <address>", "the address to listen on", "127.0.0.1")
  .option(
    "--key <file>",
    "the key that signs its calls, made when it is not there; partners find it at /.well-known/jwks.json",
  )
  .action(async ({ port, key, ...options }: { partners: string; port: string; host: string; key?: string }) => {
    const signed = key === undefined ? {} : { keyFile: key };
    await serve(
      await startPartition({ ...options, ...signed, port: readPort(port), log: createLog(), quietMs: 1_000 }),
    );
  });

program
  .command("data-requests")
  .description("lists what waits to be sent to people who made data requests, with the links in it")
  .option("--sent <id>", "a message that was sent: it waits no more")
  .option("--data-dir <folder>", "the data folder", ".maillage")
  .action(async ({ dataDir, sent = null }: { dataDir: string; sent?: string | null }) => {
    const lines = await dataRequests({ dataDir, sent, databaseUrl: databaseUrlFromEnvironment() });
    process.stdout.write(lines.length === 0 ? "nothing waits\n" : `${lines.join("\n")}\n`);
  });

addBackupCommands(program);
addCheckCommand(program);
addDoctorCommand(program);
addExportCommand(program);
addImportCommand(program);
addInitCommand(program);
addJoinCommand(program);
addServeCommand(program, serve);
addHostedCommands(program);
addLeaveCommand(program);
addSplitCommands(program, serve);

program
  .command("rotate-key")
  .description(
    "makes the hub's next signing key, which takes over a quarter of an hour later, without a failed request",
  )
  .option("--data-dir <folder>", "the data folder", ".maillage")
  .action(async ({ dataDir }: { dataDir: string }) => {
    const from = await rotateHubKey(dataDir);
    process.stdout.write(`the next key signs from ${new Date(from).toISOString()}\n`);
  });

/** Says that it is ready, and runs until a signal. */
async function serve(server: Launched): Promise<void> {
  process.stdout.write(`ready ${server.url}\n`);
  await runUntilSignal(server, createLog());
  process.exit(0);
}

function readVariables(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>; // the reader's own; the hub says what is wrong with it
  } catch (cause) {
    throw new Error(`--variables: expected a JSON object, got ${text}`, { cause });
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`--port: expected a number from 0 to 65535, got ${text}`);
}

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
