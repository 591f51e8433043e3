import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openDatabase, type Database } from "../../../services/database/open-database.js";
import { INDEX_MIGRATIONS } from "../../../services/knowledge/index/migrations.js";
import { refreshStatistics } from "../../../services/knowledge/index/statistics.js";
import { indexRecords, unindexRecords } from "../../../services/knowledge/index/write-index.js";
import { SearchIndex } from "../../../services/knowledge/search/search-index.js";
import { searchRecords } from "../../../services/knowledge/search/search-records.js";
import type { RecordDraft } from "../../../services/records/record-draft.js";
import { testDatabase } from "../../kit/database.js";

let db: Database;
let index: SearchIndex;
const at = (day: number) => `2026-01-${String(day).padStart(2, "0")}T00:00:00.000Z`;
const given = (day: number, visibility: "PUBLIC" | "NETWORK" = "PUBLIC") => ({
  visibility,
  createdAt: at(day),
  updatedAt: at(day),
});

const RECORDS: readonly RecordDraft[] = [
  {
    ...given(1),
    id: "aa:organization:1",
    name: "Harbour Carers Network",
    summary: "Respite and short breaks for carers of people with dementia.",
    language: "en",
    topics: ["hub:topic:respite-care"],
    countries: ["GB"],
    identifiers: [
      { scheme: "GB-CHC", value: "1062257" },
      { scheme: "FR-SIREN", value: "732829320" },
    ],
  },
  {
    ...given(2),
    id: "aa:project:2",
    name: "Weekend respite",
    summary: "A bed for one night.",
    organization: "aa:organization:1",
    settings: ["RURAL"],
    cost: { amount: 500, currency: "EUR" },
  },
  {
    ...given(3),
    id: "bb:practice:3",
    name: "Baluchonnage",
    summary: "Un relais à domicile pour les proches aidants épuisés.",
    language: "fr",
    topics: ["hub:topic:respite-care"],
    areas: ["FR-35"],
    countries: ["FR"],
  },
  { ...given(4), id: "bb:event:4", name: "Beekeeping day", summary: "Bees, honey and hives.", startsAt: at(20) },
  {
    ...given(5, "NETWORK"),
    id: "bb:project:5",
    name: "Quixotarium respite",
    summary: "Only members read of the quixotarium.",
  },
  {
    ...given(6),
    id: "cc:organization:6",
    name: "Riverside Food Bank",
    summary: "Food parcels.",
    locations: [{ latitude: 48.1, longitude: -1.68, precision: "TOWN" }],
  },
  { ...given(7), id: "cc:organization:7", name: "Bank of Food for thought", summary: "A debating club." },
];

beforeAll(async () => {
  const part = { schema: "knowledge", entities: [], migrations: INDEX_MIGRATIONS };
  db = await openDatabase(part, { databaseUrl: await testDatabase() });
  index = new SearchIndex(db, { asOf: async () => at(28) });
  await db.transaction(async (tx) => {
    await indexRecords(tx, RECORDS);
    await refreshStatistics(tx);
  });
});
afterAll(() => db.close());

interface Asked {
  readonly filter?: unknown;
  readonly first?: number;
  readonly after?: string | null;
  readonly visibility?: "PUBLIC" | "NETWORK";
  readonly languages?: readonly string[];
}

const search = (text: string, { visibility = "PUBLIC", languages = ["en"], ...args }: Asked = {}) =>
  searchRecords(index, { text, ...args }, { visibility, languages });
const ids = async (text: string, asked?: Asked) => (await search(text, asked)).edges.map(({ node }) => node.id);

describe("search", () => {
  it("finds records by their words in any form, and says what matched, where and why", async () => {
    const { edges, understoodAs } = await search("carer's breaks");
    expect(edges[0]?.node).toMatchObject({
      id: "aa:organization:1",
      type: "ORGANIZATION",
      partner: "aa",
      organizationName: null,
      updatedAt: at(1),
      node: { __typename: "Organization", id: "aa:organization:1" },
    });
    expect(edges[0]?.node.snippet).toMatch(/\ue000breaks\ue001 for \ue000carers\ue001/);
    expect(edges[0]?.node.because.join("; ")).toMatch(/contains: .*breaks/);
    expect(understoodAs.map(({ slug }) => slug)).toContain("respite-care");
  });

  it("understands a French question and finds English records, and the other way round; reasons are in French for French readers", async () => {
    const { edges } = await search("répit pour les aidants", { languages: ["fr"] });
    expect(edges.map(({ node }) => node.id)).toEqual(expect.arrayContaining(["aa:organization:1", "bb:practice:3"]));
    expect(edges[0]?.node.because).toContainEqual(expect.stringMatching(/^correspond au thème/));
    expect(await ids("respite care")).toContain("bb:practice:3");
  });

  it.each(["1062257", "GB-CHC 1062257", "gb-chc:1062257", "732 829 320"])(
    "finds the identifier %s first",
    async (text) => {
      const { edges, totalCount } = await search(text);
      expect(edges[0]?.node.id).toBe("aa:organization:1");
      expect(edges[0]?.node.because[0]).toMatch(/^is registered as/);
      expect(await totalCount).toBe(1);
    },
  );

  it("finds unfinished words, and words with a typing error, and says how it read them", async () => {
    expect(await ids("beekee")).toEqual(["bb:event:4"]);
    const { edges } = await search("Riversdie");
    expect(edges.map(({ node }) => node.id)).toEqual(["cc:organization:6"]);
    expect(edges[0]?.node.because).toContain("read as: riverside");
  });

  it("keeps words between quotation marks together", async () => {
    expect(await ids('"food bank"')).toEqual(["cc:organization:6"]);
  });

  it.each<[string, unknown, readonly string[]]>([
    ["types", { types: ["EVENT"] }, ["bb:event:4"]],
    ["topics, widened", { topics: ["hub:topic:social-care"] }, ["bb:practice:3", "aa:organization:1"]],
    ["areas, widened", { areas: ["FR-BRE"] }, ["bb:practice:3"]],
    ["countries", { countries: ["FR"] }, ["bb:practice:3"]],
    ["languages", { languages: ["FR"] }, ["bb:practice:3"]],
    ["partners", { partners: ["cc"] }, ["cc:organization:7", "cc:organization:6"]],
    ["settings", { settings: ["RURAL"] }, ["aa:project:2"]],
    ["cost", { costAtMost: { amount: 500, currency: "EUR" } }, ["aa:project:2"]],
    ["place", { near: { latitude: 48, longitude: -1.7, radiusKm: 30 } }, ["cc:organization:6"]],
    ["time", { updatedSince: at(7) }, ["cc:organization:7"]],
  ])("without words lists what a filter of %s leaves, the latest first", async (_, filter, expected) => {
    expect(await ids("", { filter })).toEqual(expected);
  });

  it("counts facets over all that matches, with labels in the reader's language", async () => {
    const { facets, totalCount, asOf } = await search("respite", { languages: ["fr"], first: 1 });
    const { types, topics, countries, settings } = await facets;
    const total = await totalCount;
    expect(types.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    expect(types).toContainEqual({ value: "PROJECT", label: "Projets", count: 1 });
    expect(topics).toEqual([{ value: "hub:topic:respite-care", label: "Répit des aidants", count: 2 }]);
    expect(countries).toContainEqual({ value: "GB", label: "Royaume-Uni", count: 1 });
    expect(settings).toEqual([{ value: "RURAL", label: "Rural", count: 1 }]);
    expect(await asOf).toBe(at(28));
  });

  it("pages give every hit once, forwards, and refuse cursors of other searches", async () => {
    for (const [text, order] of [
      ["respite", "SCORE"],
      ["", "UPDATED"],
    ] as const) {
      const whole = await ids(text, { first: 100 });
      const walked: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const { edges, pageInfo }: Awaited<ReturnType<typeof search>> = await search(text, { first: 1, after });
        walked.push(...edges.map(({ node }) => node.id));
        [more, after] = [pageInfo.hasNextPage, pageInfo.endCursor];
      }
      expect([order, walked]).toEqual([order, whole]);
    }
    const other = (await search("", { first: 1 })).pageInfo.endCursor;
    for (const after of [other, "x", "", Buffer.from('["SCORE","a","b"]').toString("base64url"), "a".repeat(5000)])
      await expect(search("respite", { after })).rejects.toMatchObject({
        extensions: { code: "BAD_USER_INPUT", argument: "after" },
      });
  });

  it("never tells a public reader of a record of the network: hits, totals, facets, completions, corrections", async () => {
    for (const text of ["quixotarium", "quixot", "quixotariun", "respite"]) {
      const { edges, totalCount, facets } = await search(text);
      expect(edges.map(({ node }) => node.id)).not.toContain("bb:project:5");
      const [total, { partners }] = [await totalCount, await facets];
      expect(partners.reduce((sum, { count }) => sum + count, 0)).toBe(total);
      if (text !== "respite") expect(total).toBe(0);
      expect(JSON.stringify(edges.map(({ node }) => node.because))).not.toMatch(/quixotar/);
    }
    expect(await ids("quixot", { visibility: "NETWORK" })).toEqual(["bb:project:5"]);
    const scores = async () => (await search("respite")).edges.map(({ node }) => node.score);
    const before = await scores();
    const more = Array.from({ length: 5 }, (_, n) => ({
      ...given(8, "NETWORK"),
      id: `dd:project:${n}`,
      name: "respite respite",
    }));
    await db.transaction(async (tx) => {
      await indexRecords(tx, more);
      await refreshStatistics(tx);
    });
    expect(await scores()).toEqual(before);
    await db.transaction((tx) =>
      unindexRecords(
        tx,
        more.map(({ id }) => id),
      ),
    );
  });

  it.each([
    "%_\\ ' \" ; drop table knowledge.entry; --",
    "a & b | !c <-> (d:*)",
    "\0 respite \ud800",
    "z".repeat(90),
    "(a+)+$".repeat(8),
    "the the the",
    "endoffield0 sampleof4",
    "1e999 0x41 '':*",
  ])("takes %j for what it is: words", async (text) => {
    const { edges, facets } = await search(text);
    expect(Array.isArray(edges)).toBe(true);
    await facets;
  });

  it("says what it expects of a text, a size and a filter", async () => {
    const refused = (argument: string) => ({ extensions: { code: "BAD_USER_INPUT", argument } });
    await expect(search("x".repeat(501))).rejects.toMatchObject(refused("text"));
    await expect(search("?!")).rejects.toMatchObject(refused("text"));
    await expect(search("x", { first: 101 })).rejects.toMatchObject(refused("first"));
    await expect(search("x", { filter: { topics: ["nonsense"] } })).rejects.toMatchObject(refused("filter.topics[0]"));
  });
});
