// An issuer of tokens: a real HTTP server that publishes its keys. In: what a token shall say. Out: tokens, good and bad.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTHeaderParameters } from "jose";

export interface TokenServer {
  readonly issuer: string;
  readonly jwksUri: string;
  /** How often its keys were asked for. */
  readonly asked: () => number;
  /** What it publishes from now on: its keys, none of them, or nothing but errors. */
  publish(what: "keys" | "nothing" | "errors"): void;
  /** Makes another key, and publishes it with the others. */
  addKey(kid: string, algorithm?: string): Promise<CryptoKey>;
  /** A token, good unless its parts say otherwise; `undefined` leaves a claim out. */
  token(parts?: TokenParts): Promise<string>;
  /** The public half of its first key, as text. */
  readonly publicText: string;
  stop(): Promise<void>;
}

export interface TokenParts {
  readonly header?: Partial<JWTHeaderParameters>;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: CryptoKey | Uint8Array;
}

/** Starts it. `now` is what its clock shows, in milliseconds. */
export async function startTokenServer(now: () => number): Promise<TokenServer> {
  const keys: object[] = [];
  let [asked, published] = [0, "keys"];
  const server = createServer((_request, response) => {
    asked++;
    response.writeHead(published === "errors" ? 500 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify({ keys: published === "keys" ? keys : [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  const addKey = async (kid: string, algorithm = "EdDSA"): Promise<CryptoKey> => {
    const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
    keys.push({ ...(await exportJWK(publicKey)), kid, alg: algorithm, use: "sig" });
    return privateKey;
  };
  const first = await addKey("first");
  return {
    ...{ issuer, jwksUri: `${issuer}/jwks`, addKey, publicText: JSON.stringify(keys[0]) },
    asked: () => asked,
    publish: (what) => void (published = what),
    token: ({ header, claims, key = first } = {}) => {
      const seconds = Math.floor(now() / 1_000);
      const usual = {
        iss: issuer,
        aud: "maillage",
        sub: "app-1",
        iat: seconds,
        exp: seconds + 300,
        scope: "read:network",
      };
      const payload = JSON.parse(JSON.stringify({ ...usual, ...claims })) as Record<string, unknown>; // without undefined
      return new SignJWT(payload).setProtectedHeader({ alg: "EdDSA", kid: "first", typ: "JWT", ...header }).sign(key);
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
