// The search. In: the root. Out: its route.
import { createRoute } from "@tanstack/react-router";
import { currentLanguage } from "../app/language.js";
import { lazyPage } from "../app/lazy-page.js";
import { rootRoute } from "../app/root-route.js";
import { askedFor } from "./asked.js";
import { foundOptions } from "./found-options.js";
import { readQuestion, type Question } from "./question.js";

const find = createRoute({
  getParentRoute: () => rootRoute,
  path: "/find",
  validateSearch: (search: Record<string, unknown>): Question => readQuestion(search),
  loaderDeps: ({ search }) => search,
  // The hub is asked while the page is still being loaded; not for links that are only pointed at.
  loader: ({ context, deps, cause }) => {
    if (cause !== "preload") void context.client.prefetchInfiniteQuery(foundOptions(askedFor(deps), currentLanguage()));
  },
  component: lazyPage(() => import("./find-page.js"), "FindPage"),
});

export const findRoutes = [find] as const;
