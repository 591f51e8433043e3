// Connections against a breadth-first search in memory, on random small networks in a real database.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { SharedText } from "../../../schema/hub-records.js";
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { Database } from "../../../services/database/open-database.js";
import { findConnections, type Chain } from "../../../services/knowledge/graph/connections.js";
import { textRows } from "../../../services/knowledge/hub-records/text-rows.js";
import { indexRecords, writeIndexRows } from "../../../services/knowledge/index/write-index.js";
import { openKnowledgeDatabase } from "../../../services/knowledge/knowledge-database.js";
import type { RecordDraft } from "../../../services/records/record-draft.js";
import { testDatabase } from "../../kit/database.js";
import { community } from "../hub-records/told-records.js";

let database: Database;
beforeAll(async () => {
  database = await openKnowledgeDatabase({ databaseUrl: await testDatabase() });
});
afterAll(() => database.close());

const AT = "2026-01-02T03:04:05.678Z";
const given = { createdAt: AT, updatedAt: AT };

interface Member {
  readonly organization: number | null;
  readonly isOpen: boolean;
}

interface Work {
  readonly team: readonly number[];
  readonly jointWith: readonly number[];
  readonly organization: number | null;
  readonly isOpen: boolean;
}

interface RandomNetwork {
  readonly people: readonly Member[];
  readonly organizations: readonly boolean[];
  readonly works: readonly Work[];
  readonly circles: readonly Circle[];
}

/** A community of organizations. */
interface Circle {
  readonly members: readonly number[];
  readonly isOpen: boolean;
}

const mostlyOpen = fc.integer({ min: 0, max: 4 }).map((n) => n > 0);
const someOrganization = fc.option(fc.nat(2));
const NETWORK = fc.record({
  people: fc.array(fc.record({ organization: someOrganization, isOpen: mostlyOpen }), { minLength: 2, maxLength: 8 }),
  organizations: fc.tuple(mostlyOpen, mostlyOpen, mostlyOpen),
  works: fc.array(
    fc.record({
      team: fc.uniqueArray(fc.nat(8), { maxLength: 3 }),
      jointWith: fc.uniqueArray(fc.nat(3), { maxLength: 1 }),
      organization: someOrganization,
      isOpen: mostlyOpen,
    }),
    { maxLength: 8 },
  ),
  circles: fc.array(fc.record({ members: fc.uniqueArray(fc.nat(3), { maxLength: 3 }), isOpen: mostlyOpen }), {
    maxLength: 2,
  }),
}) satisfies fc.Arbitrary<RandomNetwork>;

const visibilityOf = (isOpen: boolean) => (isOpen ? ("PUBLIC" as const) : ("NETWORK" as const));

/** Members beyond the end of a list are names without a record. */
function draftsOf(key: string, { people, organizations, works }: RandomNetwork): RecordDraft[] {
  const organization = (n: number | null) => (n === null ? null : `${key}:organization:${n}`);
  const person = (n: number) => `${key}:person:${n}`;
  return [
    ...people.map((member, n) => ({
      ...{ ...given, id: person(n), name: `Person ${n}`, visibility: visibilityOf(member.isOpen) },
      organization: organization(member.organization),
    })),
    ...organizations.map((isOpen, n) => ({
      ...{ ...given, id: `${key}:organization:${n}`, name: `Organization ${n}`, visibility: visibilityOf(isOpen) },
    })),
    ...works.map((work, n) => ({
      ...{ ...given, id: `${key}:project:${n}`, name: `Project ${n}`, visibility: visibilityOf(work.isOpen) },
      ...{
        organization: organization(work.organization),
        jointWith: work.jointWith.map((n) => `${key}:organization:${n}`),
      },
      team: work.team.map((n) => ({ person: person(n), role: "member" })),
    })),
  ];
}

function circlesOf(key: string, { circles }: RandomNetwork): SharedText[] {
  return circles.map(({ members, isOpen }, n) =>
    community(`${key}-${n}`, {
      visibility: visibilityOf(isOpen),
      organizations: members.map((member) => `${key}:organization:${member}`),
    }),
  );
}

type Edges = ReadonlyMap<string, ReadonlyArray<{ readonly to: string; readonly via: string | null }>>;

/** Who is one step from whom, as the words of the contract say it. */
function edgesOf(drafts: readonly RecordDraft[], circles: readonly SharedText[], visibility: ReaderVisibility): Edges {
  const seen = new Map(
    drafts.filter((draft) => visibility === "NETWORK" || draft.visibility === "PUBLIC").map((each) => [each.id, each]),
  );
  const edges = new Map([...seen.keys()].map((id) => [id, [] as Array<{ to: string; via: string | null }>]));
  const connect = (members: readonly string[], via: string | null): void => {
    const there = [...new Set(members)].filter((id) => seen.has(id));
    for (const from of there) for (const to of there) if (from !== to) edges.get(from)?.push({ to, via });
  };
  for (const { id, organization, team, jointWith } of seen.values()) {
    const own = organization ? [organization] : [];
    if (id.includes(":person:")) connect([id, ...own], null);
    else if (id.includes(":project:"))
      connect([...own, ...(team ?? []).map(({ person }) => person), ...(jointWith ?? [])], id);
  }
  for (const circle of circles)
    if (visibility === "NETWORK" || circle.visibility === "PUBLIC") connect(circle.organizations, circle.id);
  return edges;
}

/** Every shortest chain, written as one line of those it goes by. */
function allShortest(edges: Edges, { from, to, maxHops }: { from: string; to: string; maxHops: number }): string[] {
  if (!edges.has(from) || !edges.has(to) || from === to) return [];
  let chains = [{ end: from, line: from, members: new Set([from]) }];
  for (let hops = 1; hops <= maxHops; hops++) {
    chains = chains.flatMap(({ end, line, members }) =>
      [...new Set((edges.get(end) ?? []).map((step) => step.to))]
        .filter((next) => !members.has(next))
        .map((next) => ({ end: next, line: `${line} ${next}`, members: new Set([...members, next]) })),
    );
    const arrived = chains.filter(({ end }) => end === to);
    if (arrived.length > 0) return arrived.map(({ line }) => line).sort();
  }
  return [];
}

/** Two who share several records are one step apart by one of them. */
function lineOf(chain: Chain, edges: Edges): string {
  for (const { from, to, via } of chain) expect(edges.get(from)).toContainEqual({ to, via });
  return [chain[0]?.from, ...chain.map(({ to }) => to)].join(" ");
}

let runs = 0;
const MOST = 10;

describe("connections", () => {
  it("are the shortest chains there are, of what the reader may see, whatever the network", async () => {
    await fc.assert(
      fc.asyncProperty(NETWORK, fc.nat(), async (network, pick) => {
        const key = `run-${runs++}`;
        const drafts = draftsOf(key, network);
        const circles = circlesOf(key, network);
        await database.transaction(async (tx) => {
          await indexRecords(tx, drafts);
          await writeIndexRows(tx, circles.map(textRows));
        });
        const ends = drafts.map(({ id }) => id).filter((id) => !id.includes(":project:"));
        const [from = "", to = ""] = [ends[pick % ends.length], ends[(pick * 7 + 1) % ends.length]];
        for (const visibility of ["PUBLIC", "NETWORK"] as const) {
          const edges = edgesOf(drafts, circles, visibility);
          const expected = allShortest(edges, { from, to, maxHops: 4 });
          const found = await findConnections(database, { from, to, maxHops: 4, first: MOST, visibility });
          const lines = found.map((chain) => lineOf(chain, edges)).sort();
          expect(new Set(lines).size).toBe(lines.length);
          if (expected.length <= MOST) expect(lines).toEqual(expected);
          else for (const line of lines) expect(expected).toContain(line);
          expect(lines).toHaveLength(Math.min(MOST, expected.length));
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("do not go by gatherings of more than sixty; those whom the reader may not see do not count", async () => {
    const people = Array.from({ length: 70 }, (_none, n) => ({
      ...{ ...given, id: `crowd:person:${n}`, name: `Person ${n}` },
      visibility: visibilityOf(n < 50),
    }));
    const team = people.map(({ id }) => ({ person: id, role: "guest" }));
    const project = { ...given, id: "crowd:project:fair", name: "Fair", visibility: "PUBLIC" as const, team };
    await database.transaction((tx) => indexRecords(tx, [...people, project]));
    const question = { from: "crowd:person:1", to: "crowd:person:2", maxHops: 1, first: 3 };
    expect(await findConnections(database, { ...question, visibility: "NETWORK" })).toEqual([]);
    expect(await findConnections(database, { ...question, visibility: "PUBLIC" })).toHaveLength(1);
  });

  it("lead nowhere from someone whom the reader may not see, not even by what everyone may see", async () => {
    const person = (local: string, isOpen: boolean) => ({
      ...{ ...given, id: `shy:person:${local}`, name: local, visibility: visibilityOf(isOpen) },
    });
    const team = ["hidden", "open"].map((local) => ({ person: `shy:person:${local}`, role: "member" }));
    const project = { ...given, id: "shy:project:p", name: "P", visibility: "PUBLIC" as const, team };
    await database.transaction((tx) => indexRecords(tx, [person("hidden", false), person("open", true), project]));
    for (const [from, to] of [
      ["shy:person:hidden", "shy:person:open"],
      ["shy:person:open", "shy:person:hidden"],
    ] as const) {
      const question = { from, to, maxHops: 4, first: 3 };
      expect(await findConnections(database, { ...question, visibility: "PUBLIC" })).toEqual([]);
      expect(await findConnections(database, { ...question, visibility: "NETWORK" })).toHaveLength(1);
    }
  });
});
