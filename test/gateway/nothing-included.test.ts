// Operations that ask for nothing.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { contractRow } from "../kit/contract-rows.js";
import { FakePartner } from "../kit/fake-partner.js";
import { startTestHub, type TestHub } from "../kit/hub.js";

const partner = new FakePartner("part-a", [contractRow("part-a:practice:1")]);
let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub([await partner.start()]);
});
afterAll(async () => {
  await hub.stop();
  await partner.stop();
});

describe("an operation of which nothing is included", () => {
  it.each([
    ["{ practices @include(if: false) { totalCount } }", {}],
    ["{ ... @skip(if: true) { practices { totalCount } } __typename }", { __typename: "Query" }],
    ["{ practices { nodes { name @skip(if: true) } } }", { practices: { nodes: [{}] } }],
  ])("%s is answered", async (query, expected) => {
    expect(await hub.ask(query)).toMatchObject({ data: expected });
  });
});
