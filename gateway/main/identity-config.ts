// Who is believed besides the hub itself, as it is configured. In: the environment. Out: one checked value, or every fault.
import { z } from "zod";
import { SCOPES } from "../../schema/principal.js";
import { parseRecordId } from "../../schema/record-id.js";
import type { IdentityOptions } from "../../services/registry/identity.js";

/** What the environment says of identity. */
export type IdentityConfig = Required<Pick<IdentityOptions, "issuers" | "oidc" | "publicUrl">>;

type Environment = Readonly<Record<string, string | undefined>>;

const ALGORITHMS = ["EdDSA", "ES256", "ES384", "RS256", "PS256"] as const;
const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;
const BY_HTTPS = "expected an address by https (http on this machine only)";

const safeUrl = z.string().refine((text) => isSafeUrl(text), BY_HTTPS);
const ISSUER = z.strictObject({
  issuer: z.string().min(1),
  audience: z.string().min(1),
  jwksUri: safeUrl,
  algorithms: z.array(z.enum(ALGORITHMS)).min(1).default(["EdDSA", "ES256", "RS256"]),
  scopes: z.array(z.enum(SCOPES)).default(["read:network"]),
  organization: z
    .string()
    .refine((id) => parseRecordId(id)?.typename === "Organization", "expected the id of an organization")
    .nullable()
    .default(null),
});
const ISSUERS = z
  .array(ISSUER)
  .refine((all) => new Set(all.map(({ issuer }) => issuer)).size === all.length, "expected each issuer once");

/** Reads what the environment says of identity, and what is wrong with it. */
export function readIdentityConfig(environment: Environment): { config: IdentityConfig; faults: string[] } {
  const faults: string[] = [];
  const config = {
    issuers: readIssuers(environment, faults),
    oidc: readOidc(environment, faults),
    publicUrl: readPublicUrl(environment, faults),
  };
  if (config.oidc !== null && config.publicUrl === null)
    faults.push("MAILLAGE_PUBLIC_URL: expected the hub's address, because MAILLAGE_OIDC_ISSUER is set");
  return { config, faults };
}

function readIssuers({ MAILLAGE_ISSUERS: text }: Environment, faults: string[]): IdentityConfig["issuers"] {
  if (text === undefined || text === "") return [];
  const parsed = ISSUERS.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  if (parseJson(text) === null) faults.push("MAILLAGE_ISSUERS: expected JSON, got something else");
  else
    for (const { path, message } of parsed.error.issues)
      faults.push(`MAILLAGE_ISSUERS: ${path.length > 0 ? `${path.join(".")}: ` : ""}${message}`);
  return [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readOidc(environment: Environment, faults: string[]): IdentityConfig["oidc"] {
  const names = ["MAILLAGE_OIDC_ISSUER", "MAILLAGE_OIDC_CLIENT_ID", "MAILLAGE_OIDC_CLIENT_SECRET"] as const;
  const [issuer, clientId, clientSecret] = names.map((name) => environment[name] ?? "");
  if (!issuer && !clientId && !clientSecret) return null;
  for (const name of names)
    if (!environment[name]) faults.push(`${name}: expected a value, because others of OIDC are set`);
  if (issuer && !isSafeUrl(issuer)) faults.push(`MAILLAGE_OIDC_ISSUER: ${BY_HTTPS}, got ${issuer}`);
  return { issuer: issuer ?? "", clientId: clientId ?? "", clientSecret: clientSecret ?? "" };
}

function readPublicUrl({ MAILLAGE_PUBLIC_URL: text }: Environment, faults: string[]): string | null {
  if (text === undefined || text === "") return null;
  const isOrigin = isSafeUrl(text) && [text, `${text}/`].includes(new URL(text).href);
  if (isOrigin && new URL(text).pathname === "/") return new URL(text).origin;
  faults.push(`MAILLAGE_PUBLIC_URL: ${BY_HTTPS}, without a path, got ${text}`);
  return null;
}

function isSafeUrl(text: string): boolean {
  return URL.canParse(text) && (new URL(text).protocol === "https:" || LOOPBACK.test(text));
}
