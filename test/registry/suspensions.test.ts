// Why partners are suspended, over real HTTP: the reason is kept, for coordinators and for who administers the partner, and goes with it.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startIdentityHub, type IdentityHub } from "../kit/identity-hub.js";

const ASK = `{ partner(key: "beta") { state suspension { reason since } } viewer { partner { key state } } }`;
const SUSPEND = `mutation ($reason: String!) { suspendPartner(key: "beta", reason: $reason) { suspension { reason } } }`;
const RESUME = `mutation { resumePartner(key: "beta") { state suspension { reason } } }`;
const LOG = `{ auditLog(first: 3) { edges { node { action note } } } }`;

let hub: IdentityHub;
let keyOf: Readonly<Record<"coordinator" | "beta" | "alpha", string>>;
beforeAll(async () => {
  hub = await startIdentityHub();
  keyOf = {
    coordinator: await hub.key(["network:admin"]),
    beta: await hub.key(["partner:admin"], "beta:organization:1"),
    alpha: await hub.key(["partner:admin"], "alpha:organization:1"),
  };
});
afterAll(() => hub.stop());

const ask = async (as: keyof typeof keyOf, query: string, variables: Readonly<Record<string, unknown>> = {}) =>
  (await hub.ask(query, { key: keyOf[as], variables })).data;
const entries = async () =>
  (await ask("coordinator", LOG)).auditLog.edges.map(({ node }: { node: { action: string; note: string } }) => node);

describe("the reason why a partner is suspended", () => {
  it("is told to coordinators and to its administrators while it lasts, and to nobody else", async () => {
    expect((await ask("coordinator", ASK)).partner).toEqual({ state: "ACTIVE", suspension: null });
    expect(await ask("coordinator", SUSPEND, { reason: " They asked for a pause. " })).toEqual({
      suspendPartner: { suspension: { reason: "They asked for a pause." } },
    });
    const told = { state: "SUSPENDED", suspension: { reason: "They asked for a pause.", since: expect.any(String) } };
    expect((await ask("coordinator", ASK)).partner).toEqual(told);
    expect(await ask("beta", ASK)).toEqual({ partner: told, viewer: { partner: { key: "beta", state: "SUSPENDED" } } });
    expect((await ask("alpha", ASK)).partner).toBeNull();
    expect((await hub.ask(`{ partner(key: "beta") { key } }`)).data.partner).toBeNull();
    expect((await ask("coordinator", RESUME)).resumePartner).toEqual({ state: "ACTIVE", suspension: null });
    expect((await ask("beta", ASK)).partner).toEqual({ state: "ACTIVE", suspension: null });
  });

  it("stands in the audit log beside the act, and the latest is what is told", async () => {
    await ask("coordinator", SUSPEND, { reason: "Its server was taken over." });
    expect((await ask("beta", ASK)).partner.suspension.reason).toBe("Its server was taken over.");
    expect(await entries()).toEqual([
      { action: "partner.suspend", note: "Its server was taken over." },
      { action: "partner.resume", note: null },
      { action: "partner.suspend", note: "They asked for a pause." },
    ]);
    await ask("coordinator", RESUME);
  });

  it("is in no row that nobody can change, and goes when the partner is removed", async () => {
    const stays = JSON.stringify(await hub.database.rows("select * from registry.audit"));
    expect(stays).not.toMatch(/pause|taken over/);
    await ask("coordinator", `mutation { removePartner(key: "beta") }`);
    expect(await hub.database.rows("select * from registry.suspension")).toEqual([]);
    expect((await entries()).map(({ note }: { note: string | null }) => note)).toEqual([null, null, null]);
  });
});

describe("a partner that was never asked", () => {
  it("has been as it is since it joined", async () => {
    const query = `{ partner(key: "alpha") { joinedAt health { state since } } }`;
    const { partner } = await ask("coordinator", query);
    expect(partner.health).toEqual({ state: "UNKNOWN", since: partner.joinedAt });
  });
});
