// Answers are input: whatever a partner puts into its JSON, only its own rows suffer, the process stays as it was, and
// nothing of its text gets out. The real hub, over partners that say what the test wants.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { isTooDeep } from "../../gateway/fetch/json-depth.js";
import { contractRow } from "../kit/contract-rows.js";
import { FakePartner, type Behaviour } from "../kit/fake-partner.js";
import { startTestHub, type TestHub } from "../kit/hub.js";

const PARTNERS = ["part-a", "part-b"] as const;
const rowsOf = (key: string) => [1, 2, 3].map((minute) => contractRow(`${key}:practice:${minute}`, { minute }));
const [a, b] = PARTNERS.map((key) => new FakePartner(key, rowsOf(key))) as [FakePartner, FakePartner]; // one each
let hub: TestHub;

beforeAll(async () => {
  await Promise.all([a.start(), b.start()]);
});
beforeEach(async () => {
  await hub?.stop(); // a hub without history
  hub = await startTestHub([a, b], { limits: { answerBytes: 32 * 1024 * 1024, partnerMs: 30_000, scatterMs: 30_000 } });
  a.behaviour = {};
});
afterAll(async () => {
  await hub.stop();
  await Promise.all([a.stop(), b.stop()]);
});

const QUERY = `{ practices(first: 20, orderBy: UPDATED_ASC) { nodes { id name } completeness { sources { partner status } } } }`;

interface Practices {
  readonly nodes: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  readonly completeness: { readonly sources: ReadonlyArray<{ readonly partner: string; readonly status: string }> };
}

/** What a reader gets: the ids, and how the first partner did. The other one's rows are always there. */
async function ask(behaviour: Behaviour, query = QUERY): Promise<readonly [status: string | undefined, ids: string[]]> {
  a.behaviour = behaviour;
  const answer = await hub.ask(query);
  expect(answer.errors).toBeUndefined();
  expect(JSON.stringify(answer)).not.toMatch(/secret|polluted|isAdmin/);
  const { nodes, completeness } = answer.data?.practices as unknown as Practices; // as the query selects it
  const ids = nodes.map(({ id }) => id);
  expect(ids.filter((id) => id.startsWith("part-b:"))).toEqual(rowsOf("part-b").map(({ id }) => id));
  expect(completeness.sources[1]).toEqual({ partner: "part-b", status: "ANSWERED" });
  return [completeness.sources[0]?.status, ids.filter((id) => id.startsWith("part-a:"))];
}

type Page = Record<"nodes" | "_m_edges", Array<Record<string, unknown>>>;
const OWN = rowsOf("part-a").map(({ id }) => id);
const text = (change: (json: string) => string) => (response: object) => change(JSON.stringify(response));
const page = (change: (page: Page) => void) => (response: Record<string, unknown>) => {
  const [first] = Object.values(response.data as Record<string, Page>);
  if (first !== undefined) change(first);
  return response;
};
const DEPTH = 200_000;
const deep = "[".repeat(DEPTH) + "]".repeat(DEPTH);
const deepObject = '{"a":'.repeat(DEPTH) + "1" + "}".repeat(DEPTH);

interface Case {
  readonly title: string;
  readonly spoil: NonNullable<Behaviour["spoil"]>;
  readonly status: string;
  readonly kept?: readonly string[];
}

const CASES: readonly Case[] = [
  { title: "D01 truncated JSON", spoil: text((json) => json.slice(0, -20)), status: "INVALID" },
  { title: "D01 a byte order mark", spoil: text((json) => `\ufeff${json}`), status: "INVALID" },
  { title: "D01 NaN", spoil: text((json) => json.replace('"data":', '"x":NaN,"data":')), status: "INVALID" },
  { title: "D01 single quotes", spoil: () => "{'data':{}}", status: "INVALID" },
  { title: "D01 more after the JSON", spoil: text((json) => `${json}{"data":{}}`), status: "INVALID" },
  { title: "D01 nothing at all", spoil: () => "", status: "INVALID" },
  { title: "D01 a number", spoil: () => "42", status: "INVALID" },
  { title: "D02 arrays 200,000 deep", spoil: () => deep, status: "INVALID" },
  { title: "D02 objects 200,000 deep", spoil: () => deepObject, status: "INVALID" },
  {
    title: "D02 depth inside a row",
    spoil: text((json) => json.replace('"nodes":[{', `"nodes":[{"x":${deep},`)),
    status: "INVALID",
  },
  {
    title: "D02 depth inside extensions",
    spoil: text((json) => json.replace("{", `{"extensions":{"x":${deepObject}},`)),
    status: "INVALID",
  },
  { title: "D02 depth that never ends", spoil: () => `{"data":${"[".repeat(4_000_000)}`, status: "INVALID" },
  {
    title: "D03 __proto__ and constructor at every level",
    spoil: text((json) =>
      json
        .replaceAll("{", '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},')
        .replaceAll(",}", "}"),
    ),
    status: "ANSWERED",
    kept: OWN,
  },
  {
    title: "D04 a million rows for twenty",
    spoil: page((each) => {
      for (let at = 0; at < 1_000_000; at++) each._m_edges.push({});
    }),
    status: "INVALID",
    kept: OWN,
  },
  {
    title: "D07 the same id twice with different content: the first stays",
    spoil: page((each) => {
      const last = each._m_edges[2];
      each._m_edges[1] = { ...last, cursor: last?.cursor };
      each.nodes[1] = { ...each.nodes[2], name: "First" };
      each.nodes[2] = { ...each.nodes[2], name: "Second" };
    }),
    status: "INVALID",
    kept: ["part-a:practice:1", "part-a:practice:3"],
  },
  {
    title: "D08 a wrong type name",
    spoil: page((each) => void ((each._m_edges[1]?.node as Record<string, unknown>)._m_type = "Event")),
    status: "INVALID",
    kept: ["part-a:practice:1", "part-a:practice:3"],
  },
  {
    title: "D08 null for what may not be null",
    spoil: page((each) => void (each.nodes[1] = { ...each.nodes[1], name: null })),
    status: "INVALID",
    kept: ["part-a:practice:1", "part-a:practice:3"],
  },
  {
    title: "D08 a list for a text",
    spoil: page((each) => void (each.nodes[1] = { ...each.nodes[1], name: ["x"] })),
    status: "INVALID",
    kept: ["part-a:practice:1", "part-a:practice:3"],
  },
  {
    title: "D08 an object for a list",
    spoil: page((each) => void Object.assign(each, { nodes: { length: 3 } })),
    status: "INVALID",
    kept: [],
  },
  {
    title: "D09 fields that nobody asked for",
    spoil: page((each) => void (each.nodes[0] = { ...each.nodes[0], isAdmin: true })),
    status: "ANSWERED",
    kept: OWN,
  },
  {
    title: "D13 data and errors",
    spoil: (response) => ({ ...response, errors: [{ message: "secret", path: ["practices"] }] }),
    status: "INVALID",
    kept: OWN,
  },
  {
    title: "D14 100,000 errors",
    spoil: (response) => ({ ...response, errors: Array.from({ length: 100_000 }, () => ({ message: "secret" })) }),
    status: "INVALID",
    kept: OWN,
  },
  {
    title: "D14 errors that are none",
    spoil: (response) => ({ ...response, errors: [null, 1, "secret", { path: "practices" }, { path: [{}] }] }),
    status: "INVALID",
    kept: OWN,
  },
  {
    title: "D15 a flood of extensions",
    spoil: (response) => ({ ...response, extensions: { secret: "x".repeat(8_000_000) } }),
    status: "ANSWERED",
    kept: OWN,
  },
];

describe("an answer", () => {
  it.each(CASES)("$title → $status", async ({ spoil, status, kept = [] }) => {
    expect(await ask({ spoil })).toEqual([status, kept]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("D01 of bytes that are no UTF-8 → INVALID", async () => {
    const take: Behaviour["take"] = (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(
        Buffer.concat([Buffer.from('{"data":{"practices":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}}')]),
      );
    };
    expect(await ask({ take })).toEqual(["INVALID", []]);
  });

  it("D01 in which a key comes twice counts as its last, always", async () => {
    const spoil = text((json) => json.replace('"data":', '"data":{"practices":null},"data":'));
    expect(await ask({ spoil })).toEqual(["ANSWERED", OWN]);
  });

  it("D07 keeps the first of two rows with one id", async () => {
    a.behaviour = { spoil: CASES.find(({ title }) => title.startsWith("D07"))?.spoil ?? (() => ({})) };
    const { data } = await hub.ask(QUERY);
    const { nodes } = data?.practices as unknown as Practices; // as QUERY selects it
    expect(nodes.filter(({ id }) => id === "part-a:practice:3").map(({ name }) => name)).toEqual(["First"]);
  });

  it("D17 that differs from the one before is taken as it is", async () => {
    expect(await ask({})).toEqual(["ANSWERED", OWN]);
    expect(await ask({ rows: () => a.rows.slice(0, 1) })).toEqual(["ANSWERED", OWN.slice(0, 1)]);
  });
});

describe("the depth of JSON", () => {
  it.each([
    ['{"a":[1,{"b":"]]]]"}]}', 3, false],
    ['{"a":[1,{"b":"]]]]"}]}', 2, true],
    [String.raw`["\"[[[[", "\\", "[[[\\\""]`, 1, false],
    [String.raw`["\\\\", ["[\\"]]`, 1, true],
    ['["never ends [[[[', 1, false],
    ["[],[],[],{},{}", 1, false],
  ])("D02 of %s is more than %i: %s", (json, deepest, isDeep) => {
    expect(isTooDeep(json, deepest)).toBe(isDeep);
  });
});
