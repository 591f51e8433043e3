// Who asks, and what they have left. In: a request's headers and address. Out: the source that a reader is read from, or a
// refusal. A credential that is not good costs the address it comes from.
import { CodedError } from "../../schema/errors.js";
import type { Credentials, Principal } from "../../schema/principal.js";
import type { PeopleQuota } from "../guard/people-quota.js";
import type { Quotas } from "../guard/quotas.js";
import type { EdgeNotes } from "./edge.js";
import type { ReaderHeaders, ReaderSource } from "./reader.js";

export interface SourceOptions {
  /** Reads the credential of a request; throws `UNAUTHENTICATED` for one that is not good. */
  readonly authenticate?: (credentials: Credentials) => Promise<Principal> | Principal;
  /** Whether every reader may have queries explained; else those who administer the network. */
  readonly explainsToAll?: boolean;
  /** How much each reader may ask for; without them, no one is counted. */
  readonly quotas?: Quotas;
  /** How many different people each reader may be given; without it, no one is counted. */
  readonly people?: PeopleQuota;
  readonly requestTimeoutMs: number;
}

/** What of a request says who asks. */
export interface Asking {
  readonly headers: ReaderHeaders;
  /** The HTTP method; GET when not given, as of web sockets. */
  readonly method?: string;
  readonly ip: string;
}

/** Who asks, and what is left to them. Throws `UNAUTHENTICATED` for a credential that is not good. */
export async function sourceOf(
  { headers, method = "GET", ip }: Asking,
  options: SourceOptions,
  notes: EdgeNotes = {},
): Promise<ReaderSource> {
  const { quotas, people } = options;
  const principal = await identify({ headers, method, ip }, options);
  const explainsToAll = options.explainsToAll === true;
  const reader = principal?.id ?? null;
  if (quotas) notes.quota = quotas.of(reader, ip);
  const spend = (points: number): void => void (notes.quota = quotas?.spend(reader, ip, points));
  const source = { headers, timeoutMs: options.requestTimeoutMs, explainsToAll, address: ip };
  return {
    ...source,
    ...(principal === undefined ? {} : { principal }),
    ...(quotas ? { spend, quota: () => quotas.of(reader, ip) } : {}),
    ...(people ? { people: () => people.meter(reader, ip) } : {}),
  };
}

/** A credential that is not good costs its address points: looking for it is work, and who guesses is to be slow. */
async function identify(
  { headers, method = "GET", ip }: Asking,
  options: SourceOptions,
): Promise<Principal | undefined> {
  try {
    return await options.authenticate?.(readCredentials(headers, method));
  } catch (error) {
    if (error instanceof CodedError && error.extensions.code === "UNAUTHENTICATED")
      options.quotas?.spend(null, ip, BAD_CREDENTIAL_POINTS);
    throw error;
  }
}

const BAD_CREDENTIAL_POINTS = 100;

/** What a request shows of who sent it. */
function readCredentials(headers: ReaderHeaders, method: string): Credentials {
  const first = (name: string): string | undefined => {
    const value = headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const [authorization, cookie, origin, csrf] = CREDENTIAL_HEADERS.map(first);
  return { authorization, cookie, origin, method, csrf };
}

const CREDENTIAL_HEADERS = ["authorization", "cookie", "origin", "x-maillage-csrf"];
