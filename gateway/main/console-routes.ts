// The console and the explorer, as files of `dist/console`. In: that folder, as `gateway/main/setup.mjs` has it built. Out: routes for
// its scripts and styles, for the explorer, and for every path that the console shows a page for. The files are the same for
// everybody: what a reader may see, the pages ask for afterwards.
import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { PROJECT_ROOT } from "../../schema/sdl.js";

/** First segments of the paths that the console answers in the browser; a link to any of them may be opened straight away. */
export const CONSOLE_PATHS = [
  ...["find", "people", "organizations", "projects", "practices", "events", "topics", "communities", "discussions"],
  ...[
    "needs",
    "exchanges",
    "network",
    "calendar",
    "new",
    "inbox",
    "saved",
    "recognition",
    "staff",
    "publish",
    "report",
  ],
  "sign-in",
] as const;

/** Everything from the hub itself, nothing inline, no frame around it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** The referrer stays within the hub; forms of the console say where they come from, so it is not left out altogether. */
const HEADERS = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
} as const;

/** Files beside the pages that have the same name in every version. */
const NAMED_FILES = ["mark.svg", "manifest.webmanifest"];
const BUILT = join(PROJECT_ROOT, "dist", "console");
const YEAR_MS = 365 * 24 * 3_600_000;

/** Adds the routes. Gives false, and adds none, where the console is not built. */
export function addConsoleRoutes(app: FastifyInstance, folder = BUILT): boolean {
  if (!existsSync(join(folder, "index.html"))) return false;
  void app.register(async (scope) => {
    scope.addHook("onSend", async (_request, reply) => void reply.headers(HEADERS));
    await scope.register(fastifyStatic, {
      root: join(folder, "assets"),
      prefix: "/assets/",
      ...{ preCompressed: true, index: false, dotfiles: "ignore", immutable: true, maxAge: YEAR_MS }, // a name holds its content's hash
    });
    const send = (path: string, file: string): void =>
      void scope.get(path, (_request, reply) => sendCurrent(reply, folder, file));
    send("/", "index.html");
    for (const path of CONSOLE_PATHS) {
      send(`/${path}`, "index.html");
      send(`/${path}/*`, "index.html");
    }
    send("/explorer", "explorer.html");
    for (const file of NAMED_FILES) send(`/${file}`, file);
  });
  return true;
}

/** A file that has the same name in every version: asked about each time, sent when it is another. */
function sendCurrent(reply: FastifyReply, folder: string, file: string): FastifyReply {
  return reply.header("cache-control", "no-cache").sendFile(file, folder, { cacheControl: false });
}
