// How much each reader may ask for, and operations that were registered beforehand, through a real hub.
import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Quotas } from "../../gateway/guard/quotas.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

const LIMIT = 2_000;
let network: SmallNetwork;
beforeAll(async () => {
  const record = { id: "north:practice:1", name: "A practice" };
  const edge = { quotaPoints: { address: LIMIT, reader: 5 * LIMIT } };
  network = await startSmallNetwork({ north: [record] }, { hub: { edge } });
});
afterAll(() => network.stop());

const COSTLY = "{ practices(first: 100) { nodes { id topics { id } } } }";
const VIEWER = "{ viewer { quota { limit remaining resetAt } } }";

function post(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${network.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

const withKey = (): Record<string, string> => ({ authorization: `Bearer ${network.keys.reader}` });

describe("points", () => {
  it("are told with every answer, and by the graph", async () => {
    const response = await post({ query: VIEWER }, withKey());
    expect(response.headers.get("ratelimit-policy")).toBe(`"points";q=${5 * LIMIT};w=60`);
    const left = Number(/^"points";r=(\d+);t=\d+$/.exec(response.headers.get("ratelimit") ?? "")?.[1]);
    const { data } = (await response.json()) as { data: { viewer: { quota: { limit: number; remaining: number } } } };
    expect(data.viewer.quota).toMatchObject({ limit: 5 * LIMIT, remaining: left });
    expect(left).toBeLessThan(5 * LIMIT);
  });

  it("are used up: 429 with the time to wait, for this reader and not for others; each minute has new ones", async () => {
    const statuses: number[] = [];
    let refused: Response | null = null;
    for (let attempt = 0; attempt < 60 && refused === null; attempt++) {
      const response = await post({ query: COSTLY });
      statuses.push(response.status);
      if (response.status === 429) refused = response;
    }
    expect(statuses.slice(0, 3)).toEqual([200, 200, 200]);
    const seconds = Number(refused?.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(await refused?.json()).toMatchObject({ errors: [{ extensions: { code: "RATE_LIMITED", limit: LIMIT } }] });
    expect((await post({ query: COSTLY }, withKey())).status).toBe(200);
  });

  it("are as many for a list of ids as it has ids", async () => {
    const fields = Array.from({ length: 5 }, (_, at) => `n${at}: nodes(ids: $ids) { ... on Practice { ...F } }`);
    const query = `query ($ids: [ID!]!) { ${fields.join(" ")} } fragment F on Practice { related(first: 100) { score } }`;
    const ask = async (ids: readonly string[]) => (await post({ query, variables: { ids } }, withKey())).json();
    const many = Array.from({ length: 100 }, (_, at) => `north:practice:${at}`);
    expect(await ask(many)).toMatchObject({ errors: [{ extensions: { code: "COST_LIMIT" } }] });
    expect(await ask(many.slice(0, 2))).toMatchObject({ data: { n0: expect.any(Array) } });
  });

  it.each([
    ["a query", "application/json"],
    ["a subscription", "text/event-stream"],
  ])("are used up by %s that is not valid, too, since finding that out is work", async (_what, accept) => {
    const apart = await startSmallNetwork({ north: [] }, { hub: { edge: { quotaPoints: { address: LIMIT } } } });
    const ask = async (): Promise<string> => {
      const body = JSON.stringify({ query: `{ practices { nodes { ${"wrong ".repeat(500)} } } }` });
      const headers = { "content-type": "application/json", accept };
      return (await fetch(`${apart.url}/graphql`, { method: "POST", headers, body })).text();
    };
    const answers: string[] = [];
    for (let attempt = 0; attempt < 12; attempt++) answers.push(await ask());
    await apart.stop();
    expect(answers[0]).toContain("GRAPHQL_VALIDATION_FAILED");
    expect(answers.filter((answer) => answer.includes("RATE_LIMITED"))).not.toEqual([]);
  });

  it("B02: are spent by credentials that are not good, of the address that they come from", async () => {
    const apart = await startSmallNetwork({ north: [] }, { hub: { edge: { quotaPoints: { address: 250 } } } });
    const ask = async (secret: string): Promise<number> => {
      const headers = { "content-type": "application/json", authorization: `Bearer ${secret}` };
      const body = JSON.stringify({ query: VIEWER });
      return (await fetch(`${apart.url}/graphql`, { method: "POST", headers, body })).status;
    };
    const guesses: number[] = [];
    for (let guess = 0; guess < 4; guess++) guesses.push(await ask(`mlg_${String(guess).repeat(43)}`));
    expect(guesses).toEqual([401, 401, 401, 429]);
    expect(await ask(apart.keys.reader)).toBe(200);
    await apart.stop();
  });

  it("are counted for all processes of a hub together, and hold no address", async () => {
    const options = {
      ...{ databaseUrl: network.databaseUrl, points: { address: 100, reader: 100 }, secret: "s" },
      onTrouble: (error: unknown) => void troubles.push(error),
    };
    const troubles: unknown[] = [];
    const [one, two] = [await Quotas.open(options), await Quotas.open(options)];
    one.spend(null, "192.0.2.7", 60);
    two.spend(null, "192.0.2.7", 70);
    for (let attempt = 0; attempt < 600 && one.of(null, "192.0.2.7").remaining > 0; attempt++) {
      one.spend(null, "192.0.2.7", 0); // asks for nothing, and learns what the other has counted
      await delay(50);
    }
    expect(one.of(null, "192.0.2.7").remaining).toBe(0);
    expect(() => one.spend(null, "192.0.2.7", 1)).toThrow("used up");
    expect(one.of(null, "2001:db8:1:2:3::4").remaining).toBe(100);
    one.spend(null, "2001:db8:1:2:ffff::1", 100);
    expect(one.of(null, "2001:db8:1:2:3::4").remaining).toBe(0);
    await Promise.all([one.close(), two.close()]);
    const rows = await network.database.rows<{ key: string }>("select key from gateway.quota", []);
    expect(rows.map(({ key }) => key).join()).not.toMatch(/192\.0|2001:|127\.0/);
    expect(troubles).toEqual([]);
  }, 60_000);
});

describe("pages that ask the database", () => {
  it("cost points of whoever's address they are asked from", async () => {
    const apart = await startSmallNetwork({ north: [] }, { hub: { edge: { quotaPoints: { address: 300 } } } });
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt++)
      statuses.push((await fetch(`${apart.url}/auth/invitation?token=none`)).status);
    const refused = await fetch(`${apart.url}/data-request/none`);
    expect(statuses[0]).toBeLessThan(429);
    expect(statuses.at(-1)).toBe(429);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    await apart.stop();
  });
});

describe("trusted documents", () => {
  const TEXT = "query ($first: Int!) { practices(first: $first) { nodes { name } } }";
  const ID = `sha256:${createHash("sha256").update(TEXT).digest("hex")}`;
  const REGISTER = "mutation ($texts: [String!]!) { registerDocuments(documents: $texts) { id } }";

  it("are registered by who administers the network, and by nobody else", async () => {
    const asReader = await network.ask(REGISTER, { as: "reader", variables: { texts: [TEXT] } });
    expect(asReader.errors?.[0]?.extensions.code).toBe("UNAUTHORIZED");
    const asAdmin = await network.ask(REGISTER, { as: "admin", variables: { texts: [TEXT, TEXT] } });
    expect(asAdmin.data.registerDocuments).toEqual([{ id: ID }, { id: ID }]);
    const bad = await network.ask(REGISTER, { as: "admin", variables: { texts: ["{ not closed"] } });
    expect(bad.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", argument: "documents[0]" });
  });

  it("are run by their id, by POST and by GET", async () => {
    const posted = await post({ documentId: ID, variables: { first: 1 } }, withKey());
    expect(await posted.json()).toMatchObject({ data: { practices: { nodes: [{ name: "A practice" }] } } });
    const search = new URLSearchParams({ documentId: ID, variables: '{"first":1}' });
    const got = await fetch(`${network.url}/graphql?${search.toString()}`, {
      headers: { "apollo-require-preflight": "1", ...withKey() },
    });
    expect(await got.json()).toMatchObject({ data: { practices: { nodes: [{ name: "A practice" }] } } });
  });

  it("are all that some keys run, whatever the way in", async () => {
    const issue = `mutation { issueAccessKey(input: { name: "app", scopes: ["read:network"], trustedDocumentsOnly: true }) { secret } }`;
    const { data } = await network.ask(issue, { as: "admin" });
    const authorization = `Bearer ${data.issueAccessKey.secret}`;
    const other = await post({ query: "{ practices { totalCount } }" }, { authorization });
    expect(other.status).toBe(403);
    expect(await other.json()).toMatchObject({ errors: [{ extensions: { code: "TRUSTED_ONLY" } }] });
    const known = await post({ documentId: ID, variables: { first: 1 } }, { authorization });
    expect(known.status).toBe(200);
    const stream = await post(
      { query: "subscription { recordChanges { id } }" },
      { authorization, accept: "text/event-stream" },
    );
    expect(await stream.text()).toContain("TRUSTED_ONLY");
  });
});
