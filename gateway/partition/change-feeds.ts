// Reading change feeds for harvesting. In: a partner and a cursor. Out: a page of entries, every record checked as a
// live one is. What an entry says that breaks the contract goes no further; its neighbours do.
import type {
  ChangeFeeds,
  FeedEntry,
  FeedFailure,
  FeedPage,
  FeedRecord,
  RefusedEntry,
} from "../../schema/change-feed.js";
import { askedVersion } from "../../schema/contract-versions.js";
import { parseRecordId } from "../../schema/record-id.js";
import { SCALAR_CHECKS } from "../../schema/scalars.js";
import { Tally } from "../execute/tally.js";
import { writeQuestion, type PartnerClient } from "../fetch/partner-client.js";
import { changeQuestion } from "./change-question.js";
import { isObject } from "./complete-value.js";
import type { PartnerDirectory } from "./directory.js";
import { olderQuestion } from "./older-question.js";
import { INVALID, type RowUse } from "./row-types.js";

const INVALID_PAGE: FeedFailure = { kind: "failed", status: "INVALID", reason: "feed" };
const LONGEST_CURSOR = 4_000;
const LONGEST_EPOCH = 200;

/** Feeds of the partners in a directory, read with a client whose limits allow for large pages. */
export function createChangeFeeds(directory: PartnerDirectory, client: PartnerClient): ChangeFeeds {
  return {
    async read({ partner, after, first }) {
      const entry = directory.snapshot().get(partner);
      if (entry === undefined) return { kind: "failed", status: "SKIPPED", reason: "not-active" };
      const older = olderQuestion(changeQuestion().document, entry.contractVersion);
      const question = writeQuestion((older ?? changeQuestion()).document, { after, first });
      const deadline = Date.now() + client.limits.partnerMs;
      const outcome = await client.ask(entry, question, { visibility: "NETWORK", deadline, tally: new Tally() });
      if (outcome.kind === "failed") return { kind: "failed", status: outcome.status, reason: outcome.reason };
      older?.fillIn(outcome.data);
      const page = readPage(outcome.data.changes, { partner, first, bytes: outcome.bytes });
      return page.kind === "page" ? { ...page, version: askedVersion(entry.contractVersion) } : page;
    },
  };
}

interface PageUse {
  readonly partner: string;
  readonly first: number;
  readonly bytes: number;
}

function readPage(value: unknown, { partner, first, bytes }: PageUse): FeedPage | FeedFailure {
  if (!isObject(value) || !Array.isArray(value.changes) || value.changes.length > first) return INVALID_PAGE;
  const { epoch, restart, endCursor, hasMore } = value;
  if (!isText(epoch, LONGEST_EPOCH) || !isText(endCursor, LONGEST_CURSOR)) return INVALID_PAGE;
  if (typeof restart !== "boolean" || typeof hasMore !== "boolean") return INVALID_PAGE;
  const entries: FeedEntry[] = [];
  const refused: RefusedEntry[] = [];
  for (const raw of value.changes as unknown[]) {
    const entry = readEntry(raw, partner);
    if ("at" in entry) entries.push(entry);
    else refused.push(entry);
  }
  return { kind: "page", epoch, restart, entries, refused, endCursor, hasMore, bytes };
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= longest && !value.includes("\0");
}

function readEntry(raw: unknown, partner: string): FeedEntry | RefusedEntry {
  const entry = isObject(raw) ? raw : {};
  const sequence = readSequence(entry.sequence);
  const parsed = parseRecordId(entry.id);
  const id = parsed?.partner === partner && typeof entry.id === "string" ? entry.id : null;
  const at = SCALAR_CHECKS.DateTime(entry.at) ? String(entry.at) : null;
  if (sequence === null || id === null) return { id, sequence };
  // What is withdrawn goes, even when the partner cannot say when.
  if (entry.op === "DELETE") return { sequence, id, at: at ?? new Date().toISOString(), record: null };
  const record = entry.op === "UPSERT" && at !== null ? readRecord(entry.record, { partner, id }) : null;
  if (record === null || at === null) return { id, sequence, isWithdrawn: isSaidHidden(entry.record) };
  return { sequence, id, at, record };
}

function isSaidHidden(record: unknown): boolean {
  return isObject(record) && record.visibility !== undefined && record.visibility !== "PUBLIC";
}

/** Digits, as many as the partner's counter has. */
function readSequence(value: unknown): bigint | null {
  return typeof value === "string" && /^\d{1,30}$/.test(value) ? BigInt(value) : null;
}

function readRecord(raw: unknown, { partner, id }: { partner: string; id: string }): FeedRecord | null {
  const { shapes, aliases } = changeQuestion();
  const typename = isObject(raw) ? raw.__typename : null;
  const shape = typeof typename === "string" ? shapes.get(typename) : undefined;
  if (shape === undefined || !isObject(raw)) return null;
  const use: RowUse = { partner, visibility: "NETWORK", via: "LIVE", asOf: "", stubs: [], faults: 0 };
  const row = shape.read(raw, use);
  if (row === INVALID || row.id !== id) return null;
  for (const { holder, key, id: target } of use.stubs) Reflect.set(holder, key, { id: target });
  const fields = Object.entries(row).map(([key, value]) => [aliases.get(key) ?? key, value] as const);
  return { __typename: shape.type.name, ...Object.fromEntries(fields) };
}
