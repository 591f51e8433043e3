// What the hub answers beside `/graphql`: health, metrics, the keys that partners verify against, and a page that says where
// things are. Nothing here names a partner or a version.
import type { FastifyInstance } from "fastify";
import type { HubSigner } from "../fetch/hub-signer.js";
import type { HubMetrics } from "./hub-metrics.js";

export interface HubRoutes {
  readonly signer: HubSigner;
  readonly isReady: () => boolean;
  readonly metrics: HubMetrics;
}

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>Maillage</title>
<style>body{font:1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:4rem auto;padding:0 1rem}code{background:#eee;padding:.1em .3em}</style>
<h1>Maillage</h1>
<p>This is a hub of associations: the directories of many partners, answered as one graph of who knows what.</p>
<p>Ask it in GraphQL: <code>POST /graphql</code>. For instance:</p>
<pre><code>curl -s localhost:4000/graphql -H 'content-type: application/json' \\
  -d '{"query": "{ practices(first: 3) { totalCount nodes { name organization { name } } } }"}'</code></pre>
</html>
`;

/** Adds the routes to the hub's server. */
export function addHubRoutes(app: FastifyInstance, { signer, isReady, metrics }: HubRoutes): void {
  app.get("/health/live", async () => ({ status: "live" }));
  app.get("/health/ready", async (_request, reply) =>
    isReady() ? { status: "ready" } : reply.code(503).header("retry-after", "1").send({ status: "starting" }),
  );
  app.get("/.well-known/jwks.json", async (_request, reply) =>
    reply.header("cache-control", "max-age=60").send(signer.jwks),
  );
  app.get("/metrics", async (_request, reply) => {
    const { type, text } = await metrics.render();
    return reply.type(type).send(text);
  });
  app.get("/", async (_request, reply) =>
    reply
      .header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'")
      .header("x-content-type-options", "nosniff")
      .type("text/html; charset=utf-8")
      .send(PAGE),
  );
}
