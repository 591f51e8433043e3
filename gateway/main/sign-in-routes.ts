// Signing in and out, outside GraphQL. In: forms and JSON. Out: sessions in cookies, pages. Every answer that refuses a
// password is the same whether or not the account exists; a page of another origin can send none of these forms.
import fastifyCookie from "@fastify/cookie";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Identity } from "../../services/registry/identity.js";
import { normalEmail } from "../../services/registry/member-input.js";
import { PasswordsBusy } from "../../services/registry/passwords.js";
import type { SignedIn } from "../../services/registry/sessions.js";
import { addLinkRoutes } from "./link-routes.js";
import { addOidcRoutes } from "./oidc-routes.js";
import { SIGN_IN_HEADERS, type Page } from "./sign-in-pages.js";
import { beginSession, sessionJson, type AddRoute, type Respond } from "./sign-in-session.js";
import {
  answer,
  credentialsOf,
  fieldOf,
  goOn,
  isFromElsewhere,
  setSessionCookie,
  wordsOf,
  type Exchange,
} from "./sign-in-requests.js";

const LARGEST_BODY = 16 * 1024;

/** Adds the routes: `/auth/sign-in`, `/auth/sign-out`, `/auth/session`, those of links and those of the provider. */
export function addSignInRoutes(app: FastifyInstance, identity: Identity): void {
  void app.register(async (scope) => {
    await scope.register(fastifyCookie);
    scope.removeContentTypeParser("text/plain");
    scope.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    scope.addHook("onSend", async (_request, reply) => void reply.headers(SIGN_IN_HEADERS));
    const add: AddRoute = (method, path, respond) =>
      void scope.route({
        method,
        url: path,
        bodyLimit: LARGEST_BODY,
        handler: (request, reply) => respondSafely({ identity, request, reply }, respond),
      });
    add("GET", "/auth/sign-in", showSignIn);
    add("POST", "/auth/sign-in", signIn);
    add("POST", "/auth/sign-out", signOut);
    add("GET", "/auth/session", showSession);
    addLinkRoutes(add);
    addOidcRoutes(add);
  });
}

async function respondSafely(exchange: Exchange, respond: Respond): Promise<FastifyReply> {
  const isPost = exchange.request.method === "POST";
  return isPost && isFromElsewhere(exchange) ? refuse(exchange, 403, "elsewhere") : respond(exchange);
}

type Fault = "wrong" | "slow" | "elsewhere" | "stale";

function refuse(exchange: Exchange, status: number, fault: Fault): FastifyReply {
  const alert = wordsOf(exchange)[fault];
  return answer(exchange, { status, page: { ...signInPage(exchange), alert }, json: { error: alert } });
}

function signInPage(exchange: Exchange): Omit<Page, "language"> {
  const words = wordsOf(exchange);
  const hasProvider = exchange.identity.oidc !== null;
  return {
    title: words.signIn,
    form: {
      action: "/auth/sign-in",
      hidden: {},
      submit: words.signIn,
      fields: [
        { name: "email", label: words.email, type: "email", autocomplete: "username" },
        { name: "password", label: words.password, type: "password", autocomplete: "current-password" },
      ],
    },
    link: hasProvider ? { href: "/auth/oidc", text: words.provider } : undefined,
  };
}

async function showSignIn(exchange: Exchange): Promise<FastifyReply> {
  const signedIn = await currentSession(exchange);
  if (signedIn === null) return answer(exchange, { status: 200, page: signInPage(exchange), json: {} });
  const words = wordsOf(exchange);
  const hidden = { csrf: signedIn.csrf };
  const page = {
    title: words.signIn,
    intro: `${words.signedInAs} ${signedIn.principal.name ?? ""}.`,
    form: { action: "/auth/sign-out", hidden, submit: words.signOut, fields: [] },
  };
  return answer(exchange, { status: 200, page, json: {} });
}

async function signIn(exchange: Exchange): Promise<FastifyReply> {
  const { identity, request } = exchange;
  const email = normalEmail(fieldOf(exchange, "email")) ?? "";
  const attempt = { email, address: request.ip };
  const waitSeconds = await identity.pace.count(attempt);
  if (waitSeconds !== null) return refuseForNow(exchange, 429, waitSeconds);
  try {
    const member = await identity.accounts.byPassword(email, fieldOf(exchange, "password"));
    if (member === null) return refuse(exchange, 401, "wrong");
    await identity.pace.forgive(attempt);
    return await beginSession(exchange, member);
  } catch (error) {
    if (error instanceof PasswordsBusy) return refuseForNow(exchange, error.statusCode, BUSY_SECONDS);
    throw error;
  }
}

const BUSY_SECONDS = 5;

function refuseForNow(exchange: Exchange, status: number, waitSeconds: number): FastifyReply {
  void exchange.reply.header("retry-after", String(waitSeconds));
  return refuse(exchange, status, "slow");
}

async function signOut(exchange: Exchange): Promise<FastifyReply> {
  const { identity } = exchange;
  const credentials = credentialsOf(exchange);
  const secret = identity.sessionSecret(credentials);
  const isStale = await identity.readSession(credentials).then(
    () => false,
    (error: unknown) => codeOf(error) === "FORBIDDEN",
  );
  if (isStale) return refuse(exchange, 403, "stale");
  if (secret !== null) await identity.sessions.end(secret);
  setSessionCookie(exchange, null);
  return goOn(exchange, "/auth/sign-in", sessionJson(null));
}

async function showSession(exchange: Exchange): Promise<FastifyReply> {
  return exchange.reply.send(sessionJson(await currentSession(exchange)));
}

/** The member who is signed in; null takes a cookie away whose session is over. */
async function currentSession(exchange: Exchange): Promise<SignedIn | null> {
  return exchange.identity.readSession(credentialsOf(exchange)).catch((error: unknown) => {
    if (codeOf(error) !== "UNAUTHENTICATED") throw error;
    setSessionCookie(exchange, null);
    return null;
  });
}

function codeOf(error: unknown): unknown {
  const extensions: unknown = error instanceof Error ? Reflect.get(error, "extensions") : null;
  return typeof extensions === "object" && extensions !== null ? Reflect.get(extensions, "code") : null;
}
