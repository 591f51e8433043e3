// Every way to take records along: exports, feeds, calendars. In: the hub's server and services. Out: their routes.
import type { FastifyInstance } from "fastify";
import type { HubServices } from "../hub-services.js";
import type { HubSubgraphs } from "../hub-subgraphs.js";
import { askHubOf } from "../ask-hub.js";
import { addEventsRoute } from "./events-route.js";
import { addExportRoutes } from "./export-routes.js";
import { addFeedRoutes } from "./feed-routes.js";

export interface WaysOutUse {
  readonly services: Pick<HubServices, "registry" | "knowledge" | "directory">;
  readonly subgraphs: HubSubgraphs;
  /** How long a page of an export may lie there before it is taken; a minute when not given. */
  readonly slowMs: number | undefined;
}

/** Adds the routes. */
export function addWaysOut(app: FastifyInstance, { services, subgraphs, slowMs }: WaysOutUse): void {
  const { registry, knowledge, directory } = services;
  const common = {
    authenticate: (shown: Parameters<typeof registry.authenticate>[0]) => registry.authenticate(shown),
    isKnown: (partner: string) => directory.snapshot().has(partner),
    publicUrl: registry.identity.publicUrl,
  };
  const { latestChange, translationLanguages } = knowledge;
  const ask = askHubOf(subgraphs);
  addExportRoutes(app, { ...common, latestChange, translationLanguages, ask, slowMs });
  addFeedRoutes(app, common);
  addEventsRoute(app, common);
}
