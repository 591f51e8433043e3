// `maillage explain`, as the command line has it. In: a program. Out: the command added to it.
import type { Command } from "commander";
import { explain } from "./explain-command.js";

/** Adds the command. */
export function addExplainCommand(program: Command): void {
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
}

function readVariables(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>; // the reader's own; the hub says what is wrong with it
  } catch (cause) {
    throw new Error(`--variables: expected a JSON object, got ${text}`, { cause });
  }
}
