import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { bodyDigest } from "../../schema/hub-token.js";
import { usedOnce } from "../../services/partner/used-once.js";
import { signToken, type TokenParts } from "./kit/hub.js";
import { startPartners, type TestPartners } from "./kit/partners.js";

const QUERY = "{ people { totalCount } }";
const BODY = JSON.stringify({ query: QUERY });
const now = () => Math.floor(Date.now() / 1000);

let partners: TestPartners;
beforeAll(async () => {
  const people = [
    { id: "aa:person:1", name: "Seen" },
    { id: "aa:person:2", name: "Hidden", visibility: "NETWORK" as const },
  ];
  partners = await startPartners({ aa: people, bb: [] }, true);
});
afterAll(() => partners.stop());

async function post(authorization: string | null, body = BODY, path = "aa/graphql") {
  const headers = { "content-type": "application/json", ...(authorization === null ? {} : { authorization }) };
  const response = await fetch(`${partners.url}/${path}`, { method: "POST", headers, body });
  return {
    status: response.status,
    answer: (await response.json()) as { data?: unknown; errors?: { extensions: unknown }[] },
  };
}

const token = (parts: TokenParts = {}) =>
  signToken(partners.hub, { partner: "aa", body: BODY, visibility: "NETWORK" }, parts);

describe("the hub's token", () => {
  it.each([
    ["NETWORK", 2],
    ["PUBLIC", 1],
  ])("lets a %s reader see what is theirs to see", async (visibility, totalCount) => {
    const { status, answer } = await post(`Bearer ${token({ claims: { visibility } })}`);
    expect({ status, answer }).toEqual({ status: 200, answer: { data: { people: { totalCount } } } });
  });

  const other = generateKeyPairSync("ed25519").privateKey;
  const refused: [what: string, parts: TokenParts | string][] = [
    ["that is no token", "nonsense"],
    ["without a signature", "e30.e30."],
    ["of the algorithm none", { header: { alg: "none" } }],
    ["of another algorithm", { header: { alg: "HS256" } }],
    ["with a critical extension", { header: { crit: ["b64"], b64: false } }],
    ["with a key in its header", { header: { jwk: { kty: "OKP" } } }],
    ["of another type", { header: { typ: "at+jwt" } }],
    ["without a key id", { header: { kid: undefined } }],
    ["of a key the hub does not have", { header: { kid: "unknown" } }],
    ["signed with another key", { key: other }],
    ["of another issuer", { claims: { iss: "someone" } }],
    ["without an issuer", { claims: { iss: undefined } }],
    ["for another partner", { claims: { aud: "bb" } }],
    ["for several partners", { claims: { aud: ["aa", "bb"] } }],
    ["for another body", { claims: { digest: bodyDigest("{}") } }],
    ["for another path", { claims: { path: "/aa/other" } }],
    ["without a path", { claims: { path: undefined } }],
    ["without a digest", { claims: { digest: undefined } }],
    ["that expired", { claims: { iat: now() - 90, exp: now() - 30 } }],
    ["without an expiry", { claims: { exp: undefined } }],
    ["good for too long", { claims: { exp: now() + 3600 } }],
    ["of the future", { claims: { iat: now() + 30, exp: now() + 60 } }],
    ["without an id", { claims: { jti: undefined } }],
    ["without a visibility", { claims: { visibility: "ALL" } }],
  ];
  it.each(refused)("B12, B13: is refused %s", async (_what, parts) => {
    const { status, answer } = await post(`Bearer ${typeof parts === "string" ? parts : token(parts)}`);
    expect(status).toBe(401);
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.[0]?.extensions).toEqual({ code: "UNAUTHENTICATED" });
  });

  it("B12: is good once", async () => {
    const authorization = `Bearer ${token()}`;
    expect((await post(authorization)).status).toBe(200);
    expect((await post(authorization)).status).toBe(401);
  });

  it("B11: is required where it is said to be, of every kind of question", async () => {
    const questions = [
      "{ _service { sdl } }",
      '{ _entities(representations: [{__typename: "Person", id: "aa:person:1"}]) { __typename } }',
      "{ __schema { types { name } } }",
      "{ changes(first: 1) { hasMore } }",
    ];
    for (const query of questions) {
      const { status, answer } = await post(null, JSON.stringify({ query }));
      expect([status, answer.data]).toEqual([401, undefined]);
    }
    expect((await post(null)).status).toBe(401);
    expect((await post("Basic YTpi")).status).toBe(401);
  });

  it("costs one look at the hub's keys for many requests", async () => {
    const before = partners.hub.fetches();
    await Promise.all(Array.from({ length: 20 }, () => post(`Bearer ${token()}`)));
    expect(partners.hub.fetches()).toBe(before);
  });
});

describe("ids that may be used once", () => {
  it("are remembered for their whole lifetime, and no more are taken than can be remembered", () => {
    const isFirst = usedOnce(60_000, 3);
    expect(["a", "b", "a", "c", "d"].map(isFirst)).toEqual([true, true, false, true, false]);
  });
});

describe("the server", () => {
  it("answers 404 in JSON for a partner it does not have", async () => {
    const { status, answer } = await post(`Bearer ${token()}`, BODY, "none/graphql");
    expect(status).toBe(404);
    expect(answer.errors?.[0]?.extensions).toEqual({ code: "BAD_REQUEST" });
    expect((await fetch(`${partners.url}/`)).status).toBe(404);
  });

  it("takes a body of up to 1 MiB and nothing but JSON", async () => {
    const large = JSON.stringify({ query: QUERY, variables: { x: "x".repeat(1024 * 1024) } });
    expect((await post(null, large)).status).toBe(413);
    const form = await fetch(`${partners.url}/aa/graphql`, {
      method: "POST",
      body: new URLSearchParams({ query: QUERY }),
    });
    expect(form.status).toBe(415);
  });

  it("does not tell what its schema holds when a document is wrong, and takes no batches", async () => {
    const ask = async (body: string) => {
      const bearer = signToken(partners.hub, { partner: "aa", body, visibility: "PUBLIC" });
      return (await post(`Bearer ${bearer}`, body)).answer;
    };
    const wrong = await ask(JSON.stringify({ query: "{ peopl { nodes { id } } }" }));
    expect(JSON.stringify(wrong)).not.toMatch(/did you mean|people|stack/i);
    expect(wrong.errors?.[0]?.extensions).toMatchObject({ code: "GRAPHQL_VALIDATION_FAILED" });
    expect((await ask(JSON.stringify([{ query: QUERY }]))).errors?.[0]?.extensions).toMatchObject({
      code: "BAD_REQUEST",
    });
    expect((await ask("{")).errors?.[0]?.extensions).toMatchObject({ code: "BAD_REQUEST" });
  });
});
