// `maillage check <target>`: does an endpoint conform? In: its address, or the folder that it serves. Out: the kit's report; exit status 1 when a check of
// severity ERROR failed. The rules of the way out are the hub's.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { Command } from "commander";
import type { CheckedEndpoint } from "../../schema/conformance.js";
import { createHubSigner, type HubSigner } from "../fetch/hub-signer.js";
import { createOutbound } from "../fetch/outbound.js";
import { checkPage } from "../../services/partner/kit/check-page.js";
import { runChecks } from "../../services/partner/kit/run-checks.js";
import { endpointAsker } from "./ask-endpoint.js";
import { isDevelopmentEnvironment } from "./config.js";
import { printReport } from "./print-report.js";
import { readServedFolder } from "./served-folder.js";

interface CheckOptions {
  readonly json: boolean;
  readonly key?: string;
  readonly development: boolean;
  readonly language?: string;
  readonly dataDir?: string;
  readonly keysPort?: string;
}

/** Adds the command, and the one that lists the checks. */
export function addCheckCommand(program: Command): void {
  program
    .command("checks")
    .description("prints what the conformance kit looks at, as docs/joining.md has it")
    .action(() => void process.stdout.write(`${checkPage()}\n`));
  program
    .command("check <target>")
    .description("runs the conformance kit against a partner's endpoint, or against what `maillage serve <dir>` serves")
    .option("--json", "the report as one JSON object", false)
    .option("--key <partner key>", "the key that its ids must begin with; without it, the one that it says")
    .option("--development", "http, loopback and private addresses too, as MAILLAGE_DEVELOPMENT=1", false)
    .option("--language <tag>", "fr or en; a folder's own when not given")
    .option("--data-dir <folder>", "of a folder: its data folder, .maillage in it when not given")
    .option(
      "--keys-port <port>",
      "signs, and serves its keys at http://127.0.0.1:<port>/.well-known/jwks.json meanwhile: for an endpoint that is told to go by them",
    )
    .action(async (target: string, options: CheckOptions) => {
      const { report } = await checkEndpoint(target, options);
      process.stdout.write(`${options.json ? JSON.stringify(report) : printReport(report)}\n`);
      process.exitCode = report.passed ? 0 : 1;
    });
}

async function checkEndpoint(target: string, options: CheckOptions): Promise<CheckedEndpoint> {
  const folder = await readServedFolder(target, options.dataDir);
  const { endpoint, language = folder?.settings.language ?? "en" } = {
    endpoint: folder?.endpoint ?? target,
    ...options,
  };
  const key = options.key ?? folder?.settings.key ?? null;
  const development = options.development || folder !== null || isDevelopmentEnvironment();
  const outbound = createOutbound({ development });
  const signer = options.keysPort === undefined ? (folder?.signer ?? null) : createHubSigner();
  const keys = options.keysPort === undefined || signer === null ? null : await serveKeys(signer, options.keysPort);
  if (signer === null) process.stderr.write(UNSIGNED);
  try {
    const ask = endpointAsker(endpoint, { outbound, signer });
    return await runChecks(ask, { endpoint, key, isSigned: signer !== null, languages: [language] });
  } finally {
    keys?.closeAllConnections();
    keys?.close();
  }
}

const UNSIGNED = "Nothing is signed: what tokens are for is left out. See --keys-port.\n";

async function serveKeys(signer: HubSigner, port: string): Promise<Server> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(signer.jwks));
  });
  server.listen(Number(port), "127.0.0.1");
  await once(server, "listening");
  return server;
}
