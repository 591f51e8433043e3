// Organizations that are erased on request: their id is in no table of exchange, also after a backup has been restored; what
// they said and did with others stays readable and counted, without them.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { restore } from "../../gateway/main/restore.js";
import { openExchangeDatabase } from "../../services/exchange/exchange-database.js";
import { testDatabase } from "../kit/database.js";
import { erase } from "../kit/data-requests.js";
import { CARERS, RESPITE, startExchangeNetwork, type ExchangeNetwork } from "../kit/exchange-network.js";
import { adoption, makersFor } from "../kit/make-exchange.js";
import { backUpQuietly } from "../kit/quiet-backup.js";
import { until } from "../kit/until.js";
import { wordsInTables } from "../kit/words-in-tables.js";

const HOME = "brest:organization:home";
const CRIEE = "dakar:practice:veille";
const times = { createdAt: "2026-09-01T00:00:00.000Z", updatedAt: "2026-09-01T00:00:00.000Z" };

const REVIEW = `mutation ($input: ReviewInput!) { reviewPractice(input: $input) { id } }`;
const CRITERIA = [
  "RELEVANCE",
  "EFFECTIVENESS",
  "EVIDENCE",
  "REPLICABILITY",
  "SUSTAINABILITY",
  "ETHICS",
  "PARTICIPATION",
];
const SCORES = CRITERIA.map((criterion) => ({ criterion, score: 4 }));

let folder: string;
let network: ExchangeNetwork;
let traces: { readonly discussion: string; readonly need: string; readonly exchange: string; readonly post: string };
let backup: string;
const beside = (name: string) => ({
  erasureFile: join(folder, name),
  takenBackFile: join(folder, "none-taken-back.jsonl"),
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "maillage-erased-"));
  network = await startExchangeNetwork(
    { hub: { erasureFile: join(folder, "erasures.jsonl") } },
    {
      dakar: [
        { ...times, id: "dakar:organization:home", name: "Ndimbal", countries: ["SN"], areas: ["SN-DK"] },
        { ...times, id: "dakar:person:demba", name: "Demba Ndiaye", organization: "dakar:organization:home" },
        { ...times, id: CRIEE, name: "Veille", version: "1.0", organization: "dakar:organization:home" },
      ],
    },
  );
  traces = await leaveTraces();
  await until(async () => (await wordsInTables(network.database, HOME)).includes("knowledge.open_need"));
  ({ file: backup } = await backUpQuietly(network.databaseUrl, folder));
});
afterAll(async () => {
  await network.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What an organization can do with others, and others with it: each once. */
// oxlint-disable-next-line max-lines-per-function -- a list
async function leaveTraces(): Promise<typeof traces> {
  const make = makersFor(network);
  const act = (party: "brest" | "namur" | "dakar", mutation: string, variables = {}) =>
    network.done(party, mutation, variables);
  const discussion = await make.discussion();
  const { community } = (await network.done("namur", `{ discussion(id: "${discussion}") { community { id } } }`))
    .discussion;
  await act("brest", `mutation { joinCommunity(id: "${community.id}") { id } }`);
  const { reply } = await act("brest", `mutation { reply(discussion: "${discussion}", text: "Ask us.") { id } }`);
  await act("namur", `mutation { acceptAnswer(discussion: "${discussion}", post: "${reply.id}") { id } }`);
  await make.community("brest");
  const about = { community: community.id, title: "Of the house", text: "Who was there?", language: "en" };
  await act("namur", `mutation ($input: DiscussionInput!) { startDiscussion(input: $input) { id } }`, {
    input: { ...about, about: [HOME] },
  });
  await act("brest", `mutation ($input: AdoptionInput!) { recordAdoption(input: $input) { id } }`, {
    input: { ...adoption, practice: CRIEE },
  });
  await act("namur", `mutation ($input: AdoptionInput!) { recordAdoption(input: $input) { id } }`, { input: adoption });
  await act("brest", REVIEW, { input: { practice: CRIEE, text: "Good.", scores: SCORES } });
  await act("brest", `mutation { endorse(input: { person: "dakar:person:demba", topic: "${RESPITE}" }) { id } }`);
  const asked = await act("brest", `mutation ($input: NeedInput!) { publishNeed(input: $input) { id } }`, {
    input: { title: "Who", text: "We look for.", topics: [CARERS] },
  });
  const need = await make.need();
  await act("namur", `mutation { closeNeed(id: "${need}", answeredBy: ["brest:person:anna"]) { id } }`);
  await act(
    "brest",
    `mutation { requestIntroduction(input: { to: "namur:person:chloe", about: "Nights", message: "Hello", contact: "nights@maison.example" }) { id } }`,
  );
  await act("brest", `mutation { registerForEvent(event: "brest:event:day", person: "brest:person:bob") { state } }`);
  const exchange = await make.agreed();
  await act(
    "brest",
    `mutation { createWebhook(input: { target: "https://hooks.example.org/", kinds: ["review.written"] }) { secret } }`,
  );
  await act("brest", `mutation { saveSearch(input: { name: "n", text: "nights" }) { id } }`);
  await act("brest", `mutation { follow(subject: "${RESPITE}") { since } }`);
  await act("namur", `mutation { follow(subject: "${HOME}") { since } }`);
  await act("dakar", `mutation { flag(subject: "${reply.id}", reason: "No.") { id } }`);
  await act("brest", `mutation { flag(subject: "${discussion}", reason: "No.") { id } }`);
  return { discussion, need, exchange, post: asked.publishNeed.id };
}

/** What others see of it. */
const SEEN = (): string => `{
  discussion(id: "${traces.discussion}") { postCount startedBy { name } acceptedAnswer { text author { name } }
    community { memberCount } posts { totalCount edges { node { text author { name } } } } }
  answered: need(id: "${traces.need}") { state answeredBy { name } }
  theirs: need(id: "${traces.post}") { title state by { name } }
  exchange(id: "${traces.exchange}") { state title }
  p: node(id: "${CRIEE}") { ... on Practice { adoptionCount adoptions { by { name } context } reviews { by { name } text } } }
  d: node(id: "dakar:organization:home") { ... on Organization { recognition { adoptionsByOthers } } }
  activityReport(from: "2026-01-01", to: "2099-01-01") { figures { kind count } } }`;

/** The tables of exchange, and those of knowledge that are not about what is gone, in which its id stands. */
async function keptIn(tables: (word: string) => Promise<string[]>): Promise<string[]> {
  const tombstones = ["knowledge.applied", "knowledge.change"];
  return (await tables(HOME)).filter((table) => !tombstones.includes(table));
}

describe("an organization that is erased on request", () => {
  it("I02 is in no table of exchange any more, while threads, counts and adoptions stay right", async () => {
    const before = await network.done("reader", SEEN());
    expect(JSON.stringify(before)).toContain("Maison des Aidants");
    expect((await keptIn((word) => wordsInTables(network.database, word))).length).toBeGreaterThan(15);
    await erase(network, HOME);
    await until(async () => (await keptIn((word) => wordsInTables(network.database, word))).length === 0);
    await until(async () => (await network.done("reader", SEEN())).theirs.state === "CLOSED");
    const after = await network.done("reader", SEEN());
    expect(JSON.stringify(after)).not.toContain("Maison");
    expect(after.discussion).toEqual({
      ...before.discussion,
      community: { memberCount: 1 }, // who is gone is no member
      acceptedAnswer: { text: "Ask us.", author: null },
      posts: {
        totalCount: 2,
        edges: [
          { node: { text: "How?", author: { name: "Relais Namur" } } },
          { node: { text: "Ask us.", author: null } },
        ],
      },
    });
    expect(after.answered).toEqual(before.answered);
    expect(after.theirs).toEqual({ title: "Who", state: "CLOSED", by: null });
    expect(after.exchange).toEqual(before.exchange);
    expect(after.p).toEqual({
      adoptionCount: 1,
      adoptions: [{ by: null, context: "c" }],
      reviews: [{ by: null, text: "Good." }],
    });
    expect(after.d).toEqual(before.d);
    expect(after.activityReport).toEqual(before.activityReport);
  });

  it("keeps no contact and no wish, and nothing that was vouched for in its name", async () => {
    const [row] = await network.database.rows<Record<string, number>>(
      `select (select count(*) from exchange.webhook)::int as webhooks, (select count(*) from exchange.saved_search)::int as searches,
         (select count(*) from exchange.follow)::int as follows, (select count(*) from exchange.endorsement)::int as endorsements,
         (select count(*) from exchange.introduction where by_contact is not null)::int as contacts`,
    );
    expect(row).toEqual({ webhooks: 0, searches: 0, follows: 0, endorsements: 0, contacts: 0 });
  });

  it("is not the only thing that can be: of a practice and an event it is the same, and what others did with them counts", async () => {
    const counts = (): Promise<object[]> =>
      network.database.rows<object>(
        `select (select count(*) from exchange.adoption)::int as adoptions, (select count(*) from exchange.workshop)::int as workshops,
           (select count(*) from exchange.registration)::int as registrations`,
      );
    const before = await counts();
    for (const id of ["brest:practice:nights", "brest:event:day"]) {
      await erase(network, id);
      const held = (await wordsInTables(network.database, id)).filter((table) => table.startsWith("exchange."));
      expect(held).toEqual([]);
    }
    expect(await counts()).toEqual(before);
    expect(before).toEqual([{ adoptions: 2, workshops: 1, registrations: 1 }]);
  });

  it("I03 does not come back with a backup, though the backup has all of it", async () => {
    const without = await testDatabase({ isEmpty: true });
    await restore({ databaseUrl: without, file: backup, force: false, ...beside("none.jsonl") });
    expect((await keptIn(inDatabase(without))).length).toBeGreaterThan(15);
    const databaseUrl = await testDatabase({ isEmpty: true });
    const report = await restore({ databaseUrl, file: backup, force: false, ...beside("erasures.jsonl") });
    expect(report.erasures).toBe(3);
    expect(await keptIn(inDatabase(databaseUrl))).toEqual([]);
    const rows = await rowsOf(databaseUrl, "select practice, context from exchange.adoption order by 1");
    expect(rows).toEqual([
      { practice: expect.stringMatching(/^brest:practice:erased-[0-9a-f]{32}$/), context: "c" },
      { practice: CRIEE, context: "c" },
    ]);
  });
});

const inDatabase =
  (databaseUrl: string) =>
  async (word: string): Promise<string[]> => {
    const database = await openExchangeDatabase({ databaseUrl, connections: 2 });
    return wordsInTables(database, word).finally(() => database.close());
  };

async function rowsOf(databaseUrl: string, query: string): Promise<object[]> {
  const database = await openExchangeDatabase({ databaseUrl, connections: 2 });
  return database.rows<object>(query).finally(() => database.close());
}
