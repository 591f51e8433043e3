// Signing in by a provider of identities, over real HTTP, through the hub's own way out.
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { cookieClient } from "../kit/cookie-client.js";
import { startIdentityHub, type IdentityHub } from "../kit/identity-hub.js";
import { startIdentityProvider, type IdentityProvider } from "../kit/identity-provider.js";

const INVITE = `mutation ($input: MemberInput!) { inviteMember(input: $input) { member { id } link } }`;

let provider: IdentityProvider;
let hub: IdentityHub;

beforeAll(async () => {
  for (const level of ["warn", "info"] as const) jest.spyOn(console, level).mockReturnValue(); // the provider is not for production
  provider = await startIdentityProvider();
  const identity = { issuers: [], oidc: provider.options, publicUrl: null };
  hub = await startIdentityHub({ identity, development: true });
  provider.serve(hub.url);
});
afterAll(async () => {
  await hub.stop();
  await provider.stop();
});

async function invite(email: string): Promise<{ readonly id: string; readonly token: string }> {
  const input = { name: "Bo", email, organization: "alpha:organization:1", role: "READER" };
  const { data } = await hub.ask(INVITE, { key: await hub.key(["network:admin"]), variables: { input } });
  const { member, link } = data.inviteMember;
  return { id: member.id, token: new URL(link).searchParams.get("token") ?? "" };
}

/** Goes to the provider and back in one browser. */
async function signIn(from?: string) {
  const client = cookieClient(hub.url);
  const back = await client.get(await provider.visit(client, from));
  const session = (await (await client.get("/auth/session")).json()) as { kind: string; id?: string };
  return { client, status: back.status, session };
}

describe("a provider of identities", () => {
  it("is asked with a state, a nonce and a code challenge, and gets the browser back at one address", async () => {
    const begun = await cookieClient(hub.url).get("/auth/oidc");
    const { searchParams } = new URL(begun.headers.get("location") ?? "");
    expect(Object.fromEntries(searchParams)).toMatchObject({
      ...{ response_type: "code", code_challenge_method: "S256", scope: "openid email" },
      ...{ redirect_uri: `${hub.url}/auth/oidc/callback`, state: expect.any(String), nonce: expect.any(String) },
    });
    expect(await (await cookieClient(hub.url).get("/auth/sign-in")).text()).toContain(`href="/auth/oidc"`);
  });

  it("signs in who was invited at the address that it has verified, and whom it is bound to from then on", async () => {
    const { id } = await invite("bo@example.org");
    provider.be({ subject: "bo", email: "bo@example.org", isVerified: true });
    expect((await signIn()).session).toMatchObject({ kind: "MEMBER", id: `member:${id}` });
    provider.be({ subject: "bo", email: "new-address@example.org", isVerified: false });
    expect((await signIn()).session).toMatchObject({ kind: "MEMBER", id: `member:${id}` });
    provider.be({ subject: "another", email: "bo@example.org", isVerified: true });
    expect(await signIn()).toMatchObject({ status: 403, session: { kind: "ANONYMOUS" } });
  });

  it("signs in nobody who was not invited, or at an address that it has not verified", async () => {
    await invite("unverified@example.org");
    provider.be({ subject: "mallory", email: "unverified@example.org", isVerified: false });
    expect(await signIn()).toMatchObject({ status: 403, session: { kind: "ANONYMOUS" } });
    provider.be({ subject: "stranger", email: "stranger@example.org", isVerified: true });
    expect(await signIn()).toMatchObject({ status: 403, session: { kind: "ANONYMOUS" } });
  });

  it("makes the account of an invitation's link for the address that was invited, and for no other", async () => {
    const { id, token } = await invite("cy@example.org");
    const page = await (await cookieClient(hub.url).get(`/auth/invitation?token=${token}`)).text();
    expect(page).toContain(`href="/auth/oidc?invitation=${token}"`);
    provider.be({ subject: "mallory", email: "mallory@example.org", isVerified: true });
    expect(await signIn(`/auth/oidc?invitation=${token}`)).toMatchObject({ status: 403 });
    provider.be({ subject: "cy", email: "cy@example.org", isVerified: true });
    expect((await signIn(`/auth/oidc?invitation=${token}`)).session).toMatchObject({ id: `member:${id}` });
    expect((await cookieClient(hub.url).get(`/auth/invitation?token=${token}`)).status).toBe(410);
  });

  it("B09 signs in nobody but the browser that went there, once", async () => {
    await invite("dee@example.org");
    provider.be({ subject: "dee", email: "dee@example.org", isVerified: true });
    const attacker = cookieClient(hub.url);
    const victim = cookieClient(hub.url);
    expect((await victim.get(await provider.visit(attacker))).status).toBe(401);
    const another = cookieClient(hub.url);
    await another.get("/auth/oidc");
    expect((await another.get(await provider.visit(attacker))).status).toBe(401);
    const back = await provider.visit(attacker);
    const flow = new Map(attacker.cookies);
    expect((await attacker.get(back)).status).toBe(303);
    for (const [name, value] of flow) attacker.cookies.set(name, value);
    expect((await attacker.get(back)).status).toBe(401);
  });

  it("B09 is not believed when the answer was made up: another state, another code, none at all", async () => {
    const client = cookieClient(hub.url);
    for (const change of [{ state: "made-up" }, { code: "made-up" }, { iss: "https://evil.example" }]) {
      const back = new URL(await provider.visit(client));
      for (const [name, value] of Object.entries(change)) back.searchParams.set(name, value);
      expect((await client.get(back.href)).status).toBe(401);
    }
    expect((await client.get("/auth/oidc/callback")).status).toBe(401);
    expect(await (await client.get("/auth/session")).json()).toEqual({ kind: "ANONYMOUS" });
  });

  it("that does not answer is said not to, and the rest goes on", async () => {
    const oidc = { ...provider.options, issuer: "http://127.0.0.1:9" };
    const alone = await startIdentityHub({ identity: { issuers: [], oidc, publicUrl: null }, development: true });
    expect((await cookieClient(alone.url).get("/auth/oidc")).status).toBe(502);
    expect((await cookieClient(alone.url).get("/auth/sign-in")).status).toBe(200);
    await alone.stop();
  });
});
