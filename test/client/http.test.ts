// What a hub says in HTTP to apps: tags of what they have already, what pages of other origins may do, codes and their statuses.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { PUBLIC_LIMITS } from "../../gateway/guard/edge-limits.js";
import { contractRow } from "../kit/contract-rows.js";
import { FakePartner } from "../kit/fake-partner.js";
import { startTestHub, type TestHub } from "../kit/hub.js";

const partner = new FakePartner("part-a", [contractRow("part-a:practice:1")]);
const QUERY = "{ practices { totalCount nodes { name } } }";
const TRUSTED = `sha256:${"a".repeat(64)}`;
let hub: TestHub;
beforeAll(async () => {
  const trusted = { find: async (id: string) => (id === TRUSTED ? QUERY : null) };
  hub = await startTestHub([await partner.start()], { guard: { limits: PUBLIC_LIMITS, trusted } });
});
beforeEach(() => {
  partner.behaviour = {};
});
afterAll(async () => {
  await hub.stop();
  await partner.stop();
});

function get(query: string, headers: Record<string, string> = {}): Promise<Response> {
  const address = `${hub.server.url}/graphql?${new URLSearchParams({ query })}`;
  return fetch(address, { headers: { "apollo-require-preflight": "1", ...headers } });
}

const tagOf = (response: Response): string => response.headers.get("etag") ?? "none";

describe("an answer to GET", () => {
  it("has a tag, and who shows it is answered 304 without a body for as long as the data is the same", async () => {
    const first = await get(QUERY);
    expect(await first.json()).toMatchObject({ extensions: { maillage: expect.anything() } });
    // Other `extensions`: the partner's answer is longer.
    partner.behaviour = { spoil: (response) => ({ ...response, extensions: { more: "x".repeat(99) } }) };
    const again = await get(QUERY, { "if-none-match": `"other", ${tagOf(first)}` });
    expect([again.status, await again.text(), tagOf(again)]).toEqual([304, "", tagOf(first)]);
    partner.behaviour = { rows: () => [contractRow("part-a:practice:1"), contractRow("part-a:practice:2")] };
    const changed = await get(QUERY, { "if-none-match": tagOf(first) });
    expect(changed.status).toBe(200);
    expect(tagOf(changed)).not.toBe(tagOf(first));
  });

  it("has the same tag when a trusted document is asked for by its id", async () => {
    const address = `${hub.server.url}/graphql?documentId=${TRUSTED}`;
    const headers = { "apollo-require-preflight": "1", "if-none-match": tagOf(await get(QUERY)) };
    expect((await fetch(address, { headers })).status).toBe(304);
  });

  it("may be kept by the reader's own browser only, and is asked about each time", async () => {
    const { headers } = await get(QUERY);
    expect(headers.get("cache-control")).toBe("private, no-cache");
    for (const name of ["authorization", "accept-language", "maillage-freshness"])
      expect(headers.get("vary")).toContain(name);
  });

  it("has no tag when there are errors in it, and neither has one to POST", async () => {
    const broken = await get(`{ practices(first: 1, after: "x") { totalCount } }`, { "if-none-match": "*" });
    expect([broken.status, tagOf(broken)]).toEqual([200, "none"]);
    const posted = await fetch(`${hub.server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "if-none-match": "*" },
      body: JSON.stringify({ query: QUERY }),
    });
    expect([posted.status, tagOf(posted)]).toEqual([200, "none"]);
  });
});

describe("a page of another origin", () => {
  it("is told once in two hours what it may send, without a partner being asked, and may read what it needs", async () => {
    const asked = partner.asked.length;
    const preflight = await fetch(`${hub.server.url}/graphql`, {
      method: "OPTIONS",
      headers: {
        ...{ origin: "https://app.example", "access-control-request-method": "POST" },
        "access-control-request-headers": "authorization,content-type,if-none-match,maillage-freshness",
      },
    });
    const said = (name: string): string[] => (preflight.headers.get(name) ?? "").split(/, ?/);
    expect(preflight.status).toBe(204);
    expect(said("access-control-allow-origin")).toEqual(["*"]);
    expect(said("access-control-max-age")).toEqual(["7200"]);
    expect(said("access-control-allow-headers")).toEqual(
      expect.arrayContaining(["authorization", "content-type", "if-none-match", "maillage-freshness"]),
    );
    expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
    expect(partner.asked).toHaveLength(asked);
    const exposed = (await get(QUERY, { origin: "https://app.example" })).headers.get("access-control-expose-headers");
    expect(exposed?.split(/, ?/)).toEqual(
      expect.arrayContaining(["etag", "retry-after", "ratelimit", "maillage-changes"]),
    );
  });
});

describe("the statuses of docs/errors.md", () => {
  it.each([
    ["GRAPHQL_PARSE_FAILED", "{", 400],
    ["GRAPHQL_VALIDATION_FAILED", "{ nothing }", 400],
    ["BAD_USER_INPUT", `{ practices(first: 1, after: "x") { totalCount } }`, 200],
    ["DEPTH_LIMIT", `{ practices { nodes ${"{ adaptedFrom ".repeat(15)} { id } ${"}".repeat(15)} } }`, 400],
  ])("are right of %s", async (code, query, status) => {
    const response = await fetch(`${hub.server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
    expect(response.status).toBe(status);
  });
});
