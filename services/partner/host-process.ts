// The program that serves partners: `node host-process.js <config>`. In: its configuration as JSON, as the argument, or
// as the first line of standard input when the argument is `-` (arguments are seen by everyone on the machine).
// Out: `ready <url>` on standard output. It stops on SIGTERM, and when standard input closes: its parent is gone.
import { createInterface } from "node:readline";
import { z } from "zod";
import { completeProfile } from "./partner-profile.js";
import { startPartnerServer, type PartnerServerOptions } from "./server.js";

const CONFIG = z.object({
  databaseUrl: z.string(),
  port: z.number().int().default(0),
  host: z.string().default("127.0.0.1"),
  partners: z.array(
    z.object({
      key: z.string(),
      name: z.string().optional(),
      licence: z.string().optional(),
      languages: z.array(z.string()).optional(),
      contractVersion: z.string().optional(),
      level: z.enum(["BASIC", "LIVE"]).optional(),
    }),
  ),
  tokens: z.object({ jwksUrl: z.string().optional(), required: z.boolean().default(true) }),
  comeNow: z.object({ hubUrl: z.string(), secrets: z.record(z.string(), z.string()) }).optional(),
});
const GIVE_UP_MS = 5_000;

/** The options that a configuration stands for. Throws a list of what is wrong with it. */
export function readHostConfig(json: string): Omit<PartnerServerOptions, "log"> {
  const { partners, tokens, comeNow, ...rest } = CONFIG.parse(JSON.parse(json));
  const { jwksUrl, required } = tokens;
  return {
    ...rest,
    ...(comeNow === undefined ? {} : { comeNow }),
    partners: partners.map((partner) => completeProfile(dropUndefined(partner))),
    tokens: jwksUrl === undefined ? { required } : { required, jwksUrl },
  };
}

function dropUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const given = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(given) as { [K in keyof T]: Exclude<T[K], undefined> }; // what was undefined is gone
}

async function main(argument: string): Promise<void> {
  const input = createInterface({ input: process.stdin });
  const lines = input[Symbol.asyncIterator]();
  const parentGone = Promise.withResolvers<void>();
  input.once("close", () => parentGone.resolve());
  const config = argument === "-" ? String((await lines.next()).value) : argument;
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const server = await startPartnerServer({ ...readHostConfig(config), log });
  const asked = new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
  process.stdout.write(`ready ${server.url}\n`);
  await Promise.race([asked, parentGone.promise]);
  setTimeout(() => process.exit(1), GIVE_UP_MS).unref();
  await server.stop();
  process.exit(0);
}

if (process.argv[1] === import.meta.filename) await main(process.argv[2] ?? "-");
