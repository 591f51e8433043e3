// Members of partner organizations and the audit log, over real HTTP: who sees whom, and what a link is good for.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { cookieClient } from "../kit/cookie-client.js";
import { setUpAdministrator, withToken, type SignedInClient } from "../kit/first-administrator.js";
import { startIdentityHub, type IdentityHub } from "../kit/identity-hub.js";

const INVITE = `mutation ($input: MemberInput!) {
  inviteMember(input: $input) { member { id name email role lastSeenAt } link expiresAt }
}`;
const MEMBERS = "query ($partner: ID!) { members(partner: $partner) { id email role } }";
const REMOVE = "mutation ($id: ID!) { removeMember(id: $id) }";
const AUDIT = `query ($first: Int! = 100, $after: String, $since: DateTime) { auditLog(first: $first, after: $after, since: $since) {
  totalCount pageInfo { hasNextPage endCursor } edges { node { id at actor action subject note } } } }`;
const PASSWORD = "a long enough password";

let hub: IdentityHub;
let coordinator: SignedInClient;
let admins: Readonly<Record<"alpha" | "beta", string>>;

beforeAll(async () => {
  hub = await startIdentityHub();
  coordinator = await setUpAdministrator(hub);
  admins = {
    alpha: await hub.key(["partner:admin"], "alpha:organization:1"),
    beta: await hub.key(["partner:admin"], "beta:organization:1"),
  };
});
afterAll(() => hub.stop());

let count = 0;
const wish = (part: Readonly<Record<string, unknown>> = {}) => ({
  ...{ name: "Bo", email: `member-${++count}@example.org`, organization: "alpha:organization:1", role: "READER" },
  ...part,
});

async function invite(key: string, input: Readonly<Record<string, unknown>> = wish()) {
  const { data, errors } = await hub.ask(INVITE, { key, variables: { input } });
  const invitation = data?.inviteMember;
  const token = invitation === null ? "" : new URL(invitation.link).searchParams.get("token");
  return { invitation, token: token ?? "", errors: errors.map(({ extensions }) => extensions) };
}

async function join(token: string): Promise<SignedInClient> {
  const client = cookieClient(hub.url);
  const response = await client.post("/auth/invitation", { token, password: PASSWORD, again: PASSWORD });
  expect(response.status).toBe(303);
  return withToken(client);
}

const emails = async (key: string, partner: string): Promise<string[] | null> => {
  const { data } = await hub.ask(MEMBERS, { key, variables: { partner } });
  return data.members?.map(({ email }: { email: string }) => email) ?? null;
};

describe("members", () => {
  it("are invited by a link that is stored nowhere, set a password, and have the rights of their role", async () => {
    const { invitation, token } = await invite(admins.alpha, wish({ role: "CONTRIBUTOR", email: "Bo@Example.org " }));
    expect(invitation.link).toMatch(new RegExp(`^${hub.url}/auth/invitation\\?token=[\\w-]{43}$`));
    expect(invitation.member).toMatchObject({ email: "bo@example.org", role: "CONTRIBUTOR", lastSeenAt: null });
    expect(JSON.stringify(await hub.database.rows("select * from registry.invitation"))).not.toContain(token);
    const page = await (await cookieClient(hub.url).get(`/auth/invitation?token=${token}`)).text();
    expect(page).toContain("Bo (bo@example.org): You are invited to this network as contributor.");
    const member = await join(token);
    const viewer = await member.ask(
      "{ viewer { kind name scopes organization { id } partner { key } } }",
      member.token,
    );
    expect(await viewer.json()).toMatchObject({
      data: {
        viewer: { kind: "MEMBER", name: "Bo", scopes: ["read:network", "exchange:write"], partner: { key: "alpha" } },
      },
    });
  });

  it("use a link once, also when two use it at the same moment", async () => {
    const { token } = await invite(admins.alpha);
    const posts = Array.from({ length: 6 }, (_none, n) =>
      cookieClient(hub.url).post("/auth/invitation", { token, password: `${PASSWORD} ${n}` }),
    );
    const statuses = (await Promise.all(posts)).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([303, 410, 410, 410, 410, 410]);
    expect((await cookieClient(hub.url).get(`/auth/invitation?token=${token}`)).status).toBe(410);
  });

  it("cannot use a link that is over, was replaced, or never was", async () => {
    const input = wish();
    const old = await invite(admins.alpha, input);
    const fresh = await invite(admins.alpha, { ...input, role: "CONTRIBUTOR" });
    expect(fresh.invitation.member.id).toBe(old.invitation.member.id);
    const late = await invite(admins.alpha);
    await hub.database.rows(`update registry.invitation set expires_at = now() where member = ?`, [
      late.invitation.member.id,
    ]);
    for (const token of [old.token, late.token, "", "A".repeat(43)])
      expect((await cookieClient(hub.url).post("/auth/invitation", { token, password: PASSWORD })).status).toBe(410);
    await join(fresh.token);
  });

  it("choose a password that is long enough and that they can write twice", async () => {
    const { token } = await invite(admins.alpha);
    const bad: ReadonlyArray<Record<string, string>> = [
      { password: "short" },
      { password: PASSWORD, again: "other" },
      {},
    ];
    for (const fields of bad) {
      const response = await cookieClient(hub.url).post("/auth/invitation", { token, ...fields });
      expect([response.status, (await response.text()).includes(`role="alert"`)]).toEqual([422, true]);
    }
    await join(token);
  });

  it("B06 of a partner are seen, invited and removed by its administrators; to others' there is no sign of them", async () => {
    const { invitation } = await invite(admins.alpha);
    const { id, email } = invitation.member;
    expect(await emails(admins.alpha, "alpha")).toContain(email);
    expect(await emails(await hub.key(["network:admin"]), "alpha")).toContain(email);
    const asBeta = async (query: string, variables: Readonly<Record<string, unknown>>) => {
      const { data, errors } = await hub.ask(query, { key: admins.beta, variables });
      return JSON.stringify({ data, errors }).replaceAll(String(variables["id"] ?? variables["partner"]), "<>");
    };
    const nobody = "00000000-0000-4000-8000-000000000000";
    expect(await asBeta(MEMBERS, { partner: "alpha" })).toBe(await asBeta(MEMBERS, { partner: "nowhere" }));
    expect(await asBeta(REMOVE, { id })).toBe(await asBeta(REMOVE, { id: nobody }));
    expect(await emails(admins.beta, "hub")).toBeNull();
    const foreign = await invite(admins.beta, wish({ organization: "alpha:organization:1" }));
    const unknown = await invite(admins.beta, wish({ organization: "nowhere:organization:1" }));
    expect(foreign.errors[0]?.["expected"]).toBe(unknown.errors[0]?.["expected"]);
    expect(await emails(admins.alpha, "alpha")).toContain(email);
  });

  it("of two partners may have one address; whoever had it first keeps it", async () => {
    const email = "shared@example.org";
    const first = await invite(admins.alpha, wish({ email }));
    await join(first.token);
    expect((await invite(admins.alpha, wish({ email }))).errors).toMatchObject([{ argument: "email" }]);
    const second = await invite(admins.beta, wish({ email, organization: "beta:organization:1" }));
    expect(second.errors).toEqual([]);
    const response = await cookieClient(hub.url).post("/auth/invitation", { token: second.token, password: PASSWORD });
    expect(response.status).toBe(409);
  });

  it("become coordinators, and stop being members, at coordinators' wish only", async () => {
    expect((await invite(admins.alpha, wish({ role: "COORDINATOR" }))).errors).toMatchObject([{ argument: "role" }]);
    const staff = await hub.key(["network:admin"]);
    const { invitation, errors } = await invite(staff, wish({ role: "COORDINATOR" }));
    expect(errors).toEqual([]);
    const refused = await hub.ask(REMOVE, { key: admins.alpha, variables: { id: invitation.member.id } });
    expect(refused.errors.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
    const removed = await hub.ask(REMOVE, { key: staff, variables: { id: invitation.member.id } });
    expect(removed.data).toEqual({ removeMember: invitation.member.id });
  });

  it("B09 who are removed are signed out at once, and nothing of them is left", async () => {
    const { invitation, token } = await invite(admins.alpha, wish({ name: "Gone", email: "gone@example.org" }));
    const member = await join(token);
    expect((await member.ask("{ viewer { kind } }", member.token)).status).toBe(200);
    const { id } = invitation.member;
    await hub.ask(REMOVE, { key: admins.alpha, variables: { id } });
    expect((await member.ask("{ viewer { kind } }", member.token)).status).toBe(401);
    const tables = ["member", "session", "invitation", "audit"].map((table) =>
      hub.database.rows(`select row_to_json(t)::text as row from registry.${table} t`),
    );
    expect(JSON.stringify(await Promise.all(tables))).not.toMatch(/gone@example|"Gone/);
  });

  it.each([
    ["email", { email: "no address" }],
    ["email", { email: "a@b@c" }],
    ["name", { name: "" }],
    ["organization", { organization: "alpha:person:1" }],
    ["organization", { organization: "alpha" }],
  ])("are not invited when %s is not what it must be", async (argument, part) => {
    expect((await invite(admins.alpha, wish(part))).errors).toMatchObject([{ code: "BAD_USER_INPUT", argument }]);
  });
});

describe("the set-up link", () => {
  it("makes one coordinator, once, and is not made again while there is one", async () => {
    const fresh = await startIdentityHub();
    const { accounts } = fresh.hub.registry.identity;
    const [old, token] = [(await accounts.setupLink()) ?? "", (await accounts.setupLink()) ?? ""];
    const post = (n: number, secret = token) =>
      cookieClient(fresh.url).post("/auth/setup", {
        token: secret,
        name: "A",
        email: `a${n}@example.org`,
        password: PASSWORD,
      });
    expect((await post(0, old)).status).toBe(410);
    expect((await cookieClient(fresh.url).get(`/auth/setup?token=${token}`)).status).toBe(200);
    const statuses = (await Promise.all([1, 2, 3].map((n) => post(n)))).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([303, 410, 410]);
    expect(await accounts.setupLink()).toBeNull();
    await fresh.stop();
  });
});

describe("the audit log", () => {
  const entries = async (variables: Readonly<Record<string, unknown>> = {}) => {
    const response = await hub.ask(AUDIT, { key: await hub.key(["network:admin"]), variables });
    return response.data.auditLog;
  };

  it("says who did what to whom, the latest first, by ids", async () => {
    const { invitation, token } = await invite(admins.alpha);
    await join(token);
    await coordinator.ask(
      `mutation { suspendPartner(key: "beta", reason: "a reason with a name") { state } }`,
      coordinator.token,
    );
    await coordinator.ask(`mutation { resumePartner(key: "beta") { state } }`, coordinator.token);
    const { edges } = await entries({ first: 4 });
    const acts = edges.map(({ node: { actor, action, subject, note } }: never) => [actor, action, subject, note]);
    const { id } = invitation.member;
    const staff = expect.stringMatching(/^member:[0-9a-f-]{36}$/);
    expect(acts).toEqual([
      [staff, "partner.resume", "beta", null],
      [staff, "partner.suspend", "beta", "a reason with a name"], // kept beside the log,
      [`member:${id}`, "member.join", id, null],
      [expect.stringMatching(/^key:[0-9a-f-]{36}$/), "member.invite", id, "role READER"],
    ]);
    expect(JSON.stringify(await hub.database.rows("select * from registry.audit"))).not.toMatch(/@example|a name|Ada/);
  });

  it("is read page by page, each act once, and from a time on", async () => {
    const whole = await entries();
    const ids: string[] = [];
    for (let after: string | null = null, isMore = true; isMore;) {
      const page = await entries({ first: 3, after });
      ids.push(...page.edges.map(({ node }: { node: { id: string } }) => node.id));
      [after, isMore] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
      expect(page.totalCount).toBe(whole.totalCount);
    }
    expect(ids).toEqual(whole.edges.map(({ node }: { node: { id: string } }) => node.id));
    expect((await entries({ since: "2999-01-01T00:00:00.000Z" })).totalCount).toBe(0);
  });

  it("takes no change and no removal, not even from the hub's own database user", async () => {
    for (const statement of [
      "update registry.audit set note = ''",
      "delete from registry.audit",
      "truncate registry.audit",
    ])
      await expect(hub.database.rows(statement)).rejects.toThrow("only ever added to");
  });
});
