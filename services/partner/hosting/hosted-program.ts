// The door of the program that serves partners without a server, for the hub. In: the partner store, the way out. Out:
// profiles, imports and records of these partners. Whoever changed something has the hub come round.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type {
  HostedPartners,
  HostedProfile,
  RecordWish,
  SourceVisit,
  TableReport,
  TableSource,
  TableWish,
} from "../../../schema/hosted-partners.js";
import type { Outbound } from "../../../schema/outbound.js";
import { proseLanguage } from "../../../schema/prose-language.js";
import { isRecordType, ownerOf } from "../../../schema/record-id.js";
import { deleteRecords, saveRecords, type Store } from "../store.js";
import { forgetHostedPartner } from "../store/forget-partner.js";
import { renewEpochs } from "../store/renew-epochs.js";
import { importPartnerTable, savePartnerRecord, type PartnerImportReport } from "../import/import-partner-table.js";
import { SourceFault } from "./fetch-source.js";
import { fetchTable, type FetchedTable, type FetchingParts } from "./fetch-table.js";
import { readProfile, readProgramUrl, writeProfile } from "./profiles.js";
import { NO_FIGURES, reasonOf, reportOf, unreadReport, visitOf } from "./table-report.js";

export interface HostedProgramOptions {
  /** The partner store; opened when it is first needed. */
  readonly store: () => Promise<Store>;
  readonly outbound: Outbound;
  /** The address that readers know the hub by. */
  readonly publicUrl: () => string;
  /** Told of a partner whose records changed. */
  readonly onChange: (partner: string) => Promise<void>;
}

/** Opens the door. */
export function openHostedProgram(options: HostedProgramOptions): HostedPartners {
  const { store, onChange } = options;
  const changed = async (partner: string, report: TableReport, dryRun: boolean): Promise<TableReport> => {
    if (!dryRun && report.created + report.changed + report.deleted > 0) await onChange(partner);
    return report;
  };
  return {
    open: async (profile) => openPartner(await store(), profile),
    forget: async (partner) => forgetHostedPartner(await store(), partner),
    importTable: async (wish) => changed(wish.partner, await importWish(await store(), wish, options), wish.dryRun),
    visit: (source, digest) => visit(source, digest, options),
    saveRecord: async (wish) => changed(wish.partner, await saveWish(await store(), wish), wish.dryRun),
    async withdraw(id) {
      const deleted = await deleteRecords(await store(), ownerOf(id), [id]);
      if (deleted > 0) await onChange(ownerOf(id));
      return deleted > 0;
    },
  };
}

async function openPartner(store: Store, profile: HostedProfile): Promise<string> {
  const url = await readProgramUrl(store);
  if (url === null) throw new Error("No program that serves partners has run on this database.");
  const { key, name, languages } = profile;
  const isNew = (await readProfile(store, key)) === null;
  await store.transaction((tx) => writeProfile(tx, profile));
  await renewEpochs(store);
  if (isNew)
    await saveRecords(store, key, [{ id: `${key}:organization:${key}`, name, language: languages[0] ?? "en" }]);
  return `${url}/${key}/graphql`;
}

/** What a partner's rows have where they say nothing. */
async function standardsOf(store: Store, partner: string): Promise<{ language: string; licence: string }> {
  const profile = await readProfile(store, partner);
  return { language: profile?.languages[0] ?? "en", licence: profile?.licence ?? "CC-BY-4.0" };
}

async function importWish(store: Store, wish: TableWish, options: HostedProgramOptions): Promise<TableReport> {
  const language = proseLanguage(wish.languages);
  try {
    const fetching = { ...options, store, partner: wish.partner, source: wish.source };
    return await withTable(fetching, async (table) => reportOf(await importFetched(store, wish, table), language));
  } catch (error) {
    if (error instanceof SourceFault) return unreadReport(error, language);
    throw error;
  }
}

type Importing = Pick<TableWish, "partner" | "rows" | "type" | "dryRun" | "confirmDeleted">;

async function importFetched(store: Store, wish: Importing, file: FetchedTable): Promise<PartnerImportReport> {
  const { partner, rows, dryRun, type, confirmDeleted } = wish;
  return importPartnerTable({
    ...{ store, partner, file, rows, dryRun, standards: await standardsOf(store, partner) },
    ...(type === null || !isRecordType(type) ? {} : { type }),
    ...(confirmDeleted === null ? {} : { confirmDeleted }),
  });
}

async function saveWish(store: Store, { partner, cells, dryRun, languages }: RecordWish): Promise<TableReport> {
  const standards = await standardsOf(store, partner);
  return reportOf(await savePartnerRecord({ store, partner, cells, dryRun, standards }), proseLanguage(languages));
}

async function visit(source: TableSource, digest: string | null, options: HostedProgramOptions): Promise<SourceVisit> {
  const store = await options.store();
  const { partner, url } = source;
  try {
    return await withTable({ ...options, store, partner, source: url }, async (table) => {
      const now = await digestOf(table.path);
      if (now === digest) return { digest, state: "SAME", figures: NO_FIGURES, reason: null };
      const wish = { ...source, dryRun: false, confirmDeleted: null };
      const visited = visitOf(await importFetched(store, wish, table), now);
      const { created, changed, deleted } = visited.figures;
      if (created + changed + deleted > 0) await options.onChange(partner);
      return visited;
    });
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return { digest: null, state: "UNREADABLE", figures: NO_FIGURES, reason: reasonOf(error) };
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** Works on a table in a folder of its own, which goes again. Throws `SourceFault` where it cannot be had. */
async function withTable<T>(
  wish: Omit<FetchingParts, "folder">,
  work: (table: FetchedTable) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "maillage-table-"));
  try {
    return await work(await fetchTable({ ...wish, folder }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
