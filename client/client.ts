// The client for apps: the way in. In: a hub's address, perhaps a key. Out: ways to ask it: once, page by page, and for all that
// changed. Runs wherever there is `fetch`: browsers, Node 20.3, Deno. It imports nothing but its own files.
import type { Answer, QueryOptions } from "./answer.js";
import { findIncomplete } from "./find-incomplete.js";
import { askPatiently, USUAL_RETRY, type Retry, type RetryOptions } from "./retry.js";
import { errorOf, exchange, refusalOf, sendQuestion, type Sent } from "./send.js";
import { syncStore, type SyncOptions, type SyncReport } from "./sync.js";
import { isQuery, type TypedDocument } from "./typed-document.js";
import { walkPages, type Connection } from "./walk-pages.js";

export interface ClientOptions {
  /** The hub's address, like `https://hub.example`. */
  readonly url: string;
  /** An access key; without one, what is public is answered. */
  readonly key?: string | undefined;
  /** The reader's language, like `fr` or `fr, en;q=0.5`. */
  readonly language?: string | undefined;
  /** For one attempt, in milliseconds; 15,000 when not given. */
  readonly timeoutMs?: number;
  readonly retry?: Partial<RetryOptions>;
  /** Told before each wait. */
  readonly onRetry?: (retry: Retry) => void;
  /** Another `fetch`: with a proxy, a cache, a trace. */
  readonly fetch?: typeof fetch;
}

export interface MaillageClient {
  /** Asks once; queries again when what failed is passing. Throws `MaillageError`, or the signal's reason. */
  query<Data = unknown, Variables = Readonly<Record<string, unknown>>>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    options?: QueryOptions,
  ): Promise<Answer<Data>>;
  /** Every row of a list, each once. The document takes `$first` and `$after`; nothing is asked before it is wanted. */
  pages<Row, Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: Omit<Variables, "after">,
    select: (data: Data) => Connection<Row> | null | undefined,
    options?: QueryOptions,
  ): AsyncGenerator<Row, void, undefined>;
  /** Brings a copy of the network's records up to date, deletions included. */
  sync(options: SyncOptions): Promise<SyncReport>;
}

const TIMEOUT_MS = 15_000;

/** A client of one hub. */
export function createClient(options: ClientOptions): MaillageClient {
  const base = options.url.replace(/\/+$/, "").replace(/\/graphql$/, "");
  const query: MaillageClient["query"] = async (document, variables, asked = {}) => {
    const sent = { ...sentWith(options, asked), url: `${base}/graphql`, method: "POST" as const };
    const ask = async (): Promise<Answer<unknown>> => {
      const answer = await sendQuestion({ ...sent, body: JSON.stringify({ query: document, variables }) });
      const { data, errors } = answer;
      const isWanted = asked.onErrors === "return" && data !== null;
      if (data === null || (errors.length > 0 && !isWanted)) throw errorOf(answer);
      return { data, errors, incomplete: findIncomplete(data) };
    };
    const patience = { ...USUAL_RETRY, ...options.retry, ...(isQuery(document) ? {} : { attempts: 1 }) };
    const answer = await askPatiently(ask, { ...patience, onRetry: options.onRetry, signal: asked.signal });
    return answer as Answer<never>; // the document says what the hub answers to it
  };
  const latestCursor = (signal: AbortSignal | undefined): Promise<string | null> => {
    const sent = { ...sentWith(options, { signal }), url: `${base}/export/all.jsonl`, method: "HEAD" as const };
    const ask = async (): Promise<string | null> => {
      const { response } = await exchange(sent);
      if (!response.ok) throw refusalOf(response);
      return response.headers.get("maillage-changes");
    };
    return askPatiently(ask, { ...USUAL_RETRY, ...options.retry, onRetry: options.onRetry, signal });
  };
  return {
    query,
    // eslint-disable-next-line max-params -- the last one is seldom given
    pages: (document, variables, select, asked) => walkPages(query, { document, variables, select, asked }),
    sync: (wanted) => syncStore({ query, latestCursor, reader: options.key === undefined ? "" : "key" }, wanted),
  };
}

/** What of a request is the same for all that a client asks. */
function sentWith(
  { key, language, timeoutMs = TIMEOUT_MS, fetch: own }: ClientOptions,
  { signal, freshness, whenIncomplete }: QueryOptions,
): Omit<Sent, "url" | "method"> {
  const headers = {
    accept: "application/graphql-response+json, application/json",
    "content-type": "application/json",
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    ...(language === undefined ? {} : { "accept-language": language }),
    ...(freshness === undefined ? {} : { "maillage-freshness": freshness }),
    ...(whenIncomplete === undefined ? {} : { "maillage-partial": whenIncomplete }),
  };
  // Not the function itself: browsers' own is to be called as a member of what it belongs to.
  return { headers, timeoutMs, signal, fetch: own ?? ((...request) => fetch(...request)) };
}
