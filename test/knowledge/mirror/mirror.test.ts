// The mirror on a real database: what is written, whose rows are answered, what statistics say.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { PageRequest } from "../../../schema/page-request.js";
import { ownerOf } from "../../../schema/record-id.js";
import {
  comparePlaces,
  RECORD_ORDERS,
  sortFieldOf,
  sortKeyOf,
  type RecordOrder,
} from "../../../schema/record-order.js";
import { removeFromMirror, writeMirror } from "../../../services/knowledge/mirror/write-mirror.js";
import type { RecordDraft } from "../../../services/records/record-draft.js";
import { openMirrorDatabase, type MirrorDatabase } from "../../kit/mirror-database.js";

const AT = "2026-01-02T03:04:05.678Z";
const statements: string[] = [];
let opened: MirrorDatabase;

beforeAll(async () => {
  opened = await openMirrorDatabase((sql) => statements.push(sql));
});
afterAll(() => opened.database.close());

function draft(id: string, more: Partial<RecordDraft> = {}): RecordDraft {
  return { id, name: id, createdAt: AT, updatedAt: AT, ...more };
}

const write = (drafts: readonly RecordDraft[]) => opened.database.transaction((tx) => writeMirror(tx, drafts));
const remove = (ids: readonly string[]) => opened.database.transaction((tx) => removeFromMirror(tx, ids));

describe("writing", () => {
  it("says what became of each record, and whether readers of PUBLIC records saw it before or see it now", async () => {
    const ids = ["w-one:person:a", "w-two:event:b", "w-two:person:c"] as const;
    const event = { startsAt: AT };
    expect(await write([draft(ids[0]), draft(ids[1], event), draft(ids[2], { visibility: "NETWORK" })])).toEqual([
      { id: ids[0], kind: "created", seenByPublic: true },
      { id: ids[1], kind: "created", seenByPublic: true },
      { id: ids[2], kind: "created", seenByPublic: false },
    ]);
    const hidden = draft(ids[0], { visibility: "NETWORK" });
    expect(await write([hidden, draft(ids[1], event), draft(ids[2], { name: "C", visibility: "NETWORK" })])).toEqual([
      { id: ids[0], kind: "changed", seenByPublic: true },
      { id: ids[1], kind: "unchanged", seenByPublic: true },
      { id: ids[2], kind: "changed", seenByPublic: false },
    ]);
    expect(await remove([ids[0], ids[1], "w-one:person:none", "nonsense"])).toEqual([
      { id: ids[0], seenByPublic: false },
      { id: ids[1], seenByPublic: true },
    ]);
  });

  it("keeps the last of several records with one id", async () => {
    const id = "w-three:person:a";
    const written = await write([draft(id, { name: "first" }), draft(id, { name: "last" })]);
    expect(written).toEqual([{ id, kind: "created", seenByPublic: true }]);
    expect((await write([draft(id, { name: "last" })])).map(({ kind }) => kind)).toEqual(["unchanged"]);
  });

  it("writes nothing at all when one id is no record's", async () => {
    await expect(write([draft("w-four:person:a"), draft("w-four:planet:a")])).rejects.toThrow(/w-four:planet:a/);
    expect(await remove(["w-four:person:a"])).toEqual([]);
  });
});

const ask = (operation: string, partners: readonly string[], visibility: "PUBLIC" | "NETWORK" = "PUBLIC") =>
  opened.mirror.ask({ operation, variables: {}, partners, visibility, timeoutMs: 10_000 });

describe("answering", () => {
  it("answers for those of the partners asked whose snapshot is complete, and says as of when", async () => {
    await write(["a-one", "a-two", "a-new", "a-other"].map((key) => draft(`${key}:person:p`)));
    await opened.know(["a-one", "a-two", "a-other"], "2026-05-06T07:08:09.010Z");
    await opened.know(["a-new"], null);
    const { data, errorPaths, asOf } = await ask("{ people { totalCount nodes { id } } }", ["a-two", "a-new", "a-one"]);
    expect(data).toEqual({ people: { totalCount: 2, nodes: [{ id: "a-one:person:p" }, { id: "a-two:person:p" }] } });
    expect(errorPaths).toEqual([]);
    const at = "2026-05-06T07:08:09.010Z";
    expect([...asOf].sort()).toEqual([
      ["a-one", at],
      ["a-two", at],
    ]);
  });

  it("keeps to a record's own partner in lists of what belongs to it", async () => {
    const organization = "b-one:organization:o";
    await write([
      draft(organization),
      draft("b-one:person:p", { organization }),
      draft("b-two:person:q", { organization }),
    ]);
    await opened.know(["b-one", "b-two"], AT);
    const { data } = await ask("{ organizations { nodes { people { id } } } }", ["b-one", "b-two"]);
    expect(data).toEqual({ organizations: { nodes: [{ people: [{ id: "b-one:person:p" }] }] } });
  });

  it("takes one statement for the rows of any number of partners, and one for their total", async () => {
    const keys = Array.from({ length: 50 }, (_, index) => `c-${index}`);
    await write(keys.map((key) => draft(`${key}:practice:p`)));
    await opened.know(keys, AT);
    for (const partners of [keys, keys.slice(0, 20)]) {
      statements.length = 0;
      await ask("{ practices { totalCount nodes { name } } }", partners);
      expect(statements).toHaveLength(3); // with the partners' times
    }
  });

  it("tells of rows that have no answer, and rejects when the database does not answer", async () => {
    await write([draft("d-one:practice:p", { adaptedFrom: "d-two:practice:q" })]);
    await opened.know(["d-one"], AT);
    const told = await ask("{ practices { nodes { adaptedFrom { name } } } }", ["d-one"]);
    expect(told.data).toEqual({ practices: { nodes: [{ adaptedFrom: null }] } });
    expect(told.errorPaths).toEqual([["practices", "nodes", 0, "adaptedFrom", "name"]]);
    const long = { operation: "{ people { totalCount } }", variables: {}, partners: ["d-one"], timeoutMs: 50 };
    await opened.database.transaction(async (tx) => {
      await tx.rows("lock table mirror.person in access exclusive mode");
      await expect(opened.mirror.ask({ ...long, visibility: "PUBLIC" })).rejects.toThrow(/statement timeout/);
    });
  });
});

describe("statistics", () => {
  const keys = Array.from({ length: 40 }, (_, index) => `s-${index}`);
  const rows: RecordDraft[] = [];
  beforeAll(async () => {
    for (let index = 0; index < 200; index++) {
      const key = keys[(index * index) % 37] ?? "";
      const time = new Date(Date.parse(AT) + (index % 7) * 1000).toISOString();
      const start = index % 5 === 0 ? null : `2026-01-${String(1 + (index % 20)).padStart(2, "0")}`;
      const visibility = index % 6 === 0 ? "NETWORK" : "PUBLIC";
      rows.push(
        draft(`${key}:project:${index}`, { name: `n${index % 11}`, updatedAt: time, startDate: start, visibility }),
      );
    }
    await write(rows);
    await opened.know(keys, AT);
  });

  const placed = (order: RecordOrder, partners: readonly string[], visibility: string) => {
    const field = sortFieldOf({ order, typename: "Project" }) ?? "name";
    return rows
      .filter((row) => partners.includes(ownerOf(row.id)) && (visibility === "NETWORK" || row.visibility === "PUBLIC"))
      .map((row) => ({ id: row.id, sortKey: sortKeyOf(order, row[field] ?? null) }))
      .sort((a, b) => comparePlaces(order, a, b));
  };

  it("count the places of a page's beginning, per partner, in every order and direction, for any set of partners", async () => {
    const cases = fc.record({
      order: fc.constantFrom(...RECORD_ORDERS),
      direction: fc.constantFrom("forward" as const, "backward" as const),
      at: fc.option(fc.nat(199)),
      places: fc.integer({ min: 1, max: 60 }),
      some: fc.constantFrom(40, 20, 3, 1),
      visibility: fc.constantFrom("PUBLIC" as const, "NETWORK" as const),
    });
    const check = async (given: typeof cases extends fc.Arbitrary<infer T> ? T : never) => {
      const { order, direction, at, places, some, visibility } = given;
      const partners = keys.slice(0, some);
      const all = placed(order, partners, visibility);
      const walked = direction === "forward" ? all : all.toReversed();
      const index = at === null || walked.length === 0 ? -1 : at % walked.length;
      const bound = walked[index] ?? null;
      const bounds = { after: direction === "forward" ? bound : null, before: direction === "forward" ? null : bound };
      const page: PageRequest = { order, direction, size: 20, ...bounds };
      const question = {
        typename: "Project",
        filter: {},
        page,
        places,
        partners,
        visibility,
        timeoutMs: 10_000,
      } as const;
      const { counts, horizon, otherSide } = await opened.mirror.statistics(question);
      const counted = walked.slice(index + 1).slice(0, places);
      const expected = Map.groupBy(counted, ({ id }) => ownerOf(id));
      expect(Object.fromEntries(counts)).toEqual(
        Object.fromEntries([...expected].map(([key, of]) => [key, of.length])),
      );
      expect(horizon).toEqual(walked.length > index + 1 + places ? counted.at(-1) : null);
      expect(otherSide).toBe(bound !== null);
    };
    await fc.assert(fc.asyncProperty(cases, check), { numRuns: 150 });
  });

  it("go by the filter", async () => {
    const page: PageRequest = { order: "NAME_ASC", direction: "forward", size: 20, after: null, before: null };
    const question = { typename: "Project", page, partners: keys, visibility: "PUBLIC", timeoutMs: 10_000 } as const;
    const none = await opened.mirror.statistics({ ...question, filter: { countries: ["FR"] }, places: 9 });
    expect([none.counts.size, none.horizon, none.otherSide]).toEqual([0, null, false]);
    const some = await opened.mirror.statistics({ ...question, filter: { text: "n10" }, places: 200 });
    const expected = placed("NAME_ASC", keys, "PUBLIC").filter(({ sortKey }) => sortKey === "n10");
    expect([...some.counts.values()].reduce((sum, count) => sum + count, 0)).toBe(expected.length);
  });
});
