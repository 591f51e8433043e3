// Records: every field of every type, references, nested lists, lookups, and what a reader may not see.
import { describe, expect, it } from "@jest/globals";
import { encodeCursor } from "../../schema/cursor.js";
import { ownerOf } from "../../schema/record-id.js";
import type { RecordDraft } from "../../services/records/record-draft.js";
import { expectedRow, selectionOf } from "./project-row.js";
import { FIELDS, lookUp, readPage, TYPENAMES, type Suite } from "./suite.js";
import { dataOf, itWith, readersOf } from "./target.js";

const NESTED = [
  ["Organization", "people", "Person"],
  ["Organization", "projects", "Project"],
  ["Organization", "practices", "Practice"],
  ["Organization", "events", "Event"],
  ["Person", "practices", "Practice"],
] as const;

export function describeRecords(suite: Suite): void {
  describe("records", () => {
    it.each(TYPENAMES.flatMap((typename) => readersOf(suite.kind).map((reader) => [typename, reader] as const)))(
      "of the type %s hold for a reader of %s what was published, in the forms of the contract",
      async (typename, reader) => {
        const model = suite.model();
        const query = `{ list: ${FIELDS[typename]}(first: 100, orderBy: NAME_ASC) { nodes { ${selectionOf(typename)} } } }`;
        const { list } = await dataOf(suite.target(), query, { as: reader });
        const expected = model
          .placed({ typename, reader, order: "NAME_ASC" })
          .map(({ row }) => expectedRow(row, typename, { model, reader }));
        expect((list as { nodes: unknown[] }).nodes).toEqual(expected); // as the query selects it
      },
    );

    it.each(NESTED)("of the type %s list their %s of the same partner, UPDATED_DESC", async (typename, list, item) => {
      const model = suite.model();
      for (const reader of readersOf(suite.kind)) {
        const query = `{ list: ${FIELDS[typename]}(first: 100) { nodes { id few: ${list}(first: 2) { id } usual: ${list} { id } all: ${list}(first: 100) { id } } } }`;
        const { nodes } = (await dataOf(suite.target(), query, { as: reader }))["list"] as {
          nodes: Array<Record<string, unknown>>;
        }; // as selected
        const lists = nodes.map(({ id, few, usual, all }) => ({ id, few, usual, all }));
        const expected = model.placed({ typename, reader, order: "UPDATED_DESC" }).map(({ row: { id } }) => {
          const belongs = (row: RecordDraft) =>
            ownerOf(row.id) === ownerOf(id) &&
            (typename === "Organization"
              ? row.organization === id
              : row.contributors?.some(({ person }) => person === id) === true);
          const ids = model.belonging(item, reader, belongs).map((row) => ({ id: row.id }));
          return { id, few: ids.slice(0, 2), usual: ids.slice(0, 20), all: ids };
        });
        expect(lists).toEqual(expected);
        expect(expected.some(({ few }) => few.length > 0)).toBe(true);
      }
    });

    it("of people list the projects whose team names them, with the role", async () => {
      const model = suite.model();
      const query = "{ people(first: 100) { nodes { id projects { project { id } person { id } role } } } }";
      const { nodes } = (await dataOf(suite.target(), query))["people"] as { nodes: unknown[] }; // as selected
      const expected = model
        .placed({ typename: "Person", reader: "PUBLIC", order: "UPDATED_DESC" })
        .map(({ row: { id } }) => {
          const projects = model.belonging(
            "Project",
            "PUBLIC",
            (row) => ownerOf(row.id) === ownerOf(id) && row.team?.some(({ person }) => person === id) === true,
          );
          const roles = projects.flatMap(({ id: project, team = [] }) =>
            team
              .filter(({ person }) => person === id)
              .map(({ role }) => ({ project: { id: project }, person: { id }, role })),
          );
          return { id, projects: roles };
        });
      expect(nodes).toEqual(expected);
      expect(expected.filter(({ projects }) => projects.length > 0).length).toBeGreaterThan(3);
    });

    it("are found by id, in the order asked for, and null stands for what is unknown, malformed, of another type or nobody's", async () => {
      const model = suite.model();
      const [key = ""] = suite.target().keys;
      const known = TYPENAMES.flatMap((typename) =>
        model
          .visible(typename, "PUBLIC")
          .slice(0, 6)
          .map(({ id }) => id),
      );
      const strange = [
        `${key}:person:missing`,
        "no-such-partner:person:1",
        "hub:person:1",
        "nonsense",
        "",
        `${key}:planet:1`,
        `${key}:person:a/b`,
        known[0]?.replace("organization", "event") ?? "",
      ];
      const ids = known.flatMap((id, index) => [id, ...strange.slice(index, index + 1)]).concat(known[0] ?? "");
      const found = await lookUp(suite, ids, { as: "PUBLIC" });
      expect(found.map((each) => (each as { id?: string } | null)?.id ?? null)).toEqual(
        ids.map((id) => model.find(id, "PUBLIC")?.id ?? null),
      );
    });

    it("follow references from reference to reference", async () => {
      const model = suite.model();
      const deep =
        "practices(first: 100, orderBy: NAME_ASC) { nodes { id adaptedFrom { id name adaptedFrom { id name adaptedFrom { id } } } } }";
      const { nodes } = (await dataOf(suite.target(), `{ ${deep} }`))["practices"] as { nodes: unknown[] }; // as selected
      const chain = (id: string | null | undefined, depth: number): unknown => {
        const row = typeof id === "string" ? model.find(id, "PUBLIC") : null;
        if (row === null) return null;
        return depth === 1
          ? { id: row.id }
          : { id: row.id, name: row.name, adaptedFrom: chain(row.adaptedFrom, depth - 1) };
      };
      const placed = model.placed({ typename: "Practice", reader: "PUBLIC", order: "NAME_ASC" });
      expect(nodes).toEqual(placed.map(({ row }) => ({ id: row.id, adaptedFrom: chain(row.adaptedFrom, 3) })));
    });
  });

  describe("selections", () => {
    it("reach records through the interfaces they implement, under any names, with fields left out on demand", async () => {
      const query = `query ($yes: Boolean!, $no: Boolean!) {
        first: events(first: 2, orderBy: NAME_ASC) { nodes { ...seen } }
        last: events(last: 2, orderBy: NAME_ASC) { nodes { ...seen kind: __typename } pageInfo @skip(if: $yes) { endCursor } }
        none: events(first: 1) @include(if: $no) { totalCount }
      }
      fragment seen on Record { constructor: id ... on Node { id } ... on Person { headline } ... on Event { at: startsAt @include(if: $yes) online @skip(if: $yes) } }`;
      const data = await dataOf(suite.target(), query, { variables: { yes: true, no: false } });
      const all = suite.model().placed({ typename: "Event", reader: "PUBLIC", order: "NAME_ASC" });
      const seen = all.map(({ row: { id, startsAt } }) => ({ constructor: id, id, at: startsAt }));
      const named = seen.slice(-2).map((row) => ({ ...row, kind: "Event" }));
      expect(data).toEqual({ first: { nodes: seen.slice(0, 2) }, last: { nodes: named } });
    });

    it("may ask all five types at once, each with a filter and an order of its own", async () => {
      const fields = TYPENAMES.map(
        (typename) =>
          `${typename}: ${FIELDS[typename]}(first: 3, orderBy: UPDATED_ASC, filter: {countries: ["FR"]}) { totalCount nodes { id } }`,
      );
      const data = await dataOf(suite.target(), `{ ${fields.join(" ")} }`);
      const expected = TYPENAMES.map((typename) => {
        const placed = suite
          .model()
          .placed({ typename, reader: "PUBLIC", order: "UPDATED_ASC", filter: { countries: ["FR"] } });
        return [typename, { totalCount: placed.length, nodes: placed.slice(0, 3).map(({ row: { id } }) => ({ id })) }];
      });
      expect(data).toEqual(Object.fromEntries(expected));
    });
  });

  describe("the address to join an event", () => {
    const query = "{ events(first: 100) { nodes { id name joinUrl } } }";
    const namesOf = (data: Readonly<Record<string, unknown>> | null) =>
      (data?.["events"] as { nodes: Array<{ id: string; joinUrl: unknown }> }).nodes; // as the query selects it

    itWith(
      suite.kind,
      "authenticated",
      "is refused to those who do not say who they are, without costing them the rest",
    )(async () => {
      const { status, data, errors } = await suite.target().ask(query);
      expect(status).toBe(200);
      const nodes = namesOf(data);
      expect(nodes.map(({ id }) => id).sort()).toEqual(
        suite
          .model()
          .visible("Event", "PUBLIC")
          .map(({ id }) => id)
          .sort(),
      );
      expect(nodes.every(({ joinUrl }) => joinUrl === null)).toBe(true);
      expect(new Set(errors.map(({ extensions }) => extensions?.["code"]))).toEqual(new Set(["UNAUTHORIZED"]));
    });

    itWith(
      suite.kind,
      "network",
      "is given to those who do",
    )(async () => {
      const nodes = namesOf(await dataOf(suite.target(), query, { as: "NETWORK" }));
      expect(nodes.length).toBe(suite.model().visible("Event", "NETWORK").length);
      expect(new Set(nodes.map(({ joinUrl }) => joinUrl))).toEqual(new Set(["https://example.org/join"]));
    });
  });

  describe("what a reader may not see", () => {
    it("is as what does not exist: found by nobody, in no list, counted nowhere", async () => {
      const model = suite.model();
      for (const typename of TYPENAMES) {
        const hidden = (model.rows.get(typename) ?? [])
          .filter(({ visibility }) => visibility === "NETWORK")
          .map(({ id }) => id);
        expect(hidden.length).toBeGreaterThan(3);
        expect(await lookUp(suite, hidden, { as: "PUBLIC" })).toEqual(hidden.map(() => null));
        const page = await readPage(suite, { typename, first: 100 });
        expect(page.ids.filter((id) => hidden.includes(id))).toEqual([]);
        expect(page.totalCount).toBe(model.visible(typename, "PUBLIC").length);
      }
    });

    it("has no cursor of its own: a page goes on from it as from any id that is not there", async () => {
      for (const [index, row] of (suite.model().rows.get("Project") ?? []).entries()) {
        if (row.visibility !== "NETWORK" || index > 20) continue;
        const at = (id: string) => encodeCursor("UPDATED_DESC", { sortKey: row.updatedAt ?? null, id });
        const [hidden, missing] = await Promise.all(
          [row.id, `${row.id}~`].map((id) => readPage(suite, { typename: "Project", first: 5, after: at(id) })),
        );
        expect(hidden).toEqual(missing);
      }
    });

    it("lends its name to no filter", async () => {
      const organizations = (suite.model().rows.get("Organization") ?? [])
        .filter(({ visibility }) => visibility === "NETWORK")
        .map(({ id }) => id);
      const page = await readPage(suite, { typename: "Person", first: 100, filter: { organizations } });
      const expected = suite
        .model()
        .placed({ typename: "Person", reader: "PUBLIC", order: "UPDATED_DESC", filter: { organizations } });
      expect(page.ids).toEqual(expected.map(({ row }) => row.id));
    });

    itWith(
      suite.kind,
      "network",
      "is found by readers who may",
    )(async () => {
      const model = suite.model();
      for (const typename of TYPENAMES) {
        const ids = (model.rows.get(typename) ?? []).map(({ id }) => id);
        expect(await lookUp(suite, ids, { as: "NETWORK", selection: "id visibility" })).toEqual(
          ids.map((id) => ({ __typename: typename, id, visibility: model.find(id, "NETWORK")?.visibility })),
        );
      }
    });
  });
}
