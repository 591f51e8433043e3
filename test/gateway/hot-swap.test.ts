// Another supergraph takes the place of the present one: nobody's request fails, and what does not load changes nothing.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "graphql";
import { startGateway } from "../../gateway/main/gateway-command.js";
import { composeSupergraph } from "../../gateway/supergraph/compose.js";
import { loadFrom, startFederation, type Federation } from "../kit/federation.js";
import { linkFederation, SubgraphServer } from "../kit/subgraph-server.js";

type Reference = Readonly<Record<string, unknown>>;

const shops = {
  sdl: `${linkFederation("key")} type Query { shop: Shop } type Shop @key(fields: "id") { id: ID! name: String }`,
  resolvers: { Query: { shop: () => ({ id: "s1", name: "Bakery" }) } },
};
const hours = {
  sdl: `${linkFederation("key")} type Shop @key(fields: "id") { id: ID! opens: Int }`,
  resolvers: { Shop: { __resolveReference: (shop: Reference) => shop, opens: () => 7 } },
};

let federation: Federation;
let later: SubgraphServer;
beforeAll(async () => {
  federation = await startFederation({ shops });
  later = await new SubgraphServer("hours", hours).start();
});
afterAll(async () => {
  await federation.stop();
  await later.stop();
});

describe("a hot swap", () => {
  it("fails no request under load, and new requests are answered from the new supergraph", async () => {
    const small = () => loadFrom([federation.subgraph("shops")]);
    const large = () => loadFrom([federation.subgraph("shops"), later]);
    const failures: unknown[] = [];
    let answered = 0;
    const over = new AbortController();
    const reader = async (): Promise<void> => {
      while (!over.signal.aborted) {
        const { status, data, errors } = await federation.ask("{ shop { id name } }");
        answered++;
        if (status !== 200 || errors.length > 0) failures.push({ status, data, errors });
      }
    };
    const readers = Array.from({ length: 8 }, reader);
    for (let swap = 0; swap < 20; swap++) {
      federation.gateway.swap(swap % 2 === 0 ? large() : small());
      const { errors } = await federation.ask("{ shop { opens } }");
      expect(errors).toHaveLength(swap % 2 === 0 ? 0 : 1);
    }
    over.abort();
    await Promise.all(readers);
    expect(failures).toEqual([]);
    expect(answered).toBeGreaterThan(20);
  });

  it("lets a request under way end on the supergraph on which it began", async () => {
    federation.gateway.swap(loadFrom([federation.subgraph("shops"), later]));
    later.delayMs = 150;
    const underWay = federation.ask("{ shop { name opens } }");
    await new Promise((resolve) => setTimeout(resolve, 50));
    federation.gateway.swap(loadFrom([federation.subgraph("shops")]));
    await expect(underWay).resolves.toEqual({ status: 200, data: { shop: { name: "Bakery", opens: 7 } }, errors: [] });
    later.delayMs = 0;
    await expect(federation.ask("{ shop { opens } }")).resolves.toMatchObject({ status: 400 });
  });
});

describe("a request that was validated before a swap", () => {
  it("runs on the supergraph that it was validated against", async () => {
    federation.gateway.swap(loadFrom([federation.subgraph("shops"), later]));
    const { schema } = federation.gateway.current;
    const { executor } = await federation.gateway.load();
    federation.gateway.swap(loadFrom([federation.subgraph("shops")]));
    const document = parse("{ shop { opens } }");
    const context = { source: { headers: {}, timeoutMs: 2_000 } };
    const input = {
      schema,
      document,
      operation: document.definitions[0],
      queryHash: "validated",
      request: {},
      context,
    };
    // ApolloServer gives more than the executor reads
    const { data } = await executor(input as unknown as Parameters<typeof executor>[0]);
    expect(data).toEqual({ shop: { opens: 7 } });
  });
});

describe("the gateway on a file", () => {
  it("takes what is written there, an older one again too, and keeps the last good one when the new one cannot be loaded (E09)", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gateway-"));
    const file = join(folder, "supergraph.graphql");
    const write = (servers: readonly SubgraphServer[]): void => writeFileSync(file, composed(servers));
    write([federation.subgraph("shops")]);
    const said: string[] = [];
    const log = {
      info: (_: object, message: string) => void said.push(message),
      error: (_: object, message: string) => void said.push(message),
    };
    const running = await startGateway({ supergraph: file, port: 0, log });
    const ask = async (query: string): Promise<unknown> => {
      const body = JSON.stringify({ query });
      const response = await fetch(`${running.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      return ((await response.json()) as { data?: unknown }).data;
    };
    try {
      await expect(ask("{ shop { name } }")).resolves.toEqual({ shop: { name: "Bakery" } });
      writeFileSync(file, "type Query { broken");
      await until(() => said.some((message) => message.includes("the last one stays")));
      await expect(ask("{ shop { name } }")).resolves.toEqual({ shop: { name: "Bakery" } });
      write([federation.subgraph("shops"), later]);
      await until(() => said.some((message) => message.includes("loaded anew")));
      await expect(ask("{ shop { opens } }")).resolves.toEqual({ shop: { opens: 7 } });
      write([federation.subgraph("shops")]);
      await until(() => said.filter((message) => message.includes("loaded anew")).length === 2);
      await expect(ask("{ shop { opens } }")).resolves.toBeUndefined();
    } finally {
      await running.stop();
      rmSync(folder, { recursive: true });
    }
  });

  it("does not start on a file that cannot be loaded", async () => {
    const log = { info: () => undefined, error: () => undefined };
    await expect(startGateway({ supergraph: "/nowhere/supergraph.graphql", port: 0, log })).rejects.toThrow("ENOENT");
  });
});

function composed(servers: readonly SubgraphServer[]): string {
  const composition = composeSupergraph(servers.map(({ name, url, sdl }) => ({ name, url, sdl: parse(sdl) })));
  if (!composition.ok) throw new Error(composition.faults.join("\n"));
  return composition.supergraph;
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error("It did not happen within 10 s.");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
