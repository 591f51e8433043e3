// Downloading an export. In: a hub, what is wanted, a file. Out: the file, whole: until then it is called `<file>.part`, and what
// is there of it is gone on with after the connection broke.
import { createWriteStream } from "node:fs";
import { rename, rm, stat, truncate } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { Extension } from "./export-question.js";
import { findLastRecord, type LastRecord } from "./last-record.js";

export interface Download {
  /** Its address. */
  readonly hub: string;
  /** Null: those of all partners. */
  readonly partner: string | null;
  readonly extension: Extension;
  /** Further parameters, as the address has them. */
  readonly parameters: ReadonlyArray<readonly [name: string, value: string]>;
  readonly accessKey: string | null;
  readonly file: string;
  /** Whether what an earlier download left is gone on with. */
  readonly resumes: boolean;
  /** Told how many bytes there are, now and then. */
  readonly onProgress: (bytes: number) => void;
  /** Told when the connection broke, before it is tried again. */
  readonly onBroken: () => void;
  /** Before it is tried again for the first time; twice as long each time. In milliseconds; half a second when not given. */
  readonly pauseMs?: number;
}

const MOST_TRIES = 6;
const PAUSE_MS = 500;

/** Downloads the file. Gives its bytes. Throws when the hub refuses it, or does not answer after several tries. */
export async function downloadExport(download: Download): Promise<number> {
  const { file, onBroken, pauseMs = PAUSE_MS } = download;
  const part = `${file}.part`;
  if (!download.resumes) await rm(part, { force: true });
  let place = await placeIn(part, download);
  for (let tries = 1; ;) {
    const outcome = await tryDownload(download, part, place);
    if (outcome.kind === "whole") break;
    if (outcome.kind === "refused") throw new Error(outcome.message);
    const before = place?.end ?? 0;
    place = outcome.kind === "other" ? null : await placeIn(part, download);
    tries = (place?.end ?? 0) > before ? 1 : tries + 1;
    if (tries > MOST_TRIES) throw new Error(`${download.hub}: ${outcome.message}`);
    onBroken();
    await delay(outcome.waitMs ?? pauseMs * 2 ** (tries - 1));
  }
  await rename(part, file);
  return (await stat(file)).size;
}

async function placeIn(part: string, { extension }: Download): Promise<LastRecord | null> {
  const isThere = await stat(part).then(
    () => true,
    () => false,
  );
  return isThere ? findLastRecord(part, extension) : null;
}

/** `other`: what is there does not go with the rest; it is begun anew. */
type Outcome =
  | { readonly kind: "whole" }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "broken" | "other"; readonly message: string; readonly waitMs?: number };

async function tryDownload(download: Download, part: string, place: LastRecord | null): Promise<Outcome> {
  const headers = download.accessKey === null ? {} : { authorization: `Bearer ${download.accessKey}` };
  try {
    const response = await fetch(addressOf(download, place), { headers });
    if (!response.ok || response.body === null) return await refusalOf(response);
    if (place !== null && response.headers.get("maillage-head") !== place.head) {
      await response.body.cancel();
      return { kind: "other", message: "The export has other columns than what there is of it." };
    }
    if (place !== null) await truncate(part, place.end);
    const flags = place === null ? "w" : "a";
    await pipeline(response.body, counter(place?.end ?? 0, download.onProgress), createWriteStream(part, { flags }));
    return { kind: "whole" };
  } catch (error) {
    const { cause = error } = error as Error; // fetch says what happened in the cause
    return { kind: "broken", message: cause instanceof Error ? cause.message : String(cause) };
  }
}

function addressOf({ hub, partner, extension, parameters }: Download, place: LastRecord | null): URL {
  const url = new URL(`${hub.replace(/\/$/, "")}/export/${partner ?? "all"}.${extension}`);
  for (const [name, value] of parameters) url.searchParams.append(name, value);
  if (place === null) return url;
  url.searchParams.set("after", place.cursor);
  if (extension === "csv" && !url.searchParams.has("language")) {
    for (const language of place.languages) url.searchParams.append("language", language);
    if (place.languages.length === 0) url.searchParams.append("language", "");
  }
  return url;
}

async function refusalOf(response: Response): Promise<Outcome> {
  const text = await response.text();
  const message = `${response.status} ${messageIn(text) ?? response.statusText}`;
  if (response.status !== 429 && response.status < 500) return { kind: "refused", message };
  const seconds = Number(response.headers.get("retry-after") ?? "0");
  return { kind: "broken", message, ...(seconds > 0 ? { waitMs: seconds * 1_000 } : {}) };
}

function messageIn(text: string): string | null {
  try {
    const { errors, error } = JSON.parse(text) as { errors?: Array<{ message: string }>; error?: string };
    return errors?.[0]?.message ?? error ?? null;
  } catch {
    return null; // no answer of a hub
  }
}

function counter(from: number, onProgress: (bytes: number) => void): Transform {
  let bytes = from;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length;
      onProgress(bytes);
      done(null, chunk);
    },
  });
}
