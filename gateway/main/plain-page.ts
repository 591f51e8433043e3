// What `/` answers where the console is not built: a page that says where things are. Nothing here names a partner or a version.
// In: the hub's server. Out: a route.
import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";

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

/** Adds the page. */
export function addPlainPage(app: FastifyInstance): void {
  app.get("/", async (_request, reply) =>
    reply.header("content-security-policy", PAGE_POLICY).type("text/html; charset=utf-8").send(PAGE),
  );
}
