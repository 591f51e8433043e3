// The demo network's history through the hub: what a reader who has just started it finds. In: the network as `npm start`
// starts it. Out: what is found, counted, ranked and told.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { tellOfAuthors } from "../../services/exchange/communities/tell-of-discussion.js";
import { loadHistory } from "../../services/exchange/demo/load-history.js";
import { openExchangeDatabase } from "../../services/exchange/exchange-database.js";
import type { KnownRecord } from "../../services/exchange/records/look-up.js";
import { writeRecords } from "../../services/exchange/records/write-records.js";
import { readDemoRows } from "../hub/demo-rows.js";
import { testDatabase } from "../kit/database.js";
import { launchNetwork, temporaryFolder, type LaunchedNetwork } from "../kit/launched.js";
import { until } from "../kit/until.js";
import { history } from "./demo-rules.js";

const folder = temporaryFolder();
let databaseUrl: string;
let demo: LaunchedNetwork;
beforeAll(async () => {
  databaseUrl = await testDatabase();
  demo = await launchNetwork({ args: ["--data-dir", (await folder).path], databaseUrl });
  // A slow machine is ready before all partners have been heard.
  const database = await openExchangeDatabase({ databaseUrl });
  const published = readDemoRows().length;
  const sql = "select count(*)::int as known from exchange.record where not gone";
  await until(async () => (await database.rows<{ known: number }>(sql))[0]?.known === published);
  await database.close();
}, 120_000);
afterAll(async () => {
  await demo.stop();
  await (await folder).remove();
});

// eslint-disable-next-line typescript/no-explicit-any -- answers are compared, not computed with
async function read(query: string, key?: string, language = "en"): Promise<any> {
  const { data, errors } = await demo.ask(query, { key, headers: { "accept-language": language } });
  expect(errors).toEqual([]);
  return data;
}

const KNOWN: KnownRecord = {
  ...{ id: "coordination-bruxelles:organization:pause-canal", typename: "Organization", name: "Pause-Canal" },
  ...{ organization: "coordination-bruxelles:organization:pause-canal", visibility: "PUBLIC", version: null },
  ...{ topics: [], areas: [], people: [], adaptedFrom: null, evidence: null, event: null },
  ...{ createdAt: "2023-01-10T00:00:00.000Z", updatedAt: "2025-10-14T12:21:34.000Z" },
};
const KINDS = "PRACTICE ADOPTION REVIEW INTRODUCTION NEED_ANSWERED DISCUSSION EVENT ATTENDANCE EXCHANGE".split(" ");

describe("a demo network that has just started", () => {
  it("has communities with discussions, the public ones for everyone", async () => {
    const query = "{ communities { totalCount edges { node { visibility memberCount discussions { totalCount } } } } }";
    const [everyone, network] = await Promise.all([read(query), read(query, demo.keys.reader)]);
    expect([everyone.communities.totalCount, network.communities.totalCount]).toEqual([4, 6]);
    const counts = everyone.communities.edges.map(({ node }: { node: { memberCount: number } }) => node.memberCount);
    expect(Math.min(...counts)).toBeGreaterThan(3);
    const inside = network.communities.edges.find(
      ({ node }: { node: { visibility: string } }) => node.visibility === "MEMBERS",
    );
    expect(inside.node).toMatchObject({ memberCount: 6, discussions: { totalCount: 0 } }); // whoever reads is no member
  });

  it("shows no word of a post that was deleted, and answers that were accepted", async () => {
    const { practice } = await read(
      `{ practice: node(id: "aidants-bretagne:practice:fiche-passage") { ... on Practice { discussions { title
         acceptedAnswer { author { name } signedBy { name } } posts { edges { node { text deleted } } } } } } }`,
    );
    const [discussion] = practice.discussions;
    expect(discussion.acceptedAnswer).toEqual({
      author: { name: "Relais du Léon" },
      signedBy: { name: "Yannig Le Sciellour" },
    });
    const posts = discussion.posts.edges.map(({ node }: { node: { text: string; deleted: boolean } }) => node);
    expect(posts.filter(({ deleted }: { deleted: boolean }) => deleted)).toEqual([{ text: "", deleted: true }]);
    expect(posts).toHaveLength(5);
  });

  it.each([
    ["tablette ou papier pour la fiche de passage", "fr", "Fiche de passage : tablette ou papier ?"],
    ["bread that donors bring", "en", "Les donateurs qui apportent toujours le même pain"],
    ["councillor wants to meet the carer", "en", "When a councillor asks to meet the carer in the story"],
    ["relayeuse malade la veille", "fr", "Relayeuse malade la veille : que faites-vous ?"],
  ])("finds a discussion by %j", async (text, language, title) => {
    const query = `{ search(text: ${JSON.stringify(text)}, first: 10) { edges { node { type name } } } }`;
    await until(async () => {
      const { search } = await read(query, undefined, language);
      return search.edges.some(({ node }: { node: { name: string } }) => node.name === title);
    });
  });

  it("has practices on every level of the ladder, and one whose level has run out", async () => {
    const { practices } = await read(
      "{ practices(first: 100) { nodes { id quality { level because } adoptionCount reviews { id } } } }",
      demo.keys.reader,
    );
    const levels = Map.groupBy(practices.nodes, ({ quality }: { quality: { level: string } }) => quality.level);
    expect(new Set(levels.keys())).toEqual(new Set(["SHARED", "EMERGING", "PROMISING", "LEADING", "BEST"]));
    const old = practices.nodes.find(({ id }: { id: string }) => id.endsWith(":francais-par-taches"));
    expect(old).toMatchObject({ quality: { level: "SHARED" }, adoptionCount: 1, reviews: [{}] });
    expect(old.quality.because).toContain("Nothing has confirmed it for two years.");
  });

  it("says who gave what others used", async () => {
    const { contributors } = await read("{ contributors { organization { name } points badges { name } } }");
    expect(contributors.length).toBeGreaterThan(10);
    expect(contributors[0].points).toBeGreaterThan(50);
    expect(contributors[0].badges.length).toBeGreaterThan(1);
  });

  it("has something of every kind to report", async () => {
    const today = new Date();
    const [to = "", from = ""] = [0, 2 * 365].map((days) =>
      new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 10),
    );
    const { activityReport } = await read(
      `{ activityReport(from: "${from}", to: "${to}") { figures { kind count } } }`,
      demo.keys.reader,
    );
    const counts = activityReport.figures.map(({ kind, count }: { kind: string; count: number }) => [kind, count > 0]);
    expect(counts).toEqual(KINDS.map((kind) => [kind, true]));
  });

  it("has needs where few could help, and experts for whom adoptions and endorsements speak", async () => {
    await until(async () => {
      const { gaps } = await read("{ gaps { openNeeds } }");
      return gaps.some(({ openNeeds }: { openNeeds: number }) => openNeeds > 0);
    });
    await until(async () => {
      const { experts } = await read(
        `{ experts(about: "respite care", first: 3) { edges { node { evidence { kind } } } } }`,
      );
      const kinds = experts.edges[0].node.evidence.map(({ kind }: { kind: string }) => kind);
      return kinds.includes("ENDORSEMENT") && kinds.includes("ADOPTION");
    });
  });

  it("has a full event with people who wait", async () => {
    const { event } = await read(
      `{ event: node(id: "common-thread-london:event:kitchen-visit-2027") { ... on Event { placesLeft registrations { state } } } }`,
      demo.keys.writer,
    );
    expect(event.placesLeft).toBe(0);
    const states = event.registrations.map(({ state }: { state: string }) => state);
    expect(states.toSorted()).toEqual(["CONFIRMED", "WAITING"]);
  });

  it("has told the organization that its writer's key acts for, which has not read it yet, of what others did", async () => {
    const { notices } = await read(
      "{ notices(first: 50, unread: true) { edges { node { kind text at } } } }",
      demo.keys.writer,
      "fr",
    );
    const nodes = notices.edges.map(({ node }: { node: { kind: string; text: string } }) => node);
    const texts = nodes.map(({ text }: { text: string }) => text);
    expect(texts).toContain("Marsh Lane Kitchen a répondu dans « Journée du répit : qui vient raconter un échec ? ».");
    expect(texts).toContain("Les Marraines de Guédiawaye souhaite être présentée à Solenn Guivarc'h.");
    expect(new Set(nodes.map(({ kind }: { kind: string }) => kind)).size).toBeGreaterThan(3);
  });

  it("holds all that was written, once: where something is, nothing is loaded", async () => {
    const database = await openExchangeDatabase({ databaseUrl });
    const count = async (): Promise<unknown> =>
      (
        await database.rows(`select (select count(*)::int from exchange.post) as posts,
          (select count(*)::int from exchange.adoption) as adoptions, (select count(*)::int from exchange.review) as reviews`)
      )[0];
    const { discussions, adoptions, reviews } = history;
    const posts = discussions.flatMap((discussion) => discussion.posts);
    const whole = { posts: posts.length, adoptions: adoptions.length, reviews: reviews.length };
    expect(await count()).toEqual(whole);
    expect(await loadHistory(database, new Date())).toBe(false);
    expect(await count()).toEqual(whole);
    await database.close();
  });
});

describe("a demo network of which a partner is not there yet", () => {
  it("is loaded all the same; search is told of what an organization wrote once it is known", async () => {
    const database = await openExchangeDatabase({ databaseUrl: await testDatabase() });
    expect(await loadHistory(database, new Date())).toBe(true);
    const told = async (): Promise<ReadonlyArray<{ visibility: string; texts: string[] }>> => {
      const rows = await database.rows<{ record: { visibility: string; texts: string[] } }>(
        "select record from exchange.told where record ->> 'kind' = 'DISCUSSION'",
      );
      return rows.map(({ record }) => record);
    };
    const before = await told();
    expect(before.length).toBe(20); // all but those for members
    expect(before.flatMap(({ texts }) => texts)).toEqual([]);
    await database.transaction(async (tx) => {
      await writeRecords(tx, [KNOWN], { confirmed: true });
      await tellOfAuthors(tx, [KNOWN]);
    });
    const after = (await told()).filter(({ texts }) => texts.length > 0);
    expect(after.length).toBeGreaterThan(4);
    expect(new Set(after.map(({ visibility }) => visibility))).toEqual(new Set(["PUBLIC", "NETWORK"]));
    await database.close();
  });
});
