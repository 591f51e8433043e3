// A question rewritten for a partner of an older contract: what it does not know is cut, and filled in afterwards. Here
// with fields of the present contract taken for newer ones, so that every kind of place occurs.
import { describe, expect, it } from "@jest/globals";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse, print, validate } from "graphql";
import { olderQuestion, writeOlderQuestion } from "../../gateway/partition/older-question.js";
import { CONTRACT_VERSION } from "../../schema/contract-versions.js";
import { contractDocument } from "../../schema/sdl.js";

const schema = buildSubgraphSchema([{ typeDefs: contractDocument(CONTRACT_VERSION) }]);
const NEWER = new Set([
  "Project.lessons",
  "Project.settings",
  "Record.summary",
  "Practice.contributors",
  "ProjectRole.role",
  "Organization.projects",
]);
const rewritten = (text: string) => writeOlderQuestion(text, NEWER, schema);

/** A question, what becomes of it, what the partner says, and what is read. */
const QUESTIONS: ReadonlyArray<[string, { asked: string; sent: string; came: object; read: object }]> = [
  [
    "under its own name and under aliases, in lists",
    {
      asked: "{ p: projects { nodes { id a: lessons lessons settings s: settings } } }",
      sent: "{ p: projects { nodes { id } } }",
      came: { p: { nodes: [{ id: "1" }, { id: "2" }] } },
      read: { p: { nodes: ["1", "2"].map((id) => ({ id, a: null, lessons: null, settings: [], s: [] })) } },
    },
  ],
  [
    "where nothing else was asked",
    {
      asked: "{ projects { nodes { lessons } edges { node { settings } } } }",
      sent: "{ projects { nodes { __typename } edges { node { __typename } } } }",
      came: { projects: { nodes: [{ __typename: "Project" }], edges: [] } },
      read: { projects: { nodes: [{ __typename: "Project", lessons: null }], edges: [] } },
    },
  ],
  [
    "in entities, by type, and through interfaces",
    {
      asked: `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Project { id lessons }
        ... on Practice { contributors { role } } ... on Record { summary name } } }`,
      sent: `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Project { id }
        ... on Practice { __typename } ... on Record { name } } }`,
      came: { _entities: [{ __typename: "Project", id: "1", name: "N" }, null] },
      read: {
        _entities: [
          { __typename: "Project", id: "1", name: "N", lessons: null, contributors: [], summary: null },
          null,
        ],
      },
    },
  ],
  [
    "with the variables that nothing else uses, and what hangs below it",
    {
      asked: `query ($n: Int!, $m: Int!) { organizations(first: $m) { nodes { id projects(first: $n) { lessons } } } }`,
      sent: `query ($m: Int!) { organizations(first: $m) { nodes { id } } }`,
      came: { organizations: { nodes: [{ id: "1" }] } },
      read: { organizations: { nodes: [{ id: "1", projects: [] }] } },
    },
  ],
  [
    "in what a record holds, which may be null itself",
    {
      asked: "{ projects { nodes { team { person { id } role } } } }",
      sent: "{ projects { nodes { team { person { id } } } } }",
      came: { projects: { nodes: [{ team: [{ person: null }] }, { team: null }, null] } },
      read: { projects: { nodes: [{ team: [{ person: null, role: null }] }, { team: null }, null] } },
    },
  ],
];

describe("what a partner of an older contract does not know", () => {
  it.each(QUESTIONS)("is cut and filled in: %s", (_where, { asked, sent, came, read }) => {
    expect(validate(schema, parse(asked))).toEqual([]);
    const { document, fillIn } = rewritten(asked);
    expect(document).toBe(print(parse(sent)));
    const data = structuredClone(came) as Record<string, unknown>; // an answer
    fillIn(data);
    expect(data).toEqual(read);
  });

  it("never takes the place of something that came", () => {
    const data = { projects: { nodes: [{ lessons: "of another kind" }] } };
    rewritten("{ projects { nodes { lessons } } }").fillIn(data);
    expect(data.projects.nodes).toEqual([{ lessons: "of another kind" }]);
  });

  it("is looked for once for each text, and never for partners of the present version or a later one", () => {
    const text = "{ projects { nodes { id lessons } } }";
    const older = olderQuestion(text, "1.0");
    expect(older?.document).toBe(print(parse("{ projects { nodes { id } } }")));
    expect(olderQuestion(text, "1.0")).toBe(older);
    expect([olderQuestion(text, CONTRACT_VERSION), olderQuestion(text, "1.7")]).toEqual([null, null]);
  });
});
