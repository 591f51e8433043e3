// What the hub answers beside `/graphql`: health, metrics, the keys that partners verify against, and a page that says where
// things are. Nothing here names a partner or a version.
import { createHash } from "node:crypto";
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

const STYLE =
  "body{font:1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:4rem auto;padding:0 1rem}code{background:#eee;padding:.1em .3em}";
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");
const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>Maillage</title>
<style>${STYLE}</style>
<h1>Maillage</h1>
<p>This is a hub of associations: the directories of many partners, answered as one graph of who knows what.</p>
<p>Ask it in GraphQL: <code>POST /graphql</code>. For instance:</p>
<pre><code>curl -s localhost:4000/graphql -H 'content-type: application/json' \\
  -d '{"query": "{ practices(first: 3) { totalCount nodes { name organization { name } } } }"}'</code></pre>
</html>
`;

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
  app.get("/", async (_request, reply) =>
    reply.header("content-security-policy", PAGE_POLICY).type("text/html; charset=utf-8").send(PAGE),
  );
}
