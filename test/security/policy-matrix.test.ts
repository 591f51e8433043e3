// Who may see what, whatever the way in: three kinds of readers, records in four states, and every field by which a record
// can show. For whoever may not see a record, it is as if it had never existed: the very same answer.
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSmallNetwork, type ReaderKind, type SmallNetwork } from "../kit/small-network.js";
import { around, marked, MARKS, maySee, READERS, STATES, WAYS, type State, type WayIn } from "./policy-ways.js";
import { WIDE } from "../kit/wide-edge.js";

let network: SmallNetwork;
beforeAll(async () => {
  const there = STATES.filter((state) => state !== "never");
  const north = [...STATES.map((state) => around(state).north), ...there.flatMap(marked)];
  const south = STATES.flatMap((state) => around(state).south);
  network = await startSmallNetwork({ north, south }, { hub: { edge: WIDE } });
  await network.remove("north", "north:practice:withdrawn", "north:person:withdrawn");
  await network.caughtUp();
}, 120_000);
afterAll(() => network.stop());

/** An answer with the marks of its state taken out, so that those of different states can be compared. */
function unmarked(value: unknown, state: State): string {
  const { word, country, topic } = MARKS[state];
  return [
    word,
    word.slice(0, 6),
    `-${state}"`,
    `:${state}"`,
    `"${country}"`,
    topic,
    `in ${state}`,
    `of ${state}`,
  ].reduce((text, mark) => text.replaceAll(mark, "#"), JSON.stringify(value) ?? "undefined");
}

async function look(
  way: string,
  state: State,
  as: ReaderKind,
  freshness: string,
): Promise<{ seen: string; errors: string }> {
  const { query, at } = (WAYS[way] as WayIn)(state); // a key of the table
  const { data, errors } = await network.ask(query, { as, headers: { "maillage-freshness": freshness } });
  return { seen: unmarked(at(data), state), errors: unmarked(errors ?? [], state) };
}

describe.each(Object.keys(WAYS))("B06, B07, A32: by way of %s", (way) => {
  it.each(READERS)(
    "%s sees what they may, and of the rest the very answer of what never existed",
    async (reader) => {
      for (const freshness of ["live", "mirror", "auto"]) {
        const never = await look(way, "never", reader, freshness);
        for (const state of STATES) {
          const answer = await look(way, state, reader, freshness);
          expect({ state, freshness, ...answer }).toEqual({
            state,
            freshness,
            seen: maySee(reader, state) ? expect.any(String) : never.seen,
            errors: never.errors,
          });
          if (maySee(reader, state))
            expect({ way, state, seen: answer.seen }).not.toEqual({ way, state, seen: never.seen });
        }
      }
    },
    60_000,
  );
});

describe("B07: by way of a subscription", () => {
  it.each(READERS)(
    "%s is told of what they may see, and of no more",
    async (reader) => {
      const { data } = await network.ask("{ recordChangesSince { endCursor } }", { as: reader });
      const after = JSON.stringify(data.recordChangesSince.endCursor);
      const stop = new AbortController();
      const authorization = reader === "anonymous" ? {} : { authorization: `Bearer ${network.keys[reader]}` };
      const response = await fetch(`${network.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "text/event-stream", ...authorization },
        body: JSON.stringify({
          query: `subscription { recordChanges(after: ${after}) { op id record { ... on Record { name } } } }`,
        }),
        signal: stop.signal,
      });
      let text = "";
      const reading = (async () => {
        for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString("utf8");
      })().catch(() => undefined);
      const suffix = `${reader}-${Date.now()}`;
      const names = { hidden: `north:practice:hidden-${suffix}`, open: `north:practice:shown-${suffix}` };
      await network.save(
        "north",
        { id: names.hidden, name: "Told to few", visibility: "NETWORK" },
        { id: names.open, name: "Told to all" },
      );
      await network.caughtUp();
      for (let attempt = 0; attempt < 1_000 && !text.includes(names.open); attempt++) await delay(20);
      expect(text).toContain(names.open);
      expect(text.includes(names.hidden)).toBe(reader !== "anonymous");
      stop.abort();
      await reading;
      await network.remove("north", names.hidden, names.open);
      await network.caughtUp();
    },
    60_000,
  );
});
