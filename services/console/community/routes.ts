// What partners do with each other. In: the root. Out: routes, each with a page that is loaded when it is opened.
import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../app/lazy-page.js";
import { listOf, textOf, wordOf } from "../app/search-params.js";
import { rootRoute } from "../app/root-route.js";

const getParentRoute = () => rootRoute;

const communities = createRoute({
  getParentRoute,
  path: "/communities",
  validateSearch: readTextSearch,
  component: lazyPage(() => import("./communities-page.js"), "CommunitiesPage"),
});

const community = createRoute({
  getParentRoute,
  path: "/communities/$id",
  component: lazyPage(() => import("./community-page.js"), "CommunityPage"),
});

const discussion = createRoute({
  getParentRoute,
  path: "/discussions/$id",
  component: lazyPage(() => import("./discussion-page.js"), "DiscussionPage"),
});

const needs = createRoute({
  getParentRoute,
  path: "/needs",
  validateSearch: readNeedsSearch,
  component: lazyPage(() => import("./needs-page.js"), "NeedsPage"),
});

const need = createRoute({
  getParentRoute,
  path: "/needs/$id",
  component: lazyPage(() => import("./need-page.js"), "NeedPage"),
});

const exchanges = createRoute({
  getParentRoute,
  path: "/exchanges",
  validateSearch: readExchangesSearch,
  component: lazyPage(() => import("./exchanges-page.js"), "ExchangesPage"),
});

const exchange = createRoute({
  getParentRoute,
  path: "/exchanges/$id",
  component: lazyPage(() => import("./exchange-page.js"), "ExchangePage"),
});

const inbox = createRoute({
  getParentRoute,
  path: "/inbox",
  component: lazyPage(() => import("./inbox-page.js"), "InboxPage"),
});

const recognition = createRoute({
  getParentRoute,
  path: "/recognition",
  validateSearch: readTopicsSearch,
  component: lazyPage(() => import("./recognition-page.js"), "RecognitionPage"),
});

const saved = createRoute({
  getParentRoute,
  path: "/saved",
  component: lazyPage(() => import("./saved-page.js"), "SavedPage"),
});

function readTextSearch({ q }: Record<string, unknown>): { q?: string } {
  return textOf(q) === "" ? {} : { q: textOf(q) };
}

export const NEEDS_SHOWN = ["matching", "answered", "all"] as const;

/** `title`: what a need that is being written begins with; `write`: the form is open. `show`: open ones when it is left out. */
export interface NeedsSearch {
  readonly title?: string;
  readonly write?: "1";
  readonly show?: (typeof NEEDS_SHOWN)[number];
}

function readNeedsSearch({ title, write, show }: Record<string, unknown>): NeedsSearch {
  const shown = wordOf(show, NEEDS_SHOWN);
  return {
    ...(textOf(title) === "" ? {} : { title: textOf(title) }),
    ...(textOf(write) === "1" ? { write: "1" as const } : {}),
    ...(shown === undefined ? {} : { show: shown }),
  };
}

export const EXCHANGE_KINDS = ["JOINT_PROJECT", "STAFF_EXCHANGE", "FIELD_VISIT"] as const;

function readExchangesSearch({ kind }: Record<string, unknown>): { kind?: (typeof EXCHANGE_KINDS)[number] } {
  const word = wordOf(kind, EXCHANGE_KINDS);
  return word === undefined ? {} : { kind: word };
}

function readTopicsSearch({ topic }: Record<string, unknown>): { topic?: readonly string[] } {
  const topics = listOf(topic).slice(0, 20);
  return topics.length === 0 ? {} : { topic: topics };
}

export const communityRoutes = [
  communities,
  community,
  discussion,
  needs,
  need,
  exchanges,
  exchange,
  inbox,
  recognition,
  saved,
] as const;
