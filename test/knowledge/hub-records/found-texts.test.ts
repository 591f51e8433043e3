// Communities and discussions in search: found like records, of no partner; each only by who may see it.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openService, type OpenService } from "./open-service.js";
import { AT, community, discussion } from "./told-records.js";

const RESPITE = "hub:topic:respite-care";
const FOOD = "hub:topic:food-aid";
const given = { createdAt: AT, updatedAt: AT };

let service: OpenService;
beforeAll(async () => {
  service = await openService();
  await service.save(
    { ...given, id: "north:organization:home", name: "North Home", countries: ["GB"] },
    {
      ...{ ...given, id: "north:practice:breaks", name: "Breaks for carers", areas: ["FR-35"], language: "en" },
      ...{ topics: [RESPITE], organization: "north:organization:home", updatedAt: "2026-01-01T00:00:00.000Z" },
    },
    { ...given, id: "south:project:kitchen", name: "Kitchen", topics: [FOOD] },
  );
  await service.tell(
    community("carers", { name: "Carers' circle", topics: [RESPITE], summary: "Peers who run short breaks" }),
    discussion("nuits", {
      ...{ name: "Comment financer les nuits de répit ?", language: "fr", community: "hub:community:carers" },
      ...{ texts: ["Nous cherchons des gardes de nuit.", "Un legs a tout payé."], topics: [RESPITE] },
      ...{ about: ["north:practice:breaks"], updatedAt: "2026-06-02T00:00:00.000Z" },
    }),
    community("board", { name: "Board room", visibility: "NETWORK", texts: ["zyzzyva"], topics: [FOOD] }),
    discussion("open", { name: "Open letter", community: "hub:community:board", texts: ["zephyr"] }),
  );
});
afterAll(() => service.stop());

const HIT = `id type name summary language partner organizationName snippet because node { __typename id }`;
const search = (text: string, filter = "", more = HIT) =>
  `{ search(text: ${JSON.stringify(text)}${filter === "" ? "" : `, filter: {${filter}}`}) {
    totalCount edges { node { ${more} } } understoodAs { id } } }`;

async function idsOf(text: string, filter = "", as: "PUBLIC" | "NETWORK" = "PUBLIC"): Promise<string[]> {
  const { search: found } = await service.ask(search(text, filter, "id"), { as });
  const ids: string[] = found.edges.map(({ node }: { node: { id: string } }) => node.id);
  expect(found.totalCount).toBe(ids.length);
  return ids;
}

describe("a community or a discussion", () => {
  it("names as reasons the words that say something, not the little ones between them", async () => {
    const { search: found } = await service.ask(search("un legs a tout payé"), { languages: ["fr"] });
    expect(found.edges[0].node.because).toEqual(["contient : legs, tout, payé"]);
  });

  it("is found by its words in the language it is written in, with the passage, its community and a stub", async () => {
    const { search: found } = await service.ask(search("gardes de nuits"), { languages: ["fr"] });
    expect(found.edges).toEqual([
      {
        node: {
          ...{ id: "hub:discussion:nuits", type: "DISCUSSION", name: "Comment financer les nuits de répit ?" },
          ...{ summary: null, language: "fr", partner: null, organizationName: "Carers' circle" },
          snippet: expect.stringContaining("\uE000gardes\uE001 de \uE000nuit\uE001"),
          because: [expect.stringMatching(/^contient : .*gardes/)],
          node: { __typename: "Discussion", id: "hub:discussion:nuits" },
        },
      },
    ]);
  });

  it("is found by its topic in the other language", async () => {
    const ids = ["hub:community:carers", "hub:discussion:nuits", "north:practice:breaks"];
    expect((await idsOf("respite")).sort()).toEqual(ids);
    expect((await idsOf("répit des aidants")).sort()).toEqual(ids);
    const { search: found } = await service.ask(search("respite", "types: [COMMUNITY]"));
    expect(found.edges[0].node).toMatchObject({
      ...{ id: "hub:community:carers", type: "COMMUNITY", partner: null, organizationName: null },
      because: expect.arrayContaining(["matches the topic Respite care"]),
      node: { __typename: "Community", id: "hub:community:carers" },
    });
  });

  it("is shown to those who may see it: by words, by topic, in facets and in the name of its community", async () => {
    expect(await idsOf("zyzzyva")).toEqual([]);
    expect(await idsOf("zyzzyva", "", "NETWORK")).toEqual(["hub:community:board"]);
    expect(await idsOf("zephyr")).toEqual(["hub:discussion:open"]);
    const communityOf = async (as: "PUBLIC" | "NETWORK") =>
      (await service.ask(search("zephyr"), { as })).search.edges[0].node.organizationName;
    expect(await communityOf("PUBLIC")).toBe(null);
    expect(await communityOf("NETWORK")).toBe("Board room");
  });

  it("is filtered by type, topic, language and time, and is of no partner, place or setting", async () => {
    const all = ["hub:community:carers", "hub:discussion:nuits", "hub:discussion:open"];
    expect((await idsOf("", "types: [COMMUNITY, DISCUSSION]")).sort()).toEqual(all);
    expect((await idsOf("", `topics: ["${RESPITE}"], types: [DISCUSSION]`)).sort()).toEqual(["hub:discussion:nuits"]);
    expect(await idsOf("", `languages: ["fr"]`)).toEqual(["hub:discussion:nuits"]);
    expect(await idsOf("", `updatedSince: "2026-06-01T12:00:00.000Z"`)).toEqual(["hub:discussion:nuits"]);
    for (const filter of [`partners: ["north"]`, `areas: ["FR-35"]`, `countries: ["GB"]`, `settings: [RURAL]`])
      expect((await idsOf("", filter)).filter((id) => id.startsWith("hub:"))).toEqual([]);
  });

  it("is counted in facets and topics as what it is, and adds to no partner's and no type's counts", async () => {
    const facets = `types { value label count } topics { value count } partners { value count } languages { value count }`;
    const query = (as: "PUBLIC" | "NETWORK") =>
      service.ask(
        `{ search(text: "") { totalCount facets { ${facets} } } topic(id: "${FOOD}") { recordCount }
        overview { partners organizations people projects practices events topTopics { value count } }
        coverage(topics: ["${RESPITE}"]) { area count } }`,
        { as, languages: ["fr"] },
      );
    const told = await query("PUBLIC");
    expect(told.search.totalCount).toBe(6);
    expect(told.search.facets.types).toContainEqual({ value: "DISCUSSION", label: "Discussions", count: 2 });
    expect(told.search.facets.types).toContainEqual({ value: "COMMUNITY", label: "Communautés", count: 1 });
    expect(told.search.facets.topics[0]).toEqual({ value: RESPITE, count: 3 });
    expect(told.search.facets.partners).toEqual([
      { value: "north", count: 2 },
      { value: "south", count: 1 },
    ]);
    expect(told.search.facets.languages).toContainEqual({ value: "fr", count: 1 });
    expect(told.topic.recordCount).toBe(1);
    const none = { people: 0, events: 0 };
    expect(told.overview).toMatchObject({ ...none, partners: 2, organizations: 1, projects: 1, practices: 1 });
    expect(told.overview.topTopics).toEqual(told.search.facets.topics);
    expect(told.coverage).toEqual([{ area: "FR-35", count: 1 }]);
    expect((await query("NETWORK")).topic.recordCount).toBe(2);
  });

  it("is told of in changes, with no partner, and is related to what it is about", async () => {
    const { recordChangesSince: told } = await service.ask(
      `{ recordChangesSince(filter: {types: [DISCUSSION]}) { changes { op id type partner record { __typename id } } } }`,
    );
    expect(told.changes).toEqual(
      ["hub:discussion:nuits", "hub:discussion:open"].map((id) => ({
        ...{ op: "UPSERT", id, type: "DISCUSSION", partner: null, record: { __typename: "Discussion", id } },
      })),
    );
    const related = (languages: string[]) =>
      service.ask(
        `{ _entities(representations: [{__typename: "Practice", id: "north:practice:breaks"}]) { ... on Practice {
          related { id because } } } }`,
        { languages },
      );
    const [practice] = (await related(["en"]))._entities;
    expect(practice.related[0]).toEqual({
      id: "hub:discussion:nuits",
      because: ["is about it", "shares the topics Respite care"],
    });
    expect((await related(["fr"]))._entities[0].related[0].because[0]).toBe("en parle");
    await service.tell(discussion("aside", { name: "Quizzical", about: ["north:practice:breaks"] }));
    const [again] = (await related(["en"]))._entities;
    expect(again.related).toContainEqual({ id: "hub:discussion:aside", because: ["is about it"] });
    await service.forget("hub:discussion:aside");
  });

  it("is gone from every answer once it is removed or only for others", async () => {
    await service.tell(discussion("brief", { name: "Brief encounter", texts: ["xylophone"], topics: [RESPITE] }));
    expect(await idsOf("xylophone")).toEqual(["hub:discussion:brief"]);
    await service.tell(discussion("brief", { name: "Brief", texts: ["xylophone"], visibility: "NETWORK" }));
    expect(await idsOf("xylophone")).toEqual([]);
    expect(await idsOf("xylophone", "", "NETWORK")).toEqual(["hub:discussion:brief"]);
    await service.forget("hub:discussion:brief");
    expect(await idsOf("xylophone", "", "NETWORK")).toEqual([]);
    expect(await idsOf("", `types: [DISCUSSION]`, "NETWORK")).not.toContain("hub:discussion:brief");
  });
});
