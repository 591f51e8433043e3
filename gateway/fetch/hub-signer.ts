// Signing calls to partners: one JWT per request (RFC 7519, EdDSA by RFC 8037). In: the partner, the body's digest,
// the reader's visibility. Out: the token.
import { createPublicKey, generateKeyPairSync, randomUUID, type KeyObject } from "node:crypto";
import { HUB_ISSUER, TOKEN_LIFETIME_S, type HubTokenClaims, type ReaderVisibility } from "../../schema/hub-token.js";
import { SigningThread } from "./signing-thread.js";

export interface CallToSign {
  readonly partner: string;
  /** The path of the partner's address. */
  readonly path: string;
  readonly digest: string;
  readonly visibility: ReaderVisibility;
}

/** Signs calls with one key; the key's public half is what partners verify against. */
export interface HubSigner {
  sign(call: CallToSign): Promise<string>;
  /** The JSON Web Key Set for `/.well-known/jwks.json`. */
  readonly jwks: { readonly keys: readonly Record<string, unknown>[] };
}

/** A signer with the given private key, or with a new one. */
export function createHubSigner(privateKey: KeyObject = generateKeyPairSync("ed25519").privateKey): HubSigner {
  const jwk = createPublicKey(privateKey).export({ format: "jwk" });
  const kid = String(jwk.x).slice(0, 16);
  const thread = new SigningThread(privateKey);
  const header = encode({ alg: "EdDSA", typ: "JWT", kid });
  return {
    jwks: { keys: [{ ...jwk, kid, alg: "EdDSA", use: "sig" }] },
    async sign({ partner, path, digest, visibility }) {
      const iat = Math.floor(Date.now() / 1000);
      const exp = iat + TOKEN_LIFETIME_S;
      const call = { aud: partner, path, digest, visibility };
      const claims: HubTokenClaims = { iss: HUB_ISSUER, ...call, iat, exp, jti: randomUUID() };
      const signed = `${header}.${encode(claims)}`;
      return `${signed}.${await thread.sign(signed)}`;
    },
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
