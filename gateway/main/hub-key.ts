// The hub's signing key, kept in the data folder so that a restart does not make partners' copies of it worthless.
// In: the folder. Out: the private key (Ed25519, PKCS #8), readable by its owner only.
import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The key of a data folder; made at the first start. */
export async function keepHubKey(dataDir: string): Promise<KeyObject> {
  const path = join(dataDir, "hub-key.pem");
  try {
    return createPrivateKey(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error; // what reading a file throws
  }
  const { privateKey } = generateKeyPairSync("ed25519");
  await writeFile(path, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx" });
  return privateKey;
}
