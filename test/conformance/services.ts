// What some endpoints serve beyond records: the contract's text, the descriptor, the feed, entities, completeness.
import { describe, expect } from "@jest/globals";
import { parse } from "graphql";
import type { ReaderVisibility } from "../../schema/hub-token.js";
import { isDateTime } from "../../schema/scalars.js";
import { partnerSdl } from "../../services/records/api/contract-sdl.js";
import { FIELDS, TYPENAMES, type Suite } from "./suite.js";
import { dataOf, itWith, readersOf } from "./target.js";

interface FeedPage {
  readonly epoch: string;
  readonly restart: boolean;
  readonly endCursor: string;
  readonly hasMore: boolean;
  readonly changes: ReadonlyArray<{
    readonly sequence: string;
    readonly op: string;
    readonly id: string;
    readonly at: string;
    readonly record: { readonly id: string; readonly name: string } | null;
  }>;
}

const CHANGES =
  "query ($after: String, $first: Int!) { changes(after: $after, first: $first) { epoch restart endCursor hasMore changes { sequence op id at record { id name } } } }";

async function readFeed(
  suite: Suite,
  after: string | null,
  { first = 50, as = "PUBLIC" as ReaderVisibility } = {},
): Promise<FeedPage> {
  return (await dataOf(suite.target(), CHANGES, { variables: { after, first }, as }))["changes"] as FeedPage; // as selected
}

export function describeServices(suite: Suite): void {
  const { kind } = suite;

  describe("the subgraph", () => {
    itWith(
      kind,
      "sdl",
      "hands out the contract, which parses, without what the hub fills in",
    )(async () => {
      const { _service: service } = await dataOf(suite.target(), "{ _service { sdl } }");
      const { sdl } = service as { sdl: string }; // as selected
      expect(parse(sdl)).toBeDefined();
      expect(sdl).toBe(partnerSdl());
      expect(sdl).not.toMatch(/@hub\b|Completeness|Freshness/);
    });

    itWith(
      kind,
      "descriptor",
      "says who it is, at what level it serves, and how much a reader may see",
    )(async () => {
      for (const reader of readersOf(kind)) {
        const counts = Object.fromEntries(
          TYPENAMES.map((typename) => [FIELDS[typename], suite.model().visible(typename, reader).length]),
        );
        const query =
          "{ partnerDescriptor { key name contractVersion level languages licence counts { organizations people projects practices events } } }";
        const { partnerDescriptor } = await dataOf(suite.target(), query, { as: reader });
        expect(partnerDescriptor).toMatchObject({
          key: suite.target().keys[0],
          level: "LIVE",
          contractVersion: expect.stringMatching(/^\d+\.\d+$/),
          counts,
        });
      }
    });

    itWith(
      kind,
      "entities",
      "answers entities in the order asked for, each once for each time it is asked for",
    )(async () => {
      const rows = TYPENAMES.flatMap((typename) =>
        suite
          .model()
          .visible(typename, "PUBLIC")
          .slice(0, 3)
          .map(({ id, name }) => ({ __typename: typename, id, name })),
      );
      const of = [...rows, ...rows.toReversed()].map(({ __typename, id }) => ({ __typename, id }));
      const { found } = await dataOf(
        suite.target(),
        "query ($of: [_Any!]!) { found: _entities(representations: $of) { __typename ... on Record { id name } } }",
        { variables: { of } },
      );
      expect(found).toEqual([...rows, ...rows.toReversed()]);
    });

    itWith(
      kind,
      "entities",
      "answers null for an id under another type's name",
    )(async () => {
      const [row] = suite.model().visible("Person", "PUBLIC");
      const of = [
        { __typename: "Event", id: row?.id },
        { __typename: "Person", id: row?.id },
      ];
      const { found } = await dataOf(
        suite.target(),
        "query ($of: [_Any!]!) { found: _entities(representations: $of) { __typename } }",
        { variables: { of } },
      );
      expect(found).toEqual([null, { __typename: "Person" }]);
    });

    itWith(
      kind,
      "nodes",
      "keeps the positions of at most 100 ids, and refuses more",
    )(async () => {
      const [row] = suite.model().visible("Person", "PUBLIC");
      const query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }";
      const ids = Array.from({ length: 100 }, (_, index) =>
        index % 3 === 0 ? (row?.id ?? "") : `nobody-here:person:${index}`,
      );
      const { nodes } = await dataOf(suite.target(), query, { variables: { ids } });
      expect(nodes).toEqual(ids.map((id) => (id === row?.id ? { id } : null)));
      const { data, errors } = await suite.target().ask(query, { variables: { ids: [...ids, "one-more:person:1"] } });
      expect(data?.["nodes"] ?? null).toBeNull();
      expect(errors[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", got: expect.stringContaining("101") });
    });

    itWith(
      kind,
      "completeness",
      "says that every partner answered, and where each row came from",
    )(async () => {
      const query = `{ practices(first: 100) { nodes { id partner { key } freshness { via asOf } }
        completeness { isPartial totalIs expected answered sources { partner status via rows latencyMs asOf live reason } } } }`;
      const { nodes, completeness } = (await dataOf(suite.target(), query))["practices"] as {
        nodes: Array<Record<string, unknown>>;
        completeness: Record<string, unknown>;
      }; // as selected
      const { keys } = suite.target();
      const via = kind.serves.has("mirrored") ? "MIRROR" : "LIVE";
      expect(completeness).toMatchObject({
        isPartial: false,
        totalIs: "EXACT",
        expected: keys.length,
        answered: keys.length,
      });
      const rowsOf = (key: string) => nodes.filter(({ id }) => String(id).startsWith(`${key}:`)).length;
      const sources = keys.toSorted().map((partner) => ({
        partner,
        status: "ANSWERED",
        via,
        rows: rowsOf(partner),
        ...(via === "LIVE" ? { live: null, reason: null } : {}),
      }));
      expect(completeness["sources"]).toMatchObject(sources);
      for (const { id, partner, freshness } of nodes) {
        expect(partner).toEqual({ key: String(id).split(":")[0] });
        expect(freshness).toEqual({ via, asOf: expect.any(String) });
        expect(isDateTime((freshness as { asOf: string }).asOf)).toBe(true); // as selected
      }
    });

    itWith(
      kind,
      "completeness",
      "asks only the partners that a filter names",
    )(async () => {
      const [key = ""] = suite.target().keys;
      const query =
        "query ($partners: [ID!]) { people(first: 100, filter: {partners: $partners}) { totalCount nodes { id } completeness { isPartial expected answered } } }";
      const { people } = await dataOf(suite.target(), query, { variables: { partners: [key] } });
      const own = suite
        .model()
        .visible("Person", "PUBLIC")
        .filter(({ id }) => id.startsWith(`${key}:`));
      expect(people).toMatchObject({
        totalCount: own.length,
        completeness: { isPartial: false, expected: 1, answered: 1 },
      });
    });
  });

  describe("the change feed", () => {
    itWith(
      kind,
      "changes",
      "begins with a snapshot of what a reader may see, each record once, and ends where nothing follows",
    )(async () => {
      for (const as of readersOf(kind)) {
        const changes: FeedPage["changes"][number][] = [];
        let after: string | null = null;
        for (let more = true; more;) {
          const page: FeedPage = await readFeed(suite, after, { as });
          expect(page.restart).toBe(false);
          expect(page.changes.length).toBeLessThanOrEqual(50);
          changes.push(...page.changes);
          [after, more] = [page.endCursor, page.hasMore];
        }
        const visible = TYPENAMES.flatMap((typename) => suite.model().visible(typename, as));
        expect(changes.map(({ id }) => id).sort()).toEqual(visible.map(({ id }) => id).sort());
        for (const { op, sequence, id, at, record } of changes) {
          expect({ op, record }).toEqual({ op: "UPSERT", record: { id, name: suite.model().find(id, as)?.name } });
          expect(sequence).toMatch(/^\d+$/);
          expect(isDateTime(at)).toBe(true);
        }
        expect(await readFeed(suite, after, { as })).toMatchObject({
          changes: [],
          hasMore: false,
          restart: false,
          endCursor: after,
        });
      }
    });

    itWith(
      kind,
      "changes",
      "begins anew, and says so, for a cursor that it does not know",
    )(async () => {
      for (const after of ["", "nonsense", Buffer.from('["0","PUBLIC","1"]').toString("base64url")]) {
        const page = await readFeed(suite, after, { first: 5 });
        expect({ restart: page.restart, changes: page.changes.length, hasMore: page.hasMore }).toEqual({
          restart: true,
          changes: 5,
          hasMore: true,
        });
      }
    });

    itWith(
      kind,
      "changes",
      "refuses pages of no changes and of more than a thousand",
    )(async () => {
      for (const first of [0, -1, 1001]) {
        const { data, errors } = await suite.target().ask(CHANGES, { variables: { after: null, first } });
        expect(data).toEqual({ changes: null });
        expect(errors[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", got: String(first) });
      }
    });
  });
}
