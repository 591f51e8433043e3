// What can be wrong between a partner and its hub. In: addresses. Out: findings: the clock, the hub's keys, the certificate,
// and whether the hub reaches it.
import type { ConformanceCheck } from "../../schema/conformance.js";
import { OutboundError, type Outbound, type OutboundResponse } from "../../schema/outbound.js";
import { lookAtCertificate } from "../fetch/look-at-certificate.js";
import { fine, found, told, type Finding } from "./doctor-finding.js";
import { DOCTOR } from "./doctor-words.js";

/** More than that, and tokens of the hub are not good any more, or not yet. */
const MOST_SECONDS = 30;
const SOON_DAYS = 14;
const DAY_MS = 86_400_000;
const CHECK_MS = 40_000;

/** Looks at the hub: its keys, and its clock beside ours. */
export async function examineHub(hub: string | null, outbound: Outbound): Promise<Finding[]> {
  if (hub === null) return [found("hub-keys", "unknown", DOCTOR.noHub)];
  const at = `${hub}/.well-known/jwks.json`;
  const sentAt = Date.now();
  const answer = await outbound(at).catch(() => null);
  const middle = (sentAt + Date.now()) / 2;
  if (answer === null || !holdsKeys(answer)) return [found("hub-keys", "wrong", DOCTOR.keysGone(at))];
  return [fine("hub-keys", DOCTOR.keysFine), ...examineClock(answer.headers["date"], middle)];
}

function holdsKeys({ status, body }: OutboundResponse): boolean {
  if (status !== 200) return false;
  try {
    const read = JSON.parse(new TextDecoder().decode(body)) as { readonly keys?: unknown }; // looked at next
    return Array.isArray(read.keys) && read.keys.length > 0;
  } catch {
    return false; // not JSON
  }
}

function examineClock(date: string | undefined, ourMs: number): Finding[] {
  const hubMs = Date.parse(date ?? "");
  if (Number.isNaN(hubMs)) return [];
  const seconds = Math.round((hubMs - ourMs) / 1000);
  if (Math.abs(seconds) > MOST_SECONDS) return [found("clock", "wrong", DOCTOR.clockWrong(seconds))];
  return [fine("clock", DOCTOR.clockFine(Math.abs(seconds) + 1))];
}

/** Looks at the certificate of the public address. */
export async function examineCertificate(endpoint: string | null, development: boolean): Promise<Finding> {
  if (endpoint === null) return found("tls", "unknown", DOCTOR.noAddress);
  if (!endpoint.startsWith("https:")) return found("tls", development ? "advice" : "wrong", DOCTOR.tlsHttp);
  const look = await lookAtCertificate(endpoint, { development }).catch(() => null);
  if (look === null) return found("tls", "wrong", DOCTOR.tlsNone(endpoint));
  const days = Math.floor((look.validUntil.getTime() - Date.now()) / DAY_MS);
  if (days < 0) return found("tls", "wrong", DOCTOR.tlsExpired(look.validUntil.toISOString().slice(0, 10)));
  if (look.fault !== null) return found("tls", "wrong", DOCTOR.tlsFault(look.fault, look.names));
  return days < SOON_DAYS ? found("tls", "advice", DOCTOR.tlsSoon(days)) : fine("tls", DOCTOR.tlsFine(days));
}

const CHECK = `query ($endpoint: Url!, $key: ID) { checkEndpoint(endpoint: $endpoint, key: $key) {
  passed checks { name severity passed expected got fix } } }`;

interface OutsideQuestion {
  readonly hub: string | null;
  readonly endpoint: string | null;
  readonly key: string | null;
  readonly accessKey: string | null;
  readonly language: string;
}

interface OutsideAnswer {
  readonly data?: { readonly checkEndpoint: { readonly checks: readonly ConformanceCheck[] } | null } | null;
  readonly errors?: ReadonlyArray<{ readonly message: string }>;
}

/** Has the hub run its kit: what it sees is what counts. */
export async function examineFromOutside(question: OutsideQuestion, outbound: Outbound): Promise<Finding[]> {
  const { hub, endpoint, key, accessKey, language } = question;
  if (hub === null || endpoint === null || accessKey === null)
    return [found("outside", "unknown", DOCTOR.outsideUnknown)];
  const answer = await askHub({ hub, accessKey, language, variables: { endpoint, key } }, outbound);
  const report = answer.data?.checkEndpoint ?? null;
  if (report === null) return [found("outside", "wrong", DOCTOR.outsideRefused(answer.errors?.[0]?.message ?? "?"))];
  const failed = failedChecks("outside", report.checks);
  return failed.some(({ name }) => name === "outside.reachable")
    ? failed
    : [fine("outside", DOCTOR.outsideFine), ...failed];
}

interface HubQuestion {
  readonly hub: string;
  readonly accessKey: string;
  readonly language: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

async function askHub(
  { hub, accessKey, language, variables }: HubQuestion,
  outbound: Outbound,
): Promise<OutsideAnswer> {
  const headers = { "content-type": "application/json", "accept-language": language };
  const body = JSON.stringify({ query: CHECK, variables });
  const authorization = `Bearer ${accessKey}`;
  try {
    const request = { method: "POST", headers: { ...headers, authorization }, body, timeoutMs: CHECK_MS } as const;
    const answer = await outbound(`${hub}/graphql`, request);
    return JSON.parse(new TextDecoder().decode(answer.body)) as OutsideAnswer; // a GraphQL response
  } catch (error) {
    return { errors: [{ message: error instanceof OutboundError ? error.message : "no GraphQL" }] };
  }
}

/** Checks of the kit that failed, each as a finding. */
export function failedChecks(prefix: string, checks: readonly ConformanceCheck[]): Finding[] {
  return checks
    .filter(({ passed }) => !passed)
    .map(({ name, severity, expected, got, fix }) => {
      const words = [told(`${name}: ${expected} → ${got ?? ""}`), told(fix ?? "")] as const;
      return found(`${prefix}.${name}`, severity === "ERROR" ? "wrong" : "advice", words);
    });
}
