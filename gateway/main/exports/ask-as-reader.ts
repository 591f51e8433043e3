// The graph as whoever asks for an export or a feed would be answered: `/graphql` of the same server, with the reader's own
// key, address, points and limits. In: a request. Out: a way to ask.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { documentIdOf } from "./export-documents.js";

export interface ReaderAnswer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: ReadonlyArray<{ readonly message: string; readonly code: string }>;
  /** Seconds after which to ask again, where the answer says so. */
  readonly retryAfterS: number | null;
}

/** Asks one of the documents of export-documents.ts. */
export type AskAsReader = (document: string, variables: Readonly<Record<string, unknown>>) => Promise<ReaderAnswer>;

/** Headers that say who asks and in which language. */
const CARRIED = ["authorization", "origin", "accept-language"] as const;

/** The way to ask for a request. Answers come from the mirror: a walk is then exact, and makes no work for partners. */
export function askAsReader(
  app: FastifyInstance,
  { headers, ip }: Pick<FastifyRequest, "headers" | "ip">,
): AskAsReader {
  const carried = Object.fromEntries(
    CARRIED.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );
  return async (document, variables) => {
    const response = await app.inject({
      ...{ method: "POST", url: "/graphql", remoteAddress: ip },
      headers: { ...carried, ...{ host: "hub", "content-type": "application/json", "maillage-freshness": "mirror" } },
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
