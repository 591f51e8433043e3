// The first coordinator of a test hub, made as an operator would: by the set-up link. In: a hub. Out: a browser that is
// signed in, and what it needs to act.
import { cookieClient, type CookieClient } from "./cookie-client.js";
import type { IdentityHub } from "./identity-hub.js";

export interface SignedInClient extends CookieClient {
  /** The session's token, as the header that goes with what acts. */
  readonly token: Readonly<Record<string, string>>;
}

export const ADMINISTRATOR = { name: "Ada", email: "ada@example.org", password: "correct horse battery" };

/** Uses a new set-up link. */
export async function setUpAdministrator({ hub, url }: IdentityHub): Promise<SignedInClient> {
  const token = await hub.registry.identity.accounts.setupLink();
  const client = cookieClient(url);
  await client.post("/auth/setup", { token: token ?? "", ...ADMINISTRATOR });
  return withToken(client);
}

/** Reads the session's token. */
export async function withToken(client: CookieClient): Promise<SignedInClient> {
  const { csrf = "" } = (await (await client.get("/auth/session")).json()) as { csrf?: string };
  return { ...client, token: { "x-maillage-csrf": csrf } };
}
