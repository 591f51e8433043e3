// Partners without a server, in a hub: the door of the program that serves them, its store, their sources. In: the hub's
// options. Out: the registry's port; uploads; a timer that looks for sources whose time has come.
import { describeFault } from "../../schema/describe-fault.js";
import type { HostedPartners } from "../../schema/hosted-partners.js";
import type { Outbound } from "../../schema/outbound.js";
import { writeProgramUrl } from "../../services/partner/hosting/profiles.js";
import { storeUpload, type UploadOptions } from "../../services/partner/hosting/uploads.js";
import { openStore, type Store } from "../../services/partner/store.js";
import type { Registry } from "../../services/registry/registry.js";
import { lookRegularly } from "./look-regularly.js";
import type { ServiceOptions } from "./service-options.js";

export interface HubHosting {
  readonly program: HostedPartners;
  /** Says where the program answers that serves partners: `<url>/<key>/graphql`. */
  listens(url: string): Promise<void>;
  /** Keeps a file for an hour; gives its id. Throws `UploadTooLarge`. */
  takeUpload(upload: UploadOptions): Promise<string>;
  /** Begins to look for sources, and has the hub come round to partners that changed something. */
  start(registry: Pick<Registry, "sources" | "identity">, onChange: (partner: string) => Promise<void>): void;
  close(): Promise<void>;
}

const SOURCE_MS = 60_000;
const CONNECTIONS = 3;

/** Opens it; the store, when it is first needed. */
export function openHosting(
  { databaseUrl, log, isWorker = true, sourceMs = SOURCE_MS }: ServiceOptions,
  outbound: Outbound,
): HubHosting {
  let opened: Promise<Store> | null = null;
  const store = (): Promise<Store> => (opened ??= openStore({ databaseUrl, connections: CONNECTIONS }));
  const late = { onChange: async (_partner: string): Promise<void> => undefined, publicUrl: () => "" };
  const program = openedLate(async () => {
    const { openHostedProgram } = await import("../../services/partner/hosting/hosted-program.js");
    const parts = { store, outbound, publicUrl: () => late.publicUrl() };
    return openHostedProgram({ ...parts, onChange: (partner) => late.onChange(partner) });
  });
  let stopLooking = async (): Promise<void> => undefined;
  return {
    program,
    listens: async (url) => writeProgramUrl(await store(), url),
    takeUpload: async (upload) => storeUpload(await store(), upload),
    start(registry, onChange) {
      Object.assign(late, { onChange, publicUrl: registry.identity.publicUrl });
      if (!isWorker) return;
      const onTrouble = (error: unknown): void =>
        log.error({ error: describeFault(error) }, "A source could not be looked at.");
      stopLooking = lookRegularly({ everyMs: sourceMs, look: () => registry.sources.visitNext(), onTrouble });
    },
    async close() {
      await stopLooking();
      await (await opened)?.close();
    },
  };
}

/** A door that is opened by whoever first knocks: the importer is loaded by those hubs that run partners. */
function openedLate(open: () => Promise<HostedPartners>): HostedPartners {
  let opened: Promise<HostedPartners> | null = null;
  const door = (): Promise<HostedPartners> => (opened ??= open());
  return {
    open: async (profile) => (await door()).open(profile),
    forget: async (partner) => (await door()).forget(partner),
    importTable: async (wish) => (await door()).importTable(wish),
    visit: async (source, digest) => (await door()).visit(source, digest),
    saveRecord: async (wish) => (await door()).saveRecord(wish),
    withdraw: async (id) => (await door()).withdraw(id),
  };
}
