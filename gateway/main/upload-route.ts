// Uploads: `POST /uploads?partner=<key>&name=<file name>`, the file as the body. In: bytes, and a key or a session that
// administers the partner. Out: `{ source, expiresAt }`: the address to hand to `importTable`, good for an hour.
import type { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { CodedError } from "../../schema/errors.js";
import type { Credentials, Principal } from "../../schema/principal.js";
import { administers } from "../../services/registry/administers.js";
import { LARGEST_UPLOAD, UploadTooLarge } from "../../services/partner/hosting/uploads.js";
import type { HubHosting } from "./hub-hosting.js";

export interface UploadOptions {
  readonly hosting: Pick<HubHosting, "takeUpload">;
  readonly authenticate: (credentials: Credentials) => Promise<Principal>;
  readonly publicUrl: () => string;
}

interface UploadRequest {
  readonly Querystring: { readonly partner?: string; readonly name?: string };
  readonly Body: Readable;
}

const KEPT_MS = 3_600_000;
const LONGEST_NAME = 200;
const MB = LARGEST_UPLOAD / 1024 / 1024;

/** Adds the route. Nothing of a body is read before it is known from whom it is. */
export function addUploadRoute(app: FastifyInstance, { hosting, authenticate, publicUrl }: UploadOptions): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
    scope.post<UploadRequest>(
      "/uploads",
      {
        bodyLimit: LARGEST_UPLOAD,
        onRequest: async (request, reply) => {
          const refusal = await refusalOf(request, authenticate);
          if (refusal !== null) await sendRefusal(reply, refusal);
        },
      },
      async ({ body, query: { partner = "", name = "" } }, reply) => {
        try {
          const id = await hosting.takeUpload({ partner, name: name.slice(-LONGEST_NAME), bytes: body });
          const expiresAt = new Date(Date.now() + KEPT_MS).toISOString();
          return await reply.code(201).send({ source: `${publicUrl()}/uploads/${id}`, expiresAt });
        } catch (error) {
          if (error instanceof UploadTooLarge) return sendRefusal(reply, TOO_LARGE);
          throw error;
        }
      },
    );
  });
}

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const TOO_LARGE: Refusal = { status: 413, code: "BAD_USER_INPUT", message: `Expected at most ${MB} MB.` };

async function refusalOf(
  { headers, method, query: { partner = "" } }: FastifyRequest<UploadRequest>,
  authenticate: UploadOptions["authenticate"],
): Promise<Refusal | null> {
  const { authorization, cookie, origin, "x-maillage-csrf": csrf } = headers;
  try {
    const shown = { authorization, cookie, origin, method, csrf: typeof csrf === "string" ? csrf : undefined };
    if (administers(await authenticate(shown), partner)) return null;
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { status: 401, code: "UNAUTHENTICATED", message: "The credential is not good." };
  }
  return { status: 403, code: "UNAUTHORIZED", message: "Expected ?partner=<key> of a partner that you administer." };
}

/** The rest of the body is not waited for. */
function sendRefusal(reply: FastifyReply, { status, code, message }: Refusal): FastifyReply {
  return reply
    .code(status)
    .header("connection", "close")
    .send({ errors: [{ message, extensions: { code } }] });
}
