// Commands for partners without a server: `maillage host` (a coordinator takes one in), `maillage publish` (its people send
// a table: preview, then import). In: a hub, a key, a file. Out: reports in the language asked for.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Command } from "commander";
import type { ConformanceReport } from "../../schema/conformance.js";
import type { TableReport } from "../../schema/hosted-partners.js";
import { phrase, say, type PhraseLanguage } from "../../services/partner/import/phrase.js";
import { askAHub, hubSender, withHubAccess, type HubAccess } from "./ask-a-hub.js";
import { printReport } from "./print-report.js";

interface HostOptions extends HubAccess {
  readonly key: string;
  readonly name: string;
  readonly contact: string;
  readonly licence: string;
  readonly source?: string;
  readonly approve: boolean;
}

interface PublishOptions extends HubAccess {
  readonly partner: string;
  readonly type?: string;
  readonly replace: boolean;
  readonly yes: boolean;
  readonly confirmDeleted?: string;
}

/** Adds the commands. */
export function addHostedCommands(program: Command): void {
  withHubAccess(program.command("host <hub>"), "network:join; with --approve, network:admin")
    .description("asks a hub to run the subgraph of an association without a server")
    .requiredOption("--key <partner key>", "the key that its ids begin with")
    .requiredOption("--name <name>", "the association's name")
    .requiredOption("--contact <e-mail>", "how its people are reached; seen by coordinators only")
    .requiredOption("--licence <SPDX id>", "the licence under which it publishes, like CC-BY-4.0")
    .option("--source <url>", "a published sheet or file that the hub fetches once a day")
    .option("--approve", "approves it at once", false)
    .action(async (hub: string, options: HostOptions) => host(hub, options));
  withHubAccess(program.command("publish <hub> <file>"), "partner:admin")
    .description("sends a table of a partner without a server: shows what it would do, and does it with --yes")
    .requiredOption("--partner <partner key>", "whose table it is")
    .option("--type <type>", "of rows that state none: organization, person, project, practice, event")
    .option("--replace", "deletes the records that the table does not have any more", false)
    .option("--confirm-deleted <number>", "the number of deletions that was shown, where they are unusually many")
    .option("--yes", "imports, after the preview", false)
    .action(async (hub: string, file: string, options: PublishOptions) => {
      process.exitCode = await publish(hub, file, options);
    });
}

const REQUEST = `mutation ($input: HostedPartnerInput!) { requestHostedPartner(input: $input) {
  partner { state } report { passed level checks { name severity passed expected got fix } } } }`;

async function host(hub: string, { key, name, licence, contact, source, approve, ...access }: HostOptions) {
  const input = { key, name, licence, contactEmail: contact, ...(source === undefined ? {} : { source }) };
  const { requestHostedPartner: asked } = await askAHub<{
    requestHostedPartner: { partner: { state: string } | null; report: ConformanceReport };
  }>(hub, access, { query: REQUEST, variables: { input } });
  tell(printReport(asked.report));
  if (!approve) return tell(`${key}: ${asked.partner?.state ?? "-"}`);
  const query = `mutation ($key: ID!) { approvePartner(key: $key) { state } }`;
  const { approvePartner } = await askAHub<{ approvePartner: { state: string } }>(hub, access, {
    query,
    variables: { key },
  });
  tell(`${key}: ${approvePartner.state}`);
}

const IMPORT = `mutation ($partner: ID!, $source: Url!, $rows: ImportRows!, $dryRun: Boolean!, $type: String, $confirmDeleted: Int) {
  importTable(partner: $partner, source: $source, rows: $rows, dryRun: $dryRun, type: $type, confirmDeleted: $confirmDeleted) {
    created changed unchanged deleted stopped notes faults { line column expected got refused } } }`;

/** Shows what a table would do, and does it. Gives the exit status. */
async function publish(hub: string, file: string, options: PublishOptions): Promise<number> {
  const language: PhraseLanguage = options.language.startsWith("fr") ? "fr" : "en";
  const source = await upload(hub, file, options);
  const preview = await importTable(hub, source, { ...options, dryRun: true });
  for (const line of reportLines(preview, language, !options.yes)) tell(line);
  const isRefused = preview.stopped || preview.faults.some(({ refused }) => refused);
  if (preview.stopped) return 1;
  if (!options.yes) {
    tell(say(AGAIN, language));
    return isRefused ? 1 : 0;
  }
  const { created, changed, deleted } = await importTable(hub, source, { ...options, dryRun: false });
  tell(say(done({ created, changed, deleted }), language));
  return isRefused ? 1 : 0;
}

async function upload(hub: string, file: string, options: PublishOptions): Promise<string> {
  const query = new URLSearchParams({ partner: options.partner, name: basename(file) });
  const { status, body } = await hubSender(hub, options)(`/uploads?${query}`, {
    method: "POST",
    body: await readFile(file),
  });
  const text = new TextDecoder().decode(body);
  if (status !== 201) throw new Error(`${file}: the hub answered ${status}: ${text.slice(0, 300)}`);
  return (JSON.parse(text) as { source: string }).source; // as the hub says
}

async function importTable(
  hub: string,
  source: string,
  { partner, type, replace, confirmDeleted, dryRun, ...access }: PublishOptions & { readonly dryRun: boolean },
): Promise<TableReport> {
  const given = {
    ...(type === undefined ? {} : { type }),
    ...(confirmDeleted === undefined ? {} : { confirmDeleted: Number(confirmDeleted) }),
  };
  const variables = { partner, source, rows: replace ? "REPLACE" : "MERGE", dryRun, ...given };
  const { importTable: report } = await askAHub<{ importTable: TableReport }>(hub, access, {
    query: IMPORT,
    variables,
  });
  return report;
}

/** A report as lines: what is wrong, what to know, what it comes to. */
function reportLines({ faults, notes, ...counts }: TableReport, language: PhraseLanguage, isRehearsal: boolean) {
  const lines = faults.map(({ line, column, expected, got, refused }) => {
    const place = [line === null ? [] : say(lineOf(line), language), column ?? []].flat().join(", ");
    const what = say(refused ? REFUSED : LEFT_OUT, language);
    return [place === "" ? what : `${place} : ${what}`, say(difference(expected, got), language)].join(" — ");
  });
  const sums = counts.stopped ? [] : [say(isRehearsal ? wouldBe(counts) : done(counts), language)];
  return [...lines, ...notes, ...(isRehearsal ? sums : [])];
}

type Counts = Pick<TableReport, "created" | "changed" | "deleted">;

const lineOf = (line: number) => phrase(`line ${line}`, `ligne ${line}`);
const REFUSED = phrase("not imported", "non importé");
const LEFT_OUT = phrase("value left out", "valeur ignorée");
const difference = (expected: string, got: string) =>
  phrase(`expected ${expected}, got ${got}`, `attendu ${expected}, reçu ${got}`);
const wouldBe = ({ created, changed, deleted }: Counts) =>
  phrase(
    `This would be: ${created} new, ${changed} changed, ${deleted} deleted.`,
    `Ce serait : ${created} nouvelles, ${changed} modifiées, ${deleted} supprimées (fiches).`,
  );
const done = ({ created, changed, deleted }: Counts) =>
  phrase(
    `Imported: ${created} new, ${changed} changed, ${deleted} deleted.`,
    `Importé : ${created} nouvelles, ${changed} modifiées, ${deleted} supprimées (fiches).`,
  );
const AGAIN = phrase(
  "Nothing is changed yet: run it again with --yes.",
  "Rien n’est encore changé : relancez avec --yes.",
);

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
