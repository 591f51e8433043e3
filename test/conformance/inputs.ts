// What is not as the contract wants it: HTTP 200, the field null, `BAD_USER_INPUT` with what was expected and what came.
import { describe, expect, it } from "@jest/globals";
import { encodeCursor } from "../../schema/cursor.js";
import { FIELDS, pageQuery, type Suite } from "./suite.js";
import type { RecordTypename } from "../../schema/record-id.js";

const ID = "no-such:practice:1";
const good = encodeCursor("UPDATED_DESC", { sortKey: "2026-01-01T00:00:00.000Z", id: ID });
const cursorOf = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString("base64url");

interface Case {
  readonly what: string;
  readonly typename?: RecordTypename;
  readonly variables: Readonly<Record<string, unknown>>;
  /** A part of the message: the argument that is wrong. */
  readonly argument: string;
  readonly got?: string;
}

const filter = (what: string, member: Readonly<Record<string, unknown>>, argument: string): Case => ({
  what,
  variables: { filter: member },
  argument,
});

const CASES: readonly Case[] = [
  { what: "no rows", variables: { first: 0 }, argument: "first", got: "0" },
  { what: "fewer than no rows", variables: { first: -1 }, argument: "first", got: "-1" },
  { what: "101 rows", variables: { first: 101 }, argument: "first", got: "101" },
  { what: "101 rows from the end", variables: { last: 101 }, argument: "last", got: "101" },
  { what: "both ends at once", variables: { first: 1, last: 1 }, argument: "last" },
  { what: "a start of what has none", variables: { orderBy: "STARTS_ASC" }, argument: "orderBy", got: '"STARTS_ASC"' },
  { what: "a start of people", typename: "Person", variables: { orderBy: "STARTS_DESC" }, argument: "orderBy" },
  {
    what: "a start of organizations",
    typename: "Organization",
    variables: { orderBy: "STARTS_DESC" },
    argument: "orderBy",
  },
  { what: "a cursor that is none", variables: { after: "abc" }, argument: "after" },
  { what: "an empty cursor", variables: { after: "" }, argument: "after" },
  { what: "a cursor in SQL", variables: { before: "' or 1=1 --" }, argument: "before" },
  {
    what: "a cursor of another order",
    variables: { after: good, orderBy: "NAME_ASC" },
    argument: "after",
    got: "UPDATED_DESC",
  },
  {
    what: "a cursor of another type",
    typename: "Event",
    variables: { before: good },
    argument: "before",
    got: "Practice",
  },
  {
    what: "a cursor without id",
    variables: { after: cursorOf(["UPDATED_DESC", "2026-01-01T00:00:00.000Z"]) },
    argument: "after",
  },
  {
    what: "a cursor with a key that is no time",
    variables: { after: cursorOf(["UPDATED_DESC", "now", ID]) },
    argument: "after",
  },
  { what: "a cursor with a null key", variables: { after: cursorOf(["UPDATED_DESC", null, ID]) }, argument: "after" },
  { what: "a cursor of an object", variables: { after: cursorOf({ order: "UPDATED_DESC" }) }, argument: "after" },
  {
    what: "a cursor with an id that is none",
    variables: { after: cursorOf(["UPDATED_DESC", "2026-01-01T00:00:00.000Z", "1"]) },
    argument: "after",
  },
  filter("a topic that is none", { topics: ["respite"] }, "filter.topics"),
  filter("a practice as a topic", { topics: [ID] }, "filter.topics"),
  filter("an audience that is none", { audiences: [""] }, "filter.audiences"),
  filter("an organization that is none", { organizations: ["hub:topic:music"] }, "filter.organizations"),
  filter("a country in small letters", { countries: ["fr"] }, "filter.countries"),
  filter("a language that is none", { languages: ["french!"] }, "filter.languages"),
  filter("an area that is none", { areas: ["*"] }, "filter.areas"),
  filter("a time that is none", { updatedSince: "yesterday" }, "filter.updatedSince"),
  filter("a time without a zone", { updatedSince: "2026-01-01T00:00:00" }, "filter.updatedSince"),
  filter("a day that is not in the calendar", { updatedSince: "2025-02-29T00:00:00Z" }, "filter.updatedSince"),
  filter("a latitude beyond the pole", { near: { latitude: 91, longitude: 0, radiusKm: 1 } }, "filter.near.latitude"),
  filter("a longitude beyond 180", { near: { latitude: 0, longitude: -181, radiusKm: 1 } }, "filter.near.longitude"),
  filter("a negative radius", { near: { latitude: 0, longitude: 0, radiusKm: -1 } }, "filter.near.radiusKm"),
  filter("a negative cost", { costAtMost: { amount: -1, currency: "EUR" } }, "filter.costAtMost"),
  filter("a currency that is none", { costAtMost: { amount: 1, currency: "euro" } }, "filter.costAtMost"),
  filter("501 characters of text", { text: "x".repeat(501) }, "filter.text"),
  filter("501 topics", { topics: Array.from({ length: 501 }, () => "hub:topic:music") }, "filter.topics"),
  {
    what: "a day that is none",
    typename: "Project",
    variables: { filter: { activeOn: "2024-02-30" } },
    argument: "filter.activeOn",
  },
  {
    what: "a time as a day",
    typename: "Project",
    variables: { filter: { activeOn: "2024-02-01T00:00:00Z" } },
    argument: "filter.activeOn",
  },
  {
    what: "a start that is none",
    typename: "Event",
    variables: { filter: { startsAfter: "2024" } },
    argument: "filter.startsAfter",
  },
];

export function describeInputs(suite: Suite): void {
  describe("arguments", () => {
    it.each(CASES)(
      "that ask for $what are refused with what was expected and what came",
      async ({ typename = "Practice", variables, argument, got }) => {
        const { status, data, errors } = await suite.target().ask(pageQuery(typename), { variables });
        expect({ status, data }).toEqual({ status: 200, data: { list: null } });
        expect(errors).toHaveLength(1);
        const [error] = errors;
        expect(error?.path).toEqual(["list"]);
        expect(error?.message).toContain(argument);
        expect(error?.extensions).toMatchObject({
          code: "BAD_USER_INPUT",
          expected: expect.any(String),
          got: expect.stringContaining(got ?? ""),
        });
      },
    );

    it.each([0, 101, -5])("that ask for %i rows of a list inside a row are refused", async (first) => {
      const query = "query ($first: Int!) { organizations(first: 1) { nodes { id people(first: $first) { id } } } }";
      const { status, data, errors } = await suite.target().ask(query, { variables: { first } });
      expect(status).toBe(200);
      expect(data?.["organizations"] ?? null).toBeNull();
      expect(errors[0]?.extensions).toMatchObject({
        code: "BAD_USER_INPUT",
        expected: expect.any(String),
        got: String(first),
      });
    });

    it("of one field spoil no other", async () => {
      const { data, errors } = await suite
        .target()
        .ask("{ bad: people(first: 0) { totalCount } good: people { totalCount } }");
      expect(data).toEqual({ bad: null, good: { totalCount: suite.model().visible("Person", "PUBLIC").length } });
      expect(errors).toHaveLength(1);
    });

    it("that the schema does not know are refused before anything runs, without hints", async () => {
      for (const query of [
        "{ peoples { totalCount } }",
        "{ people(firts: 1) { totalCount } }",
        "{ people(orderBy: BEST) { totalCount } }",
      ]) {
        const { status, data, errors } = await suite.target().ask(query);
        expect([status, data]).toEqual([400, null]);
        expect(errors[0]?.extensions?.["code"]).toBe("GRAPHQL_VALIDATION_FAILED");
        expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
      }
    });

    it("are read the same from variables and from the query's own text", async () => {
      const inline = await suite
        .target()
        .ask(
          `{ list: ${FIELDS.Project}(filter: {activeOn: "2024-02-29", status: [PLANNED]}, orderBy: STARTS_ASC, first: 3) { totalCount nodes { id } } }`,
        );
      const variables = { filter: { activeOn: "2024-02-29", status: ["PLANNED"] }, orderBy: "STARTS_ASC", first: 3 };
      const named = await suite.target().ask(pageQuery("Project"), { variables });
      expect(inline.errors).toEqual([]);
      const { totalCount, nodes } = named.data?.["list"] as { totalCount: number; nodes: unknown }; // as pageQuery selects it
      expect(inline.data).toEqual({ list: { totalCount, nodes } });
    });
  });
}
