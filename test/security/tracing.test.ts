// Traces, as a collector gets them: what was done and how long it took, and nothing of what was asked or answered.
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startTracing, type Tracing } from "../../gateway/main/tracing.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

interface SentSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: ReadonlyArray<{ readonly key: string; readonly value: Readonly<Record<string, unknown>> }>;
}

const received: string[] = [];
let collector: Server;
let tracing: Tracing;
let network: SmallNetwork;

beforeAll(async () => {
  collector = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => (text += String(chunk)));
    request.on("end", () => {
      received.push(text);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  const address = collector.address();
  tracing = startTracing(`http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
  const records = [{ id: "north:practice:1", name: "Quokka gardens", summary: "Of Zanzibar" }];
  network = await startSmallNetwork({ north: records, south: [] }, { hub: { tracer: tracing.tracer } });
});
afterAll(async () => {
  await network.stop();
  await new Promise((resolve) => collector.close(resolve));
});

describe("a traced hub", () => {
  it("tells its collector of requests, plans, fetches and calls, as one tree, with facts of the list only", async () => {
    const query = `query Wallaby($words: String!) { search(text: $words) { totalCount } practices(filter: { text: "Quokka" }) { nodes { name summary } } }`;
    await network.ask(query, { as: "reader", variables: { words: "Zanzibar" } });
    await network.database.rows("alter table knowledge.entry rename to entry_away", []);
    const { errors } = await network.ask(`{ search(text: "Numbat") { totalCount } }`);
    await network.database.rows("alter table knowledge.entry_away rename to entry", []);
    await tracing.stop();
    const spans = received.flatMap(spansOf);
    expect(new Set(spans.map(({ name }) => name))).toEqual(new Set(["graphql request", "plan", "fetch", "partner"]));
    const roots = new Set(spans.filter(({ name }) => name === "graphql request").map(({ spanId }) => spanId));
    for (const { name, parentSpanId } of spans)
      expect(name === "graphql request" || roots.has(parentSpanId ?? "")).toBe(true);
    const keys = new Set(spans.flatMap(({ attributes }) => attributes.map(({ key }) => key)));
    for (const key of keys)
      expect(key).toMatch(
        /^(graphql\.operation\.type|http\.response\.status_code|maillage\.(subgraph|partner|outcome|errors|bytes))$/,
      );
    expect(received.join()).not.toMatch(/quokka|zanzibar|wallaby|numbat|mlg_|127\.0\.0\.1|reader/i);
    expect(spans.map(({ traceId }) => traceId)).toContain(errors?.[0]?.extensions.traceId);
  });
});

function spansOf(text: string): SentSpan[] {
  const { resourceSpans } = JSON.parse(text) as {
    resourceSpans: ReadonlyArray<{ scopeSpans: ReadonlyArray<{ spans: SentSpan[] }> }>;
  };
  return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}
