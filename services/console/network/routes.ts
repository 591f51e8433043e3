// The network at a glance. In: the root. Out: routes, each with a page that is loaded when it is opened.
import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../app/lazy-page.js";
import { listOf, textOf, wordOf } from "../app/search-params.js";
import { rootRoute } from "../app/root-route.js";

const getParentRoute = () => rootRoute;

const map = createRoute({
  getParentRoute,
  path: "/network",
  component: lazyPage(() => import("./network-map-page.js"), "NetworkMapPage"),
});

const graph = createRoute({
  getParentRoute,
  path: "/network/graph",
  validateSearch: readGraphSearch,
  component: lazyPage(() => import("./network-graph-page.js"), "NetworkGraphPage"),
});

const coverage = createRoute({
  getParentRoute,
  path: "/network/coverage",
  validateSearch: readCoverageSearch,
  component: lazyPage(() => import("./coverage-page.js"), "CoveragePage"),
});

const gaps = createRoute({
  getParentRoute,
  path: "/network/gaps",
  component: lazyPage(() => import("./gaps-page.js"), "GapsPage"),
});

const fresh = createRoute({
  getParentRoute,
  path: "/new",
  validateSearch: readNewSearch,
  component: lazyPage(() => import("./new-page.js"), "NewPage"),
});

const calendar = createRoute({
  getParentRoute,
  path: "/calendar",
  validateSearch: readCalendarSearch,
  component: lazyPage(() => import("./calendar-page.js"), "CalendarPage"),
});

/** Kinds of shared work. */
export const WORK = ["adaptation", "adoption", "project", "exchange"] as const;
export type WorkKind = (typeof WORK)[number];

/** Types of records that partners publish. */
export const RECORD_TYPES = ["ORGANIZATION", "PERSON", "PROJECT", "PRACTICE", "EVENT"] as const;
export type PublishedType = (typeof RECORD_TYPES)[number];

/** Types that stand in the list of what is new. */
export const NEW_TYPES = [...RECORD_TYPES, "COMMUNITY", "DISCUSSION"] as const;
export type NewType = (typeof NEW_TYPES)[number];

export const EVENT_KINDS = ["TRAINING", "WORKSHOP", "WEBINAR", "CONFERENCE", "FORUM", "FIELD_VISIT"] as const;

/** `kind`: the kinds of shared work that are drawn, all of them when not given. `by`: whose work, partners' when not given. */
export interface GraphSearch {
  readonly topic?: string;
  readonly kind?: readonly WorkKind[];
  readonly by?: "organization";
}

/** `topic`: the rows, the fullest when not given. `type`: what is counted, everything when not given. */
export interface CoverageSearch {
  readonly topic?: readonly string[];
  readonly type?: PublishedType;
  readonly areas?: "all";
}

/** `show`: what was withdrawn; when not given, what was published or changed. */
export interface NewSearch {
  readonly type?: NewType;
  readonly show?: "withdrawn";
}

/** `time`: times where the event is; when not given, where the reader is. */
export interface CalendarSearch {
  readonly kind?: (typeof EVENT_KINDS)[number];
  readonly where?: "online" | "place";
  readonly topic?: string;
  readonly country?: string;
  readonly time?: "own";
}

type Search = Readonly<Record<string, unknown>>;

/** Only what is there. */
function some<V extends object>(values: V): { readonly [name in keyof V]?: Exclude<V[name], undefined> } {
  // A member without a value is left out, as the type says.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== "")) as {
    readonly [name in keyof V]?: Exclude<V[name], undefined>;
  };
}

function readGraphSearch(search: Search): GraphSearch {
  const kinds = listOf(search["kind"]);
  const kind = WORK.filter((each) => kinds.includes(each));
  return some({
    topic: textOf(search["topic"]),
    kind: kind.length === 0 ? undefined : kind,
    by: wordOf(search["by"], ["organization"]),
  });
}

const MOST_TOPICS = 40;

function readCoverageSearch(search: Search): CoverageSearch {
  const topics = [...new Set(listOf(search["topic"]))].slice(0, MOST_TOPICS);
  return some({
    topic: topics.length === 0 ? undefined : topics,
    type: wordOf(search["type"], RECORD_TYPES),
    areas: wordOf(search["areas"], ["all"]),
  });
}

function readNewSearch(search: Search): NewSearch {
  return some({ type: wordOf(search["type"], NEW_TYPES), show: wordOf(search["show"], ["withdrawn"]) });
}

function readCalendarSearch(search: Search): CalendarSearch {
  const country = textOf(search["country"]);
  return some({
    kind: wordOf(search["kind"], EVENT_KINDS),
    where: wordOf(search["where"], ["online", "place"]),
    topic: textOf(search["topic"]),
    country: /^[A-Z]{2}$/.test(country) ? country : undefined,
    time: wordOf(search["time"], ["own"]),
  });
}

export const networkRoutes = [map, graph, coverage, gaps, fresh, calendar] as const;
