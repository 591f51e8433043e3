// Publishing, for members of hosted partners. In: the root. Out: routes, each with a page that is loaded when it is opened.
import { createRoute } from "@tanstack/react-router";
import { lazyPage } from "../app/lazy-page.js";
import { textOf } from "../app/search-params.js";
import { rootRoute } from "../app/root-route.js";

const getParentRoute = () => rootRoute;

const publish = createRoute({
  getParentRoute,
  path: "/publish",
  component: lazyPage(() => import("./publish-page.js"), "PublishPage"),
});

const record = createRoute({
  getParentRoute,
  path: "/publish/$type",
  validateSearch: readRecordSearch,
  component: lazyPage(() => import("./record-form-page.js"), "RecordFormPage"),
});

const upload = createRoute({
  getParentRoute,
  path: "/publish/upload",
  component: lazyPage(() => import("./upload-page.js"), "UploadPage"),
});

const members = createRoute({
  getParentRoute,
  path: "/publish/members",
  component: lazyPage(() => import("./members-page.js"), "MembersPage"),
});

const requests = createRoute({
  getParentRoute,
  path: "/publish/requests",
  component: lazyPage(() => import("./own-requests-page.js"), "OwnRequestsPage"),
});

const report = createRoute({
  getParentRoute,
  path: "/report",
  validateSearch: readReportSearch,
  component: lazyPage(() => import("./report-page.js"), "ReportPage"),
});

/** `id`: the record that is changed. */
function readRecordSearch({ id }: Record<string, unknown>): { id?: string } {
  return textOf(id) === "" ? {} : { id: textOf(id) };
}

/** `month`: `2026-11`. */
function readReportSearch({ month }: Record<string, unknown>): { month?: string } {
  return /^\d{4}-(?:0[1-9]|1[0-2])$/.test(textOf(month)) ? { month: textOf(month) } : {};
}

export const publishRoutes = [publish, record, upload, members, requests, report] as const;
