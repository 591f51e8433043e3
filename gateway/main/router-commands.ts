// `maillage gateway` and `maillage partition`, as the command line has them: the gateway alone, and the partners as one
// subgraph for another router. In: a program. Out: the commands added to it.
import type { Command } from "commander";
import { startGateway } from "./gateway-command.js";
import { createLog } from "./log.js";
import { startPartition } from "./partition-command.js";
import type { Serve } from "./serve-until-signal.js";

/** Adds the commands. */
export function addRouterCommands(program: Command, serve: Serve): void {
  program
    .command("gateway")
    .description("runs the gateway alone, on any Federation 2 supergraph")
    .requiredOption("--supergraph <file>", "the supergraph, with the subgraphs' addresses in it")
    .option("--port <port>", "where it listens", "4000")
    .option("--host <address>", "the address to listen on", "127.0.0.1")
    .action(async ({ supergraph, port, host }: { supergraph: string; port: string; host: string }) => {
      const log = createLog();
      await serve(await startGateway({ supergraph, port: readPort(port), host, log, quietMs: 1_000 }));
    });
  program
    .command("partition")
    .description("serves the partners as one Federation 2 subgraph, for any router")
    .requiredOption("--partners <json>", "[{key, endpoint, level}], or @ and a file that holds it")
    .option("--port <port>", "where it listens", "4100")
    .option("--host <address>", "the address to listen on", "127.0.0.1")
    .option(
      "--key <file>",
      "the key that signs its calls, made when it is not there; partners find it at /.well-known/jwks.json",
    )
    .action(async ({ port, key, ...options }: { partners: string; port: string; host: string; key?: string }) => {
      const signed = key === undefined ? {} : { keyFile: key };
      await serve(
        await startPartition({ ...options, ...signed, port: readPort(port), log: createLog(), quietMs: 1_000 }),
      );
    });
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`--port: expected a number from 0 to 65535, got ${text}`);
}
