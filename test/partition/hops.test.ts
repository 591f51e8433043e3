// References from partner to partner: answered by their owners, whatever the owner does.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { contractRow } from "../kit/contract-rows.js";
import { FakePartner } from "../kit/fake-partner.js";
import { startTestHub, type TestHub } from "../kit/hub.js";

const stub = (typename: string, id: string) => ({ __typename: typename, id });
const practice = (id: string, members: Record<string, unknown> = {}) => contractRow(id, members);

const a = new FakePartner("part-a", [
  practice("part-a:practice:1", {
    minute: 5,
    adaptedFrom: stub("Practice", "part-b:practice:1"),
    contributors: [{ person: stub("Person", "part-b:person:1"), organization: null, role: "author", degree: "LEAD" }],
  }),
  practice("part-a:practice:2", { minute: 4, adaptedFrom: stub("Practice", "part-b:practice:hidden") }),
  practice("part-a:practice:3", { minute: 3, adaptedFrom: stub("Practice", "part-gone:practice:1") }),
  practice("part-a:practice:4", { minute: 2, adaptedFrom: stub("Practice", "not an id") }),
  practice("part-a:practice:5", { minute: 1, adaptedFrom: stub("Practice", "part-c:practice:1") }),
  contractRow("part-a:event:1", {
    speakers: ["part-b:person:1", "part-b:person:none", "part-c:person:1"].map((id) => stub("Person", id)),
  }),
]);
const b = new FakePartner("part-b", [
  practice("part-b:practice:1", {
    name: "The source",
    adaptedFrom: stub("Practice", "part-c:practice:1"),
    topics: [{ id: "hub:topic:respite-care" }],
  }),
  practice("part-b:practice:hidden", { visibility: "NETWORK" }),
  contractRow("part-b:person:1", {
    name: "Awa",
    expertise: [
      {
        topic: { id: "hub:topic:respite-care" },
        level: "EXPERT",
        evidence: [stub("Practice", "part-a:practice:1"), stub("Event", "part-a:event:1")],
      },
    ],
  }),
]);
const c = new FakePartner("part-c", [
  practice("part-c:practice:1", { name: "The source's source" }),
  contractRow("part-c:person:1", { name: "Bo" }),
]);
let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub([await a.start(), await b.start(), await c.start()], {
    limits: { circuitMs: 1, circuitMostMs: 1 },
  });
});
beforeEach(() => {
  for (const partner of [a, b, c]) {
    partner.behaviour = {};
    partner.asked.length = 0;
  }
});
afterAll(async () => {
  await hub.stop();
  for (const partner of [a, b, c]) await partner.stop();
});

const ADAPTED = `{ practices(filter: { partners: ["part-a"] }) { nodes { id adaptedFrom { name adaptedFrom { name } } } } }`;

describe("a reference to another partner's record", () => {
  it("is answered by its owner, hop after hop, one request for each owner and hop", async () => {
    const { data, errors, extensions } = await hub.ask(ADAPTED);
    expect(errors).toBeUndefined();
    expect(data?.practices).toEqual({
      nodes: [
        { id: "part-a:practice:1", adaptedFrom: { name: "The source", adaptedFrom: { name: "The source's source" } } },
        { id: "part-a:practice:2", adaptedFrom: null },
        { id: "part-a:practice:3", adaptedFrom: null },
        { id: "part-a:practice:4", adaptedFrom: null },
        { id: "part-a:practice:5", adaptedFrom: { name: "The source's source", adaptedFrom: null } },
      ],
    });
    expect([a.asked.length, b.asked.length, c.asked.length]).toEqual([1, 1, 2]);
    expect(extensions?.maillage).toMatchObject({ requests: 4, waves: 3 });
  });

  it("is followed even when only its id is asked for", async () => {
    const { data } = await hub.ask(
      `{ practices(filter: { partners: ["part-a"] }, first: 2) { nodes { adaptedFrom { id } } } }`,
    );
    expect(data?.practices).toEqual({ nodes: [{ adaptedFrom: { id: "part-b:practice:1" } }, { adaptedFrom: null }] });
  });

  it("H01: is null with one error that names the owner when the owner fails, and nothing else is lost", async () => {
    c.behaviour = { status: 500 };
    const { data, errors } = await hub.ask(ADAPTED);
    const nodes = (data?.practices as unknown as { nodes: Array<{ adaptedFrom: unknown }> }).nodes;
    expect(nodes[0]?.adaptedFrom).toEqual({ name: "The source", adaptedFrom: null });
    expect(nodes[4]?.adaptedFrom).toBeNull();
    expect(errors?.map((error) => [error.path, error.extensions])).toEqual([
      [["practices", "nodes", 4, "adaptedFrom"], { code: "PARTNER_UNAVAILABLE", partner: "part-c" }],
      [["practices", "nodes", 0, "adaptedFrom", "adaptedFrom"], { code: "PARTNER_UNAVAILABLE", partner: "part-c" }],
    ]);
  });

  it("in a list, is left out when its owner does not know it, and null when its owner fails", async () => {
    c.behaviour = { status: 500 };
    const { data, errors } = await hub.ask(`{ events { nodes { speakers { name } } } }`);
    expect(data?.events).toEqual({ nodes: [{ speakers: [{ name: "Awa" }, null] }] });
    expect(errors?.map((error) => error.path)).toEqual([["events", "nodes", 0, "speakers", 1]]);
  });

  it("in several lists of one answer, is null in each of them when its owner fails", async () => {
    c.behaviour = { status: 500 };
    const lists = ["part-c:practice:1", "part-b:practice:1"].map((id) => stub("Practice", id));
    const event = contractRow("part-a:event:1", { speakers: [stub("Person", "part-c:person:1")], materials: lists });
    a.behaviour = { rows: () => [event] };
    const { data, errors } = await hub.ask(`{ events { nodes { speakers { id } materials { id } } } }`);
    expect(data?.events).toEqual({ nodes: [{ speakers: [null], materials: [null, { id: "part-b:practice:1" }] }] });
    expect(errors?.length).toBe(1);
  });

  it("is null with an error when its owner answers an error in its place", async () => {
    b.behaviour = {
      spoil: (response, { query }) =>
        query.includes("_m_hop0")
          ? { data: { _m_hop0: [null, null] }, errors: [{ message: "secret", path: ["_m_hop0", 0] }] }
          : response,
    };
    const { data, errors } = await hub.ask(`{ events { nodes { speakers { name } } } }`);
    expect(data?.events).toEqual({ nodes: [{ speakers: [null, { name: "Bo" }] }] });
    expect(errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
      [["events", "nodes", 0, "speakers", 0], { code: "PARTNER_UNAVAILABLE", partner: "part-b" }],
    ]);
  });

  it("is null with an error where it is further away than one answer goes", async () => {
    const self = practice("part-a:practice:1", { adaptedFrom: stub("Practice", "part-a:practice:1") });
    a.behaviour = { rows: () => [self] };
    const chain = `${"adaptedFrom { ".repeat(17)}id${" }".repeat(17)}`;
    const { data, errors } = await hub.ask(`{ practices(filter: { partners: ["part-a"] }) { nodes { ${chain} } } }`);
    expect(JSON.stringify(data).match(/adaptedFrom/g)?.length).toBe(17);
    expect(JSON.stringify(data)).toContain('{"adaptedFrom":null}');
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["LIMIT_EXCEEDED"]);
  });

  it("may be of several types, through interfaces, fragments, variables and conditions", async () => {
    const query = `
      query ($n: Int!, $yes: Boolean!, $no: Boolean!) {
        people { nodes { expertise { evidence { __typename ...Named ... on Event @include(if: $yes) { speakers { name } } ... on Practice @skip(if: $no) { organization { people(first: $n) { name } } licence } } } } }
      }
      fragment Named on Record { name ... on Node { id } }`;
    const { data, errors } = await hub.ask(query, { n: 3, yes: true, no: false });
    expect(errors).toBeUndefined();
    const [person] = (data?.people as unknown as { nodes: Array<{ expertise: Array<{ evidence: unknown[] }> }> }).nodes;
    expect(person?.expertise[0]?.evidence).toEqual([
      { __typename: "Practice", name: "1", id: "part-a:practice:1", organization: null, licence: "CC-BY-4.0" },
      { __typename: "Event", name: "1", id: "part-a:event:1", speakers: [{ name: "Awa" }, { name: "Bo" }] },
    ]);
    const without = await hub.ask(query, { n: 3, yes: false, no: true });
    expect(JSON.stringify(without.data)).not.toMatch(/speakers|licence/);
  });

  it("D16: is null when the owner answers for another record, or with another number of them", async () => {
    b.behaviour = {
      spoil: (response) => JSON.parse(JSON.stringify(response).replaceAll("part-b:practice:1", "part-b:practice:2")),
    };
    const swapped = await hub.ask(ADAPTED);
    expect(
      (swapped.data?.practices as unknown as { nodes: Array<{ adaptedFrom: unknown }> }).nodes[0]?.adaptedFrom,
    ).toBeNull();
    b.behaviour = { spoil: () => ({ data: { _m_hop0: [] } }) };
    const short = await hub.ask(ADAPTED);
    expect(short.errors?.[0]?.extensions).toEqual({ code: "PARTNER_UNAVAILABLE", partner: "part-b" });
  });

  it("asks the referring partner for nothing but type and id", async () => {
    await hub.ask(ADAPTED);
    expect(a.asked[0]?.query).toContain("adaptedFrom {_m_type: __typename _m_id: id}");
  });
});

describe("more references than one answer follows", () => {
  it("are null, with one error, and the others are answered", async () => {
    const speakers = Array.from({ length: 60 }, (_, at) => contractRow(`part-d:person:${at}`));
    const manySpeakers = (event: number) => speakers.map((_, at) => stub("Person", `part-d:person:${event * 60 + at}`));
    const events = Array.from({ length: 9 }, (_, at) =>
      contractRow(`part-d:event:${at}`, { minute: at, speakers: manySpeakers(at) }),
    );
    const people = Array.from({ length: 540 }, (_, at) => contractRow(`part-d:person:${at}`));
    const d = await new FakePartner("part-d", [...events, ...people]).start();
    hub.directory.replace([d.entry]);
    const { data, errors } = await hub.ask(`{ events(orderBy: UPDATED_ASC) { nodes { speakers { name } } } }`);
    hub.directory.replace([a, b, c].map((partner) => partner.entry));
    await d.stop();
    const nodes = (data?.events as unknown as { nodes: Array<{ speakers: unknown[] }> }).nodes;
    const answered = nodes.flatMap((node) => node.speakers).filter((speaker) => speaker !== null);
    expect(answered.length).toBe(500);
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [["events", "nodes", 8, "speakers", 20], "LIMIT_EXCEEDED"],
    ]);
  });
});

describe("several root fields", () => {
  it("travel to a partner in one request", async () => {
    const { data } = await hub.ask(
      `{ practices(first: 1) { totalCount } x: events { nodes { id } } people { totalCount } __typename }`,
    );
    expect(data).toEqual({
      practices: { totalCount: 8 },
      x: { nodes: [{ id: "part-a:event:1" }] },
      people: { totalCount: 2 },
      __typename: "Query",
    });
    expect(a.asked.length).toBe(1);
  });
});
