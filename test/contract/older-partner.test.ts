// A partner of contract 1.0 beside one of 1.1, behind one hub: real servers; the older one takes no question that its
// version does not know.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { CONTRACT_VERSION } from "../../schema/contract-versions.js";
import type { RecordDraft } from "../../services/records/record-draft.js";
import { startOlderPartner, type OlderPartner } from "../kit/older-partner.js";
import { until } from "../kit/until.js";
import { PATIENT } from "../kit/wide-edge.js";
import { startJoinNetwork, type JoinNetwork } from "../registry/join-network.js";

let network: JoinNetwork;
let admin: string;
let older: OlderPartner;

const project = (partner: string, local: string, year: number): RecordDraft => ({
  id: `${partner}:project:${local}`,
  name: `Night shelter ${local}`,
  lessons: `What ${partner} learned of ${local}`,
  organization: `${partner}:organization:one`,
  createdAt: "2024-01-01T00:00:00.000Z",
  updatedAt: `${year}-05-01T10:00:00.000Z`,
});
const draftsOf = (partner: string): RecordDraft[] => [
  { id: `${partner}:organization:one`, name: `Association ${partner}` },
  project(partner, "early", 2024),
  project(partner, "late", 2026),
  {
    id: `${partner}:person:ada`,
    name: "Ada Example",
    consentedAt: "2025-01-01",
    expertise: [
      { topic: "hub:topic:respite-care", level: "EXPERT", evidence: ["old-one:project:early", "new-one:project:late"] },
    ],
  },
];

beforeAll(async () => {
  network = await startJoinNetwork({ ...PATIENT, conformanceMs: 50, schemaMs: 100, harvestMs: 200 });
  admin = await network.key(["network:admin", "network:join", "read:network"]);
  await network.database.rows(`delete from registry.partner`); // those that are listed and never asked
  await network.hub.refresh();
  const [target, newer] = [
    await network.associate("old-one", draftsOf("old-one")),
    await network.associate("new-one", draftsOf("new-one")),
  ];
  older = await startOlderPartner(target.endpoint, "1.0");
  for (const partner of [{ key: "old-one", endpoint: older.endpoint }, newer]) {
    const { data } = await network.request(partner, admin);
    expect(data.requestToJoin.report).toMatchObject({ passed: true, level: "LIVE" });
    await network.ask(`mutation { approvePartner(key: "${partner.key}") { key } }`, { key: admin });
  }
  await until(async () => (await read("mirror", "{ projects { totalCount } }")).projects?.totalCount === 4);
  older.rejected.length = 0;
}, 120_000);

afterAll(async () => {
  await network?.stop();
  older?.stop();
});

type Freshness = "auto" | "live" | "mirror";
// eslint-disable-next-line typescript/no-explicit-any -- answers are compared, not computed with
async function read(freshness: Freshness, query: string, language = "en"): Promise<any> {
  const headers = { "maillage-freshness": freshness, "accept-language": language };
  const { data, errors } = await network.ask(query, { key: admin, headers });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data;
}

async function checkedAt(): Promise<string> {
  const { partner } = await read("auto", `{ partner(key: "old-one") { conformance { at } } }`);
  return partner.conformance.at;
}

async function incidents(): Promise<string[]> {
  const { data } = await network.ask(`{ incidents(partner: "old-one") { edges { node { kind } } } }`, { key: admin });
  return data.incidents.edges.map(({ node }: { node: { kind: string } }) => node.kind);
}

const SOURCES = "completeness { isPartial totalIs expected answered sources { partner status via reason } }";
const EARLY = `{ projects(filter: { updatedBefore: "2025-01-01T00:00:00Z" }, orderBy: NAME_ASC) { totalCount nodes { id } ${SOURCES} } }`;

describe("a partner of contract 1.0 in a hub of a later one", () => {
  it("passes the kit and is known by its version", async () => {
    const { partners } = await read("auto", "{ partners { key contractVersion } }");
    expect(partners.map((each: Record<string, string>) => `${each.key} ${each.contractVersion}`).sort()).toEqual([
      `new-one ${CONTRACT_VERSION}`,
      "old-one 1.0",
    ]);
  });

  it("is never asked for what it does not know: that is null there, under any name and through fragments", async () => {
    const { projects } = await read(
      "live",
      `{ projects(orderBy: NAME_ASC) { edges { node { ...F } } nodes { id what: lessons organization { projects { lessons } } } ${SOURCES} } }
        fragment F on Record { id ... on Project { lessons again: lessons } }`,
    );
    expect(projects.completeness).toMatchObject({ isPartial: false, expected: 2, answered: 2 });
    const said = (id: string): string | null =>
      id.startsWith("old") ? null : `What new-one learned of ${id.split(":")[2]}`;
    expect(projects.nodes).toHaveLength(4);
    for (const { id, what, organization } of projects.nodes) {
      expect([id, what]).toEqual([id, said(id)]);
      expect(organization.projects.map(({ lessons }: { lessons: unknown }) => lessons === null)).toEqual(
        id.startsWith("old") ? [true, true] : [false, false],
      );
    }
    for (const { node } of projects.edges)
      expect(node).toEqual({ id: node.id, lessons: said(node.id), again: said(node.id) });
    expect(older.rejected).toEqual([]);
  });

  it("answers for its records behind references and by id", async () => {
    const { node, people } = await read(
      "live",
      `{ node(id: "old-one:project:early") { __typename id ... on Project { lessons name } }
         people { nodes { expertise { evidence { __typename ... on Project { id lessons } } } } } }`,
    );
    expect(node).toEqual({
      __typename: "Project",
      id: "old-one:project:early",
      lessons: null,
      name: "Night shelter early",
    });
    const evidence = [
      { __typename: "Project", id: "old-one:project:early", lessons: null },
      { __typename: "Project", id: "new-one:project:late", lessons: "What new-one learned of late" },
    ];
    expect(people.nodes).toEqual([{ expertise: [{ evidence }] }, { expertise: [{ evidence }] }]);
    expect(older.rejected).toEqual([]);
  });

  it("is asked for nothing but its name where all that was wanted is newer", async () => {
    older.answered.length = 0;
    const { projects } = await read("live", '{ projects(filter: { partners: ["old-one"] }) { nodes { lessons } } }');
    expect(projects.nodes).toEqual([{ lessons: null }, { lessons: null }]);
    expect(older.answered.some((text) => text.includes("projects"))).toBe(true);
  });

  it("is answered for by the mirror where a filter is newer, and that is said in both languages", async () => {
    const { projects } = await read("auto", EARLY);
    expect(projects).toMatchObject({
      totalCount: 2,
      nodes: [{ id: "new-one:project:early" }, { id: "old-one:project:early" }],
    });
    expect(projects.completeness).toMatchObject({ isPartial: false, expected: 2, answered: 2 });
    expect(projects.completeness.sources).toEqual([
      { partner: "new-one", status: "ANSWERED", via: "LIVE", reason: null },
      {
        partner: "old-one",
        status: "ANSWERED",
        via: "MIRROR",
        reason: expect.stringContaining("older version of the contract"),
      },
    ]);
    const french = await read("auto", EARLY, "fr");
    expect(french.projects.completeness.sources[1].reason).toContain("version plus ancienne du contrat");
    expect(older.rejected).toEqual([]);
  });

  it("is left out of such a list where only partners themselves may answer, which makes it partial", async () => {
    const { projects } = await read("live", EARLY);
    expect(projects).toMatchObject({ totalCount: 1, nodes: [{ id: "new-one:project:early" }] });
    expect(projects.completeness).toMatchObject({ isPartial: true, expected: 2, answered: 1 });
    expect(projects.completeness.sources[1]).toMatchObject({ partner: "old-one", status: "SKIPPED", via: null });
  });

  it("is in the mirror without what it does not know", async () => {
    const { projects } = await read("mirror", "{ projects(orderBy: NAME_ASC) { nodes { id lessons } } }");
    expect(projects.nodes.map((each: Record<string, string | null>) => [each.id, each.lessons !== null])).toEqual([
      ["new-one:project:early", true],
      ["old-one:project:early", false],
      ["new-one:project:late", true],
      ["old-one:project:late", false],
    ]);
  });

  it("may change its schema as long as it holds its own version", async () => {
    const before = await checkedAt();
    older.extra = "\ntype Garden { id: ID! }\n";
    await until(async () => (await incidents()).length > 0);
    expect(await incidents()).toEqual(["SCHEMA_CHANGED"]);
    await until(async () => (await checkedAt()) !== before); // the whole kit
    const { partner } = await read("auto", `{ partner(key: "old-one") { state contractVersion } }`);
    expect(partner).toEqual({ state: "ACTIVE", contractVersion: "1.0" });
  });

  it("is asked for all of it, and read anew, once it serves the later version", async () => {
    older.version = CONTRACT_VERSION;
    await until(async () => {
      const { partners } = await read("auto", "{ partners { contractVersion } }");
      return partners.every((each: Record<string, string>) => each.contractVersion === CONTRACT_VERSION);
    });
    await until(async () => {
      const { node } = await read("mirror", `{ node(id: "old-one:project:early") { ... on Project { lessons } } }`);
      return node?.lessons === "What old-one learned of early";
    });
    const { projects } = await read("live", EARLY);
    expect(projects).toMatchObject({ totalCount: 2, completeness: { isPartial: false, answered: 2 } });
    expect([...new Set(await incidents())]).toEqual(["SCHEMA_CHANGED"]); // said once for a while
    expect(older.rejected).toEqual([]);
  });
});
