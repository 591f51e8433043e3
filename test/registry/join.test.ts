// Joining and leaving a network, over HTTP, with servers of associations that are real.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { until } from "../kit/until.js";
import { inputFor, startJoinNetwork, type JoinNetwork } from "./join-network.js";
import { everyWord } from "./every-word.js";

let network: JoinNetwork;
let joiner: string;
let admin: string;
beforeAll(async () => {
  network = await startJoinNetwork();
  joiner = await network.key(["network:join"]);
  admin = await network.key(["network:admin", "read:network"]);
});
afterEach(() => network.stopAssociations());
afterAll(() => network.stop());

const approve = (key: string) =>
  network.ask(`mutation ($key: ID!) { approvePartner(key: $key) { key state level joinedAt } }`, {
    key: admin,
    variables: { key },
  });
const remove = (field: string, of: string, key: string | undefined) =>
  network.ask(`mutation ($key: ID!) { gone: ${field}(key: $key) }`, { key, variables: { key: of } });
const acts = async (subject: string) => {
  const { data } = await network.ask(`{ auditLog { edges { node { action subject } } } }`, { key: admin });
  const all: Array<{ node: { action: string; subject: string } }> = data.auditLog.edges;
  return all.filter(({ node }) => node.subject === subject).map(({ node }) => node.action);
};
const rows = async (partner: string) => {
  const { data } = await network.ask(`{ practices(filter: { partners: ["${partner}"] }) { nodes { id } } }`, {
    key: admin,
  });
  return data.practices?.nodes.length ?? 0; // a partner that is none cannot be asked for
};
/** Until the hub has harvested a partner. */
const harvested = (partner: string) =>
  until(async () => {
    const { data } = await network.ask(`{ search(text: "${partner}") { totalCount } }`, { key: admin });
    return data.search.totalCount > 0;
  });

describe("an association that asks to join", () => {
  it("has its endpoint checked without joining, and says why to whoever may not", async () => {
    const { endpoint } = await network.associate("only-looking");
    const query = `query ($endpoint: Url!) { checkEndpoint(endpoint: $endpoint) { passed level checks { name passed got } } }`;
    const { data } = await network.ask(query, { key: joiner, variables: { endpoint } });
    expect(data.checkEndpoint.checks.filter((check: { passed: boolean }) => !check.passed)).toEqual([]);
    expect(data.checkEndpoint).toMatchObject({ passed: true, level: "LIVE" });
    const { data: refused, errors } = await network.ask(query, { variables: { endpoint } });
    expect(refused.checkEndpoint).toBeNull();
    expect(errors[0]?.extensions["code"]).toBe("UNAUTHORIZED");
  });

  it("is PENDING, is seen by nobody but coordinators, and is ACTIVE once a person approves it", async () => {
    const association = await network.associate("garden-club");
    const { data, errors } = await network.request(association, joiner);
    expect(errors).toEqual([]);
    expect(data.requestToJoin.partner).toMatchObject({
      key: "garden-club",
      state: "PENDING",
      level: "LIVE",
      hosted: false,
      joinedAt: null,
    });
    expect((await network.ask(`{ partner(key: "garden-club") { key } }`)).data.partner).toBeNull();
    expect(await rows("garden-club")).toBe(0);
    expect((await approve("garden-club")).data.approvePartner).toMatchObject({ state: "ACTIVE", level: "LIVE" });
    expect(await rows("garden-club")).toBe(3);
    expect(await acts("garden-club")).toEqual(["partner.approve", "partner.request"]);
  });

  it("is told every check when its endpoint does not conform, and is no partner then", async () => {
    const { data } = await network.request({ key: "no-server", endpoint: `${network.url}/graphql` }, joiner);
    expect(data.requestToJoin).toMatchObject({ partner: null, report: { passed: false, level: null } });
    const failed = data.requestToJoin.report.checks.filter((check: { passed: boolean }) => !check.passed);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed[0]).toMatchObject({ severity: "ERROR", got: expect.any(String), fix: expect.any(String) });
  });

  it("may ask again while it is PENDING; nobody else may take its key, one that looks like it, or one that is reserved", async () => {
    const association = await network.associate("lilac-inn");
    expect((await network.request(association, joiner)).data.requestToJoin.partner.key).toBe("lilac-inn");
    expect((await network.request(association, joiner)).data.requestToJoin.partner.key).toBe("lilac-inn");
    const other = await network.key(["network:join"]);
    for (const key of ["lilac-inn", "li1ac-inn", "lilacinn", "1ilac-lnn", "a1pha", "hub", "hu-b", "maillage"]) {
      const { data, errors } = await network.request({ ...association, key }, other);
      expect([key, data.requestToJoin, errors[0]?.extensions["code"]]).toEqual([key, null, "BAD_USER_INPUT"]);
    }
  });

  it("is told what is wrong with what it wrote", async () => {
    const good = inputFor({ key: "some-club", endpoint: "https://some-club.example/graphql" });
    const wrong = { key: "A", name: " ", endpoint: "mailto:a@b.example", contactEmail: "me", licence: "free for all" };
    for (const [argument, value] of Object.entries(wrong)) {
      const { errors } = await network.ask(
        `mutation ($input: JoinInput!) { requestToJoin(input: $input) { report { passed } } }`,
        {
          key: joiner,
          variables: { input: { ...good, [argument]: value } },
        },
      );
      expect(errors[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", argument });
    }
  });

  it("is approved once, however many coordinators approve it at once (E07)", async () => {
    const association = await network.associate("twice-approved");
    await network.request(association, joiner);
    const answers = await Promise.all([1, 2, 3].map(() => approve("twice-approved")));
    expect(answers.filter(({ data }) => data.approvePartner?.state === "ACTIVE").length).toBe(1);
    expect((await acts("twice-approved")).filter((action) => action === "partner.approve").length).toBe(1);
    expect((await approve("twice-approved")).errors[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      argument: "key",
    });
  });

  it("is not approved when its endpoint does not conform any more", async () => {
    const association = await network.associate("gone-meanwhile");
    await network.request(association, joiner);
    await association.stop();
    const { data, errors } = await approve("gone-meanwhile");
    expect([data.approvePartner, errors[0]?.extensions["got"]]).toEqual([null, '"reachable"']);
  });

  it("may be refused, and asks again under the same key; nothing but an approval makes it a partner", async () => {
    const association = await network.associate("second-try");
    await network.request(association, joiner);
    const resume = await network.ask(`mutation { resumePartner(key: "second-try") { state } }`, { key: admin });
    expect([resume.data.resumePartner, resume.errors[0]?.extensions["argument"]]).toEqual([null, "key"]);
    expect((await remove("removePartner", "second-try", admin)).data.gone).toBe("second-try");
    expect((await network.request(association, joiner)).data.requestToJoin.partner.state).toBe("PENDING");
  });

  it("is reached at an address that coordinators read, and that no log and no other answer names", async () => {
    const association = await network.associate("quiet-club");
    const { data } = await network.request(association, joiner);
    expect(data.requestToJoin.partner.key).toBe("quiet-club");
    const contact = "office@quiet-club.example";
    const read = async (key: string) => network.ask(`{ partners(state: [PENDING]) { key contactEmail } }`, { key });
    expect((await read(admin)).data.partners).toContainEqual({ key: "quiet-club", contactEmail: contact });
    expect(JSON.stringify(await read(joiner))).not.toContain(contact);
    expect(network.logged.join("\n")).not.toContain(contact);
    expect(await everyWord(network.databaseUrl, contact)).toEqual(["registry.join_request"]);
  });
});

describe("a partner that leaves", () => {
  const words = "Zyzzyva Quixotry";

  it("leaves no word of its records in any table, no key and no member, and its key is never given out again", async () => {
    const drafts = ["organization", "person", "practice", "project", "event"].map((type) => ({
      ...{ id: `leaving:${type}:1`, name: `${words} ${type}`, summary: `All about ${words}`, language: "en" },
      ...{ createdAt: "2025-01-01T00:00:00.000Z", topics: ["hub:topic:respite-care"] },
      ...(type === "event" ? { startsAt: "2026-01-01T09:00:00.000Z" } : {}),
      ...(type === "person"
        ? {
            headline: words,
            expertise: [{ topic: "hub:topic:respite-care", level: "EXPERT", statement: words, evidence: [] }],
          }
        : {}),
    }));
    const association = await network.associate("leaving", drafts);
    await network.request(association, joiner);
    await approve("leaving");
    await harvested("Zyzzyva");
    expect((await everyWord(network.databaseUrl, "Zyzzyva")).length).toBeGreaterThan(3);
    const own = await network.key(["partner:admin", "read:network"], "leaving:organization:1");
    const stranger = await network.key(["partner:admin"], "alpha:organization:1");
    const { data: invited } = await network.ask(
      `mutation ($input: MemberInput!) { inviteMember(input: $input) { member { id } } }`,
      {
        key: own,
        variables: {
          input: { name: "Ada", email: "ada@leaving.example", organization: "leaving:organization:1", role: "READER" },
        },
      },
    );
    expect(invited.inviteMember.member.id).toEqual(expect.any(String));

    const unknown = await remove("leaveNetwork", "never-existed", stranger);
    const foreign = await remove("leaveNetwork", "leaving", stranger);
    expect(foreign.errors[0]?.extensions["got"]).toBe('"leaving"');
    expect({ ...foreign.errors[0]?.extensions, got: 0 }).toEqual({ ...unknown.errors[0]?.extensions, got: 0 });

    expect((await remove("leaveNetwork", "leaving", own)).data).toEqual({ gone: "leaving" });
    expect(await everyWord(network.databaseUrl, "Zyzzyva", "Quixotry", "ada@leaving.example")).toEqual([]);
    expect((await network.ask("{ viewer { name } }", { key: own })).status).toBe(401);
    expect((await network.ask(`{ partner(key: "leaving") { key } }`, { key: admin })).data.partner).toBeNull();
    const gone = await network.ask(
      `{ search(text: "Zyzzyva") { totalCount } node(id: "leaving:person:1") { id } recordChangesSince { changes { op id } } }`,
      { key: admin },
    );
    expect(gone.data).toMatchObject({ search: { totalCount: 0 }, node: null });
    const changes: Array<{ op: string; id: string }> = gone.data.recordChangesSince.changes;
    expect(new Set(changes.filter(({ id }) => id.startsWith("leaving:")).map(({ op }) => op))).toEqual(
      new Set(["DELETE"]),
    );

    const { data, errors } = await network.request(association, joiner);
    expect([data.requestToJoin, errors[0]?.extensions["argument"]]).toEqual([null, "key"]);
    expect(await acts("leaving")).toEqual(["partner.leave", "partner.approve", "partner.request"]);
  });

  it("is not harvested any more, not even by a harvest that was asked for before", async () => {
    const association = await network.associate("late-harvest");
    await network.request(association, joiner);
    await approve("late-harvest");
    await harvested("late-harvest");
    await remove("removePartner", "late-harvest", admin);
    await expect(network.hub.harvestFirst(["late-harvest"], 2_000)).resolves.toBeLessThanOrEqual(1);
    expect(await everyWord(network.databaseUrl, "late-harvest practice")).toEqual([]);
  });

  it("is removed to the end by the next process when one dies half-way (H20)", async () => {
    const association = await network.associate("half-way");
    await network.request(association, joiner);
    await approve("half-way");
    await harvested("half-way");
    // As a process leaves it that dies after the first transaction.
    await network.database.rows(`delete from registry.partner where key = 'half-way'`);
    await network.database.rows(`insert into registry.departed (key, hosted, at) values ('half-way', false, now())`);
    expect((await everyWord(network.databaseUrl, "half-way practice")).length).toBeGreaterThan(0);
    const next = await startJoinNetwork({ databaseUrl: network.databaseUrl, harvestMs: null });
    await until(async () => {
      const sql = `select key from registry.departed where key = 'half-way' and finished_at is not null`;
      return (await network.database.rows(sql)).length === 1;
    });
    await next.stop();
    expect(await everyWord(network.databaseUrl, "half-way practice")).toEqual([]);
  });

  it("is removed once, and what is no partner is not", async () => {
    expect((await remove("removePartner", "alpha", joiner)).errors[0]?.extensions["code"]).toBe("UNAUTHORIZED");
    const answers = await Promise.all([1, 2].map(() => remove("removePartner", "beta", admin)));
    expect(answers.map(({ data }) => data.gone).toSorted()).toEqual(["beta", null]);
    expect((await acts("beta")).length).toBe(1);
  });
});
