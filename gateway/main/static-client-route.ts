// `GET /client/<file>.js`: the client for apps and the widget, for pages that load them straight from a hub. In: the files as compiled.
// Out: scripts, the same for everybody; they load nothing but each other.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { PROJECT_ROOT } from "../../schema/sdl.js";

const CLIENT = join(PROJECT_ROOT, "dist", "client");
const WIDGET = join(PROJECT_ROOT, "docs", "examples", "widget", "widget.js");
const KEPT_S = 300;

/** Adds the route. The files are read once. */
export function addStaticClientRoute(app: FastifyInstance): void {
  const scripts = new Map(readdirSync(CLIENT).map((file) => [file, join(CLIENT, file)]));
  scripts.set("widget.js", WIDGET);
  const texts = new Map(
    [...scripts].filter(([file]) => file.endsWith(".js")).map(([file, path]) => [file, readFileSync(path, "utf8")]),
  );
  app.get<{ Params: { readonly file: string } }>(
    "/client/:file",
    { config: { taggedForS: KEPT_S } },
    async ({ params }, reply) => {
      const text = texts.get(params.file);
      if (text === undefined) return reply.code(404).send({ error: "There is no such file." });
      return reply.type("text/javascript; charset=utf-8").send(text);
    },
  );
}
