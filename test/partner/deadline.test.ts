// A call says how long it is waited for; when the time is over, the partner's own database has stopped working on it.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { until } from "../kit/until.js";
import { signToken } from "./kit/hub.js";
import { startPartners, type TestPartners } from "./kit/partners.js";

let partners: TestPartners;
beforeAll(async () => {
  partners = await startPartners({ aa: [{ id: "aa:person:1", name: "Someone" }] }, true);
});
afterAll(() => partners.stop());

const BODY = JSON.stringify({ query: "{ people(first: 5) { totalCount nodes { name } } }" });

async function ask(leftMs: string | null): Promise<{ data?: unknown; errors?: unknown[] }> {
  const token = signToken(partners.hub, { partner: "aa", body: BODY, visibility: "PUBLIC" });
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const limit = leftMs === null ? {} : { "maillage-deadline-ms": leftMs };
  const response = await fetch(`${partners.url}/aa/graphql`, {
    method: "POST",
    headers: { ...headers, ...limit },
    body: BODY,
  });
  return (await response.json()) as { data?: unknown; errors?: unknown[] }; // the partner's own answer
}

/** Statements on the partner's tables that wait for a lock. */
async function waiting(): Promise<number> {
  const [row] = await partners.store.rows<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and state = 'active' and wait_event_type = 'Lock'`,
  );
  return row?.count ?? 0;
}

describe("a deadline", () => {
  it("H13: that is not reached changes nothing, and neither does one that makes no sense", async () => {
    for (const left of ["60000", "999999999", null, "soon", "-1"])
      expect(await ask(left)).toEqual({ data: { people: { totalCount: 1, nodes: [{ name: "Someone" }] } } });
  });

  it("H13: ends the work in the partner's database when it has passed", async () => {
    await partners.store.transaction(async (session) => {
      await session.rows("lock table partner_data.person in access exclusive mode");
      const asked = ask("700");
      await until(async () => (await waiting()) > 0);
      const { errors } = await asked; // while the table is still locked
      expect(errors?.length).toBeGreaterThan(0);
      await until(async () => (await waiting()) === 0);
    });
    expect(await ask(null)).toMatchObject({ data: { people: { totalCount: 1 } } });
  });
});
