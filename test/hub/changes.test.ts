// The hub's own change feed, polled and subscribed to: over HTTP, server-sent events and web sockets.
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createClient as createEventClient } from "graphql-sse";
import { createClient as createSocketClient, type ExecutionResult } from "graphql-ws";
import { startSmallNetwork, type SmallNetwork } from "../kit/small-network.js";

const practice = (local: string, more: object = {}) => ({
  id: `north:practice:${local}`,
  name: `Practice ${local}`,
  language: "en",
  ...more,
});

interface Told {
  readonly cursor: string;
  readonly op: string;
  readonly id: string;
  readonly record: { readonly name: string } | null;
}

const FIELDS = "cursor op id type partner record { ... on Record { name } }";
let network: SmallNetwork;
beforeAll(async () => {
  network = await startSmallNetwork({
    north: [practice("a"), practice("hidden", { visibility: "NETWORK" })],
    south: [{ id: "south:organization:b", name: "Association b" }],
  });
});
afterAll(() => network.stop());

async function changesSince(after: string | null, as: "anonymous" | "reader" = "anonymous", filter?: object) {
  const query = `query ($after: String, $filter: SearchFilter) { recordChangesSince(after: $after, filter: $filter) {
    endCursor hasMore changes { ${FIELDS} } } }`;
  const { data, errors } = await network.ask(query, { as, variables: { after, filter } });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.recordChangesSince as { endCursor: string; hasMore: boolean; changes: Told[] };
}

const brief = ({ op, id, record }: Told) => `${op} ${id}${record === null ? "" : ` ${record.name}`}`;
const endCursor = async () => (await changesSince(null, "reader")).endCursor;

describe("recordChangesSince", () => {
  it("tells everything from the beginning, each record as it is now", async () => {
    const { changes, hasMore } = await changesSince(null, "reader");
    expect(changes.map(brief).sort()).toEqual([
      "UPSERT north:practice:a Practice a",
      "UPSERT north:practice:hidden Practice hidden",
      "UPSERT south:organization:b Association b",
    ]);
    expect(hasMore).toBe(false);
  });

  it("tells nothing of records that the reader may not see", async () => {
    expect((await changesSince(null)).changes.map(({ id }) => id).sort()).toEqual([
      "north:practice:a",
      "south:organization:b",
    ]);
  });

  it("tells a change of visibility as a DELETE to those who lose sight of it, and as an UPSERT to those who gain it", async () => {
    const start = await endCursor();
    await network.save("north", practice("a", { visibility: "NETWORK" }));
    await network.caughtUp();
    expect((await changesSince(start)).changes.map(brief)).toEqual(["DELETE north:practice:a"]);
    expect((await changesSince(start, "reader")).changes.map(brief)).toEqual(["UPSERT north:practice:a Practice a"]);
    const middle = await endCursor();
    await network.save("north", practice("a"));
    await network.caughtUp();
    expect((await changesSince(middle)).changes.map(brief)).toEqual(["UPSERT north:practice:a Practice a"]);
  });

  it("goes on from its end cursor, and filters", async () => {
    const start = await endCursor();
    await network.save("north", practice("c", { topics: ["hub:topic:respite-care"] }), practice("d"));
    await network.save("south", { id: "south:organization:e", name: "Association e" });
    await network.caughtUp();
    const { changes, endCursor: end } = await changesSince(start);
    expect(changes).toHaveLength(3);
    expect((await changesSince(end)).changes).toEqual([]);
    const filtered = await changesSince(start, "anonymous", {
      types: ["PRACTICE"],
      topics: ["hub:topic:family-carers"],
    });
    expect(filtered.changes.map(({ id }) => id).sort()).toEqual(["north:practice:c", "north:practice:d"]);
    expect((await changesSince(start, "anonymous", { partners: ["south"] })).changes.map(brief)).toEqual([
      "UPSERT south:organization:e Association e",
    ]);
  });
});

type Result = ExecutionResult<Record<string, Told>>;

interface Subscriber {
  readonly results: Result[];
  until(count: number): Promise<Told[]>;
  stop(): void;
}

interface SubscribeOptions {
  readonly query?: string;
  readonly variables?: Record<string, unknown>;
  readonly key?: string;
}

type Subscribe = (options?: SubscribeOptions) => Subscriber;

const QUERY = `subscription ($after: String, $filter: SearchFilter) { told: recordChanges(after: $after, filter: $filter) { ${FIELDS} } }`;

function collect(
  start: (sink: { next(result: Result): void; error(error: unknown): void; complete(): void }) => () => void,
): Subscriber {
  const results: Result[] = [];
  const failures: unknown[] = [];
  const end = start({
    next: (result) => void results.push(result),
    error: (error) => void failures.push(error),
    complete: () => undefined,
  });
  return {
    results,
    async until(count) {
      for (let attempt = 0; attempt < 200 && results.length < count && failures.length === 0; attempt++)
        await delay(25);
      if (failures.length > 0) throw new Error(JSON.stringify(failures));
      return results.map(({ data, errors }) => {
        if (!data?.told) throw new Error(JSON.stringify(errors));
        return data.told;
      });
    },
    stop: end,
  };
}

const overEvents: Subscribe = ({ query = QUERY, variables = {}, key } = {}) => {
  const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const client = createEventClient({ url: `${network.url}/graphql`, headers, retryAttempts: 0 });
  return collect((sink) => client.subscribe({ query, variables }, sink as never));
};

const overSocket: Subscribe = ({ query = QUERY, variables = {}, key } = {}) => {
  const client = createSocketClient({
    url: `${network.url.replace("http", "ws")}/graphql`,
    connectionParams: key === undefined ? {} : { authorization: `Bearer ${key}` },
    retryAttempts: 0,
  });
  return collect((sink) => client.subscribe({ query, variables }, sink as never));
};

describe.each([
  ["server-sent events", overEvents],
  ["a web socket", overSocket],
])("a subscription over %s", (_way, subscribe) => {
  it("tells changes as the hub learns of them, each once, records resolved by their owners", async () => {
    const subscriber = subscribe();
    await delay(300);
    await network.save("north", practice("live"));
    await network.caughtUp();
    await subscriber.until(1);
    await network.remove("north", "north:practice:live");
    await network.caughtUp();
    expect((await subscriber.until(2)).map(brief)).toEqual([
      "UPSERT north:practice:live Practice live",
      "DELETE north:practice:live",
    ]);
    subscriber.stop();
  });

  it("goes on after a cursor, and misses nothing in between", async () => {
    const start = await endCursor();
    await network.save("north", practice("one"), practice("two"));
    await network.caughtUp();
    const first = subscribe({ variables: { after: start } });
    const [one] = await first.until(1);
    first.stop();
    await network.save("north", practice("three"));
    await network.caughtUp();
    const second = subscribe({ variables: { after: one?.cursor } });
    expect([one, ...(await second.until(2))].map((told) => told?.id).sort()).toEqual(
      ["one", "three", "two"].map((local) => `north:practice:${local}`),
    );
    second.stop();
    await network.remove("north", "north:practice:one", "north:practice:two", "north:practice:three");
    await network.caughtUp();
  });

  it("tells readers of the network what others are not told", async () => {
    const start = await endCursor();
    const [everyone, reader] = [
      subscribe({ variables: { after: start } }),
      subscribe({ variables: { after: start }, key: network.keys.reader }),
    ];
    await network.save("north", practice("secret", { visibility: "NETWORK" }), practice("open"));
    await network.caughtUp();
    expect((await reader.until(2)).map(({ id }) => id).sort()).toEqual([
      "north:practice:open",
      "north:practice:secret",
    ]);
    expect((await everyone.until(1)).map(({ id }) => id)).toEqual(["north:practice:open"]);
    for (const each of [everyone, reader]) each.stop();
    await network.remove("north", "north:practice:secret", "north:practice:open");
    await network.caughtUp();
  });

  it("filters by what the reader asked for", async () => {
    const start = await endCursor();
    const subscriber = subscribe({ variables: { after: start, filter: { types: ["ORGANIZATION"] } } });
    await network.save("north", practice("passed-over"));
    await network.save("south", { id: "south:organization:g", name: "Association g" });
    await network.caughtUp();
    expect((await subscriber.until(1)).map(({ id }) => id)).toEqual(["south:organization:g"]);
    subscriber.stop();
    await network.remove("south", "south:organization:g");
    await network.remove("north", "north:practice:passed-over");
    await network.caughtUp();
  });

  it.each([
    ["a cursor that is none", { variables: { after: "nonsense" } }, /BAD_USER_INPUT/],
    ["a field that is not there", { query: "subscription { recordChanges { nothing } }" }, /GRAPHQL_VALIDATION_FAILED/],
    ["a query", { query: "{ overview { people } }" }, /BAD_REQUEST/],
    ["what is not GraphQL", { query: "subscription {" }, /GRAPHQL_PARSE_FAILED/],
  ])("refuses %s with an error that says so", async (_title, options, code) => {
    const subscriber = subscribe(options);
    await expect(subscriber.until(1)).rejects.toThrow(code);
    subscriber.stop();
  });
});
