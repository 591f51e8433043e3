// The mirror in partners' place: who is answered by it, what the report says, and what happens when it fails too.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Behaviour } from "../kit/fake-partner.js";
import { AS_OF, KEYS, MirroredPartners, RESET } from "../kit/mirrored-partners.js";

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

let all: MirroredPartners;
beforeAll(async () => {
  all = await MirroredPartners.start();
});
afterAll(() => all.stop());
beforeEach(() => all.settle());

const ask = async (headers: Record<string, string> = {}, query = QUERY): Promise<Practices> => {
  const { data, errors } = await all.hub.ask(query, {}, headers);
  expect(errors).toBeUndefined();
  return data?.practices as unknown as Practices; // as QUERY selects it
};
describe("a partner that fails", () => {
  it.each<[what: string, behaviour: Behaviour, live: string, reason: RegExp]>([
    ["breaks the connection", RESET, "UNREACHABLE", /closed/],
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
    all.behave({ "part-broken": behaviour });
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
    expect(all.faulty).toEqual(live === "INVALID" ? ["part-broken"] : []);
  });

  it("goes to the mirror together with all others of its wave, in one request", async () => {
    all.behave({ "part-broken": { status: 500 }, "part-frail": RESET });
    const { completeness } = await ask();
    expect(completeness.sources.map(({ via }) => via)).toEqual(["MIRROR", "MIRROR", "LIVE"]);
    expect(all.mirror.asked.map((question) => question.partners)).toEqual([["part-broken", "part-frail"]]);
  });

  it("when it is asked for more is replaced from the page's beginning: no page mixes two of its states", async () => {
    let requests = 0;
    const more = [all.partners[0]?.rows, all.partners[1]?.rows];
    expect(more.flat().length).toBe(60);
    all.behave({ "part-broken": { spoil: (sent) => (++requests > 1 ? "{" : sent) } });
    // All of its rows come first, so that its share is not enough.
    const query = QUERY.replace("first: 50", "first: 30, orderBy: NAME_ASC");
    const before = all.partners[0]?.rows.map((row) => ({ ...row })) ?? [];
    all.partners[0]?.rows.forEach((row, at) => Object.assign(row, { name: `!${String(at).padStart(2, "0")}` }));
    const { nodes, completeness } = await ask({}, query);
    all.partners[0]?.rows.forEach((row, at) => Object.assign(row, before[at]));
    expect(requests).toBeGreaterThan(1);
    expect(nodes.map(({ freshness }) => freshness.via)).toEqual(nodes.map(() => "MIRROR"));
    expect(nodes.length).toBe(30);
    expect(completeness).toMatchObject({ isPartial: false, totalIs: "EXACT" });
  });

  it("and that the mirror does not hold is missing, as without a mirror", async () => {
    all.mirror.times.delete("part-broken");
    all.behave({ "part-broken": { status: 500 } });
    const { totalCount, completeness } = await ask();
    expect(totalCount).toBe(60);
    expect(completeness).toMatchObject({ isPartial: true, totalIs: "AT_LEAST", expected: 3, answered: 2 });
    expect(completeness.sources[0]).toMatchObject({ status: "INVALID", via: null, asOf: null, live: null });
  });

  it("is missing under `live`, and the mirror is not asked", async () => {
    all.behave({ "part-broken": { status: 500 } });
    const { completeness } = await ask({ "maillage-freshness": "live" });
    expect(completeness.sources[0]).toMatchObject({ status: "INVALID", via: null });
    expect(all.mirror.asked).toEqual([]);
  });
});

describe("a partner of the BASIC level", () => {
  const basic = () =>
    all.hub.directory.replace(
      all.partners.map(({ entry }, at) => ({ ...entry, ...(at === 0 ? { level: "BASIC" as const } : {}) })),
    );

  it("is answered for by the mirror, and not asked", async () => {
    basic();
    const asked = all.partners[0]?.asked.length;
    const { totalCount, completeness } = await ask();
    expect(totalCount).toBe(90);
    expect(completeness).toMatchObject({ isPartial: false, expected: 3, answered: 3 });
    expect(completeness.sources[0]).toMatchObject({ status: "ANSWERED", via: "MIRROR", asOf: AS_OF, live: null });
    expect(completeness.sources[0]?.reason).toMatch(/BASIC/);
    expect(all.partners[0]?.asked.length).toBe(asked);
  });

  it("is left out, and missed, under `live` and when the mirror does not hold it", async () => {
    basic();
    const live = await ask({ "maillage-freshness": "live" });
    all.mirror.times.delete("part-broken");
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
    all.mirror.times.delete("part-frail");
    const asked = all.partners.map((partner) => partner.asked.length);
    const { nodes, totalCount, completeness } = await ask(wish);
    expect([nodes.length, totalCount]).toEqual([50, 60]);
    expect(completeness).toMatchObject({ isPartial: true, totalIs: "AT_LEAST", expected: 3, answered: 2 });
    expect(completeness.sources).toMatchObject([
      { status: "ANSWERED", via: "MIRROR", asOf: AS_OF, reason: null },
      { status: "SKIPPED", via: null, asOf: null },
      { status: "ANSWERED", via: "MIRROR", asOf: AS_OF, reason: null },
    ]);
    expect(all.partners.map((partner) => partner.asked.length)).toEqual(asked);
    const refused = await all.hub.ask(QUERY, {}, { ...wish, "maillage-partial": "refuse" });
    const missed = { code: "RESPONSE_INCOMPLETE", partners: [{ partner: "part-frail", status: "SKIPPED" }] };
    expect(refused.errors).toMatchObject([{ extensions: missed }]);
  });

  it("walks all pages exactly, while partners come and go", async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      all.behave({ [KEYS[seen.length % 3] ?? ""]: RESET });
      const query = `query ($after: String) { practices(first: 7, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`;
      const { data } = await all.hub.ask(query, { after }, wish);
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
    all.mirror.trouble = new Error("the database is gone");
    const { totalCount, completeness } = await ask();
    expect([totalCount, completeness["isPartial"], all.troubles]).toEqual([90, false, 0]);
  });

  it("leaves partners that failed as they are, and says of those that it was to answer for that it failed", async () => {
    all.mirror.trouble = new Error("the database is gone");
    all.behave({ "part-broken": { status: 500 } });
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
    expect(all.troubles).toBe(2);
  });

  it("by never answering costs the time it is given, and no more", async () => {
    all.mirror.hangs = true;
    all.behave({ "part-broken": { status: 500 } });
    const begun = Date.now();
    const { completeness } = await ask();
    expect(Date.now() - begun).toBeLessThan(5_000); // it is given 900 ms here
    expect(completeness.sources).toMatchObject([{ status: "INVALID", via: null, live: null }, {}, {}]);
    const wished = await ask({ "maillage-freshness": "mirror" });
    for (const source of wished.completeness.sources) expect(source).toMatchObject({ status: "TIMED_OUT", via: null });
  });
});
