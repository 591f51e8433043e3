// The partner server: any number of partners in one program, each at `/<key>/graphql`; one alone at `/graphql` too. In: HTTP. Out: GraphQL over
// HTTP. The partner's key comes from the path, the reader's visibility from the hub's token.
import type { JSONWebKeySet } from "jose";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { describeFault } from "../../schema/describe-fault.js";
import { DEADLINE_HEADER } from "../../schema/hub-token.js";
import { createPartnerApi, type PartnerApi } from "./api/partner-api.js";
import type { Caller } from "./api/partner-context.js";
import { TokenRefusal, tokenVerifier, type TokenVerifier } from "./hub-token-verifier.js";
import { startComeNow, type ComeNowOptions } from "./come-now.js";
import type { PartnerProfile } from "./partner-profile.js";
import { readProfile } from "./hosting/profiles.js";
import { servedProfiles, type ProfileOf } from "./hosting/served-profiles.js";
import { openFeeds } from "./store/append-changes.js";
import { openStore } from "./store/open-store.js";

export interface PartnerServerOptions {
  readonly databaseUrl: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly host: string;
  /** Partners beside these are served as their profiles in the database come and go. */
  readonly partners: readonly PartnerProfile[];
  readonly tokens: {
    /** Where the hub publishes its keys. Without it every token is refused. */
    readonly jwksUrl?: string;
    /** Keys that are trusted besides: those of a check on this machine. */
    readonly ownKeys?: JSONWebKeySet;
    /** Whether requests without a token are refused; otherwise they read PUBLIC records. */
    readonly required: boolean;
  };
  /** Where to say that something changed, and with which secrets; without it the hub comes round by itself. */
  readonly comeNow?: Omit<ComeNowOptions, "log">;
  readonly log: (line: string) => void;
  /** Told of every SQL statement, without its values. */
  readonly onStatement?: (sql: string) => void;
}

export interface RunningServer {
  /** Without a path: partners are at `<url>/<key>/graphql`. */
  readonly url: string;
  /** Lets requests finish, for a few seconds, and closes. */
  stop(): Promise<void>;
}

const BODY_LIMIT = 1024 * 1024;
const DRAIN_MS = 3_000;
const CONNECTIONS = 20;

/** Starts the server and resolves when it listens. */
export async function startPartnerServer(options: PartnerServerOptions): Promise<RunningServer> {
  const { databaseUrl, partners, tokens, log, onStatement } = options;
  const listener = onStatement === undefined ? {} : { onStatement };
  const store = await openStore({ databaseUrl, connections: CONNECTIONS, ...listener });
  await openFeeds(
    store,
    partners.map((partner) => partner.key),
  );
  const api = await createPartnerApi(store, log);
  const verifier = tokenVerifier(tokens.jwksUrl, tokens.ownKeys);
  const profileOf = servedProfiles(partners, (key) => readProfile(store, key));
  const onlyKey = partners.length === 1 ? (partners[0]?.key ?? null) : null;
  const app = createApp({ api, profileOf, verifier, isTokenRequired: tokens.required, onlyKey, log });
  const url = await app.listen({ port: options.port, host: options.host });
  const comeNow = options.comeNow === undefined ? null : await startComeNow(store, { ...options.comeNow, log });
  const stop = async () => {
    comeNow?.stop();
    const impatience = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
    await app.close();
    clearTimeout(impatience);
    await api.stop();
    await store.close();
  };
  return { url, stop };
}

interface AppParts {
  readonly api: PartnerApi;
  readonly profileOf: ProfileOf;
  readonly verifier: TokenVerifier;
  readonly isTokenRequired: boolean;
  /** The one partner that answers at `/graphql` too. */
  readonly onlyKey: string | null;
  readonly log: (line: string) => void;
}

type PartnerRequest = FastifyRequest<{ Params: { key?: string } }>;

function createApp(parts: AppParts): FastifyInstance {
  const app = fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: "idle", logger: false });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.setNotFoundHandler((_request, reply) => sendError(reply, 404, "no such partner here: POST /<key>/graphql"));
  app.setErrorHandler((error: { readonly statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) parts.log(`request failed: ${describeFault(error)}`);
    sendError(reply, status, status < 500 ? "not a request that this server reads" : "something failed");
  });
  app.get("/health", async () => ({ status: "ok" }));
  const answer = async (request: PartnerRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const partner = await parts.profileOf(request.params.key ?? parts.onlyKey ?? "");
    if (partner === null) return sendError(reply, 404, "no such partner here");
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const caller = await identify(parts, { request, body, audience: partner.key });
    if ("status" in caller) return sendError(reply, caller.status, caller.message);
    return parts.api.answer({ request, reply, body, partner, caller, deadline: deadlineOf(request) });
  };
  app.post("/:key/graphql", answer);
  if (parts.onlyKey !== null) app.post("/graphql", answer);
  return app;
}

const LONGEST_MS = 60_000;

/** When the hub stops waiting, as it says itself. */
function deadlineOf({ headers }: FastifyRequest): number | null {
  const leftMs = headers[DEADLINE_HEADER];
  if (typeof leftMs !== "string" || !/^\d{1,9}$/.test(leftMs)) return null;
  return Date.now() + Math.min(Number(leftMs), LONGEST_MS);
}

interface Asked {
  readonly request: FastifyRequest;
  readonly body: Buffer;
  readonly audience: string;
}

interface Refused {
  readonly status: number;
  readonly message: string;
}

async function identify(parts: AppParts, { request, body, audience }: Asked): Promise<Caller | Refused> {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    if (parts.isTokenRequired) return { status: 401, message: "token refused: there is none" };
    return { reader: "PUBLIC", isHub: false };
  }
  const token = /^Bearer (.+)$/i.exec(authorization)?.[1] ?? "";
  const path = request.url.split("?", 1)[0] ?? "";
  try {
    return { reader: await parts.verifier({ token, audience, path, body }), isHub: true };
  } catch (error) {
    if (error instanceof TokenRefusal) return { status: 401, message: error.message };
    parts.log(`the hub's keys cannot be fetched: ${describeFault(error)}`);
    return { status: 503, message: "the hub's keys cannot be fetched" };
  }
}

const CODES: Readonly<Record<number, string>> = { 401: "UNAUTHENTICATED", 500: "INTERNAL", 503: "INTERNAL" };

function sendError(reply: FastifyReply, status: number, message: string): FastifyReply {
  if (status === 401) void reply.header("www-authenticate", "Bearer");
  const code = CODES[status] ?? "BAD_REQUEST";
  return reply.code(status).send({ errors: [{ message, extensions: { code } }] });
}
