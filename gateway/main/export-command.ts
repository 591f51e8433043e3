// `maillage export <hub>`: everything that a reader may see, or what one partner has, as a file. In: the command line. Out: the
// file; exit status 1 when there is none.
import { Option, type Command } from "commander";
import { proseLanguage } from "../../schema/prose-language.js";
import { downloadExport } from "./exports/download-export.js";
import type { Extension } from "./exports/export-question.js";

interface ExportOptions {
  readonly partner?: string;
  readonly format: Extension;
  readonly out?: string;
  readonly accessKey?: string;
  readonly type: readonly string[];
  readonly updatedSince?: string;
  readonly dialect?: string;
  readonly resume: boolean;
  readonly language: string;
}

const WORDS = {
  en: { broken: "The connection broke; it is tried again.", there: (kB: string) => `${kB} kB`, done: "whole" },
  fr: { broken: "La connexion s'est rompue ; nouvel essai.", there: (kB: string) => `${kB} ko`, done: "complet" },
} as const;

/** Adds the command. */
export function addExportCommand(program: Command): void {
  program
    .command("export <hub>")
    .description("downloads what a hub knows, or what one partner has there, as a file")
    .option("--partner <key>", "the records of one partner; without it, of all")
    .addOption(
      new Option("--format <format>", "the format").choices(["csv", "jsonl", "jsonld", "geojson"]).default("csv"),
    )
    .option("--out <file>", "the file; named after the partner when not given")
    .option("--access-key <key>", "an access key, for more than what is public")
    .option("--type <types...>", "organization, person, project, practice, event", [])
    .option("--updated-since <time>", "only what has changed since, like 2026-11-01T00:00:00Z")
    .option("--dialect <dialect>", "of CSV: plain, excel, excel-fr")
    .option("--resume", "goes on with what an earlier download left, asked for in the same way", false)
    .option("--language <tag>", "fr or en", "en")
    .action(async (hub: string, options: ExportOptions) => runExport(hub, options));
}

async function runExport(hub: string, options: ExportOptions): Promise<void> {
  const { partner = null, format: extension, accessKey = null, resume: resumes, language } = options;
  const file = options.out ?? `${partner ?? "maillage"}.${extension}`;
  const words = WORDS[proseLanguage([language])];
  const { stderr } = process;
  const said = (bytes: number): string => words.there(String(Math.ceil(bytes / 1024)));
  const bytes = await downloadExport({
    ...{ hub, partner, extension, accessKey, file, resumes, parameters: parametersOf(options) },
    onProgress: (bytes) => void (stderr.isTTY && stderr.write(`\r${file}: ${said(bytes)}`)),
    onBroken: () => void stderr.write(`${words.broken}\n`),
  });
  if (stderr.isTTY) stderr.write("\r");
  process.stdout.write(`${file}: ${said(bytes)}, ${words.done}\n`);
}

function parametersOf({ type, updatedSince, dialect }: ExportOptions): Array<readonly [string, string]> {
  return [
    ...type.map((each) => ["type", each] as const),
    ...(updatedSince === undefined ? [] : [["updatedSince", updatedSince] as const]),
    ...(dialect === undefined ? [] : [["dialect", dialect] as const]),
  ];
}
