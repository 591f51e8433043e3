// The pages of records and topics. In: the root. Out: routes, each with a page that is loaded when it is opened.
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../app/root-route.js";

const getParentRoute = () => rootRoute;

const person = createRoute({
  getParentRoute,
  path: "/people/$id",
  component: lazyRouteComponent(() => import("./person-page.js"), "PersonPage"),
});

const organization = createRoute({
  getParentRoute,
  path: "/organizations/$id",
  component: lazyRouteComponent(() => import("./organization-page.js"), "OrganizationPage"),
});

const project = createRoute({
  getParentRoute,
  path: "/projects/$id",
  component: lazyRouteComponent(() => import("./project-page.js"), "ProjectPage"),
});

const practice = createRoute({
  getParentRoute,
  path: "/practices/$id",
  component: lazyRouteComponent(() => import("./practice-page.js"), "PracticePage"),
});

const event = createRoute({
  getParentRoute,
  path: "/events/$id",
  component: lazyRouteComponent(() => import("./event-page.js"), "EventPage"),
});

const topic = createRoute({
  getParentRoute,
  path: "/topics/$id",
  component: lazyRouteComponent(() => import("./topic-page.js"), "TopicPage"),
});

export const recordRoutes = [person, organization, project, practice, event, topic] as const;
