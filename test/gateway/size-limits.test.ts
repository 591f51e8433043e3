// Operations that are too large, and those that ask for nothing.
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

/** Fragments that each spread the next one twice: 2ⁿ fields when written out. */
function bomb(levels: number): string {
  const fragments = Array.from({ length: levels }, (_, at) => {
    const next = at + 1 < levels ? `...F${at + 1}` : "name";
    return `fragment F${at} on Practice { a: adaptedFrom { ${next} } b: adaptedFrom { ${next} } }`;
  });
  return `{ practices { nodes { ...F0 } } } ${fragments.join(" ")}`;
}

describe("an operation that is too large", () => {
  it("A06: is refused at once when its fragments double", async () => {
    partner.asked.length = 0;
    const begun = performance.now();
    const { data, errors } = await hub.ask(bomb(12));
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions.code).toBe("LIMIT_EXCEEDED");
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(partner.asked).toEqual([]);
  });

  it("A01: is refused when it is too deep", async () => {
    const deep = (levels: number): string => (levels === 0 ? "name" : `adaptedFrom { ${deep(levels - 1)} }`);
    const { errors } = await hub.ask(`{ practices { nodes { ${deep(30)} } } }`);
    expect(errors?.[0]?.extensions.code).toBe("LIMIT_EXCEEDED");
    expect((await hub.ask(`{ practices { nodes { ${deep(18)} } } }`)).errors).toBeUndefined();
  });

  it("A07: is refused when its fragments go round in circles", async () => {
    const { errors } = await hub.ask(
      `{ practices { nodes { ...A } } } fragment A on Practice { adaptedFrom { ...A } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
  });
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
