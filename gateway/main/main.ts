// `npm start`: a network on this machine. In: command-line options. Out: the network, until a signal stops it.
import { Command } from "commander";
import { readHubConfig, type StartOptions } from "./config.js";
import { launch, runUntilSignal } from "./launch.js";
import { createLog } from "./log.js";

const collect = (value: string, all: readonly string[] = []): string[] => [...all, value];

const program = new Command("npm start --")
  .description("Starts a Maillage hub with a demo network, or with a network made from files.")
  .option("--port <port>", "where the hub listens", "4000")
  .option("--host <address>", "the address to listen on", "127.0.0.1")
  .option("--data-dir <folder>", "where everything is kept", ".maillage")
  .option("--language <tag>", "the language of rows that state none", "en")
  .option("--import <files...>", "CSV files to make the network from: one partner per value of their `partner` column")
  .option("--mapping <name or file>", "the mapping by which the files are read, like rna")
  .option(
    "--fault <partner=fault[@seconds]>",
    "makes a partner fail: down, slow:<ms>, drip, garbage, error, oversize, foreign-ids",
    collect,
  )
  .option("--no-demo", "an empty network");

try {
  const log = createLog();
  const config = readHubConfig(program.parse().opts<StartOptions>());
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  await runUntilSignal(await launch(config, { say, log }), log);
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
