import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { RecordDraft } from "../../services/records/record-draft.js";
import { startPartners, type TestPartners } from "./kit/partners.js";

const NUMBER = Array.from({ length: 51 }, (_, index) => index);
const RECORDS: RecordDraft[] = [
  { id: "aa:organization:1", name: "Répit Bretagne", identifiers: [{ scheme: "FR-RNA", value: "W353001234" }] },
  { id: "aa:organization:secret", name: "Hidden", visibility: "NETWORK", organization: "aa:organization:1" },
  {
    id: "aa:person:1",
    name: "Anne",
    organization: "aa:organization:1",
    languages: ["fr", "br"],
    expertise: [
      {
        topic: "hub:topic:respite-care",
        level: "EXPERT",
        since: "2010-01-01",
        evidence: ["aa:practice:1", "bb:project:7", "aa:practice:secret", "aa:practice:gone"],
      },
    ],
  },
  { id: "aa:person:secret", name: "Hidden person", visibility: "NETWORK", organization: "aa:organization:1" },
  {
    id: "aa:practice:1",
    name: "Relay at home",
    steps: ["Ask", "Come"],
    settings: ["RURAL"],
    audiences: ["hub:topic:family-carers"],
    cost: { amount: 18_000, currency: "EUR" },
    context: { people: 3, culturalNotes: "Gently" },
    contributors: [
      { person: "aa:person:1", role: "author", degree: "LEAD" },
      { organization: "bb:organization:9", role: "funder", degree: "SUPPORTING" },
      { person: "aa:person:secret", role: "reviewer", degree: "EQUAL" },
    ],
    adaptedFrom: "bb:practice:4",
    organization: "aa:organization:1",
  },
  { id: "aa:practice:secret", name: "Hidden practice", visibility: "NETWORK", adaptedFrom: "aa:practice:1" },
  { id: "aa:practice:2", name: "Adapted from a hidden one", adaptedFrom: "aa:practice:secret" },
  {
    id: "aa:event:1",
    name: "Forum",
    startsAt: "2026-11-22T09:30:00.000Z",
    joinUrl: "https://meet.example/x",
    speakers: ["aa:person:secret", "aa:person:1", "bb:person:2"],
    partOf: "aa:event:gone",
    translations: [{ language: "fr", origin: "HUMAN", name: "Le forum" }],
  },
  ...NUMBER.map((index) => ({
    id: `aa:project:${index}`,
    name: `Project ${index}`,
    organization: "aa:organization:1",
    topics: [index === 0 ? "hub:topic:music" : "hub:topic:respite-care"],
    team: [
      { person: "aa:person:1", role: "lead" },
      { person: "aa:person:secret", role: "hidden" },
      ...(index === 0 ? [{ person: "bb:person:5", role: "guest" }] : []),
    ],
    practices: ["aa:practice:1", "aa:practice:2", "bb:practice:8", "aa:practice:secret"],
  })),
];

let partners: TestPartners;
beforeAll(async () => {
  partners = await startPartners({ aa: RECORDS, bb: [{ id: "bb:project:7", name: "Of another" }] });
});
afterAll(() => partners.stop());

describe("records and what they lead to", () => {
  it("answers a record's own fields as they were written", async () => {
    const query = `{ practices(filter: {text: "relay"}) { nodes { __typename id name steps licence version practiceKind partnerless: url
      context { settings audiences { id } cost { amount currency } people description culturalNotes } } } }`;
    const { data, errors } = await partners.ask("aa", query);
    expect(errors).toBeUndefined();
    expect(data.practices.nodes).toEqual([
      {
        __typename: "Practice",
        id: "aa:practice:1",
        name: "Relay at home",
        steps: ["Ask", "Come"],
        licence: "CC-BY-4.0",
        version: "1",
        practiceKind: "CASE_STUDY",
        partnerless: null,
        context: {
          settings: ["RURAL"],
          audiences: [{ id: "hub:topic:family-carers" }],
          cost: { amount: 18_000, currency: "EUR" },
          people: 3,
          description: null,
          culturalNotes: "Gently",
        },
      },
    ]);
  });

  it("answers other partners' records with type and id, and its own in full", async () => {
    const query = `{ practices(filter: {text: "relay"}) { nodes { adaptedFrom { __typename id } contributors { person { name } organization { __typename id } role degree } } }
      people { nodes { name expertise { topic { id } level since evidence { __typename id ... on Practice { name } } } projects(first: 2) { role person { id } project { organization { name } } } practices { name } } } }`;
    const { data, errors } = await partners.ask("aa", query, { as: "PUBLIC" });
    expect(errors).toBeUndefined();
    expect(data.practices.nodes[0].adaptedFrom).toEqual({ __typename: "Practice", id: "bb:practice:4" });
    expect(data.practices.nodes[0].contributors).toEqual([
      { person: { name: "Anne" }, organization: null, role: "author", degree: "LEAD" },
      {
        person: null,
        organization: { __typename: "Organization", id: "bb:organization:9" },
        role: "funder",
        degree: "SUPPORTING",
      },
    ]);
    expect(data.people.nodes).toHaveLength(1);
    const [anne] = data.people.nodes;
    expect(anne.expertise[0].evidence).toEqual([
      { __typename: "Practice", id: "aa:practice:1", name: "Relay at home" },
      { __typename: "Project", id: "bb:project:7" },
    ]);
    expect(anne.projects).toHaveLength(2);
    expect(anne.projects[0]).toEqual({
      role: "lead",
      person: { id: "aa:person:1" },
      project: { organization: { name: "Répit Bretagne" } },
    });
    expect(anne.practices).toEqual([{ name: "Relay at home" }]);
  });

  it.each([
    ["PUBLIC", ["Anne"]],
    ["NETWORK", ["Anne", "Hidden person"]],
  ] as const)("lets a %s reader see nothing of what is hidden, nested or counted", async (as, people) => {
    const count = people.length;
    const query = `{ people { totalCount nodes { name } } organizations { totalCount nodes { people { name } } }
      events { nodes { name speakers { id ...on Person { __typename } } partOf { id } } }
      projects(first: 1) { nodes { team { person { id } role } practices { id } } }
      practices(filter: {text: "adapted"}) { nodes { adaptedFrom { id } } }
      partnerDescriptor { key level contractVersion counts { organizations people projects practices events } } }`;
    const { data, errors } = await partners.ask("aa", query, { as });
    expect(errors).toBeUndefined();
    const isNetwork = as === "NETWORK";
    expect(data.people.totalCount).toBe(count);
    expect(data.people.nodes.map((node: { name: string }) => node.name).sort()).toEqual(people);
    expect(data.organizations.totalCount).toBe(count);
    const speakers = data.events.nodes[0].speakers.map((speaker: { id: string }) => speaker.id);
    expect(speakers).toEqual([...(isNetwork ? ["aa:person:secret"] : []), "aa:person:1", "bb:person:2"]);
    expect(data.events.nodes[0].partOf).toBeNull();
    expect(data.projects.nodes[0].team).toHaveLength(isNetwork ? 3 : 2);
    expect(data.projects.nodes[0].practices).toHaveLength(isNetwork ? 4 : 3);
    expect(data.practices.nodes[0].adaptedFrom).toEqual(isNetwork ? { id: "aa:practice:secret" } : null);
    expect(data.partnerDescriptor.counts).toEqual({
      organizations: count,
      people: count,
      projects: 51,
      practices: isNetwork ? 3 : 2,
      events: 1,
    });
  });

  it("keeps the address of an online event for callers who are known", async () => {
    const query = "{ events { nodes { joinUrl } } }";
    expect((await partners.ask("aa", query, { as: "PUBLIC" })).data.events.nodes[0].joinUrl).toBe(
      "https://meet.example/x",
    );
    expect((await partners.ask("aa", query, { as: "anonymous" })).data.events.nodes[0].joinUrl).toBeNull();
  });

  it("says that another partner's record is not its own to describe", async () => {
    const { data, errors } = await partners.ask(
      "aa",
      "{ projects(first: 1) { nodes { team { person { name } role } } } }",
    );
    expect(data.projects.nodes[0].team.at(-1)).toEqual({ person: null, role: "guest" });
    expect(errors?.[0]?.extensions).toEqual({ code: "INVALID_VALUE" });
  });

  it("answers a page of 50 projects with all they lead to in at most 12 statements", async () => {
    partners.statements.length = 0;
    const query = `{ projects(first: 50, filter: {topics: ["hub:topic:respite-care"]}) { totalCount pageInfo { hasNextPage } nodes { name organization { name people { name } } team { person { name } role }
      practices { __typename id ... on Practice { adaptedFrom { id } } } topics { id } } } }`;
    const { data, errors } = await partners.ask("aa", query);
    expect(errors).toBeUndefined();
    expect(data.projects.nodes).toHaveLength(50);
    expect(partners.statements.length).toBeLessThanOrEqual(12);
    expect(partners.statements.length).toBeGreaterThanOrEqual(4);
  });
});

describe("_entities", () => {
  const query =
    "query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Project { name } ... on Person { name } } }";

  it("keeps the order, and answers null for what is unknown, hidden, another's or of another type", async () => {
    const ids = ["aa:project:3", "aa:project:none", "aa:person:secret", "aa:person:1", "bb:project:7", "aa:project:3"];
    const r = ids.map((id) => ({ __typename: id.includes("person") ? "Person" : "Project", id }));
    r.push({ __typename: "Person", id: "aa:project:3" }, { __typename: "Topic", id: "hub:topic:respite-care" });
    const { data, errors } = await partners.ask("aa", query, { variables: { r }, as: "PUBLIC" });
    expect(errors).toBeUndefined();
    const third = { __typename: "Project", name: "Project 3" };
    expect(data._entities).toEqual([
      third,
      null,
      null,
      { __typename: "Person", name: "Anne" },
      null,
      third,
      null,
      null,
    ]);
  });

  it("takes 500 representations and refuses 501", async () => {
    const r = Array.from({ length: 501 }, () => ({ __typename: "Project", id: "aa:project:1" }));
    expect((await partners.ask("aa", query, { variables: { r: r.slice(1) } })).data._entities).toHaveLength(500);
    const { errors } = await partners.ask("aa", query, { variables: { r } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "LIMIT_EXCEEDED", got: "501" });
  });

  it("hands out the partners' contract", async () => {
    const { data } = await partners.ask("aa", "{ _service { sdl } }", { as: "anonymous" });
    expect(data._service.sdl).toContain("type Practice implements Record & Node @key");
  });
});
