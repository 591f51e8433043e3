// Where requests may go. In: an address as it was written, or an IP address that a name stands for. Out: the parsed
// address, or a refusal that says why. Nothing is looked up here, and nothing is believed of how an address looks: what
// was written must be what a URL parser (WHATWG) makes of it.
import ipaddr from "ipaddr.js";
import { OutboundError } from "../../schema/outbound.js";
import type { NameLookup } from "./name-lookup.js";

/** What may be reached. Without anything set: https, public addresses, names in the public DNS. */
export interface OutboundRules {
  /** Origins of programs that this hub runs itself, now: they may be on http and on any address of this machine. */
  readonly ownOrigins?: () => ReadonlySet<string>;
  /** http, loopback and private addresses too. Only by explicit setting, never by guessing. */
  readonly development?: boolean;
  /** How names are looked up; one that all clients of a process share, so that they share what it remembers. */
  readonly names?: NameLookup;
  /** Certificate authorities (PEM) to trust instead of the machine's. */
  readonly authorities?: readonly string[];
}

const LONGEST = 2_048;
/** Scheme, host and port as they may be written: no user, no backslash, no fragment, nothing but visible ASCII. */
const WRITTEN = /^(https?):\/\/(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::([1-9]\d{0,4}))?(?:[/?][\x21-\x7e]*)?$/i;
/** Names that mean something else from place to place, or this machine, or its cloud's metadata. */
const LOCAL_NAME =
  /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|private|arpa|onion|invalid)$|^metadata\.|^instance-data\./;
const LOWEST_FREE_PORT = 1_024;
/** Ports from 1024 up at which something else than HTTP listens: fetch's bad ports, and databases, queues and consoles. */
const OTHER_PROTOCOLS: ReadonlySet<number> = new Set([
  ...[1433, 1434, 1521, 1719, 1720, 1723, 2049, 2181, 2375, 2376, 2379, 2380, 3128, 3306, 3389, 3659, 4045, 4190, 4369],
  ...[5060, 5061, 5432, 5433, 5672, 5900, 5984, 6000, 6379, 6380, 6432, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697],
  ...[7000, 7001, 9042, 9092, 9200, 9300, 10_080, 10_250, 11_211, 15_672, 26_379, 27_017, 27_018, 50_000],
]);

/** Parses an address that a request may be sent to. Throws `OutboundError` ADDRESS. */
export function checkAddress(written: string, rules: OutboundRules): URL {
  const parts = WRITTEN.exec(written);
  if (parts === null || written.length > LONGEST || written.includes("\\") || written.includes("#"))
    throw refusal("expected an https address without user name, fragment or unusual characters");
  const url = URL.parse(written);
  const [, , host = "", port] = parts;
  if (url === null || (!host.startsWith("[") && url.hostname !== host.toLowerCase()))
    throw refusal("expected a host name as it is looked up, or an IP address in its usual form");
  if (isOwn(url.origin, rules)) return url;
  if (url.protocol !== "https:" && rules.development !== true) throw refusal("expected https");
  checkName(url.hostname, rules);
  checkPort(port === undefined ? null : Number(port));
  return url;
}

function isOwn(origin: string, { ownOrigins }: OutboundRules): boolean {
  return ownOrigins?.().has(origin) ?? false;
}

function checkName(hostname: string, { development = false }: OutboundRules): void {
  if (hostname.startsWith("[") || ipaddr.IPv4.isValidFourPartDecimal(hostname)) return; // checked when connecting
  if (development && (hostname === "localhost" || hostname.endsWith(".localhost"))) return;
  const isSound = hostname.includes(".") && !hostname.endsWith(".") && !hostname.includes("..");
  if (!isSound || LOCAL_NAME.test(hostname)) throw refusal("expected a name of the public DNS");
}

function checkPort(port: number | null): void {
  if (port === null || port === 443) return;
  if (port < LOWEST_FREE_PORT || port > 65_535 || OTHER_PROTOCOLS.has(port))
    throw refusal("expected port 443, or one above 1023 that is not another protocol's");
}

/** Checks what a name stands for, or a literal. All of it must be allowed. Throws `OutboundError` ADDRESS. */
export function checkIpAddresses(addresses: readonly string[], origin: string, rules: OutboundRules): void {
  const isLocalAllowed = rules.development === true || isOwn(origin, rules);
  const isAllowed = (address: string): boolean =>
    isPublicAddress(address) || (isLocalAllowed && isPrivateAddress(address));
  if (!addresses.every(isAllowed)) throw refusal("the name stands for an address that is not public");
}

/** Public, and yet of this machine's own cloud: Azure's platform address. */
const CLOUD_ADDRESSES: ReadonlySet<string> = new Set(["168.63.129.16"]);
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

/** Global unicast (RFC 6890 and its registries), and not an IPv4 address in other clothes. */
export function isPublicAddress(text: string): boolean {
  const address = parseAddress(text);
  if (address === null || address.range() !== "unicast" || CLOUD_ADDRESSES.has(text)) return false;
  return address.kind() === "ipv4" || address.match(GLOBAL_UNICAST);
}

const PRIVATE_RANGES: ReadonlySet<string> = new Set(["loopback", "private", "uniqueLocal"]);

/** Of this machine or the network it stands in. Link-local addresses, and with them metadata services, are neither. */
function isPrivateAddress(text: string): boolean {
  const address = parseAddress(text);
  return address !== null && PRIVATE_RANGES.has(address.range());
}

function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : null;
}

function refusal(expected: string): OutboundError {
  return new OutboundError("ADDRESS", `The address is not one that the hub may be sent to: ${expected}.`);
}
