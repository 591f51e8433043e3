// A process with N fake partners behind one port, each at `/<key>/graphql`. In: N. Out: prints its address. A request
// is executed once by graphql-js and answered from memory from then on, after a log-normal latency (median 10 ms, σ 1).
import { createServer, type IncomingMessage } from "node:http";
import { answerContract } from "../../kit/fake-partner.js";
import { rowsOf } from "./partner-rows.js";

const MEDIAN_MS = 10;
const SIGMA = 1;

function latencyMs(): number {
  const normal = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random()); // Box and Muller
  return MEDIAN_MS * Math.exp(SIGMA * normal);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer); // http streams give buffers
  return Buffer.concat(chunks).toString("utf8");
}

const count = Number(process.argv[2] ?? 3);
const answers = new Map<string, Promise<Buffer>>();

async function answer(path: string, body: string): Promise<Buffer> {
  // Readers that must not share requests differ in this filter, which matches every row.
  const key = `${path} ${body.replace(/"updatedSince":"[^"]*"/, "")}`;
  let known = answers.get(key);
  if (known === undefined) {
    const partner = Number(/^\/partner-(\d+)\//.exec(path)?.[1] ?? 0);
    const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
    const result = answerContract(rowsOf(partner, count), query, variables);
    known = result.then((each) => Buffer.from(JSON.stringify(each)));
    answers.set(key, known);
  }
  return known;
}

const server = createServer((request, response) => {
  void readBody(request).then(async (body) => {
    const buffer = await answer(request.url ?? "", body);
    setTimeout(() => {
      response.writeHead(200, { "content-type": "application/json", "content-length": buffer.length }).end(buffer);
    }, latencyMs());
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", 4_096, () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}\n`);
});
process.stdin.on("end", () => process.exit(0)).resume();
