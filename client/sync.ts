// The client for apps: a copy of the network's records, kept up to date. In: a place to keep it. Out: what was done. The first time
// everything is listed; then only what changed is asked for, deletions included. Whatever ends it, the next run goes on from there.
import type { Answer, QueryOptions } from "./answer.js";
import { MaillageError } from "./maillage-error.js";
import { changesDocument, listDocument, RECORD_TYPES, type RecordType, type Selections } from "./sync-documents.js";
import { askSmaller } from "./walk-pages.js";

/** A record as it was selected; its id and `__typename` are always there. */
export type SyncedRecord = { readonly id: string; readonly __typename: string } & Readonly<Record<string, unknown>>;

export type SyncChange =
  | { readonly op: "UPSERT"; readonly id: string; readonly record: SyncedRecord }
  | { readonly op: "DELETE"; readonly id: string };

/** Where the copy is kept. */
export interface SyncStore {
  /** What `apply` was last given; null when nothing was, or null. */
  cursor(): Promise<string | null>;
  /** Ids of all records that it holds. Asked for when everything is listed anew: what is not in the list goes. */
  ids(): Promise<Iterable<string>>;
  /** Makes the changes, in order, and keeps the cursor: both or neither, so in one transaction. No id is in it twice. */
  apply(changes: readonly SyncChange[], cursor: string | null): Promise<void>;
}

export interface SyncOptions {
  readonly store: SyncStore;
  /** All five when not given. */
  readonly types?: readonly RecordType[];
  readonly filter?: { readonly partners?: readonly string[]; readonly topics?: readonly string[] };
  /** What is kept of each type; name, summary, topics and the like when not given. */
  readonly select?: Selections;
  /** Records that are asked for at once, 200 when not given; the hub lists 100 at most. */
  readonly pageSize?: number;
  readonly signal?: AbortSignal;
}

export interface SyncReport {
  readonly upserted: number;
  readonly deleted: number;
  /** Whether everything was listed, because there was no cursor, an old one, or another question than the last time. */
  readonly isAnew: boolean;
}

export interface SyncUse {
  query(
    document: string,
    variables: Readonly<Record<string, unknown>>,
    options?: QueryOptions,
  ): Promise<Answer<unknown>>;
  /** The cursor of the latest change that this reader may know of. */
  latestCursor(signal: AbortSignal | undefined): Promise<string | null>;
  /** What kind of reader asks: another one sees other records. */
  readonly reader: string;
}

/** Brings a store up to date. Throws as `query` does; what was applied until then stays, and the next run goes on. */
export async function syncStore(use: SyncUse, options: SyncOptions): Promise<SyncReport> {
  const run = new SyncRun(use, options);
  const kept = await options.store.cursor();
  const [question, cursor] = kept === null ? [] : cut(kept);
  if (cursor !== undefined && question === run.question) {
    try {
      await run.follow(cursor);
      return run.report(false);
    } catch (error) {
      if (!(error instanceof MaillageError) || error.code !== "CURSOR_EXPIRED") throw error;
    }
  }
  await run.follow(await run.listAll());
  return run.report(true);
}

const PAGE_RECORDS = 200;
const LISTED_AT_ONCE = 100;
const WHOLE: ReadonlySet<string> = new Set(["ANSWERED", "SKIPPED"]);

class SyncRun {
  /** What is asked for, in short. A cursor goes on only for the question that it was kept for. */
  readonly question: string;
  readonly #use: SyncUse;
  readonly #options: SyncOptions;
  readonly #types: readonly RecordType[];
  #upserted = 0;
  #deleted = 0;

  constructor(use: SyncUse, options: SyncOptions) {
    const { types = RECORD_TYPES, filter = {}, select = {} } = options;
    [this.#use, this.#options, this.#types] = [use, options, types];
    this.question = digest(JSON.stringify([use.reader, types, filter.partners, filter.topics, select]));
  }

  report(isAnew: boolean): SyncReport {
    return { upserted: this.#upserted, deleted: this.#deleted, isAnew };
  }

  /** Applies what changed after a cursor, page by page. */
  async follow(from: string): Promise<void> {
    const { filter = {}, select = {}, pageSize = PAGE_RECORDS } = this.#options;
    const document = changesDocument(this.#types, select);
    const variables = { filter: { ...filter, types: this.#types } };
    for (let after = from, size = pageSize, hasMore = true; hasMore;) {
      const [{ data }, taken] = await askSmaller((first) => this.#ask(document, { ...variables, after, first }), size);
      const { page } = data as { readonly page: ChangesPage }; // as the document asks
      await this.#apply(page.changes.map(toChange), page.endCursor);
      [size, hasMore, after] = [taken, page.hasMore, page.endCursor];
    }
  }

  /**
   * Lists everything; what the store holds and the list does not, goes. Gives the cursor of before: what changed meanwhile is
   * told after it. Until the list is complete the store has no cursor, so that a run that is cut off begins anew.
   */
  async listAll(): Promise<string> {
    const cursor = await this.#use.latestCursor(this.#options.signal);
    if (cursor === null)
      throw new MaillageError({ code: "NOT_GRAPHQL", message: "The hub did not say where its changes end." });
    const seen = new Set<string>();
    for (const type of this.#types) await this.#listType(type, seen);
    const gone = [...(await this.#options.store.ids())].filter((id) => !seen.has(id));
    await this.#apply(
      gone.map((id) => ({ op: "DELETE", id })),
      cursor,
    );
    return cursor;
  }

  async #listType(type: RecordType, seen: Set<string>): Promise<void> {
    const { filter = {}, select = {}, pageSize = PAGE_RECORDS } = this.#options;
    const document = listDocument(type, select);
    let size = Math.min(pageSize, LISTED_AT_ONCE);
    for (let after: string | null = null, hasMore = true; hasMore;) {
      const [{ data }, taken] = await askSmaller((first) => this.#ask(document, { filter, after, first }), size);
      const { page } = data as { readonly page: ListPage }; // as the document asks
      const failed = page.completeness.sources.find(({ status }) => !WHOLE.has(status));
      if (failed) throw incomplete(failed.partner, data);
      for (const { id } of page.nodes) seen.add(id);
      await this.#apply(
        page.nodes.map((record) => ({ op: "UPSERT", id: record.id, record })),
        null,
      );
      [size, hasMore, after] = [taken, page.pageInfo.hasNextPage, page.pageInfo.endCursor];
    }
  }

  async #apply(changes: readonly SyncChange[], cursor: string | null): Promise<void> {
    const latest = [...new Map(changes.map((change) => [change.id, change])).values()];
    await this.#options.store.apply(latest, cursor === null ? null : `${this.question} ${cursor}`);
    const upserted = latest.filter(({ op }) => op === "UPSERT").length;
    this.#upserted += upserted;
    this.#deleted += latest.length - upserted;
  }

  #ask(document: string, variables: Readonly<Record<string, unknown>>): Promise<Answer<unknown>> {
    return this.#use.query(document, variables, { freshness: "mirror", signal: this.#options.signal });
  }
}

interface ToldChange {
  readonly op: "UPSERT" | "DELETE";
  readonly id: string;
  readonly record: SyncedRecord | null;
}

interface ChangesPage {
  readonly endCursor: string;
  readonly hasMore: boolean;
  readonly changes: readonly ToldChange[];
}

interface ListPage {
  readonly nodes: readonly SyncedRecord[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly completeness: { readonly sources: ReadonlyArray<{ readonly partner: string; readonly status: string }> };
}

/** A record that is not there any more when its change is read has gone since. */
function toChange({ op, id, record }: ToldChange): SyncChange {
  return op === "DELETE" || record === null ? { op: "DELETE", id } : { op: "UPSERT", id, record };
}

function incomplete(partner: string, partial: unknown): MaillageError {
  return new MaillageError({
    code: "RESPONSE_INCOMPLETE",
    message: `The hub could not list the records of ${partner}.`,
    partial,
  });
}

function cut(kept: string): [question: string, cursor: string] {
  const at = kept.indexOf(" ");
  return [kept.slice(0, at), kept.slice(at + 1)];
}

/** Tells questions apart (FNV-1a, 32 bits); it keeps no secret. */
function digest(text: string): string {
  let sum = 0x811c9dc5;
  for (const sign of text) sum = Math.imul(sum ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return sum.toString(36);
}
