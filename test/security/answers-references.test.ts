// References that partners send: followed as far as the question goes, to their owner, who answers for nothing else. The
// real hub, over partners that say what the test wants.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { contractRow } from "../kit/contract-rows.js";
import { FakePartner } from "../kit/fake-partner.js";
import { startTestHub, type TestHub } from "../kit/hub.js";

const a = new FakePartner("part-a", []);
const b = new FakePartner("part-b", []);
let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub([await a.start(), await b.start()]);
});
afterEach(() => {
  a.behaviour = {};
  b.behaviour = {};
});
afterAll(async () => {
  await hub.stop();
  await Promise.all([a.stop(), b.stop()]);
});

describe("references", () => {
  const adapted = (id: string, from: string) =>
    contractRow(id, { minute: 1, adaptedFrom: { __typename: "Practice", id: from } });
  const chain = (levels: number): string => (levels === 0 ? "id" : `id adaptedFrom { ${chain(levels - 1)} }`);

  it("D12 that go round, or to themselves, are followed as far as the question goes", async () => {
    a.behaviour = {
      rows: () => [
        adapted("part-a:practice:1", "part-b:practice:9"),
        adapted("part-a:practice:2", "part-a:practice:2"),
      ],
    };
    b.behaviour = { rows: () => [adapted("part-b:practice:9", "part-a:practice:1")] };
    const { data, errors } = await hub.ask(`{ practices(first: 3, orderBy: UPDATED_ASC) { nodes { ${chain(5)} } } }`);
    expect(errors).toBeUndefined();
    expect(JSON.stringify((data?.practices as unknown as { nodes: unknown[] }).nodes[0])).toBe(
      '{"id":"part-a:practice:1","adaptedFrom":{"id":"part-b:practice:9","adaptedFrom":{"id":"part-a:practice:1","adaptedFrom":{"id":"part-b:practice:9","adaptedFrom":{"id":"part-a:practice:1","adaptedFrom":{"id":"part-b:practice:9"}}}}}}',
    );
  });

  it("D12 in a chain of 10,000 cost no more requests than the question has levels", async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) =>
      adapted(`part-a:practice:${at}`, `part-a:practice:${at + 1}`),
    );
    a.behaviour = { rows: () => rows };
    const before = a.asked.length;
    const { errors } = await hub.ask(`{ practices(first: 1, orderBy: UPDATED_ASC) { nodes { ${chain(6)} } } }`);
    expect(errors).toBeUndefined();
    expect(a.asked.length - before).toBeLessThanOrEqual(7);
  });

  const ENTITIES: ReadonlyArray<readonly [what: string, change: (list: unknown[]) => unknown]> = [
    ["in another order", (list) => list.toReversed()],
    ["one too few", (list) => list.slice(1)],
    ["one too many", (list) => [...list, ...list]],
    ["as another partner's", (list) => list.map((each) => ({ ...(each as object), _m_id: "part-b:organization:1" }))],
    ["as something else", () => "secret"],
  ];

  it.each(ENTITIES)(
    "D16 that their owner answers %s are not there, and nobody gets another's",
    async (_what, change) => {
      const organizations = ["1", "2"].map((local) =>
        contractRow(`part-a:organization:${local}`, { name: `Own ${local}` }),
      );
      b.behaviour = {
        rows: () =>
          organizations.map(({ id }, at) =>
            contractRow(`part-b:practice:${at}`, { minute: at, organization: { __typename: "Organization", id } }),
          ),
      };
      a.behaviour = {
        rows: ({ query }) => (query.includes("_entities") ? organizations : []),
        spoil: (response) => {
          const data = response.data as Record<string, unknown[]>;
          for (const key of Object.keys(data))
            if (key.includes("hop")) data[key] = change(data[key] ?? []) as unknown[];
          return response;
        },
      };
      const { data } = await hub.ask(
        `{ practices(first: 9, orderBy: UPDATED_ASC) { nodes { id organization { id name } } } }`,
      );
      const { nodes } = data?.practices as unknown as {
        nodes: Array<{ id: string; organization: { id: string; name: string } | null }>;
      };
      expect(nodes.map(({ id }) => id)).toEqual(["part-b:practice:0", "part-b:practice:1"]);
      for (const { id, organization } of nodes)
        if (organization !== null) expect(organization.id).toBe(organizations[Number(id.at(-1))]?.id);
      expect(nodes.filter(({ organization }) => organization !== null).length).toBe(0);
    },
  );
});
