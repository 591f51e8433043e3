// What the hub answers beside `/graphql`: health, metrics, the readers' schema and the keys that partners verify against. In: ways to
// know each. Out: routes; nothing here names a partner or a version.
import type { FastifyInstance } from "fastify";
import type { HubSigner } from "../fetch/hub-signer.js";
import type { HubMetrics } from "./hub-metrics.js";

export interface HubRoutes {
  readonly signer: HubSigner;
  readonly isReady: () => Promise<boolean>;
  readonly metrics: HubMetrics;
  /** The readers' schema. */
  readonly sdl: () => string;
  /** Whether a credential may read the figures: they name partners. */
  readonly mayMeasure: (authorization: string | undefined) => Promise<boolean>;
}

/** Adds the routes to the hub's server. */
export function addHubRoutes(app: FastifyInstance, { signer, isReady, metrics, sdl, mayMeasure }: HubRoutes): void {
  app.addHook("onResponse", async ({ routeOptions }, { statusCode, elapsedTime }) => {
    metrics.countRequest(routeOptions.url === "/graphql" ? "graphql" : "other", statusCode, elapsedTime);
  });
  app.get("/health/live", async () => ({ status: "live" }));
  app.get("/health/ready", async (_request, reply) =>
    (await isReady()) ? { status: "ready" } : reply.code(503).header("retry-after", "1").send({ status: "not ready" }),
  );
  app.get("/.well-known/jwks.json", async (_request, reply) =>
    reply.header("cache-control", "max-age=60").send(signer.jwks),
  );
  app.get("/robots.txt", async (_request, reply) =>
    reply.type("text/plain; charset=utf-8").send("User-agent: *\nDisallow: /\n"),
  );
  app.get("/schema.graphql", { config: { taggedForS: 300 } }, async (_request, reply) =>
    reply.type("text/plain; charset=utf-8").send(sdl()),
  );
  app.get("/metrics", async ({ headers }, reply) => {
    if (!(await mayMeasure(headers.authorization))) return reply.code(401).header("www-authenticate", "Bearer").send();
    const { type, text } = await metrics.render();
    return reply.type(type).send(text);
  });
}
