// A table on this machine. In: an address: of an upload to this hub, or of anything that is fetched. Out: a file that the
// importer reads.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Outbound } from "../../../schema/outbound.js";
import { phrase } from "../import/phrase.js";
import { readWordPress } from "../import/read/read-wordpress.js";
import type { Store } from "../store.js";
import { fetchSource, SourceFault } from "./fetch-source.js";
import { writeUploadTo } from "./uploads.js";

export interface FetchedTable {
  readonly path: string;
  /** As its people named it: it may say of which type the rows are. */
  readonly name: string;
}

export interface FetchingParts {
  readonly store: Store;
  readonly outbound: Outbound;
  readonly publicUrl: () => string;
  readonly partner: string;
  readonly source: string;
  /** Where files are written. */
  readonly folder: string;
}

const UPLOAD = /^\/uploads\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Fetches a table. Throws `SourceFault`. */
export async function fetchTable(parts: FetchingParts): Promise<FetchedTable> {
  const { source, outbound, folder } = parts;
  const upload = uploadIn(parts);
  const path = join(folder, "table");
  if (upload !== null) return { path, name: await fetchUpload(parts, upload, path) };
  const fetched = await fetchSource(source, outbound);
  if (fetched.kind === "wordpress") {
    await writeFile(path, JSON.stringify(readWordPress(fetched.posts)));
    return { path, name: "" };
  }
  await writeFile(path, fetched.bytes);
  return { path, name: fetched.name };
}

/** The id of an upload to this hub. */
function uploadIn({ source, publicUrl }: FetchingParts): string | null {
  const [url, own] = [URL.parse(source), URL.parse(publicUrl())];
  return url !== null && url.origin === own?.origin ? (UPLOAD.exec(url.pathname)?.[1] ?? null) : null;
}

async function fetchUpload({ store, partner }: FetchingParts, id: string, path: string): Promise<string> {
  const name = await writeUploadTo(store, { id, partner, path });
  if (name === null) throw new SourceFault(KEPT, GONE);
  return name;
}

const KEPT = phrase(
  "a file that was uploaded for this partner within the last hour",
  "un fichier déposé pour ce partenaire il y a moins d’une heure",
);
const GONE = phrase("none at this address", "aucun à cette adresse");
