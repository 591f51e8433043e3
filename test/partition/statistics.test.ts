// Partners that are passed over because of what is known of them: who is asked, for how much, and when not.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { contractRow, type Row } from "../kit/contract-rows.js";
import { FakePartner } from "../kit/fake-partner.js";
import { startTestHub, type Answer, type TestHub } from "../kit/hub.js";
import { MemoryMirror } from "../kit/memory-mirror.js";

const KEYS = Array.from({ length: 30 }, (_, index) => `part-${String(index).padStart(2, "0")}`);
const pad = (number: number): string => String(number).padStart(4, "0");
/** The names of each partner: one of every thirty, so that a page of ten is ten partners' rows. */
const rowsOf = (index: number): Row[] =>
  Array.from({ length: 6 }, (_, at) => contractRow(`${KEYS[index]}:project:${at}`, { name: pad(at * 30 + index) }));
const query = (selection: string, args = "first: 10, orderBy: NAME_ASC"): string =>
  `{ projects(${args}) { ${selection} } }`;
const REPORT = "completeness { isPartial expected answered sources { partner status via asOf rows reason } }";

let partners: FakePartner[];
let mirror: MemoryMirror;
let hub: TestHub;

beforeAll(async () => {
  partners = await Promise.all(KEYS.map((key, index) => new FakePartner(key, rowsOf(index)).start()));
  mirror = new MemoryMirror();
  hub = await startTestHub(partners, { mirror, statisticsMs: 60_000, limits: { circuitMs: 60_000, partnerMs: 5_000 } });
});
afterAll(async () => {
  await hub.stop();
  await Promise.all(partners.map((partner) => partner.stop()));
});
beforeEach(() => {
  partners.forEach((partner, index) => partner.rows.splice(0, partner.rows.length, ...rowsOf(index)));
  for (const partner of partners) partner.asked.length = 0;
  mirror.rowsOf = (key) => rowsOf(KEYS.indexOf(key));
  mirror.times.clear();
  mirror.trouble = null;
  mirror.hold(KEYS);
});

interface Projects {
  readonly nodes: ReadonlyArray<{ readonly name: string }>;
  readonly pageInfo: Record<string, unknown>;
  readonly completeness: { readonly sources: ReadonlyArray<Record<string, unknown>> } & Record<string, unknown>;
}

const ask = async (text: string, headers: Record<string, string> = {}): Promise<{ page: Projects; answer: Answer }> => {
  const answer = await hub.ask(text, {}, headers);
  expect(answer.errors).toBeUndefined();
  return { page: answer.data?.projects as unknown as Projects, answer }; // as the query selects it
};
const names = ({ nodes }: Projects): string[] => nodes.map(({ name }) => name);
const askedOnes = (): string[] => partners.filter((partner) => partner.asked.length > 0).map(({ key }) => key);
const firstNames = (from: number, count: number): string[] => Array.from({ length: count }, (_, at) => pad(from + at));

describe("a page whose total nobody asks for", () => {
  it("asks only the partners whose rows are near it, for little more than that", async () => {
    const { page, answer } = await ask(query(`nodes { name } pageInfo { hasNextPage hasPreviousPage } ${REPORT}`));
    expect(names(page)).toEqual(firstNames(0, 10));
    expect(askedOnes()).toEqual(KEYS.slice(0, 14)); // four places more than the page has
    expect(answer.extensions?.maillage).toMatchObject({ requests: 14, waves: 1 });
    expect(answer.extensions?.maillage.rows).toBeLessThanOrEqual(28);
    expect(page.pageInfo).toEqual({ hasNextPage: true, hasPreviousPage: false });
    const { sources, ...rest } = page.completeness;
    expect(rest).toEqual({ isPartial: false, expected: 14, answered: 14 });
    expect(sources[0]).toMatchObject({ status: "ANSWERED", via: "LIVE", reason: null });
    const asOf = mirror.times.get(KEYS[20] ?? "");
    expect(sources[20]).toMatchObject({ status: "SKIPPED", via: null, asOf, rows: 0 });
    expect(sources[20]?.["reason"]).toMatch(/nothing to add/);
  });

  it("goes on from a cursor, in either direction, and knows whether there are rows behind it", async () => {
    const walk = "nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";
    let { page } = await ask(query(walk));
    const seen = names(page);
    while (page.pageInfo["hasNextPage"] === true) {
      ({ page } = await ask(
        query(walk, `first: 10, orderBy: NAME_ASC, after: "${String(page.pageInfo["endCursor"])}"`),
      ));
      expect(page.pageInfo["hasPreviousPage"]).toBe(true);
      seen.push(...names(page));
    }
    expect(seen).toEqual(firstNames(0, 180));
    expect(page.pageInfo["hasNextPage"]).toBe(false);
    const before = `last: 10, orderBy: NAME_ASC, before: "${String(page.pageInfo["startCursor"])}"`;
    for (const partner of partners) partner.asked.length = 0;
    const back = await ask(query(walk, before));
    expect(names(back.page)).toEqual(firstNames(160, 10));
    expect(askedOnes().length).toBeLessThan(20);
    expect(back.page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  it("asks the others too when rows are missing before what was counted", async () => {
    for (const partner of partners.slice(0, 9)) partner.rows.length = 0; // since the mirror last knew them
    const { page, answer } = await ask(query(`nodes { name } ${REPORT}`));
    expect(names(page)).toEqual(firstNames(9, 10));
    expect(askedOnes()).toEqual(KEYS);
    expect(answer.extensions?.maillage.waves).toBe(2);
    expect(page.completeness).toMatchObject({ isPartial: false, expected: 30, answered: 30 });
  });

  it("takes no row beyond what was counted for certain, even when everyone who was asked has said all", async () => {
    const few = (index: number): Row[] => rowsOf(index).slice(0, 2);
    mirror.rowsOf = (key) => few(KEYS.indexOf(key));
    partners.forEach((partner, index) => partner.rows.splice(0, partner.rows.length, ...(index < 9 ? [] : few(index))));
    const { page } = await ask(query("nodes { name }"));
    expect(names(page)).toEqual(firstNames(9, 10));
  });

  it("knows of rows behind it that only partners have that are passed over", async () => {
    const { page: first } = await ask(query("pageInfo { endCursor }", "first: 1, orderBy: NAME_ASC"));
    for (const partner of partners) partner.asked.length = 0;
    const after = `first: 1, orderBy: NAME_ASC, after: "${String(first.pageInfo["endCursor"])}"`;
    const { page } = await ask(query("nodes { name } pageInfo { hasPreviousPage }", after));
    expect([names(page), page.pageInfo]).toEqual([["0001"], { hasPreviousPage: true }]);
    expect(askedOnes()).toEqual(KEYS.slice(1, 6));
  });

  it("asks partners of which too little is known", async () => {
    mirror.times.delete(KEYS[25] ?? "");
    mirror.hold([KEYS[26] ?? ""], new Date(Date.now() - 61_000).toISOString());
    partners[25]?.rows.push(contractRow(`${KEYS[25]}:project:new`, { name: "0000" }));
    const { page } = await ask(query("nodes { name }"));
    expect(names(page)).toEqual(["0000", ...firstNames(0, 9)]);
    expect(askedOnes()).toEqual([...KEYS.slice(0, 14), KEYS[25], KEYS[26]]);
  });

  it("needs nobody of a type that nobody has", async () => {
    const { data, extensions } = await hub.ask("{ events { nodes { name } pageInfo { hasNextPage endCursor } } }");
    expect(data?.events).toEqual({ nodes: [], pageInfo: { hasNextPage: false, endCursor: null } });
    expect(extensions?.maillage.requests ?? 0).toBe(0);
    expect(askedOnes()).toEqual([]);
  });
});

describe("everyone is asked", () => {
  it.each([
    ["when the total is selected", query("totalCount nodes { name }"), {}],
    ["when its precision is selected", query("nodes { name } completeness { totalIs }"), {}],
    ["under `live`", query("nodes { name }"), { "maillage-freshness": "live" }],
  ])("%s", async (_when, text, headers) => {
    mirror.counted.length = 0;
    await ask(text, headers);
    expect(mirror.counted).toEqual([]);
  });

  it("when statistics do not come", async () => {
    mirror.hangs = true;
    const { page } = await ask(query("nodes { name }"));
    mirror.hangs = false;
    expect(names(page)).toEqual(firstNames(0, 10));
  });

  it("when there are no statistics", async () => {
    mirror.trouble = new Error("the database is gone");
    const { page } = await ask(query("nodes { name }"));
    expect(names(page)).toEqual(firstNames(0, 10));
  });
});

// Last, because circuits stay open.
describe("a page of partners behind open circuits", () => {
  it("is answered by the mirror, for those near the page and far from it", async () => {
    const dead = [3, 4, 20, 21].map((index) => KEYS[index] ?? "");
    for (const partner of partners)
      if (dead.includes(partner.key)) partner.behaviour = { take: (response) => response.socket?.resetAndDestroy() };
    for (let at = 0; at < 6; at++) await ask(query("totalCount nodes { name }"));
    for (const partner of partners) partner.asked.length = 0;
    const { page } = await ask(query(`nodes { name } ${REPORT}`));
    const { sources, ...rest } = page.completeness;
    expect(rest).toEqual({ isPartial: false, expected: 16, answered: 16 });
    expect(sources.filter(({ via }) => via === "MIRROR").map(({ partner }) => partner)).toEqual(dead);
    expect(names(page)).toEqual(firstNames(0, 10));
    expect(askedOnes()).toEqual(KEYS.slice(0, 14).filter((key) => !dead.includes(key)));
    for (const partner of partners) partner.behaviour = {};
  });
});
