// The launcher: everything of a network on one machine. In: the configuration. Out: a running network, announced on
// standard output; stopped in the reverse order, the database last.
import type { KeyObject } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { describeFault } from "../../schema/describe-fault.js";
import { importTables, type ImportReport } from "../../services/partner/import/import-tables.js";
import { formatFault } from "../../services/partner/import/import-fault.js";
import type { PartnerProfile } from "../../services/partner/partner-profile.js";
import { forgetHostedPartner } from "../../services/partner/store/forget-partner.js";
import { openStore } from "../../services/partner/store/open-store.js";
import type { HubConfig } from "./config.js";
import { hubOptionsOf } from "./configured-hub.js";
import { startDatabase } from "./database.js";
import { issueDemoKeys } from "./demo-keys.js";
import { startHub, type RunningHub } from "./hub.js";
import { notifySecret } from "./notify-route.js";
import { NetworkMemory } from "./network-memory.js";
import {
  networkFiles,
  networkPartners,
  planFaults,
  startPartners,
  type PartnerHost,
  type RunningPartners,
} from "./partner-network.js";

export interface Launched {
  readonly url: string;
  stop(): Promise<void>;
}

export interface LaunchOutput {
  /** Says something to the person at the terminal, a line at a time. */
  readonly say: (line: string) => void;
  readonly log: Logger;
}

/** Starts a network. Throws an Error that the operator can act on; what was started by then is stopped again. */
export async function launch(config: HubConfig, output: LaunchOutput): Promise<Launched> {
  const stops: Array<() => Promise<void>> = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    return { url: await startAll(config, output, stops), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startAll(config: HubConfig, output: LaunchOutput, stops: Array<() => Promise<void>>): Promise<string> {
  const { say, log } = output;
  const files = networkFiles(config);
  const kind = config.isDemo ? "demo" : files.length > 0 ? "import" : "empty";
  const wish = { kind, files: config.isDemo ? [] : files, mapping: config.mapping } as const;
  const listed = await networkPartners(config);
  const faults = planFaults(config, listed);
  const { memory, isImported } = await NetworkMemory.open(config.dataDir, wish);
  const databaseUrl = config.databaseUrl ?? (await startOwnDatabase(config, output, stops));
  if (!isImported || config.isDemo) await importFiles(config, { databaseUrl, partners: listed, files, say });
  await memory.remember();
  const options = await hubOptionsOf(config, { databaseUrl, log, stops });
  const hub = await startHub(options);
  stops.push(() => hub.stop());
  const partners = await stillHere(hub, listed, (partner) => forgetOwnPartner(databaseUrl, partner));
  const running = await startPartners({
    ...{ partners, databaseUrl, faults, requiresTokens: !config.isDemo, log: say },
    ...hubForPartners(hub.url, options.key, partners),
  });
  stops.splice(-1, 0, () => running.stop()); // after the hub, whose last readers ask them still
  await hub.hostsAt(running.url);
  await listPartners(hub, partners, running);
  await saySetup(hub, say);
  for (const line of await issueDemoKeys(hub.registry, databaseUrl)) say(line);
  say(`partners ${partners.length} at ${running.url}/<key>/graphql`);
  await fillHub(hub, partners, { ...output, isDemo: config.isDemo });
  hub.setReady();
  say(`ready ${hub.url}`);
  return hub.url;
}

/** What partners must know of the hub: where its keys are, and how to say that something changed. */
function hubForPartners(
  hubUrl: string,
  key: KeyObject,
  partners: readonly PartnerProfile[],
): Pick<PartnerHost, "jwksUrl" | "comeNow"> {
  const secrets = Object.fromEntries(partners.map((partner) => [partner.key, notifySecret(key, partner.key)]));
  return { jwksUrl: `${hubUrl}/.well-known/jwks.json`, comeNow: { hubUrl, secrets } };
}

/** The partners without those that left; what the files brought back of these goes again. */
async function stillHere(
  { registry }: RunningHub,
  listed: readonly PartnerProfile[],
  forget: (partner: string) => Promise<void>,
): Promise<PartnerProfile[]> {
  const departed = new Set(await registry.partners.departed());
  for (const { key } of listed) if (departed.has(key)) await forget(key);
  return listed.filter(({ key }) => !departed.has(key));
}

async function forgetOwnPartner(databaseUrl: string, partner: string): Promise<void> {
  const store = await openStore({ databaseUrl });
  await forgetHostedPartner(store, partner).finally(() => store.close());
}

/** The link for the first coordinator, while the network has none; new at each start. */
export async function saySetup({ registry: { identity } }: RunningHub, say: (line: string) => void): Promise<void> {
  const secret = await identity.accounts.setupLink();
  if (secret !== null) say(`setup ${identity.publicUrl()}/auth/setup?token=${secret}`);
}

async function startOwnDatabase(
  { dataDir }: HubConfig,
  { say }: LaunchOutput,
  stops: Array<() => Promise<void>>,
): Promise<string> {
  const database = await startDatabase({ dataDir, log: say });
  stops.push(() => database.stop());
  return database.url;
}

async function harvestFirst(hub: RunningHub, partners: readonly PartnerProfile[]): Promise<string> {
  const keys = partners.map((partner) => partner.key);
  const harvested = await hub.harvestFirst(keys, HARVEST_WITHIN_MS);
  const rest = harvested < keys.length ? "; the others follow" : "";
  return `harvested ${harvested} of ${keys.length} partners${rest}`;
}

/** What a network knows before it is ready; a demo without its history is still one. */
async function fillHub(
  hub: RunningHub,
  partners: readonly PartnerProfile[],
  { say, log, isDemo }: LaunchOutput & { readonly isDemo: boolean },
): Promise<void> {
  if (partners.length > 0) say(await harvestFirst(hub, partners));
  if (!isDemo) return;
  await hub.loadDemo().catch((error: unknown) => {
    log.warn({ error: describeFault(error) }, "The demo network's history of exchange could not be loaded.");
  });
}

/** A small network can be searched when it is ready; a large one goes on while it is used. */
const HARVEST_WITHIN_MS = 4_000;

interface Import {
  readonly databaseUrl: string;
  readonly partners: readonly PartnerProfile[];
  readonly files: readonly string[];
  readonly say: (line: string) => void;
}

async function importFiles(
  { mapping, language }: HubConfig,
  { databaseUrl, partners, files, say }: Import,
): Promise<void> {
  if (files.length === 0) return;
  const store = await openStore({ databaseUrl });
  const licences = new Map(partners.map(({ key, licence }) => [key, licence]));
  try {
    const report = await importTables({
      files,
      mapping: mapping ?? undefined,
      language,
      store,
      licenceOf: (partner) => licences.get(partner),
      onProgress: ({ rows, of, rowsPerSecond }) => say(`importing ${rows} of ${of} rows, ${rowsPerSecond} a second`),
    });
    sayReport(report, say);
  } finally {
    await store.close();
  }
}

const MOST_FAULTS_SAID = 20;

function sayReport({ partners, faults, refused, warnings }: ImportReport, say: (line: string) => void): void {
  for (const fault of faults.slice(0, MOST_FAULTS_SAID)) say(formatFault(fault));
  const more = refused + warnings - Math.min(faults.length, MOST_FAULTS_SAID);
  if (more > 0) say(`… and ${more} more; \`maillage import --dry-run\` lists them all`);
  const sum = (member: "created" | "changed" | "unchanged") =>
    partners.reduce((total, partner) => total + partner[member], 0);
  say(
    `imported ${sum("created")} new, ${sum("changed")} changed, ${sum("unchanged")} unchanged; ${refused} refused, ${warnings} warnings`,
  );
}

async function listPartners(
  hub: RunningHub,
  partners: readonly PartnerProfile[],
  { endpoints }: RunningPartners,
): Promise<void> {
  const listings = partners.map(({ key, name, licence, level, contractVersion }) => {
    return { key, name, licence, level, contractVersion, endpoint: endpoints.get(key) ?? "", organization: null };
  });
  await hub.registry.partners.listHosted(listings);
  await hub.refresh();
}

/** Runs until a signal: the first drains and stops everything, a second ends the process at once. */
export async function runUntilSignal(launched: Launched, log: Logger): Promise<void> {
  const signalled = new Promise<void>((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => resolve());
  });
  await signalled;
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => process.exit(1));
  const late = delay(STOP_WITHIN_MS, "late", { ref: false });
  if ((await Promise.race([launched.stop(), late])) === "late") log.error({}, "Not everything stopped in time.");
}

const STOP_WITHIN_MS = 20_000;
