// A process with the four subgraphs. In: nothing. Out: prints one JSON line with their addresses. Each different
// request is executed once by graphql-js and answered from memory from then on: the bench measures the gateway.
import { createServer, type IncomingMessage } from "node:http";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, parse } from "graphql";
import { BENCH_RESOLVERS, BENCH_SDL } from "./schema.js";

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // http streams give buffers
  return Buffer.concat(chunks).toString("utf8");
}

async function serve(name: string): Promise<string> {
  const module = { typeDefs: parse(BENCH_SDL[name] ?? ""), resolvers: BENCH_RESOLVERS[name] as never }; // plain functions
  const schema = buildSubgraphSchema([module]);
  const answers = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    void readBody(request).then(async (body) => {
      let answer = answers.get(body);
      if (answer === undefined) {
        const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
        answer = Buffer.from(JSON.stringify(await graphql({ schema, source: query, variableValues: variables })));
        answers.set(body, answer);
      }
      response.writeHead(200, { "content-type": "application/json", "content-length": answer.length }).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/graphql`;
}

const entries = await Promise.all(Object.keys(BENCH_SDL).map(async (name) => [name, await serve(name)] as const));
process.stdout.write(`${JSON.stringify(Object.fromEntries(entries))}\n`);
process.stdin.on("end", () => process.exit(0)).resume();
