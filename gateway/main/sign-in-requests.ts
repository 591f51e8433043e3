// What a request to the sign-in routes shows and is answered: credentials, fields, words; cookies, pages, JSON. In: a
// request. Out: an answer: pages for people, JSON for those who sent JSON.
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Credentials } from "../../schema/principal.js";
import { sessionCookieName, type Identity } from "../../services/registry/identity.js";
import { readLanguages } from "../server/reader.js";
import { renderPage, type Page } from "./sign-in-pages.js";
import { signInWords, type SignInWords } from "./sign-in-words.js";

/** A request and its answer. */
export interface Exchange {
  readonly identity: Identity;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const LONGEST_FIELD = 2_000;

/** A field of the form or JSON that was sent; empty when there is none. */
export function fieldOf({ request: { body } }: Exchange, name: string): string {
  return textIn(body, name);
}

/** A parameter of the address; empty when there is none. */
export function parameterOf({ request: { query } }: Exchange, name: string): string {
  return textIn(query, name);
}

function textIn(members: unknown, name: string): string {
  const isThere = typeof members === "object" && members !== null && Object.hasOwn(members, name);
  const value: unknown = isThere ? Reflect.get(members, name) : "";
  return typeof value === "string" && value.length <= LONGEST_FIELD ? value : "";
}

/** What the request shows of who sent it; a form sends the session's token as a field. */
export function credentialsOf(exchange: Exchange): Credentials {
  const { headers, method } = exchange.request;
  const csrf = headers["x-maillage-csrf"] ?? fieldOf(exchange, "csrf");
  return { cookie: headers.cookie, origin: headers.origin, method, csrf: String(csrf) };
}

/** The reader's words. */
export function wordsOf({ request }: Exchange): SignInWords {
  return signInWords(readLanguages(request.headers["accept-language"])).words;
}

/** Whether a page of somebody else's makes the request. */
export function isFromElsewhere({ identity, request: { headers } }: Exchange): boolean {
  const { origin, "sec-fetch-site": site } = headers;
  const isOwn = origin === undefined || identity.isOwnOrigin(origin);
  return !isOwn || (site !== undefined && site !== "same-origin" && site !== "none");
}

interface Answer {
  readonly status: number;
  readonly page: Omit<Page, "language">;
  /** For those who sent JSON. */
  readonly json: unknown;
}

/** Answers with a page, or with JSON for JSON. */
export function answer({ request, reply }: Exchange, { status, page, json }: Answer): FastifyReply {
  void reply.code(status);
  if (isJson(request)) return reply.send(json);
  const { language } = signInWords(readLanguages(request.headers["accept-language"]));
  return reply.type("text/html; charset=utf-8").send(renderPage({ ...page, language }));
}

/** It is done: a browser goes on to another page of ours, others get JSON. */
export function goOn({ request, reply }: Exchange, path: string, json: unknown): FastifyReply {
  return isJson(request) ? reply.send(json) : reply.redirect(path, 303);
}

function isJson({ headers }: FastifyRequest): boolean {
  return headers["content-type"]?.startsWith("application/json") === true;
}

/** Gives the browser the session's secret; null takes it away. */
export function setSessionCookie({ identity, reply }: Exchange, secret: string | null): void {
  setCookie({ identity, reply }, sessionCookieName(identity.publicUrl()), secret);
}

/** Gives the browser what it keeps while it is at the provider's; null takes it away. */
export function setFlowCookie({ identity, reply }: Exchange, secret: string | null): void {
  setCookie({ identity, reply }, flowCookieName(identity), secret);
}

/** What the browser kept meanwhile. */
export function flowSecretOf({ identity, request }: Exchange): string {
  return request.cookies[flowCookieName(identity)] ?? "";
}

function flowCookieName(identity: Identity): string {
  return `${sessionCookieName(identity.publicUrl())}-flow`;
}

function setCookie(
  { identity, reply }: Pick<Exchange, "identity" | "reply">,
  name: string,
  value: string | null,
): void {
  const secure = identity.publicUrl().startsWith("https:");
  const rules = { path: "/", httpOnly: true, sameSite: "lax", secure } as const;
  if (value === null) void reply.clearCookie(name, rules);
  else void reply.setCookie(name, value, rules);
}
