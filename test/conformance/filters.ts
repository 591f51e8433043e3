// Filters: every member of every filter alone, and any of them together. What each keeps is computed in memory.
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { RECORD_ORDERS, sortFieldOf } from "../../schema/record-order.js";
import type { RecordTypename } from "../../schema/record-id.js";
import { TOPICS } from "./rows.js";
import { readPage, TYPENAMES, type Suite } from "./suite.js";
import { readersOf } from "./target.js";

type Members = Readonly<Record<string, readonly unknown[]>>;

const RENNES = { latitude: 48.85, longitude: 2.35, radiusKm: 310 };
const ACROSS_180 = { latitude: -18.1, longitude: -179.9, radiusKm: 25 };
const COMMON: Members = {
  text: ["repit ACCUEIL", "100", "  % _ ", "jardin", "cluse", "σ", "\u0000'; drop table record;--"],
  topics: [[TOPICS.broad], [TOPICS.narrow, TOPICS.other]],
  countries: [["FR"], ["BE", "GB"], ["ZZ"]],
  areas: [["FR-BRE"], ["insee:35238", "BD"], ["FR-3"]],
  languages: [["fr"], ["EN"], ["PT-br", "nb"]],
  updatedSince: ["2001-01-01T00:00:00.001Z", "2020-02-29T13:00:00.999+01:00", "2999-01-01T00:00:00Z"],
  updatedBefore: ["2001-01-01T00:00:00.001Z", "2020-02-29T13:00:00.999+01:00", "1970-01-01T00:00:00Z"],
};
const NEAR: Members = {
  near: [RENNES, { ...RENNES, radiusKm: 300 }, ACROSS_180, { latitude: 0, longitude: 0, radiusKm: 20_040 }],
};
const WORK: Members = {
  ...NEAR,
  settings: [["RURAL"], ["CITY", "TOWN"]],
  audiences: [[TOPICS.narrow], [TOPICS.broad]],
  costAtMost: [
    { amount: 100, currency: "EUR" },
    { amount: 99.5, currency: "EUR" },
    { amount: 1e9, currency: "USD" },
  ],
};
const MEMBERS: Readonly<Record<RecordTypename, Members>> = {
  Organization: {
    ...COMMON,
    ...NEAR,
    status: [["CLOSED"], ["ACTIVE", "CLOSED"]],
    identifier: [
      { scheme: "GB-CHC", value: "1169158" },
      { scheme: "FR-RNA", value: "1169158" },
    ],
  },
  Person: { ...COMMON, languages: [["fr"], ["PT-br"], ["de"]], offers: [["MENTORING"], ["TRAINING", "SPEAKING"]] },
  Project: {
    ...COMMON,
    ...WORK,
    status: [["PLANNED", "COMPLETED"]],
    activeOn: ["2024-02-29", "2000-06-30", "2025-01-02", "1990-01-01"],
  },
  Practice: { ...COMMON, ...WORK, kinds: [["GUIDE"], ["TOOL", "CASE_STUDY"]], licences: [["CC0-1.0"], ["MIT"]] },
  Event: {
    ...{
      ...COMMON,
      ...NEAR,
      kinds: [["WEBINAR"], ["FORUM", "WORKSHOP"]],
      status: [["CANCELLED"]],
      online: [true, false],
    },
    ...{ startsAfter: ["2020-02-29T12:00:00.999Z"], startsBefore: ["2020-02-29T12:00:00.999Z"] },
  },
};

const CASES = TYPENAMES.flatMap((typename) =>
  Object.entries(MEMBERS[typename]).flatMap(([member, values]) =>
    values.map((value): [RecordTypename, string, unknown] => [typename, member, value]),
  ),
);

export function describeFilters(suite: Suite): void {
  describe("filters", () => {
    it.each(CASES)("of %s by %s %j keep exactly what matches", async (typename, member, value) => {
      const filter = { [member]: value };
      const expected = suite.model().placed({ typename, reader: "PUBLIC", order: "NAME_ASC", filter });
      const page = await readPage(suite, { typename, orderBy: "NAME_ASC", first: 100, filter });
      expect(page.ids).toEqual(expected.map(({ row }) => row.id));
      expect(page.totalCount).toBe(expected.length);
    });

    it("keep some rows and leave some out, by every member of every type", () => {
      const useless = TYPENAMES.flatMap((typename) =>
        Object.entries(MEMBERS[typename]).flatMap(([member, values]) => {
          const all = suite.model().visible(typename, "PUBLIC").length;
          const counts = values.map(
            (value) =>
              suite.model().placed({ typename, reader: "PUBLIC", order: "NAME_ASC", filter: { [member]: value } })
                .length,
          );
          return counts.some((count) => count > 0 && count < all) ? [] : [`${typename} ${member}`];
        }),
      );
      expect(useless).toEqual([]);
    });

    it("by organizations keep the records of those, in every type", async () => {
      for (const typename of TYPENAMES) {
        const organizations = suite
          .model()
          .visible("Organization", "PUBLIC")
          .slice(0, 2)
          .map(({ id }) => id);
        const filter = { organizations };
        const expected = suite.model().placed({ typename, reader: "PUBLIC", order: "UPDATED_ASC", filter });
        const page = await readPage(suite, { typename, orderBy: "UPDATED_ASC", first: 100, filter });
        expect(page.ids).toEqual(expected.map(({ row }) => row.id));
      }
    });

    it("with several members keep what matches all of them, in any order, for any reader", async () => {
      const situation = fc.constantFrom(...TYPENAMES).chain((typename) =>
        fc.record({
          typename: fc.constant(typename),
          members: fc.uniqueArray(fc.constantFrom(...Object.keys(MEMBERS[typename])), { minLength: 1, maxLength: 3 }),
          pick: fc.nat(10),
          order: fc.constantFrom(...RECORD_ORDERS.filter((order) => sortFieldOf({ order, typename }) !== null)),
          reader: fc.constantFrom(...readersOf(suite.kind)),
          first: fc.integer({ min: 1, max: 30 }),
        }),
      );
      await fc.assert(
        fc.asyncProperty(situation, async ({ typename, members, pick, order, reader, first }) => {
          const filter = Object.fromEntries(
            members.map((member) => [
              member,
              MEMBERS[typename][member]?.[pick % (MEMBERS[typename][member]?.length ?? 1)],
            ]),
          );
          const expected = suite.model().placed({ typename, reader, order, filter });
          const page = await readPage(suite, { typename, reader, orderBy: order, first, filter });
          expect(page.ids).toEqual(expected.slice(0, first).map(({ row }) => row.id));
          expect(page.totalCount).toBe(expected.length);
          expect(page.pageInfo.hasNextPage).toBe(expected.length > first);
        }),
        { numRuns: 60 },
      );
    });

    it("with null, or with members that are null, leave nothing out", async () => {
      for (const filter of [{ text: null, topics: null, countries: null }, { text: "" }]) {
        const page = await readPage(suite, { typename: "Practice", filter });
        expect(page.totalCount).toBe(suite.model().visible("Practice", "PUBLIC").length);
      }
    });

    it("with an empty list keep nothing", async () => {
      for (const member of ["topics", "countries", "areas", "languages", "organizations", "kinds"]) {
        expect((await readPage(suite, { typename: "Practice", filter: { [member]: [] } })).totalCount).toBe(0);
      }
    });
  });
}
