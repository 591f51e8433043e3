// `maillage check <url>`: does an endpoint conform? In: its address. Out: the kit's report; exit status 1 when a check of
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

interface CheckOptions {
  readonly json: boolean;
  readonly key?: string;
  readonly development: boolean;
  readonly language: string;
  readonly keysPort?: string;
}

/** Adds the command, and the one that lists the checks. */
export function addCheckCommand(program: Command): void {
  program
    .command("checks")
    .description("prints what the conformance kit looks at, as docs/joining.md has it")
    .action(() => void process.stdout.write(`${checkPage()}\n`));
  program
    .command("check <url>")
    .description("runs the conformance kit against a partner's endpoint")
    .option("--json", "the report as one JSON object", false)
    .option("--key <partner key>", "the key that its ids must begin with; without it, the one that it says")
    .option("--development", "http, loopback and private addresses too, as MAILLAGE_DEVELOPMENT=1", false)
    .option("--language <tag>", "fr or en", "en")
    .option(
      "--keys-port <port>",
      "signs, and serves its keys at http://127.0.0.1:<port>/.well-known/jwks.json meanwhile: for an endpoint that is told to go by them",
    )
    .action(async (url: string, options: CheckOptions) => {
      const { report } = await checkEndpoint(url, options);
      process.stdout.write(`${options.json ? JSON.stringify(report) : printReport(report)}\n`);
      process.exitCode = report.passed ? 0 : 1;
    });
}

async function checkEndpoint(endpoint: string, options: CheckOptions): Promise<CheckedEndpoint> {
  const { key = null, keysPort, language } = options;
  const outbound = createOutbound({ development: options.development || isDevelopmentEnvironment() });
  const signer = keysPort === undefined ? null : createHubSigner();
  const keys = signer === null ? null : await serveKeys(signer, Number(keysPort));
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

async function serveKeys(signer: HubSigner, port: number): Promise<Server> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(signer.jwks));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}
