// Needs: gaps where few can help, and who could help with each, from the fields that a need is asked about with.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { OpenNeed } from "../../../schema/hub-records.js";
import { openService, type OpenService } from "./open-service.js";

const RESPITE = "hub:topic:respite-care";
const AT_HOME = "hub:topic:home-respite"; // narrower than respite
const FOOD = "hub:topic:food-aid";
const HOUSING = "hub:topic:housing";

const now = new Date().toISOString();
const given = { createdAt: now, updatedAt: now };
const cooks = ["fay", "gus", "hal"].map((local) => `south:person:${local}`);

let service: OpenService;
beforeAll(async () => {
  service = await openService();
  await service.save(
    { ...given, id: "north:organization:home", name: "North Home" },
    { ...given, id: "north:person:ada", name: "Ada Brook", organization: "north:organization:home" },
    { ...given, id: "south:person:dan", name: "Dan Reed" },
    ...cooks.map((id) => ({ ...given, id, name: id })),
    {
      ...{ ...given, id: "south:project:kitchen", name: "Kitchen", topics: [FOOD] },
      team: cooks.map((person) => ({ person, role: "cook" })),
    },
    {
      ...{ ...given, id: "north:practice:nights", name: "Night respite at home", topics: [AT_HOME] },
      ...{ organization: "north:organization:home", summary: "Carers sleep while someone watches" },
      contributors: [{ person: "north:person:ada", role: "author", degree: "LEAD" }],
    },
    { ...given, id: "south:practice:days", name: "Day breaks", topics: [RESPITE], summary: "By the sea" },
    {
      ...{ ...given, id: "south:practice:watch", name: "Someone watches the night", summary: "For hospital wards" },
      contributors: [{ person: "south:person:dan", role: "author", degree: "LEAD" }],
    },
    { ...given, id: "south:practice:soup", name: "Soup", topics: [FOOD], visibility: "NETWORK" as const },
  );
});
afterAll(() => service.stop());

const need = (local: string, topics: readonly string[], more: Partial<OpenNeed> = {}): OpenNeed => {
  const id = `hub:need:${local}`;
  return { kind: "NEED", id, visibility: "PUBLIC", topics, by: "north:organization:home", ...more };
};

const gaps = async (first = 20, as: "PUBLIC" | "NETWORK" = "PUBLIC") =>
  (await service.ask(`{ gaps(first: ${first}) { topic { id } asked experts openNeeds } }`, { as })).gaps;

describe("gaps", () => {
  it("are topics that someone needs and few know, the most needed first, asked about or not", async () => {
    await service.tell(
      ...[need("one", [RESPITE]), need("two", [AT_HOME, RESPITE]), need("three", [AT_HOME])],
      ...[need("four", [FOOD]), need("five", [HOUSING], { visibility: "NETWORK" })],
    );
    const atHome = { topic: { id: AT_HOME }, asked: 0, experts: 1, openNeeds: 2 };
    const respite = { topic: { id: RESPITE }, asked: 0, experts: 1, openNeeds: 3 }; // needs of narrower topics too
    expect(await gaps()).toEqual([respite, atHome]);
    expect(await gaps(1)).toEqual([respite]);
    const housing = { topic: { id: HOUSING }, asked: 0, experts: 0, openNeeds: 1 };
    expect(await gaps(20, "NETWORK")).toEqual([respite, atHome, housing]);
  });

  it("are the same as before of what was asked about in vain, with its needs beside it", async () => {
    const { database } = service.knowledge;
    await database.rows(`insert into knowledge.asked (topic, day, times, unanswered)
      values ('${FOOD}', current_date, 20, 12), ('${HOUSING}', current_date, 20, 7)`);
    const found: ReadonlyArray<{ topic: { id: string } }> = await gaps();
    expect(found.map(({ topic, ...rest }) => ({ id: topic.id, ...rest }))).toEqual([
      { id: FOOD, asked: 12, experts: 3, openNeeds: 1 }, // 12 + 5
      { id: RESPITE, asked: 0, experts: 1, openNeeds: 3 }, // 15
      { id: AT_HOME, asked: 0, experts: 1, openNeeds: 2 }, // 10
      { id: HOUSING, asked: 7, experts: 0, openNeeds: 0 },
    ]);
  });

  it("count a need as long as it is open and its organization's partner is there", async () => {
    await service.forget("hub:need:one");
    await service.tell(need("six", [HOUSING], { by: "west:organization:gone" }));
    const openOf = async (id: string) => {
      const found: ReadonlyArray<{ topic: { id: string }; openNeeds: number }> = await gaps();
      return found.find(({ topic }) => topic.id === id)?.openNeeds;
    };
    expect([await openOf(RESPITE), await openOf(HOUSING)]).toEqual([2, 1]);
    await service.knowledge.status.hide("west");
    expect(await openOf(HOUSING)).toBe(0);
  });
});

interface Asked {
  readonly title: string;
  readonly text: string;
  readonly topics: readonly string[];
  readonly id?: string;
}

async function helpFor(
  { title, text, topics, id = "hub:need:unknown" }: Asked,
  languages = ["en"],
  as: "PUBLIC" | "NETWORK" = "PUBLIC",
) {
  const fields = `title: ${JSON.stringify(title)}, text: ${JSON.stringify(text)}`;
  const listed = topics.map((topic) => `{__typename: "Topic", id: "${topic}"}`).join(", ");
  const query = `{ _entities(representations: [{__typename: "Need", id: "${id}", ${fields}, topics: [${listed}]}]) {
    ... on Need { experts { name evidence { kind } } practices { id because score node { id } } } } }`;
  return (await service.ask(query, { languages, as }))._entities[0];
}

describe("a need", () => {
  const nights = { title: "Someone to watch at night", text: "Our carers never sleep.", topics: [RESPITE] };

  it("finds practices: first those of its topics and its words, each with reasons in the reader's language", async () => {
    const { practices } = await helpFor(nights);
    const ids = practices.map(({ id }: { id: string }) => id);
    expect(ids[0]).toBe("north:practice:nights");
    expect(ids.toSorted()).toEqual(["north:practice:nights", "south:practice:days", "south:practice:watch"]);
    expect(practices[0].because[0]).toBe("matches the topic Respite care");
    expect(practices[0].because).toContainEqual(expect.stringMatching(/^contains: /));
    expect(practices[0].score).toBe(2);
    const scores: number[] = practices.map(({ score }: { score: number }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    const french = await helpFor(nights, ["fr"]);
    expect(french.practices[0].because[0]).toBe("correspond au thème Répit des aidants");
  });

  it("is understood in the other language, without topics of its own", async () => {
    const { practices, experts } = await helpFor({
      ...{ title: "Relayage à domicile", text: "Nous cherchons « une relève » pour la nuit.", topics: [] },
    });
    expect(practices[0].id).toBe("north:practice:nights");
    expect(experts[0].name).toBe("Ada Brook");
  });

  it("finds people by its topics and its words, but for those of the organization that has it", async () => {
    const names = async (asked: Asked) => (await helpFor(asked)).experts.map(({ name }: { name: string }) => name);
    expect((await names(nights)).toSorted()).toEqual(["Ada Brook", "Dan Reed"]);
    expect(await names({ ...nights, id: "hub:need:two" })).toEqual(["Dan Reed"]);
  });

  it("finds nothing that the reader may not see", async () => {
    const asked = { title: "Soup", text: "", topics: [FOOD] };
    expect((await helpFor(asked)).practices).toEqual([]);
    const network = await helpFor(asked, ["en"], "NETWORK");
    expect(network.practices.map(({ id }: { id: string }) => id)).toEqual(["south:practice:soup"]);
  });

  it("may say nothing, or very much, in any characters", async () => {
    const nothing = await helpFor({ title: "?!", text: "…", topics: [] });
    expect(nothing).toEqual({ experts: [], practices: [] });
    const unknown = await helpFor({ title: "", text: "", topics: ["hub:topic:of-tomorrow"] });
    expect(unknown).toEqual({ experts: [], practices: [] });
    const much = await helpFor({ title: "Night", text: `“watch” ${"respite 🌙 ".repeat(2_000)}`, topics: [] });
    expect(much.practices.length).toBeGreaterThan(0);
    const endless = await helpFor({ title: "🌙".repeat(300), text: "x".repeat(20_000), topics: [RESPITE] });
    expect(endless.practices.length).toBeGreaterThan(0);
  });

  it("leaves nothing of what it says in the database", async () => {
    await helpFor({ title: "Xylography for zouaves", text: "Quokkas wanted", topics: [RESPITE] });
    await service.tell(need("seven", [RESPITE]));
    const { database } = service.knowledge;
    const tables = await database.rows<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('knowledge', 'mirror')`,
    );
    for (const { name } of tables) {
      const held = await database.rows(`select from ${name} as held where held::text ~* 'xylogra|zouave|quokka'`);
      expect({ name, held: held.length }).toEqual({ name, held: 0 });
    }
  });
});
