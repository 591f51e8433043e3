// The mirror behind the partners, and statistics before them, must not be noticed in what is answered: random networks,
// random operations, and graphql-js over the union of all rows to say what the answer must be.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { faultsIn, withoutPartner } from "../kit/check-answer.js";
import { Dice } from "../kit/dice.js";
import type { Behaviour } from "../kit/fake-partner.js";
import { answerAsOne } from "../kit/one-database.js";
import { comparable, startRandomHub, type RandomHub } from "../kit/random-hub.js";
import { randomNetwork } from "../kit/random-network.js";
import { randomOperation, type RandomOperation } from "../kit/random-operation.js";
import { spoilAnswer } from "../kit/spoil-answer.js";

const READERS = ["PUBLIC", "NETWORK"] as const;
let hub: RandomHub;
let wide: RandomHub;

beforeAll(async () => {
  hub = await startRandomHub({}, { hasMirror: true });
  wide = await startRandomHub({}, { hasMirror: true, partners: 20 });
});
afterAll(async () => {
  await hub.stop();
  await wide.stop();
});

/** Runs a property over seeds, the same each time. A seed that fails is printed: `new Dice(seed)` makes it again. */
async function forSeeds(numRuns: number, property: (dice: Dice) => Promise<void>): Promise<void> {
  const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
  const run = fc.asyncProperty(seeds, (seed) => property(new Dice(seed)));
  await fc.assert(run, { seed: 20_260_202, numRuns, endOnFailure: true });
}

async function asking(operation: RandomOperation, check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (cause) {
    throw new Error(`${operation.query}\n${JSON.stringify(operation.variables)}\n${String(cause)}`, { cause });
  }
}

const FAILURES: readonly Behaviour[] = [
  { status: 500 },
  { spoil: () => "{broken" },
  { spoil: () => ({ errors: [{ message: "secret" }] }) },
  { take: (response) => response.socket?.resetAndDestroy() },
];

describe("partners that fail, with a mirror behind them", () => {
  it("cost the reader nothing: the answer is one database's, and says who was answered by the mirror", async () => {
    await forSeeds(120, async (dice) => {
      const network = randomNetwork(dice, hub.keys);
      const operation = randomOperation(dice, network);
      const mirrored = network.keys.filter(() => dice.chance(40));
      hub.settle(network, Object.fromEntries(mirrored.map((key) => [key, dice.pick(FAILURES)])));
      await asking(operation, async () => {
        const visibility = dice.pick(READERS);
        const expected = await answerAsOne(network, { ...operation, visibility, mirrored });
        const { data, errors } = await hub.ask(operation, visibility);
        expect(errors).toBeUndefined();
        expect(comparable(data)).toBe(comparable(expected.data));
      });
    });
  });
});

const NO_TRAFFIC = { requests: 0, rows: 0, bytes: 0, waves: 0 };

describe("the mirror on the reader's wish", () => {
  it("answers everything, whatever the partners do", async () => {
    await forSeeds(80, async (dice) => {
      const network = randomNetwork(dice, hub.keys);
      const operation = randomOperation(dice, network);
      hub.settle(network, Object.fromEntries(network.keys.map((key) => [key, dice.pick(FAILURES)])));
      await asking(operation, async () => {
        const visibility = dice.pick(READERS);
        const expected = await answerAsOne(network, { ...operation, visibility, mirrored: network.keys });
        const { data, errors, extensions } = await hub.ask(operation, visibility, "mirror");
        expect(errors).toBeUndefined();
        expect(comparable(data)).toBe(comparable(expected.data));
        expect({ ...extensions?.maillage, ...NO_TRAFFIC }).toEqual(extensions?.maillage ?? NO_TRAFFIC);
      });
    });
  });
});

describe("a partner that sends anything, with a mirror behind it", () => {
  it("changes nothing but its own rows, and the answer fits the schema", async () => {
    await forSeeds(80, async (dice) => {
      const network = randomNetwork(dice, hub.keys);
      const operation = randomOperation(dice, network, { marked: true });
      const hostile = dice.pick(network.keys);
      const ids = network.rows.map(({ id }) => id);
      hub.settle(network, { [hostile]: { spoil: (response) => spoilAnswer(dice, response, ids) } });
      await asking(operation, async () => {
        const visibility = dice.pick(READERS);
        const expected = await answerAsOne(network, { ...operation, visibility });
        const { data, errors, status } = await hub.ask(operation, visibility);
        expect(status).toBe(200);
        expect(errors).toBeUndefined();
        expect(await faultsIn(operation, data)).toEqual([]);
        expect(comparable(withoutPartner(data, hostile))).toBe(comparable(withoutPartner(expected.data, hostile)));
      });
    });
  });
});

describe("partners that are passed over by what is known of them", () => {
  it("would have added nothing to the page", async () => {
    let spared = 0;
    await forSeeds(150, async (dice) => {
      const network = randomNetwork(dice, wide.keys);
      const operation = randomOperation(dice, network, { without: new Set(["completeness", "totalCount"]) });
      const failing = network.keys.filter(() => dice.chance(10));
      wide.settle(network, Object.fromEntries(failing.map((key) => [key, dice.pick(FAILURES)])));
      await asking(operation, async () => {
        const visibility = dice.pick(READERS);
        const expected = await answerAsOne(network, { ...operation, visibility, mirrored: failing });
        const { data, errors, extensions } = await wide.ask(operation, visibility);
        expect(errors).toBeUndefined();
        expect(comparable(data)).toBe(comparable(expected.data));
        if ((extensions?.maillage.requests ?? 0) < network.keys.length) spared++;
      });
    });
    expect(spared).toBeGreaterThan(20);
  });
});
