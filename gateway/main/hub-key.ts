// The hub's keys, kept in the data folder so that a restart does not make partners' copies worthless. In: the folder. Out:
// the key that stays (secrets of "come now" follow from it; it signs, too, until there is another), and the keys that
// sign, each from its time on. Files are readable by their owner only: `hub-key.pem`, `hub-key-<time>.pem`.
import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { link, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RETIRED_AFTER_MS, type SigningKey } from "../fetch/signing-keys.js";

const FIRST = "hub-key.pem";
const LATER = /^hub-key-(\d{13})\.pem$/;
/** Partners look at the hub's keys every ten minutes at most; a new key signs when all have seen it. */
const ANNOUNCED_FOR_MS = 15 * 60_000;

export interface HubKeys {
  readonly first: KeyObject;
  /** Oldest first. */
  readonly signing: readonly SigningKey[];
}

/** The keys of a data folder; the first is made at the first start. */
export async function keepHubKeys(dataDir: string): Promise<HubKeys> {
  const first = await keepKey(join(dataDir, FIRST));
  return { first, signing: [{ key: first, from: 0 }, ...(await laterKeys(dataDir))] };
}

/** The key in a file (Ed25519, PKCS #8, PEM); made when there is no such file. */
export async function keepKey(path: string): Promise<KeyObject> {
  try {
    return createPrivateKey(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error; // what reading a file throws
  }
  const { privateKey } = generateKeyPairSync("ed25519");
  const own = `${path}.${process.pid}`;
  await writeFile(own, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  // Of several processes that make it at once, one does, and the others go by its key.
  await link(own, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(own);
  return createPrivateKey(await readFile(path));
}

async function laterKeys(dataDir: string): Promise<SigningKey[]> {
  const times = (await readdir(dataDir)).flatMap((file) => LATER.exec(file)?.[1] ?? []).toSorted();
  return Promise.all(
    times.map(async (time) => {
      const pem = await readFile(join(dataDir, `hub-key-${time}.pem`));
      return { key: createPrivateKey(pem), from: Number(time) };
    }),
  );
}

/**
 * Makes the next signing key, for a hub that runs or not: it is published at once and signs a quarter of an hour later.
 * Keys that no partner needs any more are removed. Gives the time from which it signs, in milliseconds since the epoch.
 */
export async function rotateHubKey(dataDir: string, nowMs = Date.now()): Promise<number> {
  const { signing } = await keepHubKeys(dataDir);
  const from = nowMs + ANNOUNCED_FOR_MS;
  await keepKey(join(dataDir, `hub-key-${from}.pem`));
  for (const [at, { from: since }] of signing.entries()) {
    const successor = signing[at + 1];
    const isRetired = successor !== undefined && nowMs > successor.from + RETIRED_AFTER_MS;
    if (since > 0 && isRetired) await rm(join(dataDir, `hub-key-${since}.pem`));
  }
  return from;
}
