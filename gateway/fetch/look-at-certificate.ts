// What a server's certificate is. In: an https address. Out: whom it is for, until when, and what is wrong with it: a
// connection is made whatever it is, nothing is sent, and it is closed again. For people who look after a server.
import { once } from "node:events";
import { isIP } from "node:net";
import { connect } from "node:tls";
import { checkAddress, type OutboundRules } from "./outbound-address.js";

export interface CertificateLook {
  /** What a client has against it, as OpenSSL's code says; null: nothing. */
  readonly fault: string | null;
  readonly validUntil: Date;
  /** The names that it is for, as it says. */
  readonly names: string;
}

const TIMEOUT_MS = 10_000;

/** Looks at it. Null when no TLS connection can be made. Throws `OutboundError` ADDRESS. */
export async function lookAtCertificate(written: string, rules: OutboundRules): Promise<CertificateLook | null> {
  const url = checkAddress(written, rules);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const socket = connect({
    ...{ host, port: Number(url.port || 443), rejectUnauthorized: false, minVersion: "TLSv1.2" },
    ...(isIP(host) > 0 ? {} : { servername: host }),
    ...(rules.authorities === undefined ? {} : { ca: [...rules.authorities] }),
  });
  try {
    await once(socket, "secureConnect", { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const { valid_to: validTo, subjectaltname: names = "" } = socket.getPeerCertificate();
    const error = socket.authorizationError as Error | string | null; // a code, whatever the types say
    const fault = error instanceof Error ? error.message : error;
    return { fault: fault ?? null, validUntil: new Date(validTo), names: names.replaceAll("DNS:", "") };
  } catch {
    return null; // no connection, or no TLS
  } finally {
    socket.on("error", () => undefined);
    socket.destroy();
  }
}
