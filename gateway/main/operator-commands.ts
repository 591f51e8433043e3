// `maillage data-requests` and `maillage rotate-key`: what whoever keeps a hub does now and then. In: a program. Out: the
// commands added to it.
import type { Command } from "commander";
import { databaseUrlFromEnvironment } from "./config.js";
import { dataRequests } from "./data-requests-command.js";
import { rotateHubKey } from "./hub-key.js";

/** Adds the commands. */
export function addOperatorCommands(program: Command): void {
  program
    .command("data-requests")
    .description("lists what waits to be sent to people who made data requests, with the links in it")
    .option("--sent <id>", "a message that was sent: it waits no more")
    .option("--data-dir <folder>", "the data folder", ".maillage")
    .action(async ({ dataDir, sent = null }: { dataDir: string; sent?: string | null }) => {
      const lines = await dataRequests({ dataDir, sent, databaseUrl: databaseUrlFromEnvironment() });
      process.stdout.write(lines.length === 0 ? "nothing waits\n" : `${lines.join("\n")}\n`);
    });
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
}
