// Keeping the network healthy, for its coordinators. In: the root. Out: routes, each with a page that is loaded when it is opened.
import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../app/lazy-page.js";
import { textOf, wordOf } from "../app/search-params.js";
import { rootRoute } from "../app/root-route.js";

const getParentRoute = () => rootRoute;

const board = createRoute({
  getParentRoute,
  path: "/staff",
  component: lazyPage(() => import("./board-page.js"), "BoardPage"),
});

const joining = createRoute({
  getParentRoute,
  path: "/staff/joining",
  component: lazyPage(() => import("./joining-page.js"), "JoiningPage"),
});

const members = createRoute({
  getParentRoute,
  path: "/staff/members",
  validateSearch: readIncidentsSearch,
  component: lazyPage(() => import("./members-page.js"), "StaffMembersPage"),
});

const incidents = createRoute({
  getParentRoute,
  path: "/staff/incidents",
  validateSearch: readIncidentsSearch,
  component: lazyPage(() => import("./incidents-page.js"), "IncidentsPage"),
});

const keys = createRoute({
  getParentRoute,
  path: "/staff/keys",
  component: lazyPage(() => import("./keys-page.js"), "KeysPage"),
});

const moderation = createRoute({
  getParentRoute,
  path: "/staff/moderation",
  component: lazyPage(() => import("./moderation-page.js"), "ModerationPage"),
});

const requests = createRoute({
  getParentRoute,
  path: "/staff/requests",
  validateSearch: readRequestsSearch,
  component: lazyPage(() => import("./requests-page.js"), "RequestsPage"),
});

const audit = createRoute({
  getParentRoute,
  path: "/staff/audit",
  validateSearch: readAuditSearch,
  component: lazyPage(() => import("./audit-page.js"), "AuditPage"),
});

export interface IncidentsSearch {
  readonly partner?: string;
}

/** `show`: which of them; the open ones when not given. */
export interface RequestsSearch {
  readonly show?: "unconfirmed" | "closed" | "all";
}

/** `since`: a day, 2026-11-22. */
export interface AuditSearch {
  readonly since?: string;
}

type Search = Readonly<Record<string, unknown>>;

function readIncidentsSearch(search: Search): IncidentsSearch {
  const partner = textOf(search["partner"]);
  return partner === "" ? {} : { partner };
}

function readRequestsSearch(search: Search): RequestsSearch {
  const show = wordOf(search["show"], ["unconfirmed", "closed", "all"]);
  return show === undefined ? {} : { show };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function readAuditSearch(search: Search): AuditSearch {
  const since = textOf(search["since"]);
  return DAY.test(since) && !Number.isNaN(Date.parse(since)) ? { since } : {};
}

export const staffRoutes = [board, joining, members, incidents, keys, moderation, requests, audit] as const;
