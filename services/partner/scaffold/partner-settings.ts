// `maillage.json`: what a partner on a computer of its own says of itself. In: the file of a folder. Out: checked settings;
// what is wrong is listed all at once, in the words of the file.
import { readFile } from "node:fs/promises";
import { basename, isAbsolute, join, normalize } from "node:path";
import { z } from "zod";
import { fold } from "../../../schema/fold.js";
import { isPartnerKey, RECORD_TYPES, type RecordType } from "../../../schema/record-id.js";
import { isLanguageTag } from "../../../schema/scalars.js";
import { isLicence } from "../kit/endpoint-checks.js";

export const SETTINGS_FILE = "maillage.json";

const TYPES = Object.keys(RECORD_TYPES) as [RecordType, ...RecordType[]]; // keys of a const object

/** An http address without a slash at its end. */
const ADDRESS = z
  .string()
  .regex(/^https?:\/\/[^\s/]+/, "expected an address, like https://hub.example.org")
  .transform((text) => text.replace(/\/+$/, ""));

const TABLE = z.strictObject({
  file: z.string().refine(isInside, "expected a file of this folder"),
  /** What its rows are, when no column says it. */
  type: z.enum(TYPES).optional(),
  /** REPLACE: what is no longer in the table is deleted. MERGE: it stays. */
  rows: z.enum(["REPLACE", "MERGE"]).default("REPLACE"),
});

const LANGUAGE = z.string().refine(isLanguageTag, "expected a language tag, like fr or en");

const SETTINGS = z.strictObject({
  key: z.string().refine(isPartnerKey, "expected 2 to 40 of a-z 0-9 -, not hub"),
  name: z.string().min(1),
  /** The language of texts that do not say theirs, and of what the commands say. */
  language: LANGUAGE,
  languages: z.array(LANGUAGE).min(1),
  licence: z.string().refine(isLicence, "expected an SPDX identifier, like CC-BY-4.0"),
  port: z.int().min(0).max(65_535).default(4001),
  host: z.string().default("127.0.0.1"),
  /** The hub whose tokens are required; null: whoever asks reads what is public. */
  hub: ADDRESS.nullable().default(null),
  tables: z.array(TABLE).default([]),
  /** A PostgreSQL of one's own; null: one of its own in the data folder. */
  database: z.string().nullable().default(null),
});

export type PartnerSettings = z.infer<typeof SETTINGS>;
export type TableSettings = PartnerSettings["tables"][number];

/** Reads a folder's settings. Throws an Error that lists what is wrong, with what to do when there are none. */
export async function readSettings(folder: string): Promise<PartnerSettings> {
  const path = join(folder, SETTINGS_FILE);
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== "ENOENT") throw cause;
    throw new Error(`${path} is not there: \`maillage init ${folder}\` makes it.`, { cause });
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path}: expected JSON, got a text that is none`, { cause });
  }
  return checkSettings(json, path);
}

/** Checks settings, wherever they come from. Throws an Error that lists what is wrong. */
export function checkSettings(value: unknown, from: string): PartnerSettings {
  const parsed = SETTINGS.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "(all)"}: ${message}`);
  throw new Error(`${from} cannot be used:\n- ${faults.join("\n- ")}`);
}

/** A key made from a name: the folder's, or the association's. Null when nothing of it can be part of a key. */
export function keyOfName(name: string): string | null {
  const plain = fold(basename(name)).replaceAll(/[^a-z0-9]+/g, "-");
  const key = plain.slice(0, 40).replaceAll(/^-+|-+$/g, "");
  return isPartnerKey(key) ? key : null;
}

function isInside(file: string): boolean {
  return file !== "" && !isAbsolute(file) && !normalize(file).startsWith("..");
}
