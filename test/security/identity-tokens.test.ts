// Tokens of issuers: real keys, a real server that publishes them, the hub's own way out; the clock is the test's.
import { createHmac, sign as signBytes, type KeyObject, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { generateKeyPair } from "jose";
import { createOutbound } from "../../gateway/fetch/outbound.js";
import { openRegistry, type Registry } from "../../services/registry/registry.js";
import { testDatabase } from "../kit/database.js";
import { NOTHING_KNOWN } from "../kit/registry.js";
import { startTokenServer, type TokenParts, type TokenServer } from "../kit/token-issuer.js";

const MINUTE_MS = 60_000;
let clock = Date.parse("2030-05-05T12:00:00.000Z");
const now = (): number => clock;
const seconds = (): number => Math.floor(clock / 1_000);

let databaseUrl: string;
let server: TokenServer;
let registry: Registry;
const registries: Registry[] = [];

/** A registry that believes the server, and has not asked it for its keys yet. */
async function freshRegistry(): Promise<Registry> {
  const { issuer, jwksUri } = server;
  const believed = { issuer, jwksUri, audience: "maillage", algorithms: ["EdDSA", "ES256", "RS256"] };
  const opened = await openRegistry({
    ...{ databaseUrl, status: NOTHING_KNOWN },
    identity: {
      issuers: [{ ...believed, scopes: ["read:network", "exchange:write"], organization: "alpha:organization:1" }],
      ...{ outbound: createOutbound({ development: true, ownOrigins: () => new Set() }), now },
    },
  });
  registries.push(opened);
  return opened;
}

beforeAll(async () => {
  databaseUrl = await testDatabase();
  server = await startTokenServer(now);
  registry = await freshRegistry();
});
beforeEach(() => {
  clock += 60 * MINUTE_MS;
  server.publish("keys");
});
afterAll(async () => {
  for (const each of registries) await each.close();
  await server.stop();
});

const authenticate = (token: string, at = registry) => at.authenticate({ authorization: `Bearer ${token}` });

async function outcomeOf(token: string, at = registry): Promise<unknown> {
  return authenticate(token, at).then(
    ({ id }) => id,
    ({ extensions }) => [extensions.code, extensions.http.status],
  );
}

const REFUSED = ["UNAUTHENTICATED", 401];
const part = (value: unknown): string =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

/** A token of these very bytes, signed by a key that the server published. */
async function raw(header: string, claims: string, key: KeyObject): Promise<string> {
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${signBytes(null, Buffer.from(signed), key).toString("base64url")}`;
}

describe("tokens of issuers", () => {
  it("say who asks, for which organization, with the scopes that their issuer may give and no others", async () => {
    const token = await server.token({
      claims: { scope: "read:network network:admin openid", scp: ["exchange:write"] },
    });
    expect(await authenticate(token)).toEqual({
      ...{ kind: "APPLICATION", id: `jwt:${server.issuer} app-1`, name: null },
      ...{ organization: "alpha:organization:1", partner: "alpha", trustedOnly: false },
      ...{ scopes: ["read:network", "exchange:write"], visibility: "NETWORK" },
    });
  });

  const past =
    (claims: () => Record<string, unknown>): (() => TokenParts) =>
    () => ({ claims: claims() });
  it.each<[string, () => TokenParts]>([
    ["of another issuer", past(() => ({ iss: "https://other.example" }))],
    ["made out to another audience", past(() => ({ aud: "another" }))],
    ["by a key that is not published", () => ({ header: { kid: "unknown" } })],
    ["without the id of a key", () => ({ header: { kid: undefined as never } })],
    ["without an end", past(() => ({ exp: undefined }))],
    ["without a beginning", past(() => ({ iat: undefined }))],
    ["without a subject", past(() => ({ sub: undefined }))],
    ["without an audience", past(() => ({ aud: undefined }))],
    ["of an empty subject", past(() => ({ sub: "" }))],
    ["of a subject that is not text", past(() => ({ sub: 7 }))],
    ["that is over", past(() => ({ exp: seconds() - 10 }))],
    ["that is not good yet", past(() => ({ nbf: seconds() + 60 }))],
    ["from the future", past(() => ({ iat: seconds() + 60 }))],
    ["a day old, good for a year", past(() => ({ iat: seconds() - 86_400, exp: seconds() + 31_536_000 }))],
    ["with a critical extension", () => ({ header: { crit: ["b64"], b64: true } })],
    ["that brings the address of its keys", () => ({ header: { jku: `${server.issuer}/jwks` } })],
    ["that brings the address of its certificate", () => ({ header: { x5u: `${server.issuer}/x5u` } })],
    ["that brings its key", () => ({ header: { jwk: { kty: "OKP", crv: "Ed25519", x: "AA" } } })],
    ["that brings its certificate", () => ({ header: { x5c: ["AA"] } })],
    ["of another kind", () => ({ header: { typ: "logout+jwt" } })],
  ])("B03 are refused when they are %s", async (_what, parts) => {
    expect(await outcomeOf(await server.token())).toBe(`jwt:${server.issuer} app-1`);
    expect(await outcomeOf(await makeToken(parts()))).toEqual(REFUSED);
  });

  it("B03 are refused without a signature, and with one made of the public key", async () => {
    const claims = JSON.parse(Buffer.from((await server.token()).split(".")[1] ?? "", "base64url").toString("utf8"));
    const none = `${part({ alg: "none", kid: "first" })}.${part(claims)}.`;
    const unsigned = `${part({ alg: "none", kid: "first" })}.${part(claims)}.AA`;
    const signed = `${part({ alg: "HS256", kid: "first", typ: "JWT" })}.${part(claims)}`;
    const mac = createHmac("sha256", server.publicText).update(signed).digest("base64url");
    for (const token of [none, unsigned, `${signed}.${mac}`]) expect(await outcomeOf(token)).toEqual(REFUSED);
  });

  it("B03 are refused when signed by another's key, or by an algorithm that is not expected", async () => {
    const { privateKey } = await generateKeyPair("EdDSA");
    expect(await outcomeOf(await server.token({ key: privateKey }))).toEqual(REFUSED);
    const key = await server.addKey("other-algorithm", "PS256");
    const at = await freshRegistry();
    const token = await server.token({ header: { alg: "PS256", kid: "other-algorithm" }, key });
    expect(await outcomeOf(token, at)).toEqual(REFUSED);
  });

  it("B03 are refused when a claim or a member of the header stands there twice", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const jwk = JSON.stringify({ ...publicKey.export({ format: "jwk" }), kid: "raw", alg: "EdDSA" });
    const at = await registryOfKeys(`{"keys":[${jwk}]}`);
    const header = `{"alg":"EdDSA","kid":"raw"}`;
    const claims = `"iss":"https://raw.example","aud":"maillage","iat":${seconds()},"exp":${seconds() + 60}`;
    expect(await outcomeOf(await raw(header, `{${claims},"sub":"a"}`, privateKey), at)).toBe(
      "jwt:https://raw.example a",
    );
    const twice = [
      [header, `{${claims},"sub":"a","sub":"b"}`],
      [header, `{${claims},"sub":"a","su\\u0062":"b"}`],
      [`{"alg":"EdDSA","kid":"raw","kid":"raw"}`, `{${claims},"sub":"a"}`],
    ] as const;
    for (const [first, second] of twice)
      expect(await outcomeOf(await raw(first, second, privateKey), at)).toEqual(REFUSED);
  });

  it.each(["../../../../dev/null", "first' or '1'='1", "first\u0000", "https://evil.example/key", "a".repeat(100)])(
    "B04 are refused when the id of their key is %j, which is nowhere looked up but in the set",
    async (kid) => {
      expect(await outcomeOf(await server.token({ header: { kid } }))).toEqual(REFUSED);
    },
  );

  it("B05 are believed by keys that were fetched ten minutes ago at most, while these cannot be fetched anew", async () => {
    const at = await freshRegistry();
    expect(await outcomeOf(await server.token(), at)).toBe(`jwt:${server.issuer} app-1`);
    server.publish("errors");
    for (const minutes of [4, 4, 1.9]) {
      clock += minutes * MINUTE_MS;
      expect(await outcomeOf(await server.token(), at)).toBe(`jwt:${server.issuer} app-1`);
    }
    clock += MINUTE_MS;
    expect(await outcomeOf(await server.token(), at)).toEqual(REFUSED);
    server.publish("keys");
    clock += MINUTE_MS;
    expect(await outcomeOf(await server.token(), at)).toBe(`jwt:${server.issuer} app-1`);
  });

  it("are believed by a new key once it is published, and by none that was taken back", async () => {
    const at = await freshRegistry();
    expect(await outcomeOf(await server.token(), at)).toBe(`jwt:${server.issuer} app-1`);
    const key = await server.addKey("second", "ES256");
    clock += MINUTE_MS;
    const token = await server.token({ header: { alg: "ES256", kid: "second" }, key });
    expect(await outcomeOf(token, at)).toBe(`jwt:${server.issuer} app-1`);
    server.publish("nothing");
    clock += 11 * MINUTE_MS;
    expect(await outcomeOf(await server.token(), at)).toEqual(REFUSED);
  });

  it("F09 that name unknown keys have the set asked for once in half a minute, and a new key is then found", async () => {
    const at = await freshRegistry();
    const before = server.asked();
    const tokens = await Promise.all(
      Array.from({ length: 50 }, (_none, n) => server.token({ header: { kid: `no-${n}` } })),
    );
    for (const token of [...tokens, ...tokens]) expect(await outcomeOf(token, at)).toEqual(REFUSED);
    expect(server.asked() - before).toBe(1);
    const key = await server.addKey("late");
    const token = await server.token({ header: { kid: "late" }, key });
    expect(await outcomeOf(token, at)).toEqual(REFUSED);
    clock += 31_000;
    expect(await outcomeOf(token, at)).toBe(`jwt:${server.issuer} app-1`);
    expect(server.asked() - before).toBe(2);
  });

  it("F09 of an issuer that is down have it asked once in half a minute", async () => {
    const at = await freshRegistry();
    server.publish("errors");
    const before = server.asked();
    for (let n = 0; n < 20; n++) expect(await outcomeOf(await server.token(), at)).toEqual(REFUSED);
    expect(server.asked() - before).toBe(1);
    server.publish("keys");
    clock += 31_000;
    expect(await outcomeOf(await server.token(), at)).toBe(`jwt:${server.issuer} app-1`);
  });
});

/** The library that makes good tokens refuses to make some of the bad ones: then the header is put there by hand. */
async function makeToken(parts: TokenParts): Promise<string> {
  return server.token(parts).catch(async () => {
    const [, claims = "", signature = ""] = (await server.token({ ...parts, header: {} })).split(".");
    return `${part({ alg: "EdDSA", kid: "first", typ: "JWT", ...parts.header })}.${claims}.${signature}`;
  });
}

/** A registry that believes an issuer whose set of keys is this text. */
async function registryOfKeys(text: string): Promise<Registry> {
  const { createServer } = await import("node:http");
  const keys = createServer((_request, response) => response.setHeader("content-type", "application/json").end(text));
  await new Promise<void>((resolve) => keys.listen(0, "127.0.0.1", resolve));
  const address = keys.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const issuer = {
    issuer: "https://raw.example",
    audience: "maillage",
    jwksUri: `http://127.0.0.1:${port}/`,
    algorithms: ["EdDSA"],
  };
  const opened = await openRegistry({
    ...{ databaseUrl, status: NOTHING_KNOWN },
    identity: {
      issuers: [{ ...issuer, scopes: [], organization: null }],
      ...{ outbound: createOutbound({ development: true, ownOrigins: () => new Set() }), now },
    },
  });
  registries.push({ ...opened, close: () => opened.close().then(() => void keys.close()) });
  return opened;
}
