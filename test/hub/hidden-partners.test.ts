// Partners that are suspended or in quarantine: their records vanish from everything that the hub answers, at once, and
// come back with them.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSmallNetwork, type ReaderKind, type SmallNetwork } from "../kit/small-network.js";
import { WIDE } from "../kit/wide-edge.js";
import { NORTH, RESPITE, SOUTH } from "./known-network.js";

let network: SmallNetwork;
beforeAll(async () => {
  network = await startSmallNetwork({ north: NORTH, south: SOUTH }, { hub: { edge: WIDE } });
  await network.database.rows(`insert into knowledge.asked (topic, day, times, unanswered)
    values ('${RESPITE}', current_date, 1000, 1000)`);
});
afterAll(() => network.stop());

/** Everything that could tell of a record, and of which partners it tells. */
const EVERYTHING = `{
  search(text: "respite carers breaks kitchen") { totalCount edges { node { id partner snippet } }
    facets { types { count } partners { value count } topics { value count } } }
  latest: search(text: "") { totalCount edges { node { id } } }
  identified: search(text: "GB-CHC 1062257") { edges { node { id } } }
  experts(topics: ["${RESPITE}"]) { totalCount edges { node { name partner evidence { label record { id } } } } }
  connections(from: "north:person:ada", to: "south:person:fay") { hops steps { label } }
  coverage { topic { id } area count }
  overview { partners organizations people projects practices events topTopics { value count } }
  topic(id: "${RESPITE}") { recordCount experts { name } }
  ada: node(id: "north:person:ada") { ... on Person { knownFor { evidence { label record { id } } } related { id } } }
  home: node(id: "north:organization:home") { ... on Organization { sameAs { id } referencedBy { totalCount } } }
  breaks: node(id: "north:practice:breaks") { ... on Practice { adaptations { id }
    referencedBy { totalCount facets { partners { value count } } } } } }`;

async function everything(as: ReaderKind): Promise<unknown> {
  const { data, errors } = await network.ask(EVERYTHING, { as });
  expect(errors ?? []).toEqual([]);
  // Which topics are gaps depends on what has been asked by now, and when it was written down; not who can answer one.
  const { data: told } = await network.ask(`{ gaps(first: 100) { topic { id } experts } }`, { as });
  return { ...data, gap: told.gaps.find(({ topic }: { topic: { id: string } }) => topic.id === RESPITE) };
}

async function decide(mutation: string): Promise<void> {
  const { errors } = await network.ask(`mutation { ${mutation} { state } }`, { as: "admin" });
  expect(errors ?? []).toEqual([]);
  await network.hub.refresh();
}

interface Told {
  readonly op: string;
  readonly id: string;
}

async function changesSince(after: string | null, as: ReaderKind = "anonymous") {
  const { data } = await network.ask(
    `query ($after: String) { recordChangesSince(after: $after) { endCursor changes { op id } } }`,
    { as, variables: { after } },
  );
  return data.recordChangesSince as { readonly endCursor: string; readonly changes: readonly Told[] };
}

const SOUTHERN = /south|Dan Reed|Eve Stone|Fay Wood|Kitchen/;
const publicIds = SOUTH.filter((draft) => !("visibility" in draft)).map(({ id }) => id);

describe.each([
  ["suspended", () => decide(`suspendPartner(key: "south", reason: "A test.")`)],
  [
    "in quarantine",
    async () => {
      await network.hub.registry.incidents.quarantine("south");
      await network.hub.refresh();
    },
  ],
])("a partner that is %s", (_state, hide) => {
  const readers = ["anonymous", "reader", "admin"] as const;

  it("is nowhere in what the hub answers, and everywhere again when it is resumed", async () => {
    const before = await Promise.all(readers.map(everything));
    await hide();
    for (const as of readers) {
      const hidden = await everything(as);
      expect(JSON.stringify(hidden)).not.toMatch(SOUTHERN);
      expect(hidden).toMatchObject({
        experts: { totalCount: 3 },
        overview: { partners: 1, people: 3, practices: 1, projects: 1, events: 0 },
        topic: { recordCount: 2 },
        connections: [],
        home: { sameAs: [] },
        breaks: { referencedBy: { totalCount: 0 } },
        gap: { experts: 3 },
      });
    }
    await decide(`resumePartner(key: "south")`);
    await network.caughtUp();
    expect(await Promise.all(readers.map(everything))).toEqual(before);
  });

  it("is told of in the change feed: every record goes, and comes back, to those who may see it", async () => {
    const start = (await changesSince(null, "reader")).endCursor;
    await hide();
    const sorted = ({ changes }: { readonly changes: readonly Told[] }) =>
      changes.map(({ op, id }) => `${op} ${id}`).toSorted();
    const gone = publicIds.map((id) => `DELETE ${id}`).toSorted();
    expect(sorted(await changesSince(start))).toEqual(gone);
    expect(sorted(await changesSince(start, "reader"))).toEqual(SOUTH.map(({ id }) => `DELETE ${id}`).toSorted());
    const middle = (await changesSince(start, "reader")).endCursor;
    await hide();
    expect((await changesSince(middle, "reader")).changes).toEqual([]);
    await decide(`resumePartner(key: "south")`);
    expect(sorted(await changesSince(middle))).toEqual(publicIds.map((id) => `UPSERT ${id}`).toSorted());
    await network.caughtUp();
  });
});
