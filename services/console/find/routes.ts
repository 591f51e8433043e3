// The search. In: the root. Out: its route.
import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../app/lazy-page.js";
import { rootRoute } from "../app/root-route.js";
import { readQuestion, type Question } from "./question.js";

const find = createRoute({
  getParentRoute: () => rootRoute,
  path: "/find",
  validateSearch: (search: Record<string, unknown>): Question => readQuestion(search),
  component: lazyPage(() => import("./find-page.js"), "FindPage"),
});

export const findRoutes = [find] as const;
