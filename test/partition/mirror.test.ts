// The mirror in partners' place: who is answered by it, what the report says, and what happens when it fails too.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { contractRow } from "../kit/contract-rows.js";
import { FakePartner, type Behaviour } from "../kit/fake-partner.js";
import { startTestHub, type TestHub } from "../kit/hub.js";
import { MemoryMirror } from "../kit/memory-mirror.js";

const AS_OF = "2026-03-04T05:06:07.008Z";
const KEYS = ["part-broken", "part-frail", "part-sound"];
const QUERY = `{ practices(first: 50) {
  nodes { id freshness { via asOf } } totalCount
  completeness { isPartial totalIs expected answered sources { partner status via rows asOf live reason } } } }`;

interface Practices {
  readonly nodes: ReadonlyArray<{
    readonly id: string;
    readonly freshness: { readonly via: string; readonly asOf: string };
  }>;
  readonly totalCount: number;
  readonly completeness: { readonly sources: ReadonlyArray<Record<string, unknown>> } & Record<string, unknown>;
}

let partners: FakePartner[];
let mirror: MemoryMirror;
let hub: TestHub;
const faulty: string[] = [];
let troubles = 0;

beforeAll(async () => {
  partners = await Promise.all(
    KEYS.map((key) =>
      new FakePartner(
        key,
        Array.from({ length: 30 }, (_, at) => contractRow(`${key}:practice:${at}`, { minute: at })),
      ).start(),
    ),
  );
  mirror = new MemoryMirror();
  mirror.rowsOf = (key) => partners.find((partner) => partner.key === key)?.rows ?? [];
  hub = await startTestHub(partners, {
    mirror,
    limits: { circuitMs: 1, circuitMostMs: 1, partnerMs: 700, scatterMs: 900 },
    onFault: (partner) => void faulty.push(partner),
    onMirrorTrouble: () => void troubles++,
  });
});
afterAll(async () => {
  await hub.stop();
  await Promise.all(partners.map((partner) => partner.stop()));
});
beforeEach(() => {
  for (const partner of partners) partner.behaviour = {};
  hub.directory.replace(partners.map(({ entry }) => entry));
  mirror.times.clear();
  mirror.hold(KEYS, AS_OF);
  mirror.trouble = null;
  mirror.asked.length = 0;
  faulty.length = 0;
  troubles = 0;
});

const behave = (behaviours: Readonly<Record<string, Behaviour>>): void => {
  for (const partner of partners) partner.behaviour = behaviours[partner.key] ?? {};
};
const ask = async (headers: Record<string, string> = {}, query = QUERY): Promise<Practices> => {
  const { data, errors } = await hub.ask(query, {}, headers);
  expect(errors).toBeUndefined();
  return data?.practices as unknown as Practices; // as QUERY selects it
};
const reset: Behaviour = { take: (response) => response.socket?.resetAndDestroy() };

describe("a partner that fails", () => {
  it.each<[what: string, behaviour: Behaviour, live: string, reason: RegExp]>([
    ["breaks the connection", reset, "UNREACHABLE", /closed/],
    ["is too slow", { delayMs: 3_000 }, "TIMED_OUT", /in time/],
    ["refuses", { status: 403 }, "REFUSED", /refused/],
    ["answers with an error", { status: 500 }, "INVALID", /HTTP error/],
    ["sends what is not JSON", { spoil: () => "{" }, "INVALID", /JSON/],
    ["sends data with errors", { spoil: (sent) => ({ ...sent, errors: [{ message: "x" }] }) }, "INVALID", /question/],
    [
      "sends rows of another partner",
      { spoil: (sent) => JSON.parse(JSON.stringify(sent).replaceAll("part-broken:", "part-sound:")) as unknown },
      "INVALID",
      /not as the contract/,
    ],
  ])("and %s is answered for by the mirror as a whole, and the report says how it did itself", async (...given) => {
    const [, behaviour, live, reason] = given;
    behave({ "part-broken": behaviour });
    const { nodes, totalCount, completeness } = await ask();
    expect([nodes.length, totalCount]).toEqual([50, 90]);
    const { sources, ...rest } = completeness;
    expect(rest).toEqual({ isPartial: false, totalIs: "EXACT", expected: 3, answered: 3 });
    expect(sources).toMatchObject([
      { partner: "part-broken", status: "ANSWERED", via: "MIRROR", asOf: AS_OF, live },
      { partner: "part-frail", status: "ANSWERED", via: "LIVE", live: null, reason: null },
      { partner: "part-sound", status: "ANSWERED", via: "LIVE", live: null, reason: null },
    ]);
    expect(sources[0]?.reason).toMatch(reason);
    for (const { id, freshness } of nodes) {
      const isMirrored = id.startsWith("part-broken:");
      expect(freshness.via).toBe(isMirrored ? "MIRROR" : "LIVE");
      if (isMirrored) expect(freshness.asOf).toBe(AS_OF);
    }
    expect(faulty).toEqual(live === "INVALID" ? ["part-broken"] : []);
  });

  it("goes to the mirror together with all others of its wave, in one request", async () => {
    behave({ "part-broken": { status: 500 }, "part-frail": reset });
    const { completeness } = await ask();
    expect(completeness.sources.map(({ via }) => via)).toEqual(["MIRROR", "MIRROR", "LIVE"]);
    expect(mirror.asked.map((question) => question.partners)).toEqual([["part-broken", "part-frail"]]);
  });

  it("when it is asked for more is replaced from the page's beginning: no page mixes two of its states", async () => {
    let requests = 0;
    const more = [partners[0]?.rows, partners[1]?.rows];
    expect(more.flat().length).toBe(60);
    behave({ "part-broken": { spoil: (sent) => (++requests > 1 ? "{" : sent) } });
    // All of its rows come first, so that its share is not enough.
    const query = QUERY.replace("first: 50", "first: 30, orderBy: NAME_ASC");
    const before = partners[0]?.rows.map((row) => ({ ...row })) ?? [];
    partners[0]?.rows.forEach((row, at) => Object.assign(row, { name: `!${String(at).padStart(2, "0")}` }));
    const { nodes, completeness } = await ask({}, query);
    partners[0]?.rows.forEach((row, at) => Object.assign(row, before[at]));
    expect(requests).toBeGreaterThan(1);
    expect(nodes.map(({ freshness }) => freshness.via)).toEqual(nodes.map(() => "MIRROR"));
    expect(nodes.length).toBe(30);
    expect(completeness).toMatchObject({ isPartial: false, totalIs: "EXACT" });
  });

  it("and that the mirror does not hold is missing, as without a mirror", async () => {
    mirror.times.delete("part-broken");
    behave({ "part-broken": { status: 500 } });
    const { totalCount, completeness } = await ask();
    expect(totalCount).toBe(60);
    expect(completeness).toMatchObject({ isPartial: true, totalIs: "AT_LEAST", expected: 3, answered: 2 });
    expect(completeness.sources[0]).toMatchObject({ status: "INVALID", via: null, asOf: null, live: null });
  });

  it("is missing under `live`, and the mirror is not asked", async () => {
    behave({ "part-broken": { status: 500 } });
    const { completeness } = await ask({ "maillage-freshness": "live" });
    expect(completeness.sources[0]).toMatchObject({ status: "INVALID", via: null });
    expect(mirror.asked).toEqual([]);
  });
});

describe("a partner of the BASIC level", () => {
  const basic = () =>
    hub.directory.replace(
      partners.map(({ entry }, at) => ({ ...entry, ...(at === 0 ? { level: "BASIC" as const } : {}) })),
    );

  it("is answered for by the mirror, and not asked", async () => {
    basic();
    const asked = partners[0]?.asked.length;
    const { totalCount, completeness } = await ask();
    expect(totalCount).toBe(90);
    expect(completeness).toMatchObject({ isPartial: false, expected: 3, answered: 3 });
    expect(completeness.sources[0]).toMatchObject({ status: "ANSWERED", via: "MIRROR", asOf: AS_OF, live: null });
    expect(completeness.sources[0]?.reason).toMatch(/BASIC/);
    expect(partners[0]?.asked.length).toBe(asked);
  });

  it("is left out, and missed, under `live` and when the mirror does not hold it", async () => {
    basic();
    const live = await ask({ "maillage-freshness": "live" });
    mirror.times.delete("part-broken");
    const unheld = await ask();
    for (const { completeness } of [live, unheld]) {
      expect(completeness).toMatchObject({ isPartial: true, expected: 3, answered: 2 });
      expect(completeness.sources[0]).toMatchObject({ status: "SKIPPED", via: null, live: null });
    }
    expect(unheld.completeness.sources[0]?.reason).toMatch(/does not hold/);
  });
});

describe("the mirror on the reader's wish", () => {
  const wish = { "maillage-freshness": "mirror" };

  it("answers for everyone, and reports whom it does not hold", async () => {
    mirror.times.delete("part-frail");
    const asked = partners.map((partner) => partner.asked.length);
    const { nodes, totalCount, completeness } = await ask(wish);
    expect([nodes.length, totalCount]).toEqual([50, 60]);
    expect(completeness).toMatchObject({ isPartial: true, totalIs: "AT_LEAST", expected: 3, answered: 2 });
    expect(completeness.sources).toMatchObject([
      { status: "ANSWERED", via: "MIRROR", asOf: AS_OF, reason: null },
      { status: "SKIPPED", via: null, asOf: null },
      { status: "ANSWERED", via: "MIRROR", asOf: AS_OF, reason: null },
    ]);
    expect(partners.map((partner) => partner.asked.length)).toEqual(asked);
    const refused = await hub.ask(QUERY, {}, { ...wish, "maillage-partial": "refuse" });
    expect(refused.errors).toMatchObject([{ extensions: { code: "RESPONSE_INCOMPLETE" } }]);
  });

  it("walks all pages exactly, while partners come and go", async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      behave({ [KEYS[seen.length % 3] ?? ""]: reset });
      const query = `query ($after: String) { practices(first: 7, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`;
      const { data } = await hub.ask(query, { after }, wish);
      const page = data?.practices as unknown as Practices & { pageInfo: { hasNextPage: boolean; endCursor: string } };
      seen.push(...page.nodes.map(({ id }) => id));
      [more, after] = [page.pageInfo.hasNextPage, page.pageInfo.endCursor];
    }
    expect(seen.length).toBe(90);
    expect(new Set(seen).size).toBe(90);
  });
});

describe("a mirror that fails", () => {
  it("costs nothing while partners answer (H17)", async () => {
    mirror.trouble = new Error("the database is gone");
    const { totalCount, completeness } = await ask();
    expect([totalCount, completeness["isPartial"], troubles]).toEqual([90, false, 0]);
  });

  it("leaves partners that failed as they are, and says of those that it was to answer for that it failed", async () => {
    mirror.trouble = new Error("the database is gone");
    behave({ "part-broken": { status: 500 } });
    const { completeness } = await ask();
    expect(completeness.sources).toMatchObject([{ status: "INVALID", via: null, live: null }, {}, {}]);
    const wished = await ask({ "maillage-freshness": "mirror", "accept-language": "fr" });
    expect(wished.completeness).toMatchObject({ isPartial: true, expected: 3, answered: 0 });
    for (const source of wished.completeness.sources)
      expect(source).toMatchObject({
        status: "UNREACHABLE",
        via: null,
        reason: "Le miroir du hub n'a pas pu être lu.",
      });
    expect(troubles).toBe(2);
  });
});

describe("references", () => {
  const HOP = `{ events { nodes { materials { id name freshness { via asOf } } } } }`;
  const row = contractRow("part-sound:event:e", {
    materials: [
      "part-broken:practice:1",
      "part-sound:practice:1",
      "part-broken:practice:2",
      "part-broken:practice:none",
    ].map((id) => ({ __typename: "Practice", id })),
  });
  const materials = async (headers: Record<string, string> = {}) => {
    const { data, errors } = await hub.ask(HOP, {}, headers);
    const events = data?.events as unknown as { nodes: Array<{ materials: unknown[] }> }; // as HOP selects it
    return { materials: events.nodes[0]?.materials, errors };
  };
  beforeAll(() => void partners[2]?.rows.push(row));
  afterAll(() => void partners[2]?.rows.pop());

  const mirrored = { via: "MIRROR", asOf: AS_OF };

  it("to a partner that fails are answered by the mirror, and what it does not know is gone", async () => {
    behave({ "part-broken": reset });
    const found = await materials();
    expect(found.errors).toBeUndefined();
    expect(found.materials).toMatchObject([
      { id: "part-broken:practice:1", freshness: mirrored },
      { id: "part-sound:practice:1", freshness: { via: "LIVE" } },
      { id: "part-broken:practice:2", freshness: mirrored },
    ]);
    mirror.times.delete("part-broken");
    const unheld = await materials();
    expect(unheld.errors).toMatchObject([{ extensions: { code: "PARTNER_UNAVAILABLE", partner: "part-broken" } }]);
  });

  it("that the owner does not know are gone, whatever the mirror says", async () => {
    mirror.rowsOf = (key) => [
      ...(partners.find((partner) => partner.key === key)?.rows ?? []),
      contractRow("part-broken:practice:none"),
    ];
    const found = await materials();
    mirror.rowsOf = (key) => partners.find((partner) => partner.key === key)?.rows ?? [];
    expect(found.materials).toHaveLength(3);
    expect(mirror.asked).toEqual([]);
  });

  it("of which the owner's answer broke the contract are answered by the mirror", async () => {
    behave({
      "part-broken": {
        spoil: (sent, { query }) =>
          query.includes("_entities")
            ? (JSON.parse(JSON.stringify(sent).replace('"name":"1"', '"name":7')) as unknown)
            : sent,
      },
    });
    const found = await materials();
    expect(found.errors).toBeUndefined();
    expect(found.materials).toMatchObject([
      { id: "part-broken:practice:1", name: "1", freshness: mirrored },
      { freshness: { via: "LIVE" } },
      { id: "part-broken:practice:2", freshness: { via: "LIVE" } },
    ]);
    expect(faulty).toEqual(["part-broken"]);
  });

  it("are all answered by the mirror on the reader's wish", async () => {
    const found = await materials({ "maillage-freshness": "mirror" });
    expect(found.materials).toMatchObject([{ freshness: mirrored }, { freshness: mirrored }, { freshness: mirrored }]);
  });
});
