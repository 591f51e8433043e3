// Pages, totals and references that lie: whoever sends them harms their own rows, and the others' are there.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { encodeCursor } from "../../schema/cursor.js";
import { contractRow, type Row } from "../kit/contract-rows.js";
import { FakePartner, type AskedRequest } from "../kit/fake-partner.js";
import { startTestHub, type TestHub } from "../kit/hub.js";

const stub = (typename: string, id: string) => ({ __typename: typename, id });
const sound = new FakePartner("part-sound", [
  contractRow("part-sound:practice:1", { minute: 1 }),
  contractRow("part-sound:practice:2", { minute: 2 }),
  contractRow("part-sound:event:1", { minute: 0, speakers: [stub("Person", "part-sound:person:1")] }),
  contractRow("part-sound:person:1", { name: "Awa" }),
]);
const hostile = new FakePartner("part-hostile", [contractRow("part-hostile:practice:1", { minute: 9 })]);
let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub([await sound.start(), await hostile.start()]);
});
beforeEach(() => {
  hostile.behaviour = {};
  hostile.asked.length = 0;
});
afterAll(async () => {
  await hub.stop();
  await sound.stop();
  await hostile.stop();
});

interface Practices {
  readonly nodes: Array<{ id: string }>;
  readonly totalCount?: number;
  readonly completeness: { readonly totalIs: string; readonly sources: Array<{ partner: string; status: string }> };
}

const STATUS = "completeness { totalIs sources { partner status } }";
const SOUND = ["part-sound:practice:2", "part-sound:practice:1"];

async function practices(query: string): Promise<Practices> {
  const { data, errors } = await hub.ask(query);
  expect(errors).toBeUndefined();
  return data?.practices as unknown as Practices; // every query here asks for it
}

const statusOf = ({ completeness }: Practices) => completeness.sources[0];
const soundIds = ({ nodes }: Practices) => nodes.map(({ id }) => id).filter((id) => id.startsWith("part-sound:"));

type Page = Record<string, unknown> & { _m_page: Record<string, unknown>; _m_edges: unknown[]; nodes: unknown[] };
const pageOf = (response: Record<string, unknown>) => Object.values(response.data as Record<string, Page>)[0];

describe("a partner's pages", () => {
  it("that end early and say that there is more, hold nobody's rows back", async () => {
    hostile.behaviour = {
      spoil: (response) => {
        Object.assign(pageOf(response)?._m_page ?? {}, { hasNextPage: true });
        return response;
      },
    };
    const page = await practices(`{ practices { nodes { id } ${STATUS} } }`);
    expect(soundIds(page)).toEqual(SOUND);
    expect(statusOf(page)).toEqual({ partner: "part-hostile", status: "INVALID" });
    expect(hostile.asked.length).toBe(1);
  });

  it("that are full of rows which are none, without end, hold nobody's rows back", async () => {
    hostile.behaviour = { spoil: (_, asked) => bogusPage(asked) };
    const page = await practices(`{ practices(first: 3) { nodes { id } ${STATUS} } }`);
    expect(soundIds(page)).toEqual(SOUND);
    expect(statusOf(page)).toEqual({ partner: "part-hostile", status: "INVALID" });
  });

  it("without what was asked for are INVALID, not empty", async () => {
    hostile.behaviour = { spoil: (response) => ({ data: { [Object.keys(response.data ?? {})[0] ?? ""]: {} } }) };
    for (const query of [`{ practices { nodes { id } ${STATUS} } }`, `{ practices { totalCount ${STATUS} } }`]) {
      const page = await practices(query);
      expect(page.completeness.totalIs).toBe("AT_LEAST");
      expect(statusOf(page)).toEqual({ partner: "part-hostile", status: "INVALID" });
    }
  });

  it("with a total beyond any number of the contract's are not counted", async () => {
    hostile.behaviour = { spoil: () => ({ data: { _m_practices: { _m_total: 2 ** 31 } } }) };
    const page = await practices(`{ practices { totalCount ${STATUS} } }`);
    expect(page.totalCount).toBe(2);
    expect(statusOf(page)).toEqual({ partner: "part-hostile", status: "INVALID" });
    hostile.behaviour = { spoil: () => ({ data: { _m_practices: { _m_total: 2 ** 31 - 1 } } }) };
    expect((await practices(`{ practices { totalCount ${STATUS} } }`)).totalCount).toBe(2 ** 31 - 1);
  });

  it("may not hold a row twice, at two places", async () => {
    const twice = [contractRow("part-hostile:practice:1", { minute: 9 }), contractRow("part-hostile:practice:1")];
    hostile.behaviour = { rows: () => twice };
    const { nodes } = await practices(`{ practices { nodes { id } ${STATUS} } }`);
    expect(nodes.map(({ id }) => id)).toEqual(["part-hostile:practice:1", ...SOUND]);
  });
});

/** As many rows as were asked for, all before everybody else's, none of them a practice of the partner's. */
function bogusPage({ variables }: AskedRequest): unknown {
  const size = Number(variables._m_practices_first);
  const seen = typeof variables._m_practices_after === "string" ? (cursorNumber(variables._m_practices_after) ?? 0) : 0;
  const rows = Array.from({ length: size }, (_, at) => {
    const id = `part-stranger:practice:${1_000_000 + seen + at + 1}`;
    const updatedAt = "2030-01-01T00:00:00.000Z";
    const cursor = encodeCursor("UPDATED_DESC", { sortKey: updatedAt, id });
    return { cursor, node: { _m_id: id, _m_type: "Practice", _m_seen: "PUBLIC", _m_sort: updatedAt, id } };
  });
  const page = { hasNextPage: true, hasPreviousPage: false };
  return { data: { _m_practices: { nodes: rows.map(({ node }) => node), _m_edges: rows, _m_page: page } } };
}

function cursorNumber(cursor: string): number | null {
  const [, , id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as [string, string, string];
  return Number(id.split(":")[2]) - 1_000_000;
}

describe("a partner's references", () => {
  it("beyond what one answer follows do not crowd out those of others", async () => {
    const many = (event: number) =>
      Array.from({ length: 100 }, (_, at) => stub("Person", `part-sound:person:none-${event}-${at}`));
    const rows: Row[] = Array.from({ length: 10 }, (_, at) =>
      contractRow(`part-hostile:event:${at}`, { minute: 5, speakers: many(at) }),
    );
    hostile.behaviour = { rows: () => rows };
    const { data, errors } = await hub.ask(`{ events { nodes { id speakers { name } } } }`);
    const nodes = (data?.events as unknown as { nodes: Array<{ id: string; speakers: unknown[] }> }).nodes;
    expect(nodes.at(-1)).toEqual({ id: "part-sound:event:1", speakers: [{ name: "Awa" }] });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["LIMIT_EXCEEDED"]);
  });

  it("that stand in a row which is left out are not followed", async () => {
    const row = contractRow("part-hostile:organization:1");
    const reserved = (id: string, typename: string) => ({ _m_id: id, _m_type: typename, _m_seen: "PUBLIC" });
    const evidence = [{ _m_type: "Practice", _m_id: "part-sound:practice:1" }];
    const nameless = { expertise: [{ evidence }], name: null, ...reserved("part-hostile:person:1", "Person") };
    const own = reserved(row.id, "Organization");
    const page = {
      nodes: [{ ...own, people: [nameless] }],
      _m_edges: [{ cursor: cursorOf(row), node: { ...own, _m_sort: row.updatedAt } }],
      _m_page: { hasNextPage: false, hasPreviousPage: false },
    };
    hostile.behaviour = { spoil: () => ({ data: { _m_organizations: page } }) };
    sound.asked.length = 0;
    const { data, errors } = await hub.ask(
      `{ organizations { nodes { people { expertise { evidence { id } } name } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ organizations: { nodes: [{ people: [] }] } });
    expect(sound.asked.length).toBe(1);
  });
});

function cursorOf({ id, updatedAt }: Row): string {
  return encodeCursor("UPDATED_DESC", { sortKey: String(updatedAt), id });
}
