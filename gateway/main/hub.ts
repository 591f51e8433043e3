// The hub in one process: registry and knowledge by transport `local`, the partition, the gateway in front. In: a
// database, a signing key, a port. Out: a listening hub. The composition root: here rooms are joined, nowhere else.
import { composeSupergraph, hubSubgraphs } from "../supergraph/compose.js";
import { loadSupergraph } from "../supergraph/supergraph.js";
import { describeFault } from "../execute/describe-fault.js";
import { createLocalSubgraph } from "../execute/local-subgraph.js";
import { traced } from "../execute/traced-subgraph.js";
import type { ReaderContext, Subgraph } from "../execute/subgraph.js";
import { Tally } from "../execute/tally.js";
import type { PartnerEntry } from "../partition/directory.js";
import { createPartition } from "../partition/partition.js";
import { recordConfirmation } from "../partition/record-confirmation.js";
import { isScattered } from "../partition/scattered-fields.js";
import { SupergraphGateway } from "../server/gateway-interface.js";
import { startServer, type RunningServer } from "../server/server.js";
import { ANONYMOUS, SCOPES, type Principal } from "../../schema/principal.js";
import type { Registry } from "../../services/registry/registry.js";
import { addDataRequestRoutes } from "./data-request-routes.js";
import { addHubRoutes } from "./hub-routes.js";
import { openEdge, type EdgeSettings } from "./hub-edge.js";
import { openServices, type HubServices, type ServiceOptions } from "./hub-services.js";
import { addNotifyRoute } from "./notify-route.js";
import { tellSeldom } from "./seldom.js";
import { addSignInRoutes } from "./sign-in-routes.js";
import { setTimeout as delay } from "node:timers/promises";
import type { Tracer } from "@opentelemetry/api";
import { printSchema } from "graphql";
import type { Logger } from "pino";

export interface HubOptions extends ServiceOptions {
  readonly host: string;
  readonly port: number;
  /** Whether every reader may have queries explained: on a network for trying things out. */
  readonly explainsToAll: boolean;
  /** How long a subscriber may take to take one change off the wire. */
  readonly slowSubscriberMs?: number;
  readonly edge?: EdgeSettings;
  /** What spans are begun with; without it nothing is traced. */
  readonly tracer?: Tracer;
}

export interface RunningHub {
  readonly url: string;
  readonly registry: Registry;
  /** Reads the partners anew, now. */
  refresh(): Promise<void>;
  /** Has partners harvested now; resolves when all have been, or when the time is over, with how many have. */
  harvestFirst(partners: readonly string[], withinMs: number): Promise<number>;
  /** From now on `/health/ready` says so. */
  setReady(): void;
  stop(): Promise<void>;
}

const REQUEST_TIMEOUT_MS = 5_000;
const REFRESH_MS = 5_000;
/** A partner that breaks the contract with every answer is noted this often. */
const FAULT_MS = 10_000;

/** Starts the hub. */
export async function startHub(options: HubOptions): Promise<RunningHub> {
  const services = await openServices(options);
  const { registry, directory } = services;
  const subgraphs = createSubgraphs(services, options.log);
  const refresh = async (): Promise<void> => {
    const partners = await activePartners(subgraphs.registry);
    services.setOwnOrigins(originsOf(partners.filter(({ hosted }) => hosted)));
    directory.replace(partners);
  };
  let ready = false;
  const isReachable = reachability(() => registry.ping());
  const server = await startGatewayServer(options, {
    subgraphs,
    services,
    isReady: async () => ready && (await isReachable()),
  }).catch(async (cause: unknown) => {
    await services.close();
    throw isPortTaken(cause) ? new Error(`--port: ${options.port} is taken by another program.`, { cause }) : cause;
  });
  registry.identity.listensAt(server.url);
  registry.partners.watch(refresh);
  const timer = setInterval(() => {
    refresh().catch((error: unknown) =>
      options.log.error({ error: describeFault(error) }, "The partners could not be read anew."),
    );
  }, REFRESH_MS);
  const stop = async (): Promise<void> => {
    ready = false; // who balances the load sends nobody any more
    clearInterval(timer);
    await server.stop();
    await services.close();
  };
  const harvestFirst: RunningHub["harvestFirst"] = (partners, withinMs) => services.harvestFirst(partners, withinMs);
  return { url: server.url, registry, refresh, harvestFirst, setReady: () => void (ready = true), stop };
}

const PING_MS = 1_000;

/** Whether the database answers, found out at most once a second. */
function reachability(ping: () => Promise<void>): () => Promise<boolean> {
  let known: { readonly at: number; readonly answer: Promise<boolean> } | null = null;
  return () => {
    if (known === null || performance.now() - known.at > PING_MS) {
      const late = delay(PING_MS, false, { ref: false });
      const answers = ping().then(
        () => true,
        () => false,
      );
      known = { at: performance.now(), answer: Promise.race([answers, late]) };
    }
    return known.answer;
  };
}

function isPortTaken(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
}

interface HubSubgraphs {
  readonly partners: Subgraph;
  readonly registry: Subgraph;
  readonly knowledge: Subgraph;
}

function createSubgraphs({ registry, knowledge, directory, client }: HubServices, log: Logger): HubSubgraphs {
  const service = ({ principal, languages, quota = null, address = "", people = null }: ReaderContext) => {
    return { principal: principal as Principal, languages, quota, address, people }; // as the server has set them
  };
  return {
    partners: createPartition({
      directory,
      client,
      mirror: knowledge.mirror,
      erased: knowledge.erased,
      onMirrorTrouble: (error) => log.error({ error: describeFault(error) }, "The mirror did not answer."),
      onFault: tellSeldom(FAULT_MS, (partner) => {
        log.warn({ partner, kind: "INVALID" }, "A partner's answer was not as the contract has it.");
        void registry.incidents.report({ partner, kind: "INVALID_ANSWER", figures: {} }).catch(() => undefined);
      }),
    }),
    registry: createLocalSubgraph({
      name: "registry",
      schema: registry.schema,
      contextFor: (reader) => registry.contextFor(service(reader)),
      log,
    }),
    knowledge: createLocalSubgraph({
      name: "knowledge",
      schema: knowledge.schema,
      contextFor: (reader) => knowledge.contextFor(service(reader)),
      log,
    }),
  };
}

interface ServerParts {
  readonly subgraphs: HubSubgraphs;
  readonly services: HubServices;
  readonly isReady: () => Promise<boolean>;
}

async function startGatewayServer(
  { host, port, log, explainsToAll, key, slowSubscriberMs, edge: settings = {}, databaseUrl, tracer }: HubOptions,
  { subgraphs, services, isReady }: ServerParts,
): Promise<RunningServer> {
  const composition = composeSupergraph(hubSubgraphs());
  if (!composition.ok) throw new Error(`The hub's own subgraphs do not compose:\n${composition.faults.join("\n")}`);
  const supergraph = loadSupergraph(composition.supergraph, {
    subgraphs: () => new Map(Object.entries(subgraphs).map(([name, each]) => [name, traced(name, each)])),
    mustConfirm: recordConfirmation,
    isScattered,
    partners: () => services.directory.snapshot().size,
  });
  const { registry, signer, knowledge, metrics, requestHarvest } = services;
  const isPrivate = explainsToAll;
  const { documents: trusted, incidents } = registry;
  const use = { databaseUrl, key, log, settings, isPrivate, metrics, trusted, incidents };
  const { guard, quotas, people } = await openEdge(use);
  const gateway = new SupergraphGateway(supergraph, guard);
  const server = await startServer({
    gateway,
    guard,
    quotas,
    people,
    publicUrl: settings.publicUrl ?? null,
    ...(tracer === undefined ? {} : { tracer }),
    proxies: settings.proxies ?? 0,
    onAdmission: (admission) => metrics.watch(admission),
    host,
    port,
    log,
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
    showSubgraphErrors: false,
    explainsToAll,
    bell: knowledge.bell,
    ...(slowSubscriberMs === undefined ? {} : { slowSubscriberMs }),
    authenticate: (credentials) => registry.authenticate(credentials),
    routes: (app) => {
      const sdl = (): string => printSchema(gateway.current.schema);
      const mayMeasure = async (authorization: string | undefined): Promise<boolean> =>
        isPrivate || (await mayAdminister(registry, authorization));
      addHubRoutes(app, { signer, isReady, metrics, sdl, mayMeasure });
      addSignInRoutes(app, registry.identity);
      addDataRequestRoutes(app, registry.dataRequests);
      addNotifyRoute(app, { key, requestHarvest, isKnown: (partner) => services.directory.snapshot().has(partner) });
    },
  }).catch(async (cause: unknown) => {
    await Promise.all([quotas.close(), people.close()]);
    throw cause;
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await Promise.all([quotas.close(), people.close()]);
  };
  return { url: server.url, stop };
}

async function mayAdminister(registry: Registry, authorization: string | undefined): Promise<boolean> {
  const principal = await registry.authenticate({ authorization }).catch(() => ANONYMOUS);
  return principal.scopes.includes("network:admin");
}

const ACTIVE_PARTNERS = "{ partners(state: [ACTIVE]) { key endpoint level contractVersion hosted } }";

/** Asks the registry as the hub itself. */
async function activePartners(registry: Subgraph): Promise<ActivePartner[]> {
  const { data, errors } = await registry({ operation: ACTIVE_PARTNERS, variables: {}, reader: hubReader() });
  if (!data || errors !== undefined) throw new Error("The registry did not answer for its partners.");
  return data.partners as ActivePartner[]; // as the operation selects them
}

interface ActivePartner extends PartnerEntry {
  /** Whether this hub runs it itself. */
  readonly hosted: boolean;
}

function originsOf(partners: readonly PartnerEntry[]): ReadonlySet<string> {
  return new Set(partners.flatMap(({ endpoint }) => URL.parse(endpoint)?.origin ?? []));
}

function hubReader(): ReaderContext {
  const principal: Principal = {
    ...ANONYMOUS,
    kind: "APPLICATION",
    id: "hub",
    name: "hub",
    scopes: SCOPES,
    visibility: "NETWORK",
  };
  return {
    visibility: "NETWORK",
    scopes: SCOPES,
    freshness: "auto",
    partial: "allow",
    languages: [],
    deadline: Date.now() + REQUEST_TIMEOUT_MS,
    signal: null,
    tally: new Tally(),
    trace: null,
    principal,
  };
}
