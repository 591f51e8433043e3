// The root of all routes: the shell around every page, and what is shown where there is no page or one broke. In: routes. Out: a page.
import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext } from "@tanstack/react-router";
import { BrokenPage, MissingPage } from "./broken-page.js";
import { Shell } from "./shell.js";

export const rootRoute = createRootRouteWithContext<{ readonly client: QueryClient }>()({
  component: Shell,
  notFoundComponent: MissingPage,
  errorComponent: BrokenPage,
});
