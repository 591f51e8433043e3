// Departures that fail half-way are gone on with. In: a registry whose neighbour fails once.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openRegistry, type Registry } from "../../services/registry/registry.js";
import { testDatabase } from "../kit/database.js";
import { NOTHING_KNOWN } from "../kit/registry.js";
import { clashOf } from "../../services/registry/partner-keys.js";

let databaseUrl: string;
let failing: Registry;
const troubles: unknown[] = [];
const forgotten: string[] = [];
const listing = { name: "A", licence: "CC0-1.0", endpoint: "https://a.example/graphql", organization: null } as const;

beforeAll(async () => {
  databaseUrl = await testDatabase();
  failing = await openRegistry({
    databaseUrl,
    status: { ...NOTHING_KNOWN, forget: () => Promise.reject(new Error("the database is away")) },
    onTrouble: (error) => troubles.push(error),
  });
});
afterAll(() => failing.close());

describe("a departure", () => {
  it("ends the membership at once, and is finished by whoever can", async () => {
    await failing.partners.listHosted([{ ...listing, key: "leaver", level: "LIVE", contractVersion: "1.0" }]);
    const act = { actor: "test", action: "partner.remove", subject: "leaver" };
    expect(await failing.departures.leave("leaver", act)).toBe(true);
    expect(troubles.length).toBe(1);
    expect(await failing.partners.byKeys(["leaver"])).toEqual([]);
    expect(await failing.departures.leave("leaver", act)).toBe(false);
    const next = await openRegistry({
      databaseUrl,
      status: { ...NOTHING_KNOWN, forget: async (partner) => void forgotten.push(partner) },
    });
    await next.departures.resume();
    await next.departures.resume();
    await next.close();
    expect(forgotten).toEqual(["leaver"]);
  });

  it("keeps a hosted partner away when it is listed again", async () => {
    await failing.partners.listHosted([{ ...listing, key: "leaver", level: "LIVE", contractVersion: "1.0" }]);
    expect(await failing.partners.byKeys(["leaver"])).toEqual([]);
  });
});

describe("a key", () => {
  it.each([
    ["garden-club", "gardenclub"],
    ["garden-club", "garden-c1ub"],
    ["modern", "modem"],
    ["oslo", "0s1o"],
    ["wave", "vvave"],
    ["hub", "h-ub"],
    ["maillage", "mai11age"],
  ])("that is taken or reserved is not given out under another spelling: %s, %s (D11)", (taken, wished) => {
    expect(clashOf(wished, [taken])).not.toBeNull();
  });

  it("that only begins like another's is free", () => {
    expect(clashOf("garden-club-north", ["garden-club"])).toBeNull();
  });
});
