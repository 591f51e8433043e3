// Signing calls to partners: one JWT per request (RFC 7519, EdDSA by RFC 8037). In: the partner, its path, the body's
// digest, the reader's visibility. Out: the token. Keys follow one another without a refused request: the next is
// published before it signs, the last one for a while after.
import { generateKeyPairSync, randomUUID, type KeyObject } from "node:crypto";
import { HUB_ISSUER, TOKEN_LIFETIME_S, type HubTokenClaims, type ReaderVisibility } from "../../schema/hub-token.js";
import { currentKey, keyId, publishedKeys, type SigningKey } from "./signing-keys.js";
import { SigningThread } from "./signing-thread.js";

export interface CallToSign {
  readonly partner: string;
  /** The path of the partner's address. */
  readonly path: string;
  readonly digest: string;
  readonly visibility: ReaderVisibility;
}

/** Signs calls; the public halves of its keys are what partners verify against. */
export interface HubSigner {
  sign(call: CallToSign): Promise<string>;
  /** The JSON Web Key Set for `/.well-known/jwks.json`. */
  readonly jwks: { readonly keys: readonly Record<string, unknown>[] };
  /** From now on these keys, oldest first, each from its time on. */
  replace(keys: readonly SigningKey[]): void;
}

/** A signer with the given private key, or with a new one. */
export function createHubSigner(privateKey: KeyObject = generateKeyPairSync("ed25519").privateKey): HubSigner {
  let keys: readonly SigningKey[] = [{ key: privateKey, from: 0 }];
  let pen = openPen(privateKey);
  return {
    get jwks() {
      return { keys: publishedKeys(keys) };
    },
    replace: (others) => void (keys = others),
    async sign({ partner, path, digest, visibility }) {
      const { key } = currentKey(keys);
      if (!key.equals(pen.key)) pen = openPen(key);
      const iat = Math.floor(Date.now() / 1000);
      const exp = iat + TOKEN_LIFETIME_S;
      const call = { aud: partner, path, digest, visibility };
      const claims: HubTokenClaims = { iss: HUB_ISSUER, ...call, iat, exp, jti: randomUUID() };
      const { header, thread } = pen;
      const signed = `${header}.${encode(claims)}`;
      return `${signed}.${await thread.sign(signed)}`;
    },
  };
}

/** What signing with one key takes. */
interface Pen {
  readonly key: KeyObject;
  readonly header: string;
  readonly thread: SigningThread;
}

function openPen(key: KeyObject): Pen {
  const header = encode({ alg: "EdDSA", typ: "JWT", kid: keyId(key) });
  return { key, header, thread: new SigningThread(key) };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
