// The hub's side of a call: a key set on a real HTTP server, and tokens signed with it.
import { generateKeyPairSync, randomUUID, sign, type KeyObject } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";
import { bodyDigest, HUB_ISSUER, type HubTokenClaims, type ReaderVisibility } from "../../../schema/hub-token.js";

export interface TestHub {
  readonly jwksUrl: string;
  readonly privateKey: KeyObject;
  readonly kid: string;
  /** How often the keys were fetched. */
  fetches(): number;
  stop(): Promise<void>;
}

export async function startHub(): Promise<TestHub> {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const kid = "test-key";
  let fetches = 0;
  const server = createServer((_request, response) => {
    fetches++;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), kid, alg: "EdDSA", use: "sig" }] }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("expected a TCP address");
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { jwksUrl: `http://127.0.0.1:${address.port}/jwks.json`, privateKey, kid, fetches: () => fetches, stop };
}

export interface TokenParts {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: KeyObject;
}

/** A token for a request; `parts` replaces what it usually holds. */
export function signToken(
  hub: TestHub,
  use: { partner: string; body: string; visibility: ReaderVisibility },
  parts: TokenParts = {},
): string {
  const now = Math.floor(Date.now() / 1000);
  const claims: HubTokenClaims = {
    iss: HUB_ISSUER,
    aud: use.partner,
    iat: now,
    exp: now + 60,
    jti: randomUUID(),
    path: `/${use.partner}/graphql`,
    digest: bodyDigest(use.body),
    visibility: use.visibility,
  };
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const head = encode({ alg: "EdDSA", typ: "JWT", kid: hub.kid, ...parts.header });
  const signed = `${head}.${encode({ ...claims, ...parts.claims })}`;
  return `${signed}.${sign(null, Buffer.from(signed), parts.key ?? hub.privateKey).toString("base64url")}`;
}
