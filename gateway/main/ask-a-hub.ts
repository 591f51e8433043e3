// Commands that speak to a running hub. In: its address, an access key, an operation. Out: the data, or an Error that says
// what the hub said.
import type { Command } from "commander";
import { Option } from "commander";
import type { OutboundRequest, OutboundResponse } from "../../schema/outbound.js";
import { createOutbound } from "../fetch/outbound.js";
import { isDevelopmentEnvironment } from "./config.js";

/** The options of every command that speaks to a hub. */
export interface HubAccess {
  readonly accessKey: string;
  readonly language: string;
  readonly development: boolean;
}

/** Adds them. `scopes`: what the key must be good for. */
export function withHubAccess(command: Command, scopes: string): Command {
  return command
    .addOption(new Option("--access-key <key>", `an access key with the scope ${scopes}`).makeOptionMandatory())
    .option("--language <tag>", "fr or en", "en")
    .option("--development", "http and private addresses too, as MAILLAGE_DEVELOPMENT=1", false);
}

const TIMEOUT_MS = 120_000;
/** The person at the terminal wrote the address: a hub on this machine needs no more words. */
const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/;

/** A way to send requests to a hub, with its key. Paths are below the hub's address. */
export function hubSender(
  hub: string,
  { accessKey, language, development }: HubAccess,
): (path: string, request?: OutboundRequest) => Promise<OutboundResponse> {
  const outbound = createOutbound({ development: development || isDevelopmentEnvironment() || LOOPBACK.test(hub) });
  const base = hub.replace(/\/$/, "");
  return (path, { headers = {}, ...request } = {}) =>
    outbound(`${base}${path}`, {
      timeoutMs: TIMEOUT_MS,
      ...request,
      headers: { "accept-language": language, authorization: `Bearer ${accessKey}`, ...headers },
    });
}

interface GraphqlAnswer<T> {
  readonly data?: T | null;
  readonly errors?: ReadonlyArray<{ readonly message: string }>;
}

/** Asks a hub. `T` is the caller's word for what the operation selects. Throws an Error where anything is amiss. */
export async function askAHub<T>(
  hub: string,
  access: HubAccess,
  { query, variables }: { readonly query: string; readonly variables: object },
): Promise<T> {
  const { body } = await hubSender(hub, access)("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [] } = readAnswer<T>(hub, body);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  if (data === undefined || data === null) throw new Error("The hub did not say why.");
  return data;
}

function readAnswer<T>(hub: string, body: Uint8Array): GraphqlAnswer<T> {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as GraphqlAnswer<T>; // a GraphQL response, whatever the status
  } catch (cause) {
    throw new Error(`No hub answers at ${hub}.`, { cause });
  }
}
