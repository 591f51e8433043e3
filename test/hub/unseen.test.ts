// What the public may learn of NETWORK records: nothing. Two networks, the second without the NETWORK records of the
// first: everything that the hub answers the public must be the same.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { RecordDraft } from "../../services/records/record-draft.js";
import { startSmallNetwork, type ReaderKind, type SmallNetwork } from "../kit/small-network.js";
import { until } from "../kit/until.js";
import { CARERS, FOOD, NORTH, RESPITE, SOUTH } from "./known-network.js";

const times = { createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-06-01T00:00:00.000Z" };
const hidden = { ...times, visibility: "NETWORK" as const };
const topics = [RESPITE, FOOD];
const home = [{ scheme: "GB-CHC", value: "1062257" }];
const expertise = [{ topic: RESPITE, level: "REFERENCE", evidence: ["west:practice:secret"] }];

/** Everything by which something hidden could show through something public. */
const WEST: readonly RecordDraft[] = [
  { ...hidden, id: "west:organization:secret", name: "Zyzzyva Society", identifiers: home, topics, countries: ["GB"] },
  { ...hidden, id: "west:person:secret", name: "Quentin Zyzzyva", expertise, organization: "west:organization:secret" },
  {
    ...{ ...hidden, id: "west:practice:secret", name: "Zyzzyva respite", topics, areas: ["FR-35"] },
    adaptedFrom: "north:practice:breaks",
    contributors: [{ person: "west:person:open", role: "author", degree: "LEAD" }],
  },
  {
    ...{
      ...hidden,
      id: "west:project:secret",
      name: "Zyzzyva respite project",
      topics,
      summary: "respite carers breaks",
    },
    ...{ organization: "west:organization:open", jointWith: ["north:organization:home"] },
    team: ["north:person:cleo", "south:person:fay", "west:person:open"].map((person) => ({ person, role: "lead" })),
  },
  {
    ...hidden,
    id: "west:event:secret",
    name: "Zyzzyva respite day",
    topics,
    speakers: ["north:person:ada"],
    startsAt: "2026-05-01T09:00:00.000Z",
  },
  { ...times, id: "west:organization:open", name: "Western Home", organization: "west:organization:secret" },
  {
    ...{ ...times, id: "west:person:open", name: "Wes Open", organization: "west:organization:secret" },
    expertise: [{ topic: FOOD, level: "EXPERT", evidence: ["west:practice:secret"] }],
  },
  {
    ...{ ...times, id: "west:project:open", name: "Open respite", topics: [RESPITE] },
    ...{ organization: "west:organization:secret", jointWith: ["west:organization:secret"] },
    team: [
      { person: "west:person:secret", role: "lead" },
      { person: "west:person:open", role: "helper" },
    ],
  },
];

const isPublic = (draft: RecordDraft) => draft.visibility !== "NETWORK";

let [whole, open]: SmallNetwork[] = [];
beforeAll(async () => {
  const records: Readonly<Record<string, readonly RecordDraft[]>> = { north: NORTH, south: SOUTH, west: WEST };
  const publicOnly = Object.entries(records).map(([partner, drafts]) => [partner, drafts.filter(isPublic)] as const);
  whole = await startSmallNetwork(records);
  open = await startSmallNetwork(Object.fromEntries(publicOnly));
});
afterAll(() => Promise.all([whole?.stop(), open?.stop()]));

const HITS = `totalCount edges { node { id name partner organizationName snippet score because } }
  facets { types { value count } topics { value count } countries { value count } areas { value count }
    languages { value count } partners { value count } settings { value count } }`;
const EXPERTS = `totalCount understoodAs { id } edges { node { name organizationName score
  evidence { kind label weight record { id } } } }`;
const ids = [...NORTH, ...SOUTH, ...WEST].map(({ id }) => id);
const REFERRED = `referencedBy { ${HITS} } related { id score because }`;
const OF_RECORD = `id ... on Person { knownFor { topic { id } score evidence { label weight record { id } } } ${REFERRED} }
  ... on Organization { sameAs { id } ${REFERRED} } ... on Practice { adaptations { id } ${REFERRED} }
  ... on Project { ${REFERRED} } ... on Event { ${REFERRED} }`;

const QUESTIONS: readonly string[] = [
  ...["respite", "zyzzyva", "zyzzyvas society", "Quentin", "GB-CHC 1062257", "", "respite carers breaks", "zyzz"].map(
    (text) => `{ search(text: ${JSON.stringify(text)}) { ${HITS} understoodAs { id } } }`,
  ),
  ...["respite", "zyzzyva", "food aid", "Quentin"].map((about) => `{ experts(about: "${about}") { ${EXPERTS} } }`),
  ...[RESPITE, CARERS, FOOD].map((id) => `{ topic(id: "${id}") { recordCount experts { name score } } }`),
  ...[RESPITE, FOOD].map((id) => `{ experts(topics: ["${id}"], first: 1) { ${EXPERTS} pageInfo { hasNextPage } } }`),
  `{ overview { partners organizations people projects practices events topTopics { value count } } }`,
  `{ coverage { topic { id } area count } here: coverage(areas: ["FR-BRE"]) { topic { id } area count } }`,
  `{ partners { key counts { organizations people projects practices events } } }`,
  `{ recordChangesSince { hasMore changes { op id type partner } } }`,
  `{ recordChangesSince(filter: { topics: ["${FOOD}"] }) { hasMore changes { op id type partner } } }`,
  ...ids.map((id) => `{ node(id: "${id}") { ${OF_RECORD} } }`),
  ...ids
    .filter((id) => /:(person|organization):/.test(id))
    .flatMap((from) => ["north:person:ada", "west:person:open"].map((to) => [from, to] as const))
    .map(
      ([from, to]) =>
        `{ connections(from: "${from}", to: "${to}", first: 10) { hops steps { label from { id } via { id } to { id } } } }`,
    ),
];

async function answer(network: SmallNetwork | undefined, question: string, as: ReaderKind): Promise<unknown> {
  if (network === undefined) throw new Error("the network did not start");
  const { data, errors } = await network.ask(question, { as });
  const changes: unknown[] | undefined = data?.recordChangesSince?.changes;
  changes?.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return { data, errors: errors?.map(({ extensions }) => extensions) };
}

describe("what the public is answered", () => {
  it("is the same as if there were no NETWORK records, whatever is asked", async () => {
    for (const question of QUESTIONS) {
      const told = await answer(whole, question, "anonymous");
      expect({ question, told }).toEqual({ question, told: await answer(open, question, "anonymous") });
      expect(JSON.stringify(told).replace(/read as: \w+/, "")).not.toMatch(/Zyzzyva|Quentin|Eve Stone|Quiet/);
    }
  }, 30_000);

  it("is the same of what is asked and few can answer, once both have written down what they were asked", async () => {
    const question = `{ gaps(first: 100) { topic { id } asked experts } }`;
    // Few hits, so the topic is no good answer; asked last, so that who has written it down has written down all.
    const search = `{ search(text: "food aid") { totalCount } }`;
    await answer(whole, search, "anonymous");
    await answer(open, search, "anonymous");
    const told = async () => [await answer(whole, question, "anonymous"), await answer(open, question, "anonymous")];
    await until(async () => {
      const [one, other] = (await told()).map((each) => JSON.stringify(each));
      return one === other && one?.includes(FOOD) === true;
    });
  }, 90_000);

  it("is less than what readers of the network are answered", async () => {
    const everything = await Promise.all(QUESTIONS.map((question) => answer(whole, question, "reader")));
    expect(JSON.stringify(everything)).toMatch(/Quentin Zyzzyva/);
  }, 30_000);
});
