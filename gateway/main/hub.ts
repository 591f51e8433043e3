// The hub in one process: registry and knowledge by transport `local`, the partition, the gateway in front. In: a
// database, a signing key, a port. Out: a listening hub. The composition root: here rooms are joined, nowhere else.
import { composeSupergraph, hubSubgraphs } from "../supergraph/compose.js";
import { loadSupergraph } from "../supergraph/supergraph.js";
import { createLocalSubgraph } from "../execute/local-subgraph.js";
import type { ReaderContext, Subgraph } from "../execute/subgraph.js";
import { Tally } from "../execute/tally.js";
import { createHubSigner, type HubSigner } from "../fetch/hub-signer.js";
import { PartnerClient } from "../fetch/partner-client.js";
import { ListedPartners, type PartnerEntry } from "../partition/directory.js";
import { createPartition } from "../partition/partition.js";
import { recordConfirmation } from "../partition/record-confirmation.js";
import { SupergraphGateway } from "../server/gateway-interface.js";
import { startServer, type RunningServer } from "../server/server.js";
import { ANONYMOUS, SCOPES, type Principal } from "../../schema/principal.js";
import { knowledgeSchema } from "../../services/knowledge/knowledge.js";
import { openRegistry, type Registry } from "../../services/registry/registry.js";
import { addHubRoutes } from "./hub-routes.js";
import type { KeyObject } from "node:crypto";
import type { Logger } from "pino";

export interface HubOptions {
  readonly databaseUrl: string;
  readonly key: KeyObject;
  readonly host: string;
  readonly port: number;
  readonly log: Logger;
  /** Whether every reader may have queries explained: on a network for trying things out. */
  readonly explainsToAll: boolean;
}

export interface RunningHub {
  readonly url: string;
  readonly registry: Registry;
  /** Reads the partners anew, now. */
  refresh(): Promise<void>;
  /** From now on `/health/ready` says so. */
  setReady(): void;
  stop(): Promise<void>;
}

const REQUEST_TIMEOUT_MS = 5_000;
const REFRESH_MS = 5_000;

/** Starts the hub. */
export async function startHub(options: HubOptions): Promise<RunningHub> {
  const { log } = options;
  const registry = await openRegistry({ databaseUrl: options.databaseUrl });
  const signer = createHubSigner(options.key);
  const directory = new ListedPartners([]);
  const client = new PartnerClient({
    signer,
    onTrouble: (error) => log.error({ error: String(error) }, "A partner could not be asked."),
  });
  const subgraphs = createSubgraphs(registry, { directory, client, log });
  const refresh = async (): Promise<void> => directory.replace(await activePartners(subgraphs.registry));
  let ready = false;
  const server = await startGatewayServer(options, { subgraphs, registry, signer, isReady: () => ready }).catch(
    async (cause: unknown) => {
      await client.close();
      await registry.close();
      throw isPortTaken(cause) ? new Error(`--port: ${options.port} is taken by another program.`, { cause }) : cause;
    },
  );
  const timer = setInterval(() => {
    refresh().catch((error: unknown) => log.error({ error: String(error) }, "The partners could not be read anew."));
  }, REFRESH_MS);
  const stop = async (): Promise<void> => {
    clearInterval(timer);
    await server.stop();
    await client.close();
    await registry.close();
  };
  return { url: server.url, registry, refresh, setReady: () => void (ready = true), stop };
}

function isPortTaken(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
}

interface HubSubgraphs {
  readonly partners: Subgraph;
  readonly registry: Subgraph;
  readonly knowledge: Subgraph;
}

interface SubgraphParts {
  readonly directory: ListedPartners;
  readonly client: PartnerClient;
  readonly log: Logger;
}

function createSubgraphs(registry: Registry, { directory, client, log }: SubgraphParts): HubSubgraphs {
  const service = ({ principal, languages }: ReaderContext) => ({ principal: principal as Principal, languages }); // set by the server
  return {
    partners: createPartition({
      directory,
      client,
      onFault: (partner) =>
        log.warn({ partner, kind: "INVALID" }, "A partner's answer was not as the contract has it."),
    }),
    registry: createLocalSubgraph({
      name: "registry",
      schema: registry.schema,
      contextFor: (reader) => registry.contextFor(service(reader)),
      log,
    }),
    knowledge: createLocalSubgraph({ name: "knowledge", schema: knowledgeSchema(), contextFor: service, log }),
  };
}

interface ServerParts {
  readonly subgraphs: HubSubgraphs;
  readonly registry: Registry;
  readonly signer: HubSigner;
  readonly isReady: () => boolean;
}

async function startGatewayServer(
  { host, port, log, explainsToAll }: HubOptions,
  parts: ServerParts,
): Promise<RunningServer> {
  const composition = composeSupergraph(hubSubgraphs());
  if (!composition.ok) throw new Error(`The hub's own subgraphs do not compose:\n${composition.faults.join("\n")}`);
  const supergraph = loadSupergraph(composition.supergraph, {
    subgraphs: () => new Map(Object.entries(parts.subgraphs)),
    mustConfirm: recordConfirmation,
  });
  return startServer({
    gateway: new SupergraphGateway(supergraph),
    host,
    port,
    log,
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
    showSubgraphErrors: false,
    explainsToAll,
    authenticate: (authorization) => parts.registry.keys.authenticate(authorization),
    routes: (app) => addHubRoutes(app, parts),
  });
}

const ACTIVE_PARTNERS = "{ partners(state: [ACTIVE]) { key endpoint level contractVersion } }";

/** Asks the registry as the hub itself. */
async function activePartners(registry: Subgraph): Promise<PartnerEntry[]> {
  const { data, errors } = await registry({ operation: ACTIVE_PARTNERS, variables: {}, reader: hubReader() });
  if (!data || errors !== undefined) throw new Error("The registry did not answer for its partners.");
  return data.partners as PartnerEntry[]; // as the operation selects them
}

function hubReader(): ReaderContext {
  const principal: Principal = {
    ...ANONYMOUS,
    kind: "APPLICATION",
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
