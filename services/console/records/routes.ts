// The pages of records and topics. In: the root. Out: routes, each with a page that is loaded when it is opened.
import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../app/lazy-page.js";
import { rootRoute } from "../app/root-route.js";

const getParentRoute = () => rootRoute;

const person = createRoute({
  getParentRoute,
  path: "/people/$id",
  component: lazyPage(() => import("./person-page.js"), "PersonPage"),
});

const organization = createRoute({
  getParentRoute,
  path: "/organizations/$id",
  component: lazyPage(() => import("./organization-page.js"), "OrganizationPage"),
});

const project = createRoute({
  getParentRoute,
  path: "/projects/$id",
  component: lazyPage(() => import("./project-page.js"), "ProjectPage"),
});

const practice = createRoute({
  getParentRoute,
  path: "/practices/$id",
  component: lazyPage(() => import("./practice-page.js"), "PracticePage"),
});

const event = createRoute({
  getParentRoute,
  path: "/events/$id",
  component: lazyPage(() => import("./event-page.js"), "EventPage"),
});

const topic = createRoute({
  getParentRoute,
  path: "/topics/$id",
  component: lazyPage(() => import("./topic-page.js"), "TopicPage"),
});

export const recordRoutes = [person, organization, project, practice, event, topic] as const;
