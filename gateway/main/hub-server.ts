// The hub's server: its supergraph, its edge and all of its routes. In: the hub's options and services. Out: a listening server.
import { printSchema } from "graphql";
import type { FastifyInstance } from "fastify";
import { traced } from "../execute/traced-subgraph.js";
import { recordConfirmation } from "../partition/record-confirmation.js";
import { isScattered } from "../partition/scattered-fields.js";
import { SupergraphGateway } from "../server/gateway-interface.js";
import { startServer, type RunningServer } from "../server/server.js";
import { composeSupergraph, hubSubgraphs } from "../supergraph/compose.js";
import { loadSupergraph, type Supergraph } from "../supergraph/supergraph.js";
import type { Quotas } from "../guard/quotas.js";
import { CodedError } from "../../schema/errors.js";
import { ANONYMOUS, type Credentials } from "../../schema/principal.js";
import { withOwnDocuments } from "../../schema/trusted-documents.js";
import { DOCUMENTS } from "../mcp/documents.js";
import { addMcpRoute } from "../mcp/mcp-route.js";
import type { Registry } from "../../services/registry/registry.js";
import { addCalendarRoutes } from "./calendar-routes.js";
import { addConsoleRoutes } from "./console-routes.js";
import { addDataRequestRoutes } from "./data-request-routes.js";
import { addDigestRoutes } from "./digest-routes.js";
import { addWaysOut } from "./exports/add-ways-out.js";
import { EXPORT_DOCUMENTS } from "./exports/export-documents.js";
import type { HubOptions } from "./hub-options.js";
import { openEdge } from "./hub-edge.js";
import { addHubRoutes } from "./hub-routes.js";
import type { HubServices } from "./hub-services.js";
import type { HubSubgraphs } from "./hub-subgraphs.js";
import { addNotifyRoute } from "./notify-route.js";
import { addPlainPage } from "./plain-page.js";
import { addSearchFeedRoute } from "./search-feed-route.js";
import { addStaticClientRoute } from "./static-client-route.js";
import { addSignInRoutes } from "./sign-in-routes.js";
import { addUploadRoute } from "./upload-route.js";

const REQUEST_TIMEOUT_MS = 5_000;

export interface ServerParts {
  readonly subgraphs: HubSubgraphs;
  readonly services: HubServices;
  readonly isReady: () => Promise<boolean>;
}

/** Starts the server. What was opened for it is closed again when it cannot listen. */
export async function startHubServer(options: HubOptions, parts: ServerParts): Promise<RunningServer> {
  const { host, port, log, explainsToAll, key, edge: settings = {}, databaseUrl } = options;
  const { registry, knowledge, metrics } = parts.services;
  const { documents, incidents } = registry;
  const trusted = withOwnDocuments([...Object.values(DOCUMENTS), ...EXPORT_DOCUMENTS], documents);
  const use = { databaseUrl, key, log, settings, isPrivate: explainsToAll, metrics, trusted, incidents };
  const { guard, quotas, people } = await openEdge(use);
  const close = async (): Promise<void> => void (await Promise.all([quotas.close(), people.close()]));
  const gateway = new SupergraphGateway(supergraphOf(parts), guard);
  const server = await startServer({
    ...{ gateway, guard, quotas, people, host, port, log, explainsToAll },
    ...{
      requestTimeoutMs: options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
      showSubgraphErrors: false,
      bell: knowledge.bell,
    },
    ...{ publicUrl: settings.publicUrl ?? null, proxies: settings.proxies ?? 0 },
    ...(options.tracer === undefined ? {} : { tracer: options.tracer }),
    ...(options.slowSubscriberMs === undefined ? {} : { slowSubscriberMs: options.slowSubscriberMs }),
    ...(options.quietMs === undefined ? {} : { quietMs: options.quietMs }),
    onAdmission: (admission) => metrics.watch(admission),
    authenticate: (credentials) => registry.authenticate(credentials),
    routes: (app) => addRoutes(app, { quotas, options, parts, sdl: () => printSchema(gateway.current.schema) }),
  }).catch(async (cause: unknown) => {
    await close();
    throw cause;
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await close();
  };
  return { url: server.url, stop };
}

function supergraphOf({ subgraphs, services }: ServerParts): Supergraph {
  const composition = composeSupergraph(hubSubgraphs());
  if (!composition.ok) throw new Error(`The hub's own subgraphs do not compose:\n${composition.faults.join("\n")}`);
  return loadSupergraph(composition.supergraph, {
    subgraphs: () => new Map(Object.entries(subgraphs).map(([name, each]) => [name, traced(name, each)])),
    mustConfirm: recordConfirmation,
    isScattered,
    partners: () => services.directory.snapshot().size,
  });
}

interface RouteUse {
  readonly quotas: Quotas;
  readonly options: HubOptions;
  readonly parts: ServerParts;
  readonly sdl: () => string;
}

/** What a page costs that asks the database: it takes no place, and points of whoever's address it comes from. */
const PAGE_POINTS = 50;
const PAGES = /^\/(auth|data-request|export|feeds|mail|mcp|uploads)(\/|$)/;

function addRoutes(app: FastifyInstance, { options, parts, sdl, quotas }: RouteUse): void {
  app.addHook("preValidation", async ({ routeOptions, ip }) => {
    if (PAGES.test(routeOptions.url ?? "")) quotas.spend(null, ip, PAGE_POINTS);
  });
  const { registry, exchange, signer, metrics, requestHarvest, directory } = parts.services;
  const mayMeasure = async (authorization: string | undefined): Promise<boolean> =>
    options.explainsToAll || (await mayAdminister(registry, authorization));
  addHubRoutes(app, { signer, isReady: parts.isReady, metrics, sdl, mayMeasure });
  if (!addConsoleRoutes(app)) addPlainPage(app);
  addStaticClientRoute(app);
  addSignInRoutes(app, registry.identity);
  addDataRequestRoutes(app, registry.dataRequests);
  addDigestRoutes(app, registry.mail.stops);
  const authenticate: Registry["authenticate"] = (shown) => registry.authenticate(shown);
  addCalendarRoutes(app, { calendars: exchange.calendars, authenticate });
  addSearchFeedRoute(app, { searchFeed: exchange.searchFeed, publicUrl: registry.identity.publicUrl });
  addWaysOut(app, { ...parts, slowMs: options.slowSubscriberMs });
  addUploadRoute(app, { hosting: parts.services.hosting, authenticate, publicUrl: registry.identity.publicUrl });
  addMcpRoute(app, (shown) => isGoodCredential(registry, shown));
  addNotifyRoute(app, { key: options.key, requestHarvest, isKnown: (partner) => directory.snapshot().has(partner) });
}

async function isGoodCredential(registry: Registry, shown: Credentials): Promise<boolean> {
  try {
    await registry.authenticate(shown);
    return true;
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
}

async function mayAdminister(registry: Registry, authorization: string | undefined): Promise<boolean> {
  const principal = await registry.authenticate({ authorization }).catch(() => ANONYMOUS);
  return principal.scopes.includes("network:admin");
}
