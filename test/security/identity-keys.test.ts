// Access keys, over real HTTP and a real database.
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startIdentityHub, type IdentityHub } from "../kit/identity-hub.js";

const VIEWER = "{ viewer { kind name scopes organization { id } partner { key } } }";
const ISSUE = `mutation ($input: AccessKeyInput!) {
  issueAccessKey(input: $input) { secret key { id name prefix scopes origins expiresAt lastUsedAt revokedAt } }
}`;
const REVOKE = "mutation ($id: ID!) { revokeAccessKey(id: $id) { id revokedAt } }";
const LIST = "{ accessKeys { id name prefix scopes origins createdAt expiresAt lastUsedAt revokedAt } }";
const PATIENCE_MS = 60_000;

let hub: IdentityHub;
let other: IdentityHub;
let admin: string;

beforeAll(async () => {
  hub = await startIdentityHub();
  other = await startIdentityHub({ sharedDatabase: hub.databaseUrl });
  admin = await hub.key(["network:admin"]);
});
afterAll(async () => {
  await other.stop();
  await hub.stop();
});

const issue = async (input: Readonly<Record<string, unknown>>) => {
  const answer = await hub.ask(ISSUE, { key: admin, variables: { input } });
  return { ...answer, issued: answer.data?.issueAccessKey };
};

async function statusWith(at: IdentityHub, headers: Readonly<Record<string, string>>): Promise<number> {
  const response = await fetch(`${at.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query: VIEWER }),
  });
  await response.arrayBuffer();
  return response.status;
}

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

describe("access keys", () => {
  it("B01 are not needed to read: without one a reader is anonymous and may administer nothing", async () => {
    const { data } = await hub.ask(VIEWER);
    expect(data.viewer).toEqual({ kind: "ANONYMOUS", name: null, scopes: [], organization: null, partner: null });
    const { data: refused, errors } = await hub.ask(LIST);
    expect([refused, errors.map(({ extensions }) => extensions.code)]).toEqual([
      { accessKeys: null },
      ["UNAUTHORIZED"],
    ]);
  });

  it("show their secret once, act for their organization, and are listed without what would let them in", async () => {
    const input = { name: "app", scopes: ["read:network"], organization: "alpha:organization:1" };
    const { issued } = await issue(input);
    expect(issued.secret).toMatch(/^mlg_[\w-]{43}$/);
    expect(issued.key).toMatchObject({ name: "app", prefix: issued.secret.slice(0, 8), lastUsedAt: null });
    const { data } = await hub.ask("{ viewer { kind name scopes partner { key } } }", { key: issued.secret });
    expect(data.viewer).toEqual({
      kind: "APPLICATION",
      name: "app",
      scopes: ["read:network"],
      partner: { key: "alpha" },
    });
    const listed = await hub.ask(LIST, { key: admin });
    expect(JSON.stringify(listed)).not.toContain(issued.secret);
    const stored = await hub.database.rows("select row_to_json(access_key)::text as row from registry.access_key");
    expect(JSON.stringify(stored)).not.toContain(issued.secret.slice(8));
  });

  it("note when they were used", async () => {
    const { issued } = await issue({ name: "used", scopes: [] });
    await hub.ask(VIEWER, { key: issued.secret });
    const lastUsedAt = async (): Promise<string | null> => {
      const { data } = await hub.ask(LIST, { key: admin });
      return data.accessKeys.find(({ id }: { id: string }) => id === issued.key.id).lastUsedAt;
    };
    let noted = await lastUsedAt();
    for (const end = Date.now() + PATIENCE_MS; noted === null && Date.now() < end; noted = await lastUsedAt())
      await delay(20);
    expect(noted).toMatch(/Z$/);
  });

  it("B02 that are unknown, revoked, expired or no keys at all are refused by the same answer", async () => {
    const revoked = (await issue({ name: "revoked", scopes: [] })).issued;
    await hub.ask(REVOKE, { key: admin, variables: { id: revoked.key.id } });
    const expired = (await issue({ name: "expired", scopes: [], expiresAt: "2999-01-01T00:00:00.000Z" })).issued;
    await hub.database.rows(`update registry.access_key set expires_at = now() - interval '1 second' where id = ?`, [
      expired.key.id,
    ]);
    const credentials = [`mlg_${"A".repeat(43)}`, revoked.secret, expired.secret, "mlg_x", "", "a.b.c", "é"];
    const answers = credentials.map(async (secret) => {
      const response = await fetch(`${hub.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...bearer(encodeURI(secret)) },
        body: JSON.stringify({ query: VIEWER }),
      });
      const { date: _date, ...headers } = Object.fromEntries(response.headers);
      return { status: response.status, body: await response.text(), headers };
    });
    const [first, ...rest] = await Promise.all(answers);
    expect(first).toMatchObject({ status: 401, headers: { "www-authenticate": "Bearer" } });
    expect(first?.body).toContain("The credential is unknown, expired or revoked.");
    for (const each of rest) expect(withoutQuota(each)).toEqual(withoutQuota(first));
  });

  it("are refused at once where they were revoked, and soon by other processes of the hub", async () => {
    const { issued } = await issue({ name: "shared", scopes: [] });
    expect(await statusWith(hub, bearer(issued.secret))).toBe(200);
    expect(await statusWith(other, bearer(issued.secret))).toBe(200);
    const { data } = await hub.ask(REVOKE, { key: admin, variables: { id: issued.key.id } });
    expect(data.revokeAccessKey.revokedAt).toMatch(/Z$/);
    expect(await statusWith(hub, bearer(issued.secret))).toBe(401);
    let status = 200;
    for (const end = Date.now() + PATIENCE_MS; status === 200 && Date.now() < end; await delay(50))
      status = await statusWith(other, bearer(issued.secret));
    expect(status).toBe(401);
  });

  it("B15 are rotated without a refused request: two are good at once, under load", async () => {
    let { issued: current } = await issue({ name: "rotating", scopes: ["read:network"] });
    const statuses = new Map<number, number>();
    const turns = { areOver: false };
    const readers = Array.from({ length: 8 }, async () => {
      while (!turns.areOver) {
        const status = await statusWith(hub, bearer(current.secret));
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    });
    for (let turn = 0; turn < 10; turn++) {
      const before = current;
      const { issued: next } = await issue({ name: "rotating", scopes: ["read:network"] });
      expect([await statusWith(hub, bearer(before.secret)), await statusWith(hub, bearer(next.secret))]).toEqual([
        200, 200,
      ]);
      current = next;
      const answered = total(statuses);
      while (total(statuses) < answered + 16) await delay(5); // every reader has the new one
      await hub.ask(REVOKE, { key: admin, variables: { id: before.key.id } });
    }
    turns.areOver = true;
    await Promise.all(readers);
    expect([...statuses.keys()]).toEqual([200]);
  });

  it("may be used by pages of the origins they name, of the hub itself, and by no others", async () => {
    const origins = ["https://app.example.org", "http://localhost:5173"];
    const { issued } = await issue({ name: "page", scopes: [], origins });
    const own = new URL(hub.url).origin;
    const from = (origin: string) => statusWith(hub, { ...bearer(issued.secret), origin });
    expect(await Promise.all([...origins, own].map(from))).toEqual([200, 200, 200]);
    const others = ["https://evil.example", "https://app.example.org.evil.example", "http://app.example.org", "null"];
    expect(await Promise.all(others.map(from))).toEqual([403, 403, 403, 403]);
    const server = await hub.key([]);
    expect(await statusWith(hub, { ...bearer(server), origin: "https://app.example.org" })).toBe(403);
    expect(await statusWith(hub, { origin: "https://evil.example" })).toBe(200);
  });

  it.each([
    ["scopes", { scopes: ["read:network", "root"] }],
    ["name", { name: " \u202e " }],
    ["expiresAt", { expiresAt: "2020-01-01T00:00:00.000Z" }],
    ["organization", { organization: "alpha:person:1" }],
    ["origins", { origins: ["https://app.example.org/path"] }],
    ["origins", { origins: ["http://app.example.org"] }],
    ["origins", { origins: ["*"] }],
  ])("are not issued when %s is not what it must be", async (argument, part) => {
    const { data, errors } = await issue({ name: "bad", scopes: [], ...part });
    expect(data.issueAccessKey).toBeNull();
    expect(errors.map(({ extensions }) => extensions)).toMatchObject([{ code: "BAD_USER_INPUT", argument }]);
  });

  it("of an id that is none are not revoked", async () => {
    for (const id of ["x", "00000000-0000-4000-8000-000000000000"]) {
      const { errors } = await hub.ask(REVOKE, { key: admin, variables: { id } });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
    }
  });
});

interface Seen {
  readonly headers: Readonly<Record<string, string>>;
}

/** The quota tells how many requests there were, which is no secret. */
function withoutQuota(seen: Seen | undefined): unknown {
  const headers = Object.entries(seen?.headers ?? {}).filter(([name]) => !name.startsWith("ratelimit"));
  return { ...seen, headers: Object.fromEntries(headers) };
}

function total(counts: ReadonlyMap<number, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
