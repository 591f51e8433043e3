// Composition: the subgraphs' SDL → one supergraph. In: names, addresses and SDL. Out: the supergraph for the planner
// and the public schema for readers, or the faults that the composer found.
import { composeServices } from "@theguild/federation-composition";
import { parse } from "graphql";
import { subgraphDocument, type SubgraphName } from "../../schema/sdl.js";

export interface SubgraphSdl {
  readonly name: string;
  /** Where it answers, as it is written into the supergraph. */
  readonly url: string;
  readonly sdl: ReturnType<typeof parse>;
}

export type Composition =
  | { readonly ok: true; readonly supergraph: string; readonly api: string }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Composes subgraphs by the rules of Federation 2. Never throws: what does not compose comes back as `faults`. */
export function composeSupergraph(subgraphs: readonly SubgraphSdl[]): Composition {
  const result = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: sdl })));
  if (result.supergraphSdl === undefined) return { ok: false, faults: (result.errors ?? []).map((e) => e.message) };
  return { ok: true, supergraph: result.supergraphSdl, api: result.publicSdl };
}

/** The hub's own subgraphs as far as they are built, at the addresses written into the shipped supergraph. */
export function hubSubgraphs(
  urlOf: (name: SubgraphName) => string = (name) => `http://${name}/graphql`,
): SubgraphSdl[] {
  const names: SubgraphName[] = ["partners", "registry", "knowledge", "exchange"];
  return names.map((name) => ({ name, url: urlOf(name), sdl: subgraphDocument(name) }));
}
