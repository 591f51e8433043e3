// Data requests: anybody opens one, the address given confirms it, who administers
// the record decides. What they wrote, and where they are reached, goes when it is decided.
import { Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import { dataRequests } from "../../gateway/main/data-requests-command.js";
import { forgetRequests } from "../../services/registry/data-request-table.js";
import { ABOUT_MARIE, confirmedRequest, follow, linkFor, MARIE, openRequest, resolve } from "../kit/data-requests.js";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

const logged: string[] = [];
const log = pino(
  { level: "trace" },
  new Writable({ write: (line, _encoding, done) => (logged.push(String(line)), done()) }),
);

let network: SmallNetwork;
beforeAll(async () => {
  network = await startSmallNetwork(ABOUT_MARIE, { hub: { log } });
});
afterAll(() => network.stop());

const LIST = `query ($state: [DataRequestState!], $first: Int!, $after: String) {
  dataRequests(state: $state, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { id subject kind text state dueAt outcome partner { key } } } } }`;

async function listAs(key: string, variables: Record<string, unknown> = { first: 50 }) {
  const headers = { authorization: `Bearer ${key}` };
  const { data } = await network.ask(LIST, { variables, headers });
  return data.dataRequests;
}

describe("opening a data request", () => {
  it("gives the same answer for a record that there is, one that is hidden and one that never was", async () => {
    const answers = [];
    for (const subject of [MARIE, "north:person:nobody", "nowhere:person:marie"]) {
      const { data, errors } = await openRequest(network, {
        subject,
        kind: "ERASE",
        replyTo: `${answers.length}@example.org`,
      });
      answers.push({ errors, ...data.openDataRequest, id: null, subject: null, partner: null });
    }
    expect(answers[0]).toMatchObject({ errors: undefined, state: "UNCONFIRMED" });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it("shows the link to nobody but the address given: it waits in the outbox", async () => {
    const { data } = await openRequest(network, { subject: MARIE, kind: "ACCESS", replyTo: "link@example.org" });
    const link = await linkFor(network, "link@example.org", "data-request-confirm");
    expect(link).toMatch(/\/data-request\/[\w-]{43}$/);
    expect(JSON.stringify(data)).not.toContain(link.slice(-43));
    const stored = await network.database.rows(`select hash from registry.data_link where hash = ?`, [link.slice(-43)]);
    expect(stored).toEqual([]);
    const lines = await dataRequests({ dataDir: "unused", databaseUrl: network.databaseUrl, sent: null });
    expect(lines.find((line) => line.includes("link@example.org"))).toContain(link);
    const id = lines.find((line) => line.includes("link@example.org"))?.split("\n")[0] ?? "";
    const rest = await dataRequests({ dataDir: "unused", databaseUrl: network.databaseUrl, sent: id });
    expect(rest.join()).not.toContain("link@example.org");
  });

  it("refuses what is no id of a record, no address, or too long, without repeating it", async () => {
    const table = [
      { subject: "Marie of the house", kind: "ERASE" },
      { subject: "hub:topic:food-aid", kind: "ERASE" },
      { subject: MARIE, kind: "ERASE", replyTo: "not an address" },
      { subject: MARIE, kind: "ERASE", text: "x".repeat(5_001) },
    ];
    for (const words of table) {
      const { data, errors } = await openRequest(network, words);
      expect([data.openDataRequest, errors?.[0]?.extensions.code]).toEqual([null, "BAD_USER_INPUT"]);
      expect(JSON.stringify(errors)).not.toMatch(/Marie of|not an address/);
    }
  });

  it("is counted by address and by mailbox, so that nobody's mailbox is filled by others", async () => {
    await network.database.rows(`delete from registry.data_request_pace`);
    const codes: unknown[] = [];
    for (let index = 0; index < 6; index++) {
      const { errors } = await openRequest(network, { subject: MARIE, kind: "OBJECT", replyTo: "filled@example.org" });
      codes.push(errors?.[0]?.extensions.code);
    }
    expect(codes).toEqual([...Array<undefined>(5).fill(undefined), "RATE_LIMITED"]);
    const keys = await network.database.rows<{ key: string }>(`select key from registry.data_request_pace`);
    expect(keys.map(({ key }) => key).join()).not.toMatch(/127\.0|example/);
    await network.database.rows(`delete from registry.data_request_pace`);
  });
});

describe("the page behind the link", () => {
  it("confirms when its button is pressed, not when it is looked at, once, and in the reader's language", async () => {
    const { data } = await openRequest(network, { subject: MARIE, kind: "CORRECT", replyTo: "page@example.org" });
    const link = await linkFor(network, "page@example.org", "data-request-confirm");
    const page = await fetch(link, { headers: { "accept-language": "fr" } });
    expect([page.status, page.headers.get("x-robots-tag"), page.headers.get("referrer-policy")]).toEqual([
      200,
      "noindex, nofollow",
      "same-origin",
    ]);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    const text = await page.text();
    expect(text).toContain('<html lang="fr">');
    expect(text).toContain("Confirmer la demande");
    expect(text).not.toMatch(/marie|page@example/i);
    const stateOf = async () => {
      const all = await listAs(network.keys.admin);
      return all.edges.find(({ node }: { node: { id: string } }) => node.id === data.openDataRequest.id).node.state;
    };
    expect(await stateOf()).toBe("UNCONFIRMED");
    expect((await follow(link)).status).toBe(200);
    expect(await stateOf()).toBe("OPEN");
    expect((await follow(link)).status).toBe(410);
    expect((await fetch(link)).status).toBe(410);
    expect((await fetch(`${link.slice(0, -43)}${"A".repeat(43)}`)).status).toBe(410);
  });
});

describe("deciding data requests", () => {
  it("is for those who administer the partner of the record, and coordinators; others see none", async () => {
    await network.database.rows(`delete from registry.data_request_pace`);
    const issue = (scopes: string[], organization: string | null) =>
      network.hub.registry.keys.issue({ name: "admin", scopes, organization });
    const [north, south, none] = await Promise.all([
      issue(["partner:admin"], "north:organization:house"),
      issue(["partner:admin"], "south:organization:other"),
      issue(["partner:admin"], null),
    ]);
    const id = await confirmedRequest(network, { subject: MARIE, kind: "OBJECT", replyTo: "who@example.org" });
    const ids = async (key: string) =>
      (await listAs(key, { first: 50, state: ["OPEN"] })).edges.map(({ node }: { node: { id: string } }) => node.id);
    expect(await ids(north)).toContain(id);
    expect(await ids(network.keys.admin)).toContain(id);
    expect([await ids(south), await ids(none)]).toEqual([[], []]);
    expect((await network.ask(`{ dataRequests { totalCount } }`, { as: "reader" })).data.dataRequests).toBeNull();
    const decision = `mutation { resolveDataRequest(id: "${id}", outcome: REFUSED, note: "no") { id } }`;
    const bySouth = await network.ask(decision, { headers: { authorization: `Bearer ${south}` } });
    expect(bySouth.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    const byNorth = await network.ask(decision, { headers: { authorization: `Bearer ${north}` } });
    expect(byNorth.data.resolveDataRequest).toEqual({ id });
  });

  it("pages through requests, each once", async () => {
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Awaited<ReturnType<typeof listAs>> = await listAs(network.keys.admin, { first: 2, after });
      seen.push(...page.edges.map(({ node }: { node: { id: string } }) => node.id));
      [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    expect([seen.length, new Set(seen).size]).toEqual([(await listAs(network.keys.admin)).totalCount, seen.length]);
  });

  it("takes outcomes that fit what was asked, once, and forgets what was written and where to answer", async () => {
    await network.database.rows(`delete from registry.data_request_pace`);
    const words = { subject: MARIE, kind: "CORRECT", text: "xylographworte", replyTo: "fit@example.org" };
    const id = await confirmedRequest(network, words);
    for (const decision of [{ outcome: "ERASED" }, { outcome: "DISCLOSED" }, { outcome: "REFUSED" }])
      expect((await resolve(network, id, decision)).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    const { data } = await resolve(network, id, { outcome: "CORRECTED", note: "Done." });
    expect(data.resolveDataRequest).toMatchObject({ state: "CLOSED", outcome: "CORRECTED", text: "" });
    expect((await resolve(network, id, { outcome: "CORRECTED" })).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    const rows = await network.database.rows<{ row: string }>(
      `select r::text as row from registry.data_request r union all select a::text from registry.audit a`,
    );
    expect(rows.filter(({ row }) => /xylograph|fit@example/.test(row))).toEqual([]);
    expect(logged.filter((line) => /xylograph|example\.org|data-request\//.test(line))).toEqual([]);
  });

  it("notes every act in the audit log, by the id of the request, and never whom it is about", async () => {
    const { data } = await network.ask(`{ auditLog(first: 100) { edges { node { actor action subject note } } } }`, {
      as: "admin",
    });
    const acts = data.auditLog.edges.map(({ node }: { node: { action: string } }) => node.action);
    expect(acts).toEqual(expect.arrayContaining(["data-request.confirm", "data-request.resolve"]));
    expect(JSON.stringify(data)).not.toMatch(/marie|example\.org/i);
  });
});

describe("what is over", () => {
  it("is forgotten: unconfirmed requests after a week, messages with their links, what was written after three months, the rest after a year", async () => {
    await network.database.rows(`delete from registry.data_request_pace`);
    const { data } = await openRequest(network, { subject: MARIE, kind: "ERASE", replyTo: "late@example.org" });
    const open = await confirmedRequest(network, { subject: MARIE, kind: "ERASE", replyTo: "open@example.org" });
    const closed = await confirmedRequest(network, { subject: MARIE, kind: "OBJECT", replyTo: "old@example.org" });
    await resolve(network, closed, { outcome: "REFUSED", note: "No." });
    const old = (days: number) => `now() - interval '${days} days'`;
    await network.database.rows(`update registry.data_request set created_at = ${old(8)} where id = ?`, [
      data.openDataRequest.id,
    ]);
    await network.database.rows(`update registry.data_request set created_at = ${old(91)} where id = ?`, [open]);
    await network.database.rows(`update registry.data_request set closed_at = ${old(366)} where id = ?`, [closed]);
    await network.database.rows(
      `update registry.outbox set created_at = ${old(8)} where recipient like '%e%@example.org'`,
    );
    await forgetRequests(network.database);
    const rows = await network.database.rows(
      `select id, text, reply_to from registry.data_request where id = any(?::uuid[])`,
      [[data.openDataRequest.id, open, closed]],
    );
    expect(rows).toEqual([{ id: open, text: "", reply_to: null }]);
    expect(await linkFor(network, "late@example.org", "data-request-confirm")).toBe("no such message");
  });
});
