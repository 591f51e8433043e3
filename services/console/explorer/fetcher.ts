// How GraphiQL asks the hub. In: an operation, the reader's choices. Out: its answer, or a stream of them for a subscription; what came
// and what it took is told beside it.
import type { GraphiQLProps } from "graphiql";
import { Kind, parse, type OperationDefinitionNode } from "graphql";
import { readEvents } from "./event-stream.js";
import { currentSession, forgetSession } from "./session.js";
import type { Settings } from "./settings.js";

type Fetcher = GraphiQLProps["fetcher"];
type FetcherParams = Parameters<Fetcher>[0];

/** What happened to the last question. `events`: how many answers of a subscription have come. */
export type Told =
  | { readonly is: "nothing" }
  | { readonly is: "waiting" }
  | { readonly is: "unreachable" }
  | { readonly is: "answered"; readonly answer: unknown; readonly tookMs: number }
  | { readonly is: "streaming"; readonly answer: unknown; readonly events: number };

interface FetcherUse {
  readonly settings: () => Settings;
  readonly tell: (told: Told) => void;
}

type Headers = Readonly<Record<string, string>>;

/** Makes GraphiQL's fetcher. */
export function createFetcher({ settings, tell }: FetcherUse): Fetcher {
  return (params, options) => {
    const operation = operationIn(params);
    const meant = { ...params, operationName: operation === null ? params.operationName : operation.name?.value };
    const use = { own: stringsOf(options?.headers), settings: settings(), tell };
    return operation?.operation === "subscription" ? subscribe(meant, use) : ask(meant, use);
  };
}

interface Use {
  readonly own: Headers;
  readonly settings: Settings;
  readonly tell: (told: Told) => void;
}

async function ask(params: FetcherParams, { own, settings, tell }: Use): Promise<object> {
  tell({ is: "waiting" });
  const startedAt = performance.now();
  try {
    const response = await send(params, { ...(await headersFor(settings)), ...own }, settings);
    if (response.status === 401 || response.status === 403) forgetSession();
    const answer = await bodyOf(response);
    tell({ is: "answered", answer, tookMs: performance.now() - startedAt });
    return answer;
  } catch (error) {
    tell({ is: "unreachable" });
    throw error;
  }
}

/** A stream that lets go of the connection as soon as GraphiQL wants no more of it. */
function subscribe(params: FetcherParams, use: Use): AsyncIterable<object> {
  const gone = new AbortController();
  const answers = answersOf(params, use, gone.signal);
  const leave = async (): Promise<IteratorResult<object>> => {
    gone.abort();
    return answers.return(undefined);
  };
  return { [Symbol.asyncIterator]: () => ({ next: () => answers.next(), return: leave }) };
}

async function* answersOf(
  params: FetcherParams,
  { own, settings, tell }: Use,
  signal: AbortSignal,
): AsyncGenerator<object, undefined> {
  tell({ is: "waiting" });
  const headers = { ...(await headersFor(settings)), accept: "text/event-stream", ...own };
  try {
    const response = await send(params, headers, { ...settings, signal });
    if (response.body === null || response.headers.get("content-type")?.startsWith("text/event-stream") !== true) {
      const answer = await bodyOf(response);
      tell({ is: "answered", answer, tookMs: 0 });
      yield answer;
      return;
    }
    let events = 0;
    tell({ is: "streaming", answer: {}, events });
    for await (const answer of readEvents(response.body)) {
      tell({ is: "streaming", answer, events: ++events });
      yield answer;
    }
  } catch (error) {
    if (signal.aborted) return;
    tell({ is: "unreachable" });
    throw error;
  }
}

interface SendUse extends Settings {
  readonly signal?: AbortSignal;
}

/** With a key, the session's cookie stays at home: the key alone says who asks. */
function send(params: FetcherParams, headers: Headers, { key, signal }: SendUse): Promise<Response> {
  return fetch("/graphql", {
    method: "POST",
    headers,
    credentials: key === "" ? "same-origin" : "omit",
    body: JSON.stringify(params),
    ...(signal === undefined ? {} : { signal }),
  });
}

async function headersFor({ key, language, freshness }: Settings): Promise<Headers> {
  const headers: Record<string, string> = {
    "content-type": "application/json",
    "accept-language": language,
    "maillage-freshness": freshness,
  };
  if (key !== "") return { ...headers, authorization: `Bearer ${key}` };
  const { csrf } = await currentSession();
  return csrf === null ? headers : { ...headers, "x-maillage-csrf": csrf };
}

/** What is not JSON came from something between here and the hub: it is shown as it is. */
async function bodyOf(response: Response): Promise<object> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null) return body;
  } catch {
    // shown below
  }
  return { errors: [{ message: `HTTP ${response.status}: ${text.slice(0, 500)}` }] };
}

function stringsOf(headers: unknown): Headers {
  const named = typeof headers === "object" && headers !== null ? Object.entries(headers) : [];
  return Object.fromEntries(named.map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** The operation that is meant. GraphiQL may still name the one of the tab before: where there is one only, it is that. */
function operationIn({ query, operationName }: FetcherParams): OperationDefinitionNode | null {
  try {
    const { definitions } = parse(query);
    const operations = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    const named = operations.find(({ name }) => name?.value === operationName);
    return named ?? (operations.length === 1 ? (operations[0] ?? null) : null);
  } catch {
    return null; // the hub says what is wrong with it
  }
}
