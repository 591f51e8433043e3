// `maillage join <hub>`: an association with a server of its own asks to join. In: what it says of itself. Out: the
// hub's report; exit status 0 when it is PENDING now.
import type { Command } from "commander";
import type { ConformanceReport } from "../../schema/conformance.js";
import { readSettings } from "../../services/partner/scaffold/partner-settings.js";
import { askAHub, withHubAccess, type HubAccess } from "./ask-a-hub.js";
import { printReport } from "./print-report.js";

interface JoinOptions extends HubAccess {
  readonly dir?: string;
  readonly key?: string;
  readonly name?: string;
  readonly endpoint: string;
  readonly contact: string;
  readonly licence?: string;
}

/** What an association says of itself. */
interface Association {
  readonly key: string;
  readonly name: string;
  readonly licence: string;
}

interface Joined {
  readonly requestToJoin: { readonly partner: { readonly state: string } | null; readonly report: ConformanceReport };
}

const REQUEST = `mutation ($input: JoinInput!) { requestToJoin(input: $input) {
  partner { state } report { passed level checks { name severity passed expected got fix } } } }`;

/** Adds the command. */
export function addJoinCommand(program: Command): void {
  withHubAccess(program.command("join <hub>"), "network:join")
    .description("asks a hub to take a partner in; the hub runs the conformance kit, a coordinator approves")
    .option("--dir <folder>", "a folder of `maillage init`, whose key, name and licence are taken")
    .option("--key <partner key>", "the key that its ids begin with")
    .option("--name <name>", "the association's name")
    .requiredOption("--endpoint <url>", "where it answers")
    .requiredOption("--contact <e-mail>", "how its people are reached; seen by coordinators only")
    .option("--licence <SPDX id>", "the licence under which it publishes, like CC-BY-4.0")
    .action(async (hub: string, options: JoinOptions) => {
      const association = await associationOf(options);
      const { endpoint, contact: contactEmail } = options;
      const variables = { input: { ...association, endpoint, contactEmail } };
      const { requestToJoin: joined } = await askAHub<Joined>(hub, options, { query: REQUEST, variables });
      const state = joined.partner === null ? "not taken in" : `${association.key}: ${joined.partner.state}`;
      process.stdout.write(`${printReport(joined.report)}\n${state}\n`);
      process.exitCode = joined.partner === null ? 1 : 0;
    });
}

/** As the options say, or else the folder. Throws an Error that names what nobody says. */
async function associationOf(options: JoinOptions): Promise<Association> {
  const settings = options.dir === undefined ? null : await readSettings(options.dir);
  const said = { key: options.key ?? settings?.key, name: options.name ?? settings?.name };
  const { key, name, licence } = { ...said, licence: options.licence ?? settings?.licence };
  if (key !== undefined && name !== undefined && licence !== undefined) return { key, name, licence };
  throw new Error("--dir: expected a folder of `maillage init`, or --key, --name and --licence");
}
