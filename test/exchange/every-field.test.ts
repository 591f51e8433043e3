// Every query and field of exchange, through the gateway, with the records of other partners in the answer: one network in
// which everything has happened is asked for everything that the SDL has, and nothing is null everywhere.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Kind, type FieldDefinitionNode, type TypeNode } from "graphql";
import { subgraphDocument } from "../../schema/sdl.js";
import { RESPITE, startExchangeNetwork, type ExchangeNetwork } from "../kit/exchange-network.js";
import { adoption, makersFor } from "../kit/make-exchange.js";
import { until } from "../kit/until.js";

const NIGHTS = "brest:practice:nights";
const DAY = "brest:event:day";

const TYPES = new Map<string, readonly FieldDefinitionNode[]>();
for (const node of subgraphDocument("exchange").definitions)
  if (node.kind === Kind.OBJECT_TYPE_DEFINITION) TYPES.set(node.name.value, node.fields ?? []);
/** What partners own, and how it is asked for beside what exchange adds. */
const OWNED: Readonly<Record<string, string>> = {
  ...{ Organization: "id name", Person: "id name", Practice: "id name", Project: "id name", Event: "id name" },
  ...{ Topic: "id label", Node: "id", Money: "amount currency", PageInfo: "hasNextPage" },
};
const ROOTS = ["Query", "Mutation"];
/** What only a receiver of webhooks brings about has tests of its own. */
const ELSEWHERE = ["Webhook.lastDeliveryAt"];

let network: ExchangeNetwork;
const seen = new Set<string>();
beforeAll(async () => {
  network = await startExchangeNetwork();
  await everythingHappens();
}, 120_000);
afterAll(() => network.stop());

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

/** Everything of a type; of what it holds itself, everything too, but for the types that lead here. */
function everything(type: string, above: readonly string[] = []): string {
  const fields = (TYPES.get(type) ?? []).map((field) => {
    const inner = nameOf(field.type);
    const pages = (field.arguments ?? []).some((argument) => argument.name.value === "first");
    const name = pages ? `${field.name.value}(first: 3)` : field.name.value;
    if (OWNED[inner] !== undefined) return `${name} { __typename ${OWNED[inner]} }`;
    if (!TYPES.has(inner)) return name;
    return above.includes(inner) ? `${name} { __typename }` : `${name} { ${everything(inner, [...above, type])} }`;
  });
  return `__typename ${fields.join(" ")}`;
}

/** Notes which fields had a value. */
function note(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(note);
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const isThere = member !== null && !(Array.isArray(member) && member.length === 0);
    if (isThere && "__typename" in value) seen.add(`${String(value.__typename)}.${key}`);
    note(member);
  }
}

async function everythingHappens(): Promise<void> {
  const make = makersFor(network);
  const act = (party: "brest" | "namur" | "dakar" | "leeds", call: string) =>
    network.done(party, `mutation { ${call} }`);
  const { createCommunity } = await act(
    "namur",
    `createCommunity(input: { name: "Circle", summary: "Of nights.", language: "en", topics: ["${RESPITE}"] }) { id }`,
  );
  await act("brest", `joinCommunity(id: "${createCommunity.id}") { id }`);
  const { startDiscussion } = await act(
    "namur",
    `startDiscussion(input: { community: "${createCommunity.id}", title: "Nights", text: "How?", language: "en", about: ["${NIGHTS}", "brest:project:nights"] }) { id posts { edges { node { id } } } }`,
  );
  const opening = startDiscussion.posts.edges[0].node.id;
  const { reply } = await act(
    "brest",
    `reply(discussion: "${startDiscussion.id}", text: "So.", replyTo: "${opening}", signedBy: "brest:person:anna") { id }`,
  );
  await act("brest", `editPost(id: "${reply.id}", text: "So, then.") { id }`);
  await act("namur", `acceptAnswer(discussion: "${startDiscussion.id}", post: "${reply.id}") { id }`);
  const input = {
    ...adoption,
    outcome: "o",
    lesson: "l",
    cost: { amount: 1, currency: "EUR" },
    savedHours: 2,
    rating: 5,
    settings: ["TOWN"],
  };
  for (const party of ["namur", "dakar"] as const)
    await network.done(party, `mutation ($input: AdoptionInput!) { recordAdoption(input: $input) { id } }`, { input });
  await act(
    "dakar",
    `reviewPractice(input: { practice: "${NIGHTS}", text: "t", scores: [{ criterion: ETHICS, score: 5 }] }) { id }`,
  );
  await act("dakar", `endorse(input: { person: "brest:person:anna", topic: "${RESPITE}", statement: "s" }) { id }`);
  const { publishNeed } = await act(
    "namur",
    `publishNeed(input: { title: "t", text: "t", topics: ["${RESPITE}"], languages: ["fr"], until: "2098-01-01" }) { id }`,
  );
  await act("namur", `closeNeed(id: "${publishNeed.id}", answeredBy: ["brest:person:anna"]) { id }`);
  const { requestIntroduction } = await act(
    "namur",
    `requestIntroduction(input: { to: "brest:person:anna", about: "a", message: "m", contact: "namur@example.org" }) { id }`,
  );
  await act(
    "brest",
    `answerIntroduction(id: "${requestIntroduction.id}", accept: true, message: "Yes.", contact: "brest@example.org") { id }`,
  );
  const { proposeExchange } = await act(
    "namur",
    `proposeExchange(input: { kind: FIELD_VISIT, title: "v", text: "t", with: ["brest:organization:home"], topics: ["${RESPITE}"], startDate: "2026-01-01", endDate: "2026-01-02" }) { id }`,
  );
  await act("brest", `answerExchange(id: "${proposeExchange.id}", accept: true, message: "m") { id }`);
  await act("brest", `reportExchange(id: "${proposeExchange.id}", outcome: "o", materials: ["${NIGHTS}"]) { id }`);
  await act("namur", `registerForEvent(event: "${DAY}", person: "namur:person:chloe") { state }`);
  await act("namur", `follow(subject: "${NIGHTS}") { since }`);
  await act("namur", `saveSearch(input: { name: "n", text: "veille", filter: "{}" }) { id }`);
  await network.save("leeds", {
    id: "leeds:practice:veille",
    name: "Veille",
    version: "1",
    organization: "leeds:organization:home",
  });
  await network.caughtUp();
  await until(
    async () =>
      (await network.done("namur", `{ savedSearches { lastMatchAt } }`)).savedSearches[0].lastMatchAt !== null,
  );
  await make.webhook();
  await act("leeds", `flag(subject: "${startDiscussion.id}", reason: "r") { id }`);
  await act(
    "namur",
    `markNoticesRead(upTo: "${(await network.done("namur", `{ notices { edges { node { id } } } }`)).notices.edges.at(-1).node.id}")`,
  );
  for (const id of [createCommunity.id, startDiscussion.id, publishNeed.id, proposeExchange.id]) held.push(id);
}

const held: string[] = [];

describe("every field of exchange", () => {
  it("has a value through the gateway, in one network in which everything has happened", async () => {
    const [community, discussion, need, exchange] = held;
    const connection = (type: string): string => everything(`${type}Connection`);
    const questions: ReadonlyArray<readonly [string, string]> = [
      ...(["Community", "Discussion", "Need", "Exchange"] as const).map((type, at) => {
        return ["namur", `{ ${type.toLowerCase()}(id: "${held[at]}") { ${everything(type)} } }`] as const;
      }),
      ["namur", `{ communities(first: 3) { ${connection("Community")} } }`],
      ["namur", `{ needs(state: [ANSWERED], first: 3) { ${connection("Need")} } }`],
      ["namur", `{ exchanges(first: 3) { ${connection("Exchange")} } }`],
      ["namur", `{ contributors(first: 5) { ${everything("Recognition")} } }`],
      ["namur", `{ activityReport(from: "2026-01-01", to: "2098-01-01") { ${everything("ActivityReport")} } }`],
      ["namur", `{ introductions(first: 3) { ${connection("Introduction")} } notices { ${connection("Notice")} } }`],
      [
        "namur",
        `{ follows { ${everything("Follow")} } savedSearches { ${everything("SavedSearch")} } webhooks { ${everything("Webhook")} } }`,
      ],
      ["admin", `{ moderationQueue { ${connection("Flag")} } }`],
      ...(["Organization", "Person", "Project", "Practice", "Event"] as const).map((type) => {
        const id = {
          Organization: "brest:organization:home",
          Person: "brest:person:anna",
          Project: "brest:project:nights",
          Practice: NIGHTS,
          Event: DAY,
        }[type];
        return ["namur", `{ node(id: "${id}") { ... on ${type} { ${everything(type)} } } }`] as const;
      }),
      ...["namur:organization:home"].map(
        (id) => ["namur", `{ node(id: "${id}") { ... on Organization { ${everything("Organization")} } } }`] as const,
      ),
      [
        "namur",
        `mutation { createWebhook(input: { target: "https://hooks.example.org/", kinds: ["review.written"] }) { ${everything("IssuedWebhook")} } }`,
      ],
    ];
    for (const [party, question] of questions) {
      const { data, errors } = await network.as(party as "namur", question);
      expect({ question, errors }).toEqual({ question, errors: undefined });
      note(data);
    }
    const { moderationQueue } = await network.done("admin", `{ moderationQueue { edges { node { id } } } }`);
    const resolve = `mutation ($id: ID!) { resolveFlag(id: $id, action: DISMISS, note: "n") { ${everything("Flag")} } }`;
    note(await network.done("admin", resolve, moderationQueue.edges[0].node));
    expect([community, discussion, need, exchange].every((id) => id !== undefined)).toBe(true);
    const all = [...TYPES].flatMap(([type, fields]) =>
      ROOTS.includes(type) || type === "PageInfo" || type === "Money" || type === "Topic"
        ? []
        : fields.map(({ name }) => `${type}.${name.value}`),
    );
    const external = ["Organization", "Person", "Project", "Practice", "Event"].map((type) => `${type}.visibility`);
    expect(all.filter((field) => !seen.has(field) && ![...external, ...ELSEWHERE].includes(field))).toEqual([]);
  }, 60_000);
});
