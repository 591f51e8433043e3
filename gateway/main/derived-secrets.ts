// Secrets that follow from the hub's key (HKDF, RFC 5869): nothing secret is stored, and every process of the hub knows them.
// In: the key and what the secret is for. Out: `whsec_` and base64, as Standard Webhooks has it.
import { createPrivateKey, hkdfSync, type KeyObject } from "node:crypto";

/** The secret for a purpose, like `notify aidants`; another purpose, another secret. */
export function derivedSecret(key: KeyObject, purpose: string): string {
  const material = createPrivateKey(key.export({ type: "pkcs8", format: "pem" })).export({
    type: "pkcs8",
    format: "der",
  });
  const derived = hkdfSync("sha256", material, "", `maillage ${purpose}`, 32);
  return `whsec_${Buffer.from(derived).toString("base64")}`;
}
