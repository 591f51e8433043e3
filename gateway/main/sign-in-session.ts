// Beginning a session, and what is said of one. In: a member, an exchange. Out: a cookie, and who is signed in.
import type { FastifyReply } from "fastify";
import type { SignedIn } from "../../services/registry/sessions.js";
import { credentialsOf, goOn, setSessionCookie, type Exchange } from "./sign-in-requests.js";

export type Respond = (exchange: Exchange) => Promise<FastifyReply>;
export type AddRoute = (method: "GET" | "POST", path: string, respond: Respond) => void;

/** Signs a member in: a new session, whatever the browser had before. */
export async function beginSession(exchange: Exchange, member: string): Promise<FastifyReply> {
  const { identity } = exchange;
  const secret = await identity.sessions.begin(member, identity.sessionSecret(credentialsOf(exchange)));
  setSessionCookie(exchange, secret);
  return goOn(exchange, "/", sessionJson(await identity.sessions.find(secret)));
}

/** Who is signed in, with the token that goes with all that the session does. */
export function sessionJson(signedIn: SignedIn | null): unknown {
  if (signedIn === null) return { kind: "ANONYMOUS" };
  const { principal, role, csrf } = signedIn;
  const { kind, id, name, organization, partner, scopes } = principal;
  return { kind, id, name, role, organization, partner, scopes, csrf };
}
