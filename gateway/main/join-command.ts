// `maillage join <hub>`: an association with a server of its own asks to join. In: what it says of itself. Out: the
// hub's report; exit status 0 when it is PENDING now.
import { Option, type Command } from "commander";
import type { ConformanceReport } from "../../schema/conformance.js";
import { readSettings } from "../../services/partner/scaffold/partner-settings.js";
import { createOutbound } from "../fetch/outbound.js";
import { isDevelopmentEnvironment } from "./config.js";
import { printReport } from "./print-report.js";

interface JoinOptions {
  readonly dir?: string;
  readonly key?: string;
  readonly name?: string;
  readonly endpoint: string;
  readonly contact: string;
  readonly licence?: string;
  readonly accessKey: string;
  readonly development: boolean;
  readonly language: string;
}

/** What an association says of itself. */
interface Association {
  readonly key: string;
  readonly name: string;
  readonly licence: string;
}

interface Joined {
  readonly data?: {
    readonly requestToJoin: {
      readonly partner: { readonly state: string } | null;
      readonly report: ConformanceReport;
    } | null;
  };
  readonly errors?: ReadonlyArray<{ readonly message: string }>;
}

const REQUEST = `mutation ($input: JoinInput!) { requestToJoin(input: $input) {
  partner { state } report { passed level checks { name severity passed expected got fix } } } }`;
const TIMEOUT_MS = 40_000;

/** Adds the command. */
export function addJoinCommand(program: Command): void {
  program
    .command("join <hub>")
    .description("asks a hub to take a partner in; the hub runs the conformance kit, a coordinator approves")
    .option("--dir <folder>", "a folder of `maillage init`, whose key, name and licence are taken")
    .option("--key <partner key>", "the key that its ids begin with")
    .option("--name <name>", "the association's name")
    .requiredOption("--endpoint <url>", "where it answers")
    .requiredOption("--contact <e-mail>", "how its people are reached; seen by coordinators only")
    .option("--licence <SPDX id>", "the licence under which it publishes, like CC-BY-4.0")
    .addOption(new Option("--access-key <key>", "an access key with the scope network:join").makeOptionMandatory())
    .option("--development", "http, loopback and private addresses too, as MAILLAGE_DEVELOPMENT=1", false)
    .option("--language <tag>", "fr or en", "en")
    .action(async (hub: string, options: JoinOptions) => {
      const association = await associationOf(options);
      const { data, errors } = await askToJoin(hub, options, association);
      const joined = data?.requestToJoin ?? null;
      if (joined === null)
        throw new Error(errors?.map(({ message }) => message).join("\n") ?? "The hub did not say why.");
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

async function askToJoin(hub: string, options: JoinOptions, association: Association): Promise<Joined> {
  const { endpoint, contact: contactEmail, accessKey, language } = options;
  const outbound = createOutbound({ development: options.development || isDevelopmentEnvironment() });
  const { body } = await outbound(`${hub.replace(/\/$/, "")}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "accept-language": language, authorization: `Bearer ${accessKey}` },
    body: JSON.stringify({ query: REQUEST, variables: { input: { ...association, endpoint, contactEmail } } }),
    timeoutMs: TIMEOUT_MS,
  });
  try {
    return JSON.parse(new TextDecoder().decode(body)) as Joined; // a GraphQL response, whatever the status
  } catch (cause) {
    throw new Error(`No hub answers at ${hub}.`, { cause });
  }
}
