// A folder that `maillage serve` serves, for commands beside it. In: the folder. Out: its settings, where it answers, and a
// signer that it trusts: a check on this machine can look at what tokens are for without a hub.
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readSettings, type PartnerSettings } from "../../services/partner/scaffold/partner-settings.js";
import { createHubSigner, type HubSigner } from "../fetch/hub-signer.js";
import { keepKey } from "./hub-key.js";

/** The key of checks on this machine, in the data folder: whoever can read it may ask as a hub does. */
export const CHECK_KEY = "check-key.pem";
/** Where it answers, in the data folder. */
export const SERVED_AT = "served-at";

export interface ServedFolder {
  readonly folder: string;
  readonly dataDir: string;
  readonly settings: PartnerSettings;
  readonly endpoint: string;
  /** Null when it was never served, or when its data folder may not be read. */
  readonly signer: HubSigner | null;
}

/** Anything with a scheme, good or not; a single letter is a drive. */
const ADDRESS = /^[a-z][a-z0-9+.-]+:/i;

/** What is known of a folder; null when the target is an address. Throws an Error that the operator can act on. */
export async function readServedFolder(target: string, otherDataDir?: string): Promise<ServedFolder | null> {
  if (ADDRESS.test(target)) return null;
  const folder = resolve(target);
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new Error(`expected an https address or a folder, got ${target}`);
  const settings = await readSettings(folder);
  const dataDir = resolve(otherDataDir ?? join(folder, ".maillage"));
  const served = await readFile(join(dataDir, SERVED_AT), "utf8").catch(() => null);
  const written = served?.trim() ?? `http://127.0.0.1:${settings.port}/${settings.key}/graphql`;
  const endpoint = written.replace(/\/\/(0\.0\.0\.0|\[::\]):/, "//127.0.0.1:"); // every address is this machine's, too
  const key = join(dataDir, CHECK_KEY);
  return { folder, dataDir, settings, endpoint, signer: existsSync(key) ? createHubSigner(await keepKey(key)) : null };
}
