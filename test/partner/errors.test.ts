import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startPartners, type TestPartners } from "./kit/partners.js";

let partners: TestPartners;
beforeAll(async () => {
  partners = await startPartners({ aa: [{ id: "aa:organization:1", name: "One" }] });
});
afterAll(() => partners.stop());

describe("errors", () => {
  it.each([
    ["{ people(first: 0) { nodes { id } } }", "first"],
    ["{ people(first: 5, last: 5) { nodes { id } } }", "last"],
    ["{ people(orderBy: STARTS_ASC) { nodes { id } } }", "orderBy"],
    ['{ people(after: "zzz") { nodes { id } } }', "after"],
    ['{ people(filter: {updatedSince: "yesterday"}) { nodes { id } } }', "filter.updatedSince"],
    ['{ people(filter: {countries: ["France"]}) { nodes { id } } }', "filter.countries[0]"],
    ["{ organizations { nodes { people(first: 101) { id } } } }", "first"],
    ["{ changes(first: 1001) { epoch } }", "first"],
  ])("says what was expected and what was got: %s", async (query, argument) => {
    const { errors } = await partners.ask("aa", query);
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", argument });
    expect(errors?.[0]?.extensions["expected"]).toBeTruthy();
    expect(errors?.[0]?.extensions["got"]).toBeTruthy();
  });

  it("masks what is not for the caller, and logs it under the same number", async () => {
    await partners.store.rows("alter table partner_data.event rename to event_away");
    const { errors } = await partners.ask("aa", "{ events { nodes { id } } }");
    await partners.store.rows("alter table partner_data.event_away rename to event");
    expect(errors?.[0]?.message).toBe("Something failed that should not have.");
    const { traceId } = errors?.[0]?.extensions ?? {};
    const line = partners.log.find((each) => each.includes(String(traceId)));
    expect(line).toMatch(/ error \(42P01\)\n\s+at /); // its kind and its place; not the statement, which has values in it
    expect(line).not.toContain("partner_data.event");
  });
});
