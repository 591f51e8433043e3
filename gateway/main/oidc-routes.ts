// Signing in by the provider of identities. In: a browser that wants to, and comes back. Out: the way there; a session,
// for members only: who was bound to the identity before, or was invited at the address that the provider has verified.
import type { FastifyReply } from "fastify";
import { answer, flowSecretOf, parameterOf, setFlowCookie, wordsOf, type Exchange } from "./sign-in-requests.js";
import { beginSession, type AddRoute } from "./sign-in-session.js";

/** Adds `/auth/oidc` and `/auth/oidc/callback`. */
export function addOidcRoutes(add: AddRoute): void {
  add("GET", "/auth/oidc", begin);
  add("GET", "/auth/oidc/callback", finish);
}

async function begin(exchange: Exchange): Promise<FastifyReply> {
  const { oidc } = exchange.identity;
  if (oidc === null) return refuse(exchange, "nothing");
  const invitation = parameterOf(exchange, "invitation");
  const flow = await oidc.begin(invitation === "" ? null : invitation).catch(() => null);
  if (flow === null) return refuse(exchange, "unreachable");
  setFlowCookie(exchange, flow.browser);
  return exchange.reply.redirect(flow.location, 303);
}

async function finish(exchange: Exchange): Promise<FastifyReply> {
  const { oidc, accounts } = exchange.identity;
  if (oidc === null) return refuse(exchange, "nothing");
  const { url } = exchange.request;
  const query = url.includes("?") ? url.slice(url.indexOf("?") + 1) : "";
  const vouched = await oidc.finish(query, flowSecretOf(exchange));
  setFlowCookie(exchange, null);
  if (vouched === null) return refuse(exchange, "unproven");
  const accepted = await accounts.byIdentity(vouched.identity, vouched.invitation);
  return typeof accepted === "string" ? refuse(exchange, REFUSALS[accepted]) : beginSession(exchange, accepted.member);
}

const REFUSALS = { used: "stranger", taken: "taken" } as const;
const STATUS = { nothing: 404, unreachable: 502, unproven: 401, stranger: 403, taken: 409 } as const;

function refuse(exchange: Exchange, why: keyof typeof STATUS): FastifyReply {
  const words = wordsOf(exchange);
  const page = { title: words.signIn, alert: words[why], link: { href: "/auth/sign-in", text: words.signIn } };
  return answer(exchange, { status: STATUS[why], page, json: { error: words[why] } });
}
