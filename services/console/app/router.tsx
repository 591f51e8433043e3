// All routes of the console. In: each area's routes. Out: the router; its search parameters are plain (`topic=a&topic=b`), so that
// addresses can be read, shared and written by hand.
import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { communityRoutes } from "../community/routes.js";
import { findRoutes } from "../find/routes.js";
import { homeRoutes } from "../home/routes.js";
import { networkRoutes } from "../network/routes.js";
import { publishRoutes } from "../publish/routes.js";
import { recordRoutes } from "../records/routes.js";
import { staffRoutes } from "../staff/routes.js";
import { PageSkeleton } from "../ui/skeleton.js";
import { BrokenPage } from "./broken-page.js";
import { rootRoute } from "./root-route.js";
import { readSearch, writeSearch } from "./search-params.js";

const routeTree = rootRoute.addChildren([
  ...homeRoutes,
  ...findRoutes,
  ...recordRoutes,
  ...networkRoutes,
  ...communityRoutes,
  ...publishRoutes,
  ...staffRoutes,
]);

/** Makes the router. `client` is there for routes that ask before they are shown. */
export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    context: { client },
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    pathParamsAllowedCharacters: [":"], // of ids
    scrollRestoration: true,
    defaultPreload: "intent",
    defaultErrorComponent: BrokenPage, // within the frame: the ways on stay
    defaultPendingComponent: PageSkeleton,
    defaultPendingMs: 150,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
