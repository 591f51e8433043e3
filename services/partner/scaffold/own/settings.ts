// What this partner says of itself. In: maillage.json beside this file. Out: settings.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Settings {
  /** Every id begins with it. */
  readonly key: string;
  readonly name: string;
  /** The language of records that do not say theirs. */
  readonly language: string;
  readonly languages: readonly string[];
  /** SPDX, like CC-BY-4.0. */
  readonly licence: string;
  readonly port: number;
  readonly host: string;
  /** The hub whose tokens are good here; null: every question is refused. */
  readonly hub: string | null;
}

/** A file of this folder. */
export function beside(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** Reads the settings. Throws when they are not there or no JSON. */
export function readSettings(): Settings {
  return JSON.parse(readFileSync(beside("maillage.json"), "utf8")) as Settings; // `maillage init` wrote and checked it
}

/** A file that must outlive this program: in `state`, or where systemd or a container says. */
export function stateFile(name: string): string {
  const folder = process.env.STATE_DIRECTORY ?? beside("state");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, name);
}
