// What the edge refuses before anything is fetched: documents, variables and requests that are too large or no requests.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { contractRow } from "../kit/contract-rows.js";
import { FakePartner } from "../kit/fake-partner.js";
import { startTestHub, type TestHub } from "../kit/hub.js";

const partner = new FakePartner("part-a", [contractRow("part-a:practice:1")]);
let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub([await partner.start()], { guard: { introspectionForAll: false } });
});
beforeEach(() => void (partner.asked.length = 0));
afterAll(async () => {
  await hub.stop();
  await partner.stop();
});

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Refused {
  readonly status: number;
  readonly type: string;
  readonly code: unknown;
  readonly text: string;
}

async function send({ method = "POST", path = "/graphql", headers = {}, body }: Sent): Promise<Refused> {
  const response = await fetch(`${hub.server.url}${path}`, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  const type = response.headers.get("content-type") ?? "";
  const code = type.includes("json") ? JSON.parse(text).errors?.[0]?.extensions?.code : undefined;
  return { status: response.status, type, code, text };
}

function ask(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Refused> {
  return send({ body: JSON.stringify({ query, variables }) });
}

const deep = (levels: number): string => (levels === 0 ? "name" : `adaptedFrom { ${deep(levels - 1)} }`);
const times = (count: number, write: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => write(at)).join(" ");

/** Fragments that each spread the next one twice: 2ⁿ fields when written out. */
function bomb(levels: number): string {
  const fragments = times(levels, (at) => {
    const next = at + 1 < levels ? `...F${at + 1}` : "id";
    return `fragment F${at} on Organization { ... { a${at}: id ${next} } ... { b${at}: id ${next} } }`;
  });
  return `{ organizations { nodes { ...F0 } } } ${fragments}`;
}

/** Rounds of references, as one selects them again and again. */
const CYCLES = `{ practices { nodes { ...A } } } fragment A on Practice { adaptedFrom { ...A } }`;

describe("an operation that is too large", () => {
  it.each([
    ["A01: a depth of 13", `{ practices { nodes { ${deep(10)} } } }`, "DEPTH_LIMIT"],
    [
      "A03: 31 aliases of one field",
      `{ practices { nodes { ${times(31, (at) => `a${at}: id`)} } } }`,
      "LIMIT_EXCEEDED",
    ],
    ["A05: 11 fields at its root", `{ ${times(11, (at) => `p${at}: practices { totalCount }`)} }`, "LIMIT_EXCEEDED"],
    ["A06: fragments that double fifteen times", bomb(15), "LIMIT_EXCEEDED"],
    ["A07: fragments that go round in circles", CYCLES, "GRAPHQL_VALIDATION_FAILED"],
    ["A08: 2,001 tokens", `{ practices { nodes { ${times(1_995, () => "id")} } } }`, "LIMIT_EXCEEDED"],
    ["A10: 100,000 rows, written out", "{ practices(first: 100000) { nodes { id } } }", "COST_LIMIT"],
    ["A14: 51 directives", `{ practices { nodes { ${times(51, () => "id @include(if: true)")} } } }`, "LIMIT_EXCEEDED"],
    [
      "A23: a cost over the budget",
      `{ practices(first: 100) { nodes { organization { projects(first: 100) { practices { id topics { id } } } } } } }`,
      "COST_LIMIT",
    ],
  ])("%s: is refused with 400, and no partner is asked", async (_title, query, code) => {
    const { status, code: got, text } = await ask(query);
    expect([status, got, text.slice(0, 200)]).toEqual([400, code, expect.any(String)]);
    expect(partner.asked).toEqual([]);
  });

  it("A01: a depth of 12 is answered", async () => {
    expect((await ask(`{ practices { nodes { ${deep(9)} } } }`)).status).toBe(200);
  });

  it("A06: is refused before it is validated, and so about as fast as a small one", async () => {
    const time = async (query: string): Promise<number> => {
      const begun = performance.now();
      await ask(query);
      return performance.now() - begun;
    };
    await time("{ practices { nodes { id } } }");
    const small = await time("{ practices { nodes { id name } } }");
    expect(await time(bomb(18))).toBeLessThan(Math.max(50, small * 20));
  });

  it("A23: says what it would cost", async () => {
    const { text } = await ask("{ practices(first: 100000) { nodes { id } } }");
    const [error] = JSON.parse(text).errors as Array<{ extensions: { cost: number; limit: number } }>;
    expect(error?.extensions.cost).toBeGreaterThan(100_000);
    expect(error?.extensions.limit).toBe(50_000);
  });

  it("A14: unknown directives by the hundred give at most five errors", async () => {
    const { status, text } = await ask(`{ practices { nodes { ${times(40, (at) => `id @x${at}`)} } } }`);
    expect(status).toBe(400);
    expect((JSON.parse(text).errors as unknown[]).length).toBeLessThanOrEqual(6);
  });
});

describe("A12: what variables ask for", () => {
  const LISTED = "query ($first: Int) { practices(first: $first) { nodes { id } } }";
  it.each([
    ["by a variable", LISTED, { first: 100_000 }],
    ["by a variable's default", "query ($first: Int = 100000) { practices(first: $first) { nodes { id } } }", {}],
    [
      "through a fragment",
      "query ($n: Int) { ...F } fragment F on Query { practices(first: $n) { nodes { id } } }",
      { n: 100_000 },
    ],
    [
      "by values nested in an input",
      "query ($f: PracticeFilter) { practices(filter: $f) { nodes { id } } }",
      { f: { topics: Array.from({ length: 3_000 }, (_, at) => `hub:topic:t${at}`) } },
    ],
  ])("%s: is counted, and refused with 400", async (_title, query, variables) => {
    const { status, code } = await ask(query, variables);
    expect(status).toBe(400);
    expect(["COST_LIMIT", "LIMIT_EXCEEDED"]).toContain(code);
    expect(partner.asked).toEqual([]);
  });

  it("counts for nothing where it is not included", async () => {
    const query =
      "query ($on: Boolean!) { practices(first: 1) { nodes { id } } big: practices(first: 100000) @include(if: $on) { nodes { id } } }";
    expect((await ask(query, { on: false })).status).toBe(200);
    expect((await ask(query, { on: true })).code).toBe("COST_LIMIT");
  });
});

describe("what is no request", () => {
  const small = JSON.stringify({ query: "{ practices { totalCount } }" });
  it.each<[string, Sent, number[]]>([
    ["A09: a body of 300 KiB", { body: JSON.stringify({ query: "#".repeat(300 * 1024) }) }, [413]],
    ["A15: a batch", { body: `[${small},${small}]` }, [400]],
    ["A16: text/plain", { headers: { "content-type": "text/plain" }, body: small }, [400, 415]],
    [
      "A16: a form",
      { headers: { "content-type": "application/x-www-form-urlencoded" }, body: "query={__typename}" },
      [400, 415],
    ],
    ["A16: multipart", { headers: { "content-type": "multipart/form-data; boundary=x" }, body: "--x--" }, [400, 415]],
    [
      "A16: a GET that any page could send",
      { method: "GET", path: "/graphql?query={practices{totalCount}}", headers: { "content-type": "text/plain" } },
      [400],
    ],
    ["A17: a mutation by GET", { method: "GET", path: "/graphql?query=mutation{__typename}" }, [400, 405]],
    [
      "A21: an attempt to register a query",
      {
        body: JSON.stringify({
          query: "{ practices { totalCount } }",
          extensions: { persistedQuery: { version: 1, sha256Hash: "00" } },
        }),
      },
      [200, 400],
    ],
    ["A21: an unknown document", { body: JSON.stringify({ documentId: `sha256:${"0".repeat(64)}` }) }, [404]],
    ["A21: something that is no id", { body: JSON.stringify({ documentId: "../../etc/passwd" }) }, [400]],
    [
      "A21: a document and an id of one",
      { body: JSON.stringify({ query: "{ __typename }", documentId: `sha256:${"0".repeat(64)}` }) },
      [400],
    ],
    ["a document that is no text", { body: JSON.stringify({ query: 7 }) }, [400]],
    ["no JSON", { body: "{" }, [400]],
    [
      "A22: a variable named __proto__",
      { body: `{"query":"query ($__proto__: Int) { __typename }","variables":{"__proto__":1}}` },
      [400],
    ],
  ])("%s: is refused as JSON, and nothing is asked", async (_title, sent, statuses) => {
    const { status, type, text } = await send(sent);
    expect(statuses).toContain(status);
    expect(type).toContain("json");
    expect(text).toContain("errors");
    expect(text).not.toMatch(/FST_|node_modules|\.ts\b|stack/);
    expect(partner.asked).toEqual([]);
  });
});

describe("what is told of the schema", () => {
  it("A19: is nothing to whoever has no key", async () => {
    const { status, code } = await ask("{ __schema { queryType { name } } }");
    expect([status, code]).toEqual([400, "UNAUTHENTICATED"]);
    expect((await ask(`{ ...F } fragment F on Query { __type(name: "Practice") { name } }`)).status).toBe(400);
    expect((await ask("{ __typename }")).status).toBe(200);
  });

  it("A19: is all to a key, but not in rounds", async () => {
    const withKey = (query: string) => send({ headers: { authorization: "network" }, body: JSON.stringify({ query }) });
    expect((await withKey("{ __schema { types { name fields { name type { name } } } } }")).status).toBe(200);
    const rounds = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }";
    expect((await withKey(rounds)).status).toBe(400);
  });

  it("A20: is not told by suggestions", async () => {
    for (const query of [
      "{ practises { nodes { id } } }",
      "{ practices(fist: 3) { nodes { id } } }",
      "query ($a: PracticeFiltre) { __typename }",
      "{ practices(orderBy: NAME_ASK) { nodes { id } } }",
    ]) {
      const { status, text } = await ask(query);
      expect(status).toBe(400);
      expect(text).not.toContain("Did you mean");
    }
  });
});

describe("A22: names that mean something to JavaScript", () => {
  it.each(["__proto__", "constructor", "prototype", "toString"])("%s: is an alias like any other", async (alias) => {
    const response = await fetch(`${hub.server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: `{ practices { ${alias}: totalCount nodes { ${alias}: id } } }` }),
    });
    const text = await response.text();
    expect(text).toContain(`"${alias}":1`);
    expect(text).toContain(`"${alias}":"part-a:practice:1"`);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});
