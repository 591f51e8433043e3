// The hub in one process: registry and knowledge, the partition, the gateway in front. In: a database, a signing key, a
// port. Out: a listening hub. The composition root: here rooms are joined, nowhere else.
import { describeFault } from "../../schema/describe-fault.js";
import type { Registry } from "../../services/registry/registry.js";
import { activePartners, originsOf } from "./active-partners.js";
import { askHubOf } from "./ask-hub.js";
import { startHubServer } from "./hub-server.js";
import type { HubOptions } from "./hub-options.js";
import { openServices, type HubServices } from "./hub-services.js";
import { createSubgraphs } from "./hub-subgraphs.js";
import { reachability } from "./reachability.js";

export interface RunningHub {
  readonly url: string;
  readonly registry: Registry;
  /** Reads the partners anew, now. */
  refresh(): Promise<void>;
  /** Has partners harvested now; resolves when all have been, or when the time is over, with how many have. */
  harvestFirst(partners: readonly string[], withinMs: number): Promise<number>;
  /** Has exchange hold what the demo network's partners did, where nobody has done anything yet. */
  loadDemo(): Promise<boolean>;
  /** Says where the program answers that serves partners without a server. */
  hostsAt(url: string): Promise<void>;
  /** From now on `/health/ready` says so. */
  setReady(): void;
  stop(): Promise<void>;
}

const REFRESH_MS = 5_000;

/** Starts the hub. */
export async function startHub(options: HubOptions): Promise<RunningHub> {
  const services = await openServices(options);
  const { registry, directory } = services;
  const subgraphs = createSubgraphs(services, options.log);
  await services.startExchanging(askHubOf(subgraphs));
  const refresh = async (): Promise<void> => {
    const partners = await activePartners(subgraphs.registry);
    services.setOwnOrigins(originsOf(partners.filter(({ hosted }) => hosted)));
    directory.replace(partners);
  };
  let ready = false;
  const isReachable = reachability(() => registry.ping());
  const server = await startHubServer(options, {
    subgraphs,
    services,
    isReady: async () => ready && (await isReachable()),
  }).catch(async (cause: unknown) => {
    await services.close();
    throw isPortTaken(cause) ? new Error(`--port: ${options.port} is taken by another program.`, { cause }) : cause;
  });
  registry.identity.listensAt(server.url);
  registry.partners.watch(refresh);
  const onTrouble = (error: unknown): void =>
    options.log.error({ error: describeFault(error) }, "The partners could not be read anew.");
  const following = await registry.partners.follow(onTrouble);
  const timer = setInterval(() => void refresh().catch(onTrouble), REFRESH_MS);
  const stop = async (): Promise<void> => {
    ready = false; // who balances the load sends nobody any more
    clearInterval(timer);
    following.stop();
    await server.stop();
    await services.close();
  };
  const harvestFirst: RunningHub["harvestFirst"] = (partners, withinMs) => services.harvestFirst(partners, withinMs);
  const loadDemo: RunningHub["loadDemo"] = () => services.exchange.loadDemo();
  const hostsAt: RunningHub["hostsAt"] = (url) => hostAt(url, services).then(refresh);
  const setReady = (): void => void (ready = true);
  return { url: server.url, registry, refresh, harvestFirst, loadDemo, hostsAt, setReady, stop };
}

async function hostAt(url: string, { hosting, registry }: HubServices): Promise<void> {
  await hosting.listens(url);
  await registry.partners.hostAt(url);
}

function isPortTaken(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
}
