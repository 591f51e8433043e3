// What an access key shall be. In: what a coordinator wrote. Out: it, checked, or `BAD_USER_INPUT`.
import { badInput } from "../../schema/errors.js";
import { SCOPES } from "../../schema/principal.js";
import { parseRecordId } from "../../schema/record-id.js";
import { toDateTime } from "../../schema/scalars.js";
import type { NewAccessKey } from "./access-keys.js";
import { normalName } from "./member-input.js";

/** `AccessKeyInput`, as GraphQL coerced it. */
export interface AccessKeyWish {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt?: unknown;
  readonly organization?: string | null;
  readonly origins?: readonly string[] | null;
  readonly trustedDocumentsOnly?: boolean | null;
}

const MOST_ORIGINS = 20;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Checks what a key shall be. Throws `BAD_USER_INPUT`. */
export function readAccessKeyInput(wish: AccessKeyWish): NewAccessKey {
  const name = normalName(wish.name);
  if (name === null) throw badInput("name", "1 to 200 characters", wish.name);
  return {
    name,
    scopes: readScopes(wish.scopes),
    expiresAt: readExpiry(wish.expiresAt),
    organization: readOrganization(wish.organization ?? null),
    origins: readOrigins(wish.origins ?? []),
    trustedOnly: wish.trustedDocumentsOnly ?? false,
  };
}

/** Whether a text is the id of a row of ours. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** The id of an organization; null for null. Throws `BAD_USER_INPUT`. */
export function readOrganization(id: string | null): string | null {
  if (id !== null && parseRecordId(id)?.typename !== "Organization")
    throw badInput("organization", "the id of an organization, like aidants:organization:1", id);
  return id;
}

function readScopes(scopes: readonly string[]): string[] {
  const known: readonly string[] = SCOPES;
  const unknown = scopes.find((scope) => !known.includes(scope));
  if (unknown !== undefined) throw badInput("scopes", `any of ${SCOPES.join(", ")}`, unknown);
  return [...new Set(scopes)];
}

function readExpiry(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const time = toDateTime(value);
  if (time === null || new Date(time) <= new Date())
    throw badInput("expiresAt", "a time to come, like 2030-01-01T00:00:00.000Z", value);
  return time;
}

function readOrigins(origins: readonly string[]): string[] {
  if (origins.length > MOST_ORIGINS) throw badInput("origins", `at most ${MOST_ORIGINS} origins`, origins.length);
  const bad = origins.find((origin) => !isOrigin(origin));
  if (bad !== undefined) throw badInput("origins", "origins by https, like https://app.example.org", bad);
  return [...new Set(origins)];
}

/** As browsers send it: scheme, host in lower case, a port when it is not the scheme's own; http on loopback only. */
function isOrigin(text: string): boolean {
  const isOurScheme = text.startsWith("https://") || LOOPBACK.test(text);
  return isOurScheme && URL.canParse(text) && new URL(text).origin === text;
}
