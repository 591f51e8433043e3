// A reader that asks again and again on one connection that it keeps open, as an app's HTTP client does. In: an address and
// a question. Out: how each request ended, until the server says that an answer is the last, or is not there any more.
import { Agent, request } from "node:http";

export type Ending = "answered" | "broken" | "refused";

export interface SteadyReader {
  readonly endings: readonly Ending[];
  /** What the broken ones were. */
  readonly breaks: readonly string[];
  /** Resolves when it has been told that an answer is the last, or a request was not answered. */
  readonly done: Promise<void>;
}

/** Starts to ask. */
export function startSteadyReader(url: string, query: string): SteadyReader {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const endings: Ending[] = [];
  const breaks: string[] = [];
  const run = async (): Promise<void> => {
    for (;;) {
      const { ending, isLast, detail } = await askOnce(url, query, agent);
      endings.push(ending);
      if (ending === "broken") breaks.push(detail);
      if (isLast || ending !== "answered") return agent.destroy();
    }
  };
  return { endings, breaks, done: run() };
}

interface Asked {
  readonly ending: Ending;
  readonly isLast: boolean;
  readonly detail: string;
}

function askOnce(url: string, query: string, agent: Agent): Promise<Asked> {
  const { promise, resolve } = Promise.withResolvers<Asked>();
  const fail = (error: NodeJS.ErrnoException): void =>
    resolve({ ending: error.code === "ECONNREFUSED" ? "refused" : "broken", isLast: true, detail: String(error.code) });
  const headers = { "content-type": "application/json" };
  const asking = request(`${url}/graphql`, { method: "POST", agent, headers }, (response) => {
    let text = "";
    response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    response.on("error", fail);
    response.on("end", () => {
      const isSound = response.statusCode === 200 && isAnswer(text);
      const detail = `${response.statusCode} ${text.slice(0, 200)}`;
      resolve({ ending: isSound ? "answered" : "broken", isLast: response.headers.connection === "close", detail });
    });
  });
  asking.on("error", fail);
  asking.end(JSON.stringify({ query }));
  return promise;
}

function isAnswer(text: string): boolean {
  try {
    const { data, errors } = JSON.parse(text) as { readonly data?: unknown; readonly errors?: unknown };
    return typeof data === "object" && data !== null && errors === undefined;
  } catch {
    return false;
  }
}
