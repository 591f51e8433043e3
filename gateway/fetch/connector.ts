// Opening sockets, for undici. In: an origin. Out: a socket to an address that was checked after it was looked up, the
// very address that is connected to: a name that changes its mind in between changes nothing (DNS rebinding).
// Literal addresses are checked here as well: undici looks none of them up.
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { once } from "node:events";
import type { buildConnector } from "undici";
import { OutboundError } from "../../schema/outbound.js";
import { codeOf } from "./error-code.js";
import { NameLookup } from "./name-lookup.js";
import { checkIpAddresses, type OutboundRules } from "./outbound-address.js";

const NEXT_ADDRESS_MS = 300;
const HIGH_WATER_MARK = 64 * 1024;

/** A connector with rules. Looking up, connecting and TLS together take `timeoutMs` at most. */
export function createConnector(rules: OutboundRules, timeoutMs: number): buildConnector.connector {
  const names = rules.names ?? new NameLookup();
  return (target, callback) => {
    const attempt: Attempt = { target, rules, names, late: new AbortController() };
    const late = new OutboundError("TIMED_OUT", "No connection was made in time.");
    const timer = setTimeout(() => attempt.late.abort(late), timeoutMs);
    void tell(attempt, callback).finally(() => clearTimeout(timer));
  };
}

/** Tells undici, once, in its own form. */
async function tell(attempt: Attempt, callback: buildConnector.Callback): Promise<void> {
  let socket: Socket;
  try {
    socket = await open(attempt);
  } catch (error) {
    callback(describe(error), null);
    return;
  }
  callback(null, socket);
}

interface Attempt {
  readonly target: buildConnector.Options;
  readonly rules: OutboundRules;
  readonly names: NameLookup;
  readonly late: AbortController;
}

async function open({ target, rules, names, late }: Attempt): Promise<Socket> {
  const { hostname, host = hostname, protocol } = target;
  const addresses = isIP(hostname) > 0 ? [hostname] : await untilLate(names.addressesOf(hostname), late.signal);
  checkIpAddresses(addresses, originOf(protocol, host), rules);
  const isSecure = protocol === "https:";
  const socket = startSocket(target, { addresses, rules });
  try {
    await once(socket, isSecure ? "secureConnect" : "connect", { signal: late.signal });
  } catch (error) {
    socket.on("error", () => undefined); // what it still has to say is of no interest
    socket.destroy();
    throw late.signal.aborted ? late.signal.reason : error;
  }
  return socket.setNoDelay(true).setKeepAlive(true, 60_000);
}

function originOf(protocol: string, host: string): string {
  return URL.parse(`${protocol}//${host}`)?.origin ?? "";
}

async function untilLate<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

function startSocket(
  { hostname, protocol, port }: buildConnector.Options,
  { addresses, rules }: { readonly addresses: readonly string[]; readonly rules: OutboundRules },
): Socket {
  const pinned: LookupFunction = (_name, _options, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: isIP(address) })),
    );
  const family = { autoSelectFamily: true, autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS };
  const common = { host: hostname, lookup: pinned, highWaterMark: HIGH_WATER_MARK, ...family };
  if (protocol !== "https:") return connectTcp({ ...common, port: Number(port || 80) });
  return connectTls({
    ...common,
    port: Number(port || 443),
    ...(isIP(hostname) > 0 ? {} : { servername: hostname }),
    minVersion: "TLSv1.2",
    ALPNProtocols: ["http/1.1"],
    ...(rules.authorities === undefined ? {} : { ca: [...rules.authorities] }),
  });
}

const TLS_CODE =
  /^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|EPROTO|INVALID_)/;

/** What went wrong, as an `OutboundError`; of what the network said only the kind is kept. */
function describe(error: unknown): OutboundError {
  if (error instanceof OutboundError) return error;
  return TLS_CODE.test(codeOf(error))
    ? new OutboundError("TLS_ERROR", "No safe connection could be made.", { cause: error })
    : new OutboundError("UNREACHABLE", "No connection could be made.", { cause: error });
}
