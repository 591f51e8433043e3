// The registry of a running network, opened beside it: to change what its operators change. Nobody asks it how
// partners are doing.
import { openRegistry, type Registry } from "../../services/registry/registry.js";

/** Opens the registry of a database. */
export function openTestRegistry(databaseUrl: string): Promise<Registry> {
  return openRegistry({ databaseUrl, status: NOTHING_KNOWN });
}

/** How partners are doing, where nobody asks. */
export const NOTHING_KNOWN = {
  live: () => {
    throw new Error("not asked here");
  },
  harvests: async () => new Map(),
  counts: async () => new Map(),
  hide: async () => undefined,
  resume: async () => undefined,
  forget: async () => undefined,
};
