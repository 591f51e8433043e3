// What an association says when it asks to join. In: what somebody wrote. Out: it, checked, or `BAD_USER_INPUT`.
import { badInput } from "../../schema/errors.js";
import { isPartnerKey } from "../../schema/record-id.js";
import { isUrl } from "../../schema/scalars.js";
import { normalEmail, normalName } from "./member-input.js";

/** `JoinInput`, as GraphQL coerced it. */
export interface JoinWish {
  readonly key: string;
  readonly name: string;
  readonly endpoint: string;
  readonly contactEmail: string;
  readonly licence: string;
}

const LICENCE = /^[A-Za-z0-9][A-Za-z0-9.+-]{1,63}$/;

/** `HostedPartnerInput`, as GraphQL coerced it. */
export type HostedWish = Omit<JoinWish, "endpoint"> & { readonly source?: string | null };

/** Checks it. Whether the key is free and the endpoint can be reached is found out later. */
export function readJoinInput(wish: JoinWish): JoinWish {
  return { ...readAssociation(wish), endpoint: readEndpoint(wish.endpoint) };
}

/** The same of an association without a server. Whether its table can be fetched is found out later. */
export function readHostedInput(wish: HostedWish): Omit<JoinWish, "endpoint"> & { readonly source: string | null } {
  const { source = null } = wish;
  return { ...readAssociation(wish), source: source === null ? null : readSourceUrl(source) };
}

/** An address from which a table may be fetched. */
export function readSourceUrl(source: string): string {
  if (isUrl(source) && /^https?:/i.test(source)) return source;
  throw badInput("source", "an address that begins with https:", source);
}

function readAssociation({ key, licence, ...wish }: Omit<JoinWish, "endpoint">): Omit<JoinWish, "endpoint"> {
  if (!isPartnerKey(key)) throw badInput("key", "2 to 40 of a-z, 0-9 and -, not beginning with -", key);
  const [name, contactEmail] = [normalName(wish.name), normalEmail(wish.contactEmail)];
  if (name === null) throw badInput("name", "1 to 200 characters", wish.name);
  if (contactEmail === null)
    throw badInput("contactEmail", "an address of electronic mail, like name@example.org", "another text");
  if (!LICENCE.test(licence)) throw badInput("licence", "an SPDX identifier, like CC-BY-4.0", licence);
  return { key, name, contactEmail, licence };
}

/** An address that may be an endpoint's; whether it may be called is for the way out to say. */
export function readEndpoint(endpoint: string): string {
  if (isUrl(endpoint) && /^https?:/i.test(endpoint)) return endpoint;
  throw badInput("endpoint", "an address that begins with https:", endpoint);
}
