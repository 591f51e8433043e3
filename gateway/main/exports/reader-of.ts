// Who asks for a file. In: a request, and the registry's way to tell. Out: who it is. A bad credential is refused, never taken
// for nobody's.
import type { FastifyRequest } from "fastify";
import { CodedError } from "../../../schema/errors.js";
import type { Credentials, Principal } from "../../../schema/principal.js";

export type Authenticate = (credentials: Credentials) => Promise<Principal>;

/** Who asks. Throws `UNAUTHENTICATED`, with status 401. */
export async function readerOf(request: FastifyRequest, authenticate: Authenticate): Promise<Principal> {
  const { authorization, origin } = request.headers;
  try {
    return await authenticate({ authorization, origin });
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const headers = new Map([["www-authenticate", "Bearer"]]);
    throw new CodedError("UNAUTHENTICATED", error.message, { http: { status: 401, headers } });
  }
}
