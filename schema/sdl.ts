// The SDL files of this folder. In: a file's name. Out: its text or document. Found from the project's root, so
// that it works from source, from `dist` and from an installed package.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, type DocumentNode } from "graphql";
import { CONTRACT_VERSION } from "./contract-versions.js";

export type SdlName = "contract" | "registry" | "knowledge" | "exchange" | "supergraph" | "api";

/** The project's root: the nearest folder above with a package.json. */
export const PROJECT_ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

/** The path of a file in `schema/`. */
export function schemaPath(file: string): string {
  return join(PROJECT_ROOT, "schema", file);
}

/** The text of one of the SDL files. */
export function readSdl(name: SdlName): string {
  return readFileSync(schemaPath(`${name}.graphql`), "utf8");
}

/** The contract as it was in an older version; the present one for the present version. */
export function contractDocument(version: string): DocumentNode {
  if (version === CONTRACT_VERSION) return readSdlDocument("contract");
  return parse(readFileSync(schemaPath(`versions/contract-${version}.graphql`), "utf8"));
}

/** One of the SDL files, parsed. */
export function readSdlDocument(name: SdlName): DocumentNode {
  return parse(readSdl(name));
}

/** The subgraphs that the planner sees. */
export type SubgraphName = "partners" | "registry" | "knowledge" | "exchange";

/** The SDL of a subgraph; that of `partners` is the contract. */
export function subgraphDocument(name: SubgraphName): DocumentNode {
  return readSdlDocument(name === "partners" ? "contract" : name);
}

function findRoot(folder: string): string {
  try {
    readFileSync(join(folder, "package.json"));
    return folder;
  } catch {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("No package.json above the schema's own folder.");
    return findRoot(parent);
  }
}
