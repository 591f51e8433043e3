// A provider of identities: `oidc-provider`, over real HTTP on this machine. Whoever is sent there is signed in as whom
// the test says. In: the hub's address. Out: its settings, and ways to go there and back.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";
import type { OidcOptions } from "../../services/registry/oidc-provider.js";
import { cookieClient, type CookieClient } from "./cookie-client.js";

/** Somebody who has an account there. */
export interface Account {
  readonly subject: string;
  readonly email: string;
  readonly isVerified: boolean;
}

export interface IdentityProvider {
  readonly options: OidcOptions;
  /** Signs whoever comes in as this person. */
  be(account: Account): void;
  /** Says where browsers see the hub. */
  serve(hubUrl: string): void;
  /** Goes from the hub's page to the provider and gives the address at which the hub gets the browser back. */
  visit(client: CookieClient, from?: string): Promise<string>;
  stop(): Promise<void>;
}

const CLIENT_SECRET = "a secret of the client";

/** Starts it; it serves no hub yet. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  let account: Account = { subject: "nobody", email: "nobody@example.org", isVerified: false };
  let answer: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) =>
    void response.end();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on a port
  const serve = (hubUrl: string): void => {
    const provider = createProvider(issuer, hubUrl, () => account);
    const callback = provider.callback();
    const signIn = async (request: IncomingMessage, response: ServerResponse): Promise<void> =>
      provider.interactionFinished(request, response, { login: { accountId: account.subject } });
    answer = (request, response) =>
      void (request.url?.startsWith("/interaction/") === true
        ? signIn(request, response)
        : callback(request, response));
  };
  return {
    options: { issuer, clientId: "maillage", clientSecret: CLIENT_SECRET },
    be: (who) => void (account = who),
    serve,
    visit: async (client, from = "/auth/oidc") => {
      const begun = await client.get(from);
      return followToHub(issuer, begun.headers.get("location") ?? "");
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function createProvider(issuer: string, hubUrl: string, account: () => Account): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: "maillage",
        client_secret: CLIENT_SECRET,
        redirect_uris: [`${hubUrl}/auth/oidc/callback`],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    cookies: { keys: ["a key of the test"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, subject) => ({
      accountId: subject,
      claims: () => ({ sub: subject, email: account().email, email_verified: account().isVerified }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: "maillage", accountId: oidc.session?.accountId ?? "" });
      grant.addOIDCScope("openid email");
      await grant.save();
      return grant;
    },
  });
}

/** Follows the provider's redirects with cookies of its own, until one leads away from it. */
async function followToHub(issuer: string, from: string): Promise<string> {
  const client = cookieClient(issuer);
  let address = from;
  for (let steps = 0; address.startsWith(issuer) && steps < 10; steps++) {
    const response = await client.get(address);
    address = new URL(response.headers.get("location") ?? "/nowhere", address).href;
  }
  return address;
}
