// The client for apps, over a real hub: what it answers, what it says of errors, how it asks again, how it walks.
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { createClient, type ClientOptions } from "../../client/client.js";
import { Experts, Practices } from "../../client/documents.js";
import { MaillageError } from "../../client/maillage-error.js";
import type { Retry } from "../../client/retry.js";
import { isQuery, typedDocument } from "../../client/typed-document.js";
import { PROJECT_ROOT } from "../../schema/sdl.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

const COUNT = 25;
const practice = (at: number) => ({
  id: `north:practice:p${at}`,
  name: `Practice ${at}`,
  topics: ["hub:topic:respite-care"],
});

let network: SmallNetwork;
beforeAll(async () => {
  network = await startSmallNetwork({
    north: [...Array.from({ length: COUNT }, (_, at) => practice(at))],
    south: [{ id: "south:person:ada", name: "Ada Quill", consentedAt: "2026-01-01T00:00:00Z" }],
  });
});
afterAll(() => network.stop());

/** A client of the hub, perhaps with a `fetch` of its own. */
const clientWith = (more: Partial<ClientOptions> = {}) => createClient({ url: network.url, ...more });

/** A `fetch` that fails in a way of the test's before the hub is asked, and counts. */
function failing(times: number, fail: () => Promise<Response>) {
  const counted = { calls: 0 };
  const own: typeof fetch = (...request) => (counted.calls++ < times ? fail() : fetch(...request));
  return { counted, own };
}

const overloaded = async (): Promise<Response> =>
  Response.json(
    { errors: [{ message: "Too much.", extensions: { code: "OVERLOADED" } }] },
    {
      status: 503,
      headers: { "retry-after": "0" },
    },
  );

async function faultOf(asked: Promise<unknown>): Promise<MaillageError> {
  const fault: unknown = await asked.then(
    () => null,
    (error: unknown) => error,
  );
  if (fault instanceof MaillageError) return fault;
  throw new Error(`expected a MaillageError, got ${String(fault)}`);
}

describe("a question", () => {
  it("is answered with the types of its document", async () => {
    const { data, incomplete } = await clientWith().query(Practices, { first: 3, orderBy: "NAME_ASC" });
    expect(data.practices?.nodes.map(({ name }) => name)).toEqual(["Practice 0", "Practice 1", "Practice 10"]);
    expect(incomplete).toEqual([]);
    // @ts-expect-error -- the document has no such variable, and the compiler knows
    await clientWith().query(Practices, { frist: 3 });
    // @ts-expect-error -- nor such a field
    expect(data.practices?.nodes[0]?.nothing).toBeUndefined();
  });

  it("may be the reader's own, as text", async () => {
    const own = typedDocument<{ node: { name: string } | null }, { id: string }>(
      "query ($id: ID!) { node(id: $id) { ... on Practice { name } } }",
    );
    expect((await clientWith().query(own, { id: "north:practice:p1" })).data).toEqual({
      node: { name: "Practice 1" },
    });
  });

  it("that has a bad argument is thrown with what was expected and what came", async () => {
    const fault = await faultOf(clientWith().query(Practices, { first: 3, after: "nonsense" }));
    expect(fault).toMatchObject({ code: "BAD_USER_INPUT", argument: "after", got: '"nonsense"' });
    expect(fault.expected).toMatch(/cursor/);
  });

  it("that does not fit the schema is thrown once, and not asked again", async () => {
    const { counted, own } = failing(0, overloaded);
    const fault = await faultOf(clientWith({ fetch: own }).query("{ nothing }", {}));
    expect(fault).toMatchObject({ code: "GRAPHQL_VALIDATION_FAILED", status: 400 });
    expect(counted.calls).toBe(1);
  });

  it("with a key that is unknown is refused, and the key is not in the error", async () => {
    const fault = await faultOf(clientWith({ key: "mlg_unknown" }).query(Experts, { about: "respite" }));
    expect(fault).toMatchObject({ code: "UNAUTHENTICATED", status: 401 });
    expect(JSON.stringify([fault, fault.message])).not.toContain("mlg_unknown");
  });

  it("whose answer is partly an error is thrown with the rest of the data, or returned with both", async () => {
    const text = `{ good: node(id: "north:practice:p1") { ... on Practice { name } } bad: practices(first: 1, after: "x") { totalCount } }`;
    const partial = { good: { name: "Practice 1" }, bad: null };
    expect(await faultOf(clientWith().query(text, {}))).toMatchObject({ code: "BAD_USER_INPUT", partial });
    const { data, errors } = await clientWith().query(text, {}, { onErrors: "return" });
    expect(data).toEqual(partial);
    expect(errors).toHaveLength(1);
  });
});

describe("asking again", () => {
  it("is done for a query, as often as the hub is overloaded, and told", async () => {
    const told: Retry[] = [];
    const { counted, own } = failing(2, overloaded);
    const client = clientWith({ fetch: own, onRetry: (retry) => told.push(retry) });
    expect((await client.query(Practices, { first: 1 })).data.practices?.totalCount).toBe(COUNT);
    expect(counted.calls).toBe(3);
    expect(told.map(({ attempt, error }) => [attempt, error.code])).toEqual([
      [1, "OVERLOADED"],
      [2, "OVERLOADED"],
    ]);
  });

  it("is done when the network fails", async () => {
    const { counted, own } = failing(1, () => Promise.reject(new TypeError("fetch failed")));
    await clientWith({ fetch: own }).query(Practices, { first: 1 });
    expect(counted.calls).toBe(2);
  });

  it("is never done for a mutation", async () => {
    const { counted, own } = failing(9, overloaded);
    const text = `mutation { withdrawRecord(id: "north:practice:p1") { id } }`;
    expect(await faultOf(clientWith({ fetch: own }).query(text, {}))).toMatchObject({ code: "OVERLOADED" });
    expect(counted.calls).toBe(1);
  });

  it("is not done when the hub asks for more patience than there is", async () => {
    const slow = async (): Promise<Response> =>
      Response.json(
        { errors: [{ message: "Later.", extensions: { code: "RATE_LIMITED" } }] },
        {
          status: 429,
          headers: { "retry-after": "86400" },
        },
      );
    const { counted, own } = failing(9, slow);
    const fault = await faultOf(clientWith({ fetch: own }).query(Practices, { first: 1 }));
    expect(fault).toMatchObject({ code: "RATE_LIMITED", retryAfterMs: 86_400_000 });
    expect(counted.calls).toBe(1);
  });

  it("ends when the reader gives up, with the reader's own reason", async () => {
    const gone = new AbortController();
    const { own } = failing(9, () => Promise.reject(new TypeError("fetch failed")));
    const client = clientWith({ fetch: own, onRetry: () => gone.abort(new Error("closed the page")) });
    await expect(client.query(Practices, { first: 1 }, { signal: gone.signal })).rejects.toThrow("closed the page");
  });

  it.each([
    ["query { a }", true],
    ["{ mutation }", true],
    ['# mutation\n{ a(text: "} mutation {") }', true],
    ["mutation { a }", false],
    ["fragment F on Query { a } mutation M($x: In = {y: 1}) { b }", false],
    ["subscription { a }", false],
  ])("takes %s for a query: %s", (text, expected) => expect(isQuery(text)).toBe(expected));
});

describe("what is no hub", () => {
  let server: Server | null = null;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function answering(answer: Parameters<typeof createServer>[1]): Promise<string> {
    server = createServer(answer).listen(0, "127.0.0.1");
    await once(server, "listening");
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  }

  it("is said to be none", async () => {
    const url = await answering((_request, response) => response.end("<h1>It works!</h1>"));
    expect(await faultOf(createClient({ url }).query("{ a }", {}))).toMatchObject({ code: "NOT_GRAPHQL", status: 200 });
  });

  it("and does not answer in time is given up", async () => {
    const url = await answering(() => undefined);
    const client = createClient({ url, timeoutMs: 50, retry: { attempts: 2 } });
    expect(await faultOf(client.query("{ a }", {}))).toMatchObject({ code: "TIMED_OUT" });
  });
});

describe("a subscription", () => {
  it("is opened as docs/developers.md shows it", async () => {
    const page = readFileSync(join(PROJECT_ROOT, "docs", "developers.md"), "utf8");
    const [, body = ""] = /-d '([^']*subscription[^']*)'/.exec(page) ?? [];
    const gone = new AbortController();
    const response = await fetch(`${network.url}/graphql`, {
      ...{ method: "POST", body, signal: gone.signal },
      headers: { accept: "text/event-stream", "content-type": "application/json" },
    });
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      expect.stringMatching(/^text\/event-stream/),
    ]);
    gone.abort();
  });
});

describe("pages", () => {
  const names = async (client: ReturnType<typeof clientWith>, first: number): Promise<string[]> => {
    const found: string[] = [];
    for await (const { name } of client.pages(Practices, { first }, (data) => data.practices)) found.push(name);
    return found;
  };

  it("give every row once, whatever their size", async () => {
    const all = Array.from({ length: COUNT }, (_, at) => `Practice ${at}`).sort();
    for (const first of [1, 7, 100]) expect((await names(clientWith(), first)).sort()).toEqual(all);
  });

  it("are asked for as they are wanted, and no further", async () => {
    const { counted, own } = failing(0, overloaded);
    for await (const _row of clientWith({ fetch: own }).pages(Practices, { first: 5 }, (data) => data.practices)) break;
    expect(counted.calls).toBe(1);
  });

  it("become smaller where one would cost too much", async () => {
    const sizes: number[] = [];
    const own: typeof fetch = async (url, init) => {
      const { variables } = JSON.parse(String(init?.body)) as { variables: { first: number } }; // the client's own
      sizes.push(variables.first);
      if (variables.first <= 10) return fetch(url, init);
      return Response.json({ errors: [{ message: "Much.", extensions: { code: "COST_LIMIT" } }] }, { status: 400 });
    };
    expect(await names(clientWith({ fetch: own }), 40)).toHaveLength(COUNT);
    expect(sizes).toEqual([40, 10, 10, 10]);
  });

  it("come from the hub's own copy, and a partner that is missing is an error", async () => {
    const seen: Headers[] = [];
    const own: typeof fetch = (url, init) => (seen.push(new Headers(init?.headers)), fetch(url, init));
    await names(clientWith({ fetch: own }), 100);
    expect(seen.map((each) => [each.get("maillage-freshness"), each.get("maillage-partial")])).toEqual([
      ["mirror", "refuse"],
    ]);
  });
});
