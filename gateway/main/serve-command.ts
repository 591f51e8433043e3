// `maillage serve <dir>`: a folder of tables as a partner, until a signal. In: a folder with `maillage.json`. Out: what was
// imported, `ready <url>`, and a report whenever a table changes.
import { resolve } from "node:path";
import type { Command } from "commander";
import { databaseUrlFromEnvironment } from "./config.js";
import { startFolder } from "./serve-folder.js";
import type { Serve } from "./serve-until-signal.js";

interface ServeOptions {
  readonly port?: string;
  readonly host?: string;
  readonly hub?: string;
  readonly dataDir?: string;
  readonly language?: string;
  readonly confirmDeleted?: string;
}

/** Adds the command. */
export function addServeCommand(program: Command, serve: Serve): void {
  program
    .command("serve <dir>")
    .description("serves a folder of tables as a partner, and reads a table again when it changes")
    .option("--port <port>", "where it listens; maillage.json says it otherwise")
    .option("--host <address>", "the address to listen on; maillage.json says it otherwise")
    .option("--hub <url>", "the hub whose tokens are required; maillage.json says it otherwise")
    .option("--data-dir <folder>", "where the database lies; .maillage in the folder when not given")
    .option("--language <tag>", "of what is said: fr or en; that of maillage.json when not given")
    .option("--confirm-deleted <number>", "deletes so many records, after an import that stopped said their number")
    .action(async (dir: string, options: ServeOptions) => {
      const folder = resolve(dir);
      const started = await startFolder({
        ...{ folder, dataDir: resolve(options.dataDir ?? `${folder}/.maillage`) },
        ...{ port: readNumber("--port", options.port), host: options.host ?? null, hub: options.hub ?? null },
        ...{ language: options.language ?? null, databaseUrl: databaseUrlFromEnvironment() },
        confirmDeleted: readNumber("--confirm-deleted", options.confirmDeleted),
        say: (line) => void process.stdout.write(`${line}\n`),
        complain: (line) => void process.stderr.write(`${line}\n`),
      });
      await serve(started);
    });
}

function readNumber(option: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`${option}: expected a number, got ${text}`);
}
