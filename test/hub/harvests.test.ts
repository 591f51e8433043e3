// Harvesting as the hub does it: told to come, coming by itself, with incidents, health and metrics; and two processes of
// one hub on one database.
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

const organization = (partner: string, local: string, more: object = {}) => ({
  id: `${partner}:organization:${local}`,
  name: `Association ${local}`,
  ...more,
});

let network: SmallNetwork;
beforeAll(async () => {
  const many = Array.from({ length: 40 }, (_none, index) => organization("south", `s${index}`));
  network = await startSmallNetwork({ north: [organization("north", "a")], south: many });
});
afterAll(() => network.stop());

async function countOf(partner: string): Promise<number> {
  const { data } = await network.ask(`{ partner(key: "${partner}") { counts { organizations } } }`, { as: "admin" });
  return data.partner.counts.organizations;
}

describe('a partner that says "come now"', () => {
  it("is harvested at once", async () => {
    await network.save("north", organization("north", "b"));
    expect(await network.notify("north")).toBe(202);
    for (let attempt = 0; attempt < 100 && (await countOf("north")) < 2; attempt++) await delay(20);
    expect(await countOf("north")).toBe(2);
  });

  it.each([
    ["of another's secret", "north", { secret: `whsec_${Buffer.alloc(32).toString("base64")}` }],
    ["of an hour ago", "north", { timestamp: String(Math.floor(Date.now() / 1000) - 3_600) }],
    ["for another body", "north", { body: "{ }" }],
    ["of a partner that is none", "nobody", {}],
  ])("is refused with a signature %s", async (_title, partner, change) => {
    expect(await network.notify(partner, change)).toBe(401);
  });
});

describe("the state of partners", () => {
  it("tells counts as the reader may see them, health, and what would help the partner", async () => {
    await network.save("north", organization("north", "hidden", { visibility: "NETWORK" }));
    await network.caughtUp();
    const query = `{ partner(key: "north") { counts { organizations people } health { state lastHarvestAt failureRate adviceForPartner } } }`;
    const [open, within] = [await network.ask(query), await network.ask(query, { as: "reader" })];
    expect([open.data.partner.counts.organizations, within.data.partner.counts.organizations]).toEqual([2, 3]);
    expect(open.data.partner.health).toMatchObject({ lastHarvestAt: expect.any(String), adviceForPartner: null });
  });

  it("is measured: harvests, entries, calls, lag", async () => {
    const text = await (
      await fetch(`${network.url}/metrics`, { headers: { authorization: `Bearer ${network.keys.admin}` } })
    ).text();
    expect(text).toMatch(/maillage_harvests_total\{partner="north",end="caught-up"\} \d/);
    expect(text).toMatch(/maillage_harvested_entries_total\{partner="south"\} 40/);
    expect(text).toMatch(/maillage_mirror_lag_seconds\{partner="north"\} [\d.]+/);
  });
});

describe("a partner whose records vanish", () => {
  it("keeps them, tells coordinators in their language, and lets them go when a coordinator says so (G08)", async () => {
    await network.store.rows(`delete from partner_data.organization where partner = 'south'`);
    await network.store.rows(`update partner_data.feed set epoch = gen_random_uuid() where partner = 'south'`);
    await network.notify("south");
    const incidents = `{ incidents(partner: "south") { totalCount edges { node { kind detail partner } } } }`;
    for (let attempt = 0; attempt < 100; attempt++) {
      if ((await network.ask(incidents, { as: "admin" })).data.incidents.totalCount > 0) break;
      await delay(50);
    }
    const told = await network.ask(incidents, { as: "admin", headers: { "accept-language": "fr" } });
    expect(told.data.incidents.edges[0].node).toMatchObject({
      kind: "MASS_DISAPPEARANCE",
      detail: expect.stringContaining("40 fiches sur 40 manquaient"),
    });
    expect(await countOf("south")).toBe(40);
    expect((await network.ask(incidents)).errors?.[0]?.extensions.code).toBe("UNAUTHORIZED");
    const resumed = await network.ask(`mutation { resumePartner(key: "south") { key state } }`, { as: "admin" });
    expect(resumed.data.resumePartner).toEqual({ key: "south", state: "ACTIVE" });
    expect(await countOf("south")).toBe(0);
  });
});

describe("suspending a partner", () => {
  it("is for coordinators, states a reason, and can be undone", async () => {
    const suspend = `mutation { suspendPartner(key: "north", reason: "They asked for a pause.") { state } }`;
    expect((await network.ask(suspend, { as: "reader" })).errors?.[0]?.extensions.code).toBe("UNAUTHORIZED");
    expect((await network.ask(suspend, { as: "admin" })).data.suspendPartner).toEqual({ state: "SUSPENDED" });
    const empty = `mutation { suspendPartner(key: "north", reason: " ") { state } }`;
    expect((await network.ask(empty, { as: "admin" })).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
    await network.hub.refresh();
    expect((await network.ask(`{ organizations { totalCount } }`)).data.organizations.totalCount).toBe(0);
    await network.ask(`mutation { resumePartner(key: "north") { state } }`, { as: "admin" });
    await network.hub.refresh();
    expect((await network.ask(`{ organizations { totalCount } }`)).data.organizations.totalCount).toBe(2);
  });
});
