// The first page, and signing in. In: the root. Out: routes, each with a page that is loaded when it is opened.
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../app/root-route.js";
import { textOf } from "../app/search-params.js";
import { HomePage } from "./home-page.js";

const home = createRoute({ getParentRoute: () => rootRoute, path: "/", component: HomePage });

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: ({ next }: Record<string, unknown>): { next?: string } =>
    textOf(next) === "" ? {} : { next: textOf(next) },
  component: lazyRouteComponent(() => import("./sign-in-page.js"), "SignInPage"),
});

export const homeRoutes = [home, signIn] as const;
