// Who knows about this? Asks a hub from a terminal:
//   node docs/examples/who-knows.mjs "respite care" [http://localhost:4000]
// In an app of your own, import from "@maillage/client" instead.
import { createClient } from "../../dist/client/client.js";
import { Experts } from "../../dist/client/documents.js";

const [about, url = "http://localhost:4000"] = process.argv.slice(2);
if (about === undefined) {
  console.error('usage: node who-knows.mjs "what it is about" [hub]');
  process.exit(2);
}

const client = createClient({
  url,
  key: process.env.MAILLAGE_KEY,
  onRetry: ({ error, waitMs }) => console.error(`${error.message} Once more in ${Math.ceil(waitMs / 1000)} s …`),
});

try {
  const { data } = await client.query(Experts, { about, first: 5 });
  const { edges = [], totalCount = 0 } = data.experts ?? {};
  console.log(`${totalCount} people know about “${about}”.`);
  for (const { node } of edges) {
    console.log(`\n${node.name}${node.organizationName ? `, ${node.organizationName}` : ""}`);
    for (const { kind, label } of node.evidence.slice(0, 3)) console.log(`  ${kind.toLowerCase()}: ${label}`);
  }
} catch (error) {
  console.error(`${error.code}: ${error.message}`); // codes: docs/errors.md
  process.exit(1);
}
