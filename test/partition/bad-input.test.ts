// Arguments that nobody can answer: said with what was expected and what came, before any partner is asked.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { encodeCursor } from "../../schema/cursor.js";
import { contractRow } from "../kit/contract-rows.js";
import { FakePartner } from "../kit/fake-partner.js";
import { startTestHub, type TestHub } from "../kit/hub.js";

const a = new FakePartner("part-a", [contractRow("part-a:practice:1")]);
let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub([await a.start()]);
});
afterAll(async () => {
  await hub.stop();
  await a.stop();
});

const place = { sortKey: "2026-01-01T00:00:00.000Z", id: "part-a:practice:1" };
const otherOrder = encodeCursor("UPDATED_ASC", place);
const otherType = encodeCursor("UPDATED_DESC", { ...place, id: "part-a:event:1" });
const badKey = encodeCursor("UPDATED_DESC", { ...place, sortKey: "yesterday" });

const CASES: ReadonlyArray<[args: string, expected: string, got: string]> = [
  ["first: 0", "a whole number from 1 to 100", "0"],
  ["first: -1", "a whole number from 1 to 100", "-1"],
  ["first: 101", "a whole number from 1 to 100", "101"],
  ["first: 5, last: 5", "either `first` or `last`, not both", "5"],
  ['after: "x"', "a cursor of Practice in the order UPDATED_DESC", '"x"'],
  [`after: "${otherOrder}"`, "a cursor of Practice in the order UPDATED_DESC", '"a cursor in the order UPDATED_ASC"'],
  [`after: "${otherType}"`, "a cursor of Practice in the order UPDATED_DESC", '"a cursor of Event"'],
  [`before: "${badKey}"`, "a cursor of Practice in the order UPDATED_DESC", `"${badKey}"`],
  ["orderBy: STARTS_ASC", "UPDATED_DESC, UPDATED_ASC or NAME_ASC for Practice", '"STARTS_ASC"'],
  ['filter: {partners: ["nobody"]}', "partners of this network", '"nobody"'],
  ['filter: {partners: ["Not A Key"]}', "a partner's key", '"Not A Key"'],
  ['filter: {topics: ["respite"]}', "a topic's id, like hub:topic:respite-care", '"respite"'],
  ['filter: {topics: ["hub:topic:no-such-topic"]}', "ids of topics in the thesaurus", '"hub:topic:no-such-topic"'],
  ['filter: {organizations: ["part-a:person:1"]}', "an organization's id", '"part-a:person:1"'],
  ['filter: {organizations: ["nobody:organization:1"]}', "partners of this network", '"nobody"'],
  [
    'filter: {updatedSince: "2026-02-30T00:00:00Z"}',
    "a date and time in UTC with milliseconds, like 2026-11-22T09:30:00.000Z",
    '"2026-02-30T00:00:00Z"',
  ],
  ['filter: {languages: ["not a language"]}', "a language tag, like fr or pt-BR", '"not a language"'],
  ['filter: {countries: ["France"]}', "a two-letter country code, like FR", '"France"'],
  ["filter: {near: {latitude: 91, longitude: 0, radiusKm: 1}}", "degrees from -90 to 90", "91"],
  ['filter: {costAtMost: {amount: 1, currency: "euro"}}', "a currency, like EUR", '"euro"'],
];

describe("an argument that is not what it must be", () => {
  it.each(CASES)("%s: HTTP 200, the field null, BAD_USER_INPUT with expected and got", async (args, expected, got) => {
    a.asked.length = 0;
    const { data, errors } = await hub.ask(`{ practices(${args}) { nodes { id } } people { totalCount } }`);
    expect(data).toEqual({ practices: null, people: { totalCount: 0 } });
    expect(errors).toMatchObject([{ path: ["practices"], extensions: { code: "BAD_USER_INPUT", expected, got } }]);
    expect(a.asked.every((asked) => !asked.query.includes("practices"))).toBe(true);
  });

  it("in a variable is told the same way", async () => {
    const { errors } = await hub.ask(`query ($f: PracticeFilter) { practices(filter: $f) { totalCount } }`, {
      f: { countries: ["xx1"] },
    });
    expect(errors).toMatchObject([
      { path: ["practices"], extensions: { code: "BAD_USER_INPUT", argument: "filter.countries[0]" } },
    ]);
  });

  it("inside a row is told before anybody is asked for the field", async () => {
    a.asked.length = 0;
    const { data, errors } = await hub.ask(
      `query ($n: Int!) { organizations { nodes { people(first: $n) { id } } } }`,
      { n: 1000 },
    );
    expect(data).toEqual({ organizations: null });
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", got: "1000" } }]);
    expect(a.asked).toEqual([]);
  });

  it("inside a row costs no other field its answer, and counts only where it is selected", async () => {
    const query = `query ($n: Int, $yes: Boolean!) {
      organizations { totalCount nodes { people(first: $n) @include(if: $yes) { id } } }
      practices { totalCount }
    }`;
    const practices = { totalCount: 1 };
    const told = await hub.ask(query, { n: 0, yes: true });
    expect(told.data).toEqual({ organizations: null, practices });
    expect(told.errors).toMatchObject([{ path: ["organizations"], extensions: { code: "BAD_USER_INPUT", got: "0" } }]);
    const skipped = await hub.ask(query, { n: 0, yes: false });
    expect(skipped).toMatchObject({ data: { organizations: { totalCount: 0, nodes: [] }, practices } });
    expect(skipped.errors).toBeUndefined();
  });

  it.each(["organizations { nodes { people(first: $v) { id } } }", "practices(first: 1, orderBy: $o) { totalCount }"])(
    "that is null where it may not be is told, in %s",
    async (field) => {
      const declared = field.includes("$o") ? "$o: RecordOrder = NAME_ASC" : "$v: Int";
      const { errors } = await hub.ask(`query (${declared}) { ${field} }`, { v: null, o: null });
      expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", expected: "a value", got: "null" } }]);
    },
  );

  it("in a header is told the same way", async () => {
    const wish = await hub.ask(`{ practices { totalCount } }`, {}, { "maillage-freshness": "fresh" });
    expect(wish.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", expected: "auto, live, mirror" } }]);
    const mirror = await hub.ask(`{ practices { totalCount } }`, {}, { "maillage-freshness": "mirror" });
    expect(mirror.errors).toMatchObject([{ path: ["practices"], extensions: { code: "BAD_USER_INPUT" } }]);
  });
});

describe("a filter that partners are asked", () => {
  it("is widened to narrower topics and to the areas within, and loses what only the hub knows", async () => {
    a.asked.length = 0;
    const filter = { partners: ["part-a"], topics: ["hub:topic:family-carers"], areas: ["FR-BRE"], text: "répit" };
    await hub.ask(`query ($f: PracticeFilter) { practices(filter: $f) { nodes { id } } }`, { f: filter });
    const sent = a.asked[0]?.variables._m_practices_filter as Record<string, string[]>;
    expect(Object.keys(sent).sort()).toEqual(["areas", "text", "topics"]);
    expect(sent.topics).toContain("hub:topic:respite-care");
    expect(sent.areas).toEqual(["FR-BRE", "FR-22", "FR-29", "FR-35", "FR-56"]);
  });
});
