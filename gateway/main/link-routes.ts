// Links that make an account: an invitation, and the set-up link of the network's first coordinator. In: the secret of
// a link. Out: pages that ask for a password; an account and a session. Each link makes one account, once.
import type { FastifyReply } from "fastify";
import { normalEmail, normalName } from "../../services/registry/member-input.js";
import type { Accepted, Invitee } from "../../services/registry/member-accounts.js";
import { isUsablePassword } from "../../services/registry/passwords.js";
import type { PageField } from "./sign-in-pages.js";
import { answer, fieldOf, parameterOf, wordsOf, type Exchange } from "./sign-in-requests.js";
import { beginSession, type AddRoute } from "./sign-in-session.js";
import type { SignInWords } from "./sign-in-words.js";

/** Adds `/auth/invitation` and `/auth/setup`. */
export function addLinkRoutes(add: AddRoute): void {
  add("GET", "/auth/invitation", async (exchange) => {
    const token = parameterOf(exchange, "token");
    const invitee = await exchange.identity.accounts.invitee(token);
    return invitee === null ? refuseLink(exchange, "used") : showInvitation(exchange, { token, invitee });
  });
  add("POST", "/auth/invitation", acceptInvitation);
  add("GET", "/auth/setup", async (exchange) => {
    const token = parameterOf(exchange, "token");
    const isGood = await exchange.identity.accounts.isSetupLink(token);
    return isGood ? showSetup(exchange, { token }) : refuseLink(exchange, "used");
  });
  add("POST", "/auth/setup", setUp);
}

type Fault = "weak" | "differs" | "badName" | "badEmail";

interface Shown {
  readonly token: string;
  readonly fault?: Fault | null;
}

async function acceptInvitation(exchange: Exchange): Promise<FastifyReply> {
  const { accounts } = exchange.identity;
  const token = fieldOf(exchange, "token");
  const invitee = await accounts.invitee(token); // before a password costs anything
  if (invitee === null) return refuseLink(exchange, "used");
  const fault = passwordFault(exchange, invitee.email);
  if (fault !== null) return showInvitation(exchange, { token, invitee, fault });
  return finish(exchange, await accounts.accept(token, fieldOf(exchange, "password")));
}

async function setUp(exchange: Exchange): Promise<FastifyReply> {
  const { accounts } = exchange.identity;
  const token = fieldOf(exchange, "token");
  if (!(await accounts.isSetupLink(token))) return refuseLink(exchange, "used");
  const [name, email] = [normalName(fieldOf(exchange, "name")), normalEmail(fieldOf(exchange, "email"))];
  if (name === null) return showSetup(exchange, { token, fault: "badName" });
  if (email === null) return showSetup(exchange, { token, fault: "badEmail" });
  const fault = passwordFault(exchange, email);
  if (fault !== null) return showSetup(exchange, { token, fault });
  return finish(exchange, await accounts.setUp(token, { name, email, password: fieldOf(exchange, "password") }));
}

/** What is wrong with a new password; JSON need not say it twice. */
function passwordFault(exchange: Exchange, email: string): Fault | null {
  const [password, again] = [fieldOf(exchange, "password"), fieldOf(exchange, "again")];
  if (!isUsablePassword(password, email)) return "weak";
  return again !== "" && again !== password ? "differs" : null;
}

/** Begins the session of a new account, or says why there is none. */
function finish(exchange: Exchange, accepted: Accepted): Promise<FastifyReply> | FastifyReply {
  return typeof accepted === "string" ? refuseLink(exchange, accepted) : beginSession(exchange, accepted.member);
}

const STATUS = { used: 410, taken: 409 } as const;

function refuseLink(exchange: Exchange, why: "used" | "taken"): FastifyReply {
  const words = wordsOf(exchange);
  const page = { title: words.invitation, alert: words[why], link: { href: "/auth/sign-in", text: words.signIn } };
  return answer(exchange, { status: STATUS[why], page, json: { error: words[why] } });
}

function showInvitation(exchange: Exchange, shown: Shown & { readonly invitee: Invitee }): FastifyReply {
  const words = wordsOf(exchange);
  const { token, invitee, fault = null } = shown;
  const provider = { href: `/auth/oidc?invitation=${encodeURIComponent(token)}`, text: words.provider };
  const page = {
    title: words.invitation,
    intro: `${invitee.name} (${invitee.email}): ${words.invitationIntro} ${words[invitee.role]}.`,
    alert: fault === null ? undefined : words[fault],
    form: { action: "/auth/invitation", hidden: { token }, submit: words.make, fields: passwordFields(words) },
    link: exchange.identity.oidc === null ? undefined : provider,
  };
  return answer(exchange, { status: statusOf(fault), page, json: { error: page.alert ?? null } });
}

function showSetup(exchange: Exchange, { token, fault = null }: Shown): FastifyReply {
  const words = wordsOf(exchange);
  const who: readonly PageField[] = [
    { name: "name", label: words.name, type: "text", autocomplete: "name" },
    { name: "email", label: words.email, type: "email", autocomplete: "username" },
  ];
  const page = {
    title: words.setup,
    intro: words.setupIntro,
    alert: fault === null ? undefined : words[fault],
    form: { action: "/auth/setup", hidden: { token }, submit: words.make, fields: [...who, ...passwordFields(words)] },
  };
  return answer(exchange, { status: statusOf(fault), page, json: { error: page.alert ?? null } });
}

function statusOf(fault: Fault | null): number {
  return fault === null ? 200 : 422;
}

function passwordFields(words: SignInWords): PageField[] {
  return [
    { name: "password", label: words.newPassword, type: "password", autocomplete: "new-password" },
    { name: "again", label: words.again, type: "password", autocomplete: "new-password" },
  ];
}
