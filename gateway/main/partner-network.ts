// The partners that the launcher runs: their records, their program, their faults. In: the configuration and a
// database. Out: a running program that serves them all, and where each one answers.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { startFaultProxy, type FaultProxy } from "../../services/partner/faults/fault-proxy.js";
import { parseFault, type PlannedFault } from "../../services/partner/faults/parse-fault.js";
import { networkOf } from "../../services/partner/import/network-of.js";
import { completeProfile, type PartnerProfile } from "../../services/partner/partner-profile.js";
import type { HubConfig } from "./config.js";

export const DEMO_FOLDER = join(PROJECT_ROOT, "services", "partner", "demo");

/** The files of the network: those that were named, or the demo's. */
export function networkFiles({ files, isDemo }: HubConfig): string[] {
  if (!isDemo) return [...files];
  const folders = readdirSync(DEMO_FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name }) =>
    readdirSync(join(DEMO_FOLDER, name)).map((file) => join(DEMO_FOLDER, name, file)),
  );
}

/** The partners of the network. Throws an Error that lists every file that cannot be read. */
export async function networkPartners(config: HubConfig): Promise<PartnerProfile[]> {
  if (config.isDemo) {
    const listed = JSON.parse(readFileSync(join(DEMO_FOLDER, "network.json"), "utf8")) as PartnerProfile[]; // our own
    return listed.map((partner) => completeProfile(partner));
  }
  if (config.files.length === 0) return [];
  return networkOf(config.files, { mapping: config.mapping ?? undefined, language: config.language });
}

export interface RunningPartners {
  /** Where each partner answers, by key. */
  readonly endpoints: ReadonlyMap<string, string>;
  /** The address of the program that serves them. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface PartnerHost {
  readonly partners: readonly PartnerProfile[];
  readonly databaseUrl: string;
  readonly jwksUrl: string;
  /** Whether requests without a token of the hub's are refused: everywhere but in the demo, which can be tried out. */
  readonly requiresTokens: boolean;
  /** Where and with which secrets partners say that something changed. */
  readonly comeNow: { readonly hubUrl: string; readonly secrets: Readonly<Record<string, string>> };
  readonly faults: readonly PlannedFault[];
  readonly log: (line: string) => void;
}

/** The faults as they were asked for. Throws an Error that lists all that cannot be read or name no partner. */
export function planFaults({ faults }: HubConfig, partners: readonly PartnerProfile[]): PlannedFault[] {
  const keys = new Set(partners.map(({ key }) => key));
  const wrong: string[] = [];
  const planned = faults.flatMap((text) => {
    try {
      const fault = parseFault(text);
      if (keys.has(fault.partner)) return [fault];
      wrong.push(`--fault ${text}: the network has no partner "${fault.partner}"`);
    } catch (error) {
      wrong.push(`--fault ${text}: ${error instanceof Error ? error.message : String(error)}`);
    }
    return [];
  });
  if (wrong.length > 0) throw new Error(`The options cannot be used:\n- ${wrong.join("\n- ")}`);
  return planned;
}

/** Starts the program that serves the partners, and a proxy for each that is to fail. */
export async function startPartners(host: PartnerHost): Promise<RunningPartners> {
  const { child, url } = await startHostProcess(host);
  const endpoints = new Map(host.partners.map(({ key }) => [key, `${url}/${key}/graphql`]));
  const proxies: FaultProxy[] = [];
  for (const { partner, fault, afterMs } of host.faults) {
    const target = endpoints.get(partner);
    if (target === undefined) continue; // planFaults lets only the network's own pass
    const proxy = await startFaultProxy({ target, fault, afterMs, log: host.log });
    proxies.push(proxy);
    endpoints.set(partner, proxy.url);
  }
  const stop = async (): Promise<void> => {
    await Promise.all(proxies.map((proxy) => proxy.stop()));
    if (child.exitCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  return { endpoints, url, stop };
}

async function startHostProcess({
  partners,
  databaseUrl,
  jwksUrl,
  requiresTokens,
  comeNow,
}: PartnerHost): Promise<{ child: ChildProcess; url: string }> {
  const program = join(PROJECT_ROOT, "dist", "services", "partner", "host-process.js");
  const child = spawn(process.execPath, [program, "-"], { stdio: ["pipe", "pipe", "inherit"] });
  const config = { databaseUrl, partners, tokens: { jwksUrl, required: requiresTokens }, comeNow };
  child.stdin.write(`${JSON.stringify(config)}\n`); // on standard input: arguments are seen by everyone on the machine
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise<string>((resolve, reject) => {
    lines.on("line", (line) => {
      if (line.startsWith("ready ")) resolve(line.slice("ready ".length));
    });
    child.once("exit", (code) => reject(new Error(`The program that serves the partners ended with ${code}.`)));
  });
  return { child, url: await ready };
}
