// Partners that answer from memory: `node replay-partners.js <file>`. In: answers that the reference partner gave, one a
// line, by partner and cursor. Out: its address, then the same answers over HTTP. So a harvest is measured without the
// partner's own work, which is elsewhere in a real network.
import { createServer } from "node:http";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

/** An answer as it was recorded. */
export interface RecordedAnswer {
  readonly path: string;
  readonly after: string | null;
  readonly body: string;
}

const answers = new Map<string, Buffer>();
const lines = createInterface({ input: createReadStream(process.argv[2] ?? "") });
for await (const line of lines) {
  const { path, after, body } = JSON.parse(line) as RecordedAnswer; // as the bench writes them
  answers.set(`${path} ${after}`, Buffer.from(body));
}
const server = createServer((request, response) => {
  let text = "";
  request.on("data", (chunk) => (text += String(chunk)));
  request.on("end", () => {
    const { variables } = JSON.parse(text) as { variables: { after: string | null } }; // as the hub asks
    const body = answers.get(`${request.url} ${variables.after}`);
    response.writeHead(body === undefined ? 404 : 200, { "content-type": "application/json" }).end(body);
  });
}).listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}\n`);
});
