// Partners are looked at by the whole kit again: each week, and when their SDL changes.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startChangingEndpoint, type ChangingEndpoint } from "./changing-endpoint.js";
import { startJoinNetwork, type JoinNetwork } from "./join-network.js";
import { PATIENT } from "../kit/wide-edge.js";
import { until } from "../kit/until.js";

let network: JoinNetwork;
let admin: string;
let partner: ChangingEndpoint;

beforeAll(async () => {
  network = await startJoinNetwork({ ...PATIENT, conformanceMs: 50, schemaMs: 200 });
  admin = await network.key(["network:admin", "network:join", "read:network"]);
  partner = await startChangingEndpoint((await network.associate("garden")).endpoint);
  await network.request({ key: "garden", endpoint: partner.endpoint }, admin);
  await network.ask(`mutation { approvePartner(key: "garden") { key } }`, { key: admin });
}, 120_000);

afterAll(async () => {
  await network?.stop();
  partner?.stop();
});

const QUERY = `query { partner(key: "garden") { state conformance { at passed level failed } health { adviceForPartner } } }`;
interface Seen {
  readonly state: string;
  readonly conformance: { at: string; passed: boolean; level: string | null; failed: string[] } | null;
  readonly health: { adviceForPartner: string | null };
}

async function seen(key = admin, language = "en"): Promise<Seen> {
  const { data } = await network.ask(QUERY, { key, headers: { "accept-language": language } });
  return data.partner;
}

async function aWeekPasses(): Promise<void> {
  const before = (await seen()).conformance?.at;
  await network.database.rows(`update registry.conformance set next_at = now() where partner = 'garden'`);
  await until(async () => (await seen()).conformance?.at !== before);
}

describe("a partner that was approved", () => {
  it("is known to conform, to those who administer it and to nobody else", async () => {
    expect((await seen()).conformance).toMatchObject({ passed: true, level: "LIVE", failed: [] });
    const own = await network.key(["partner:admin"], "garden:organization:0");
    expect((await seen(own)).conformance).toMatchObject({ passed: true });
    const other = await network.key(["partner:admin"], "alpha:organization:0");
    expect((await seen(other)).conformance).toBeNull();
    const { errors } = await network.ask(QUERY);
    expect(errors[0]?.extensions).toMatchObject({ code: "UNAUTHORIZED" });
  });

  it("is looked at in a week, by one process", async () => {
    const [row] = await network.database.rows<{ days: number }>(
      `select extract(epoch from next_at - at) / 86400 as days from registry.conformance where partner = 'garden'`,
    );
    expect(Number(row?.days)).toBeCloseTo(7, 3);
    await aWeekPasses();
    expect((await seen()).conformance).toMatchObject({ passed: true, failed: [] });
  });

  it("is told which checks it fails, in its language, and stays a partner", async () => {
    partner.answer = ({ data }) => void data?._entities?.reverse?.();
    await aWeekPasses();
    const { state, conformance, health } = await seen(admin, "fr");
    expect(conformance).toMatchObject({ passed: false, failed: ["entities-position"] });
    expect(state).toBe("ACTIVE");
    expect(health.adviceForPartner).toMatch(/contrôle de conformité/);
    const { data } = await network.ask(`{ incidents(partner: "garden") { edges { node { kind detail } } } }`, {
      key: admin,
    });
    const [incident] = data.incidents.edges.map(({ node }: { node: object }) => node);
    expect(incident).toEqual({ kind: "NOT_CONFORMING", detail: expect.stringContaining("entities-position") });
  });

  it("is well again once it is mended", async () => {
    partner.answer = () => undefined;
    await aWeekPasses();
    const { conformance, health } = await seen();
    expect(conformance).toMatchObject({ passed: true, failed: [] });
    expect(health.adviceForPartner ?? "").not.toMatch(/conformance/);
  });

  it("is looked at by the whole kit as soon as its SDL changes", async () => {
    const before = (await seen()).conformance?.at;
    partner.sdl = (text) => `${text}\ntype Garden { id: ID! }\n`;
    await until(async () => (await seen()).conformance?.at !== before);
    partner.sdl = (text) => text;
  });

  it("that cannot be reached is not said not to conform", async () => {
    const before = (await seen()).conformance?.at;
    partner.stop();
    await network.database.rows(`update registry.conformance set next_at = now() where partner = 'garden'`);
    await until(async () => {
      const sql = `select 1 from registry.conformance where next_at > now() + interval '5 hours'`;
      return (await network.database.rows(sql)).length > 0;
    });
    expect((await seen()).conformance?.at).toBe(before);
  });
});
