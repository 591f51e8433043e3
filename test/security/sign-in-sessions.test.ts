// How long sessions last, by a clock of the test's; and what cookies are like where browsers come by https.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openRegistry, type Registry } from "../../services/registry/registry.js";
import { cookieClient } from "../kit/cookie-client.js";
import { testDatabase } from "../kit/database.js";
import { ADMINISTRATOR } from "../kit/first-administrator.js";
import { startIdentityHub } from "../kit/identity-hub.js";
import { NOTHING_KNOWN } from "../kit/registry.js";

const HOUR_MS = 3_600_000;
let clock = Date.now();
let registry: Registry;
let member: string;

beforeAll(async () => {
  const identity = { now: () => clock };
  registry = await openRegistry({ databaseUrl: await testDatabase(), status: NOTHING_KNOWN, identity });
  const { accounts } = registry.identity;
  const accepted = await accounts.setUp((await accounts.setupLink()) ?? "", ADMINISTRATOR);
  member = typeof accepted === "string" ? "" : accepted.member;
});
afterAll(() => registry.close());

const kindOf = (secret: string): Promise<string> =>
  registry.authenticate({ cookie: `maillage=${secret}` }).then(
    ({ kind }) => kind,
    ({ extensions }) => extensions.code,
  );

describe("a session", () => {
  it("is over after eight hours without a request", async () => {
    const secret = await registry.identity.sessions.begin(member, null);
    clock += 7.9 * HOUR_MS;
    expect(await kindOf(secret)).toBe("MEMBER");
    clock += 7.9 * HOUR_MS;
    expect(await kindOf(secret)).toBe("MEMBER");
    clock += 8.1 * HOUR_MS;
    expect(await kindOf(secret)).toBe("UNAUTHENTICATED");
  });

  it("is over after seven days, however much it is used", async () => {
    const secret = await registry.identity.sessions.begin(member, null);
    for (let hours = 0; hours < 7 * 24 - 6; hours += 6) {
      clock += 6 * HOUR_MS;
      expect(await kindOf(secret)).toBe("MEMBER");
    }
    clock += 7 * HOUR_MS;
    expect(await kindOf(secret)).toBe("UNAUTHENTICATED");
  });

  it("is not looked for in cookies of another name or form, nor among several", async () => {
    const secret = await registry.identity.sessions.begin(member, null);
    expect(await kindOf(secret)).toBe("MEMBER");
    for (const cookie of [`maillag=${secret}`, `xmaillage=${secret}`, `maillage=${secret}; maillage=${"B".repeat(43)}`])
      expect(await registry.authenticate({ cookie })).toMatchObject({ kind: "ANONYMOUS" });
  });

  it("counts less than a key that comes with it", async () => {
    const secret = await registry.identity.sessions.begin(member, null);
    const key = await registry.keys.issue({ name: "with it", scopes: [], organization: null });
    const credentials = { cookie: `maillage=${secret}`, authorization: `Bearer ${key}`, method: "POST" };
    expect(await registry.authenticate(credentials)).toMatchObject({ kind: "APPLICATION", name: "with it" });
    const bad = { ...credentials, authorization: "Bearer mlg_bad" };
    await expect(registry.authenticate(bad)).rejects.toMatchObject({ extensions: { code: "UNAUTHENTICATED" } });
  });
});

describe("where browsers come by https", () => {
  it("the cookie is this host's alone and never goes without encryption", async () => {
    const identity = { issuers: [], oidc: null, publicUrl: "https://hub.example.org" };
    const hub = await startIdentityHub({ identity });
    const token = (await hub.hub.registry.identity.accounts.setupLink()) ?? "";
    const client = cookieClient(hub.url);
    const foreign = await client.post("/auth/setup", { token, ...ADMINISTRATOR }, { origin: hub.url });
    expect(foreign.status).toBe(403);
    const set = await client.post("/auth/setup", { token, ...ADMINISTRATOR }, { origin: "https://hub.example.org" });
    expect(set.status).toBe(303);
    expect(client.lastSet).toEqual([
      expect.stringMatching(/^__Host-maillage=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    await hub.stop();
  });
});
