// Signing in over real HTTP: what a hostile page, a thief of cookies and a guesser of passwords cannot do.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { cookieClient, type CookieClient } from "../kit/cookie-client.js";
import { ADMINISTRATOR, setUpAdministrator, withToken } from "../kit/first-administrator.js";
import { startIdentityHub, type IdentityHub } from "../kit/identity-hub.js";

const VIEWER = "{ viewer { kind name scopes } }";
const ISSUE = `mutation { issueAccessKey(input: {name: "by cookie", scopes: []}) { key { id } } }`;
const COOKIE = "maillage";
const CREDENTIALS = { email: ADMINISTRATOR.email, password: ADMINISTRATOR.password };

let hub: IdentityHub;
let own: string;

beforeAll(async () => {
  hub = await startIdentityHub();
  own = new URL(hub.url).origin;
  await setUpAdministrator(hub);
});
afterAll(() => hub.stop());

async function signIn(client: CookieClient = cookieClient(hub.url)): Promise<CookieClient> {
  const response = await client.post("/auth/sign-in", CREDENTIALS, { origin: own });
  expect([response.status, response.headers.get("location")]).toEqual([303, "/"]);
  return client;
}

const kindOf = async (response: Response): Promise<unknown> => {
  const { data, errors } = (await response.json()) as { data?: { viewer?: { kind: string } }; errors?: unknown[] };
  return data?.viewer?.kind ?? errors;
};

describe("signing in", () => {
  it("gives a session in a cookie that no script reads and that says who is there", async () => {
    const client = await signIn();
    expect(client.lastSet).toEqual([expect.stringMatching(/^maillage=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)]);
    const session = await (await client.get("/auth/session")).json();
    expect(session).toMatchObject({ kind: "MEMBER", name: "Ada", role: "COORDINATOR", partner: null });
    expect(session).toMatchObject({ scopes: ["read:network", "exchange:write", "partner:admin", "network:admin"] });
    const viewer = await client.ask(VIEWER, await tokenOf(client));
    expect(await viewer.json()).toMatchObject({ data: { viewer: { kind: "MEMBER", name: "Ada" } } });
    const [row] = await hub.database.rows(`select * from registry.session order by created_at desc limit 1`);
    expect(JSON.stringify(row)).not.toContain(client.cookies.get(COOKIE));
  });

  it("B02 answers the same to an unknown address and to a wrong password", async () => {
    const tries = [
      { email: ADMINISTRATOR.email, password: "not the password" },
      { email: "nobody@example.org", password: "not the password" },
      { email: "not an address", password: "not the password" },
    ];
    const answers = tries.map(async (fields) => {
      const response = await cookieClient(hub.url).post("/auth/sign-in", fields);
      return [response.status, await response.text(), response.headers.getSetCookie()];
    });
    const [first, ...rest] = await Promise.all(answers);
    expect(first?.[0]).toBe(401);
    for (const each of rest) expect(each).toEqual(first);
  });

  it("answers JSON to JSON", async () => {
    const send = (password: string) =>
      fetch(`${hub.url}/auth/sign-in`, {
        method: "POST",
        headers: { "content-type": "application/json", "accept-language": "fr" },
        body: JSON.stringify({ ...CREDENTIALS, password }),
      });
    expect(await (await send("not the password")).json()).toEqual({
      error: "L'adresse ou le mot de passe n'est pas le bon.",
    });
    expect(await (await send(CREDENTIALS.password)).json()).toMatchObject({ kind: "MEMBER", csrf: expect.any(String) });
  });

  it("lets nobody try passwords without end, from one place of one account, and says how long to wait", async () => {
    const email = "victim@example.org";
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_none, n) =>
        cookieClient(hub.url).post("/auth/sign-in", { email, password: `guess ${n} guess` }),
      ),
    );
    const statuses = tries.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
    const refused = tries.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
    await signIn(); // others are not held up
    expect(JSON.stringify(await hub.database.rows("select key from registry.sign_in_pace"))).not.toContain("victim");
  });

  it("leaves no address or password in the log", () => {
    const log = hub.logged.join("\n");
    for (const word of [ADMINISTRATOR.email, "victim", ADMINISTRATOR.password, "guess"])
      expect(log).not.toContain(word);
  });
});

describe("B09 a session", () => {
  it("cannot be planted: a cookie from before is worth nothing, and signing in makes another", async () => {
    const client = cookieClient(hub.url);
    const planted = "A".repeat(43);
    client.cookies.set(COOKIE, planted);
    await signIn(client);
    const first = client.cookies.get(COOKIE);
    expect(first).not.toBe(planted);
    await signIn(client);
    expect(client.cookies.get(COOKIE)).not.toBe(first);
    client.cookies.set(COOKIE, first ?? "");
    expect((await client.ask(VIEWER)).status).toBe(401);
  });

  it("acts in GraphQL only with its token: a form or a script of another page has none", async () => {
    const client = await withToken(await signIn());
    expect((await client.ask(ISSUE)).status).toBe(403);
    expect((await client.ask(ISSUE, { "x-maillage-csrf": "A".repeat(43) })).status).toBe(403);
    const other = await withToken(await signIn());
    expect((await client.ask(ISSUE, other.token)).status).toBe(403);
    const { data } = (await (await client.ask(ISSUE, client.token)).json()) as { data: unknown };
    expect(data).toEqual({ issueAccessKey: { key: { id: expect.any(String) } } });
    const simple = await client.post("/graphql", { query: ISSUE }, client.token);
    expect(simple.status).toBeGreaterThanOrEqual(400);
  });

  it("does not count for pages of another origin, with its token or without", async () => {
    const client = await withToken(await signIn());
    const from = (origin: string) => client.ask(VIEWER, { ...client.token, origin });
    expect(await kindOf(await from(own))).toBe("MEMBER");
    for (const origin of ["https://evil.example", "null", own.replace("http:", "https:"), `${own}0`])
      expect(await kindOf(await from(origin))).toBe("ANONYMOUS");
    const read = await client.get("/auth/session", { origin: "https://evil.example" });
    expect([await read.json(), read.headers.get("access-control-allow-credentials")]).toEqual([
      { kind: "ANONYMOUS" },
      null,
    ]);
  });

  it("neither begins nor ends at the wish of another page", async () => {
    const client = await signIn();
    const elsewhere = { origin: "https://evil.example" };
    for (const headers of [elsewhere, { origin: "null" }, { "sec-fetch-site": "cross-site" }])
      expect((await client.post("/auth/sign-in", CREDENTIALS, headers)).status).toBe(403);
    expect((await client.post("/auth/sign-out", {}, elsewhere)).status).toBe(403);
    expect((await client.post("/auth/sign-out", {})).status).toBe(403);
    expect(await (await client.get("/auth/session")).json()).toMatchObject({ kind: "MEMBER" });
  });

  it("is over when its member signs out, everywhere that its cookie was copied to", async () => {
    const client = await withToken(await signIn());
    const thief = cookieClient(hub.url);
    thief.cookies.set(COOKIE, client.cookies.get(COOKIE) ?? "");
    expect(await (await thief.get("/auth/session")).json()).toMatchObject({ kind: "MEMBER" });
    const out = await client.post("/auth/sign-out", { csrf: client.token["x-maillage-csrf"] ?? "" }, { origin: own });
    expect([out.status, client.cookies.size]).toEqual([303, 0]);
    expect((await thief.ask(VIEWER)).status).toBe(401);
    expect(await (await thief.get("/auth/session")).json()).toEqual({ kind: "ANONYMOUS" });
    expect(thief.cookies.size).toBe(0);
  });

  it("is asked for on pages that nobody can frame, script, index or keep, in the reader's language", async () => {
    for (const path of ["/auth/sign-in", "/auth/setup?token=x", "/auth/invitation?token=x", "/auth/oidc"]) {
      const response = await cookieClient(hub.url).get(path, { "accept-language": "fr" });
      const policy = response.headers.get("content-security-policy") ?? "";
      expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(response.headers.get("x-frame-options")).toBe("DENY");
      expect(response.headers.get("x-robots-tag")).toContain("noindex");
      expect(response.headers.get("cache-control")).toBe("no-store");
      const html = await response.text();
      expect(html).toContain(`<html lang="fr">`);
      expect(html).not.toMatch(/<script|javascript:|\son\w+=/i);
    }
  });
});

async function tokenOf(client: CookieClient): Promise<Readonly<Record<string, string>>> {
  return (await withToken(client)).token;
}
