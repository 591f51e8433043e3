// The conformance kit: the reference partner passes it all, and of a partner that breaks one rule exactly that check says
// so. Everything over HTTP, with tokens.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { CheckedEndpoint } from "../../schema/conformance.js";
import { CHECKS } from "../../services/partner/kit/checks.js";
import { CONTRACT_VERSION } from "../../schema/contract-versions.js";
import { contractFaults } from "../../services/partner/kit/contract-faults.js";
import { partnerSdl } from "../../services/records/api/contract-sdl.js";
import { BROKEN } from "./kit/broken-partners.js";
import { KEY, startCheckedPartner, type CheckedPartner, type Spoil } from "./kit/checked-partner.js";

let partner: CheckedPartner;
beforeAll(async () => {
  partner = await startCheckedPartner();
});
afterAll(() => partner.stop());

const failed = ({ report }: CheckedEndpoint) => report.checks.filter(({ passed }) => !passed).map(({ name }) => name);

describe("the kit", () => {
  it("passes the reference partner in every check, skipping none, at level LIVE, in at most 60 requests", async () => {
    const before = partner.requests();
    const { report, facts } = await partner.check();
    expect(report.checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(report.checks.map(({ name }) => name)).toEqual(Object.keys(CHECKS));
    expect(report).toMatchObject({ passed: true, level: "LIVE" });
    expect(facts).toMatchObject({ key: KEY, contractVersion: CONTRACT_VERSION });
    expect(partner.requests() - before).toBeLessThanOrEqual(60);
  });

  it("finds the key in the descriptor, or in the address where no question is answered without a token", async () => {
    expect(failed(await partner.check({ key: null, lax: true }))).toEqual(["token-required"]);
    expect(failed(await partner.check({ key: null }))).toEqual([]);
  });

  it.each(Object.entries(BROKEN))(
    "says by the check %s, and no other, that a partner breaks this rule",
    async (name, spoil) => {
      const checked = await partner.check({ spoil, lax: name === "token-required" });
      expect(failed(checked)).toEqual([name]);
      const { severity } = CHECKS[name as keyof typeof BROKEN]; // the keys of the table
      expect(checked.report.passed).toBe(severity === "WARNING");
      const check = checked.report.checks.find((each) => each.name === name);
      expect(check).toMatchObject({ severity, got: expect.any(String), fix: expect.any(String) });
    },
  );

  it("says by the check answer-time that half of the answers take longer than a second", () => {
    const exchange = (latencyMs: number) => ({ answer: { kind: "answered", latencyMs } });
    const look = (times: number[]) =>
      // only what the check looks at
      CHECKS["answer-time"].look({ rest: {}, exchanges: times.map(exchange) } as never);
    expect(look([10, 900, 900, 5_000])).toBeNull();
    expect(look([10, 1_100, 1_200])).toBe("1100 ms");
  });

  it("lets a partner that lists badly serve BASIC when it says so, and not as LIVE", async () => {
    const basic: Spoil = (answer) => {
      if (answer.json.data?.partnerDescriptor) answer.json.data.partnerDescriptor.level = "BASIC";
      if (answer.json.data?._service) BROKEN["sdl-lists"](answer);
    };
    const { report } = await partner.check({ spoil: basic });
    expect(report).toMatchObject({ passed: true, level: "BASIC" });
    expect((await partner.check({ spoil: BROKEN["list-order"] })).report).toMatchObject({
      passed: false,
      level: "BASIC",
    });
  });

  it("looks at a partner by the version that it says: what is newer is neither asked for nor missed", async () => {
    const asked: string[] = [];
    const saying =
      (contractVersion: string): Spoil =>
      ({ query, json }) => {
        asked.push(query);
        if (json.data?.partnerDescriptor) json.data.partnerDescriptor.contractVersion = contractVersion;
        if (json.data?.updatedBefore) json.data.updatedBefore.edges = [];
      };
    const isNewer = (query: string): boolean => /\blessons\b|\bupdatedBefore\b/.test(query);
    expect(failed(await partner.check({ spoil: saying("1.0") }))).toEqual([]);
    expect(asked.filter(isNewer)).toEqual([]);
    expect(failed(await partner.check({ spoil: saying(CONTRACT_VERSION) }))).toEqual(["list-filters"]);
    expect(asked.some(isNewer)).toBe(true);
  });

  it("says what to do in French to who reads French", async () => {
    const { report } = await partner.check({ spoil: BROKEN["people-consent"], languages: ["fr-FR", "en"] });
    expect(report.checks.find(({ passed }) => !passed)?.fix).toBe(
      "Publiez les personnes qui ont accepté, et dites quand.",
    );
  });

  it("shows what came cut and spelt out, whatever it is (D11)", async () => {
    const spoil: Spoil = ({ json }) => {
      if (json.data?.partnerDescriptor) json.data.partnerDescriptor.licence = `\u202e${"x".repeat(5_000)}`;
    };
    const { report } = await partner.check({ spoil });
    const got = report.checks.find(({ passed }) => !passed)?.got ?? "";
    expect(got.length).toBeLessThan(150);
    expect(got).not.toMatch(/\p{Cf}/u);
  });
});

describe("an endpoint that answers anything (D01, D02, D03)", () => {
  const anything: ReadonlyArray<readonly [string, string]> = [
    ["a number", "42"],
    ["a list", "[]"],
    ["text", "It works!"],
    ["half of it", '{"data":{"__typen'],
    ["very deep JSON", `{"data":${"[".repeat(200_000)}`],
    ["nothing", ""],
    [
      "lists where objects are due",
      '{"data":{"__typename":"Query","changes":[],"_entities":{},"partnerDescriptor":[],"_service":[]}}',
    ],
    [
      "null everywhere",
      '{"data":{"__typename":"Query","changes":{"changes":[null]},"_entities":[null],"Person":{"edges":[null]}}}',
    ],
    [
      "names of every object",
      '{"data":{"__typename":"Query","__proto__":{"polluted":1},"constructor":{"edges":[{}]}}}',
    ],
  ];
  it.each(anything)("gets a report and no level: %s", async (_name, text) => {
    const { report } = await partner.check({ spoil: (answer) => void (answer.text = text) });
    expect(report).toMatchObject({ passed: false, level: null });
    expect(report.checks.length).toBeGreaterThan(1);
    expect(Object.prototype).not.toHaveProperty("polluted");
  });
});

describe("an SDL", () => {
  it("conforms when it is the contract's, with more besides, laxer arguments and stricter fields", () => {
    const sdl = `${partnerSdl()} type Extra { id: ID! } extend type Practice { extra: Extra }`
      .replace("summary: String", "summary: String!")
      .replace("first: Int!", "first: Int");
    expect(contractFaults(partnerSdl(), "LIVE", CONTRACT_VERSION)).toEqual([]);
    expect(contractFaults(sdl, "LIVE", CONTRACT_VERSION)).toEqual([]);
  });

  const changes: ReadonlyArray<readonly [string, string, string]> = [
    ["enum Offer {", "enum Offers {", "Offer: -"],
    ["  FIELD_VISIT\n}\n\ntype Project ", "}\n\ntype Project ", "Offer.FIELD_VISIT: -"],
    ["level: ServiceLevel!", "level: ServiceLevel", "PartnerDescriptor.level: ServiceLevel"],
    ["changes: [Change!]!", "changes: [Change]!", "ChangePage.changes: [Change]!"],
    ["input NearInput {", "input NearInput { country: String!", "NearInput(country): String!"],
    ["type Event implements Record & Node", "type Event implements Node", "Event implements Record: -"],
    ["changes(after: String,", "changes(", "Query.changes(after): -"],
  ];
  it.each(changes)("does not when %s is %s", (ours, theirs, fault) => {
    expect(partnerSdl()).toContain(ours);
    expect(contractFaults(partnerSdl().replace(ours, theirs), "LIVE", CONTRACT_VERSION)).toContain(fault);
  });

  it("is refused fast when it is HTML, 10 MB, half a million types, or wrapped ten thousand times (E02)", () => {
    const types = Array.from({ length: 500_000 }, (_, index) => `type T${index}{a:Int}`).join(" ");
    const wrapped = `type Query { deep: ${"[".repeat(10_000)}Int${"]".repeat(10_000)} }`;
    const began = performance.now();
    for (const sdl of [
      "<!doctype html><p>Hello",
      `"${"x".repeat(10_000_000)}" type Query { a: Int }`,
      types,
      wrapped,
      "",
      "{ a }",
    ])
      expect(contractFaults(sdl, "LIVE", CONTRACT_VERSION).length).toBeGreaterThan(0);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
