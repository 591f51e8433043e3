// The graph as whoever asks for something else (an export, a feed, a tool) would be answered: `/graphql` of the same server, in
// the same process, with the reader's own key, address, points and limits. In: a request. Out: a way to ask.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { documentIdOf } from "../../schema/trusted-documents.js";

export interface ReaderAnswer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: ReadonlyArray<{ readonly message: string; readonly code: string }>;
  /** Seconds after which to ask again, where the answer says so. */
  readonly retryAfterS: number | null;
}

/** Runs one of the hub's own documents, by its text. */
export type AskAsReader = (document: string, variables: Readonly<Record<string, unknown>>) => Promise<ReaderAnswer>;

/** Headers that say who asks and what they want. */
const CARRIED = ["authorization", "origin", "accept-language", "maillage-freshness"] as const;

/** The way to ask for a request. `headers` are added to those of the request. */
export function askAsReader(
  app: FastifyInstance,
  { headers, ip }: Pick<FastifyRequest, "headers" | "ip">,
  added: Readonly<Record<string, string>> = {},
): AskAsReader {
  const carried = Object.fromEntries(
    CARRIED.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );
  return async (document, variables) => {
    const response = await app.inject({
      ...{ method: "POST", url: "/graphql", remoteAddress: ip },
      headers: { ...carried, ...added, host: "hub", "content-type": "application/json" },
      payload: JSON.stringify({ documentId: documentIdOf(document), variables }),
    });
    return readAnswer(response.statusCode, response.body, response.headers["retry-after"]);
  };
}

interface GraphqlBody {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: ReadonlyArray<{ readonly message: string; readonly extensions?: { readonly code?: string } }>;
}

function readAnswer(status: number, body: string, retryAfter: unknown): ReaderAnswer {
  const { data = null, errors = [] } = JSON.parse(body) as GraphqlBody; // our own server's answer
  return {
    ...{ status, data },
    errors: errors.map(({ message, extensions }) => ({ message, code: extensions?.code ?? "INTERNAL" })),
    retryAfterS: retryAfter === undefined ? null : Number(retryAfter),
  };
}
