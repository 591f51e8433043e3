// The partners are answered as if they were one database: random networks, random operations, and graphql-js over the
// union of all rows to say what the answer must be.
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
let hasty: RandomHub;

beforeAll(async () => {
  hub = await startRandomHub({});
  hasty = await startRandomHub({ partnerMs: 3_000, scatterMs: 4_000 });
});
afterAll(async () => {
  await hub.stop();
  await hasty.stop();
});

/** Runs a property over seeds, the same each time. A seed that fails is printed: `new Dice(seed)` makes it again. */
async function forSeeds(numRuns: number, property: (dice: Dice) => Promise<void>): Promise<void> {
  const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
  const run = fc.asyncProperty(seeds, (seed) => property(new Dice(seed)));
  await fc.assert(run, { seed: 20_260_101, numRuns, endOnFailure: true });
}

/** Says what was asked when an expectation fails. */
async function asking(operation: RandomOperation, check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (cause) {
    throw new Error(`${operation.query}\n${JSON.stringify(operation.variables)}\n${String(cause)}`, { cause });
  }
}

describe("partners that answer", () => {
  it("are answered as one database, whatever is asked and whoever asks", async () => {
    await forSeeds(150, async (dice) => {
      const network = randomNetwork(dice, hub.keys);
      const operation = randomOperation(dice, network);
      hub.settle(network);
      for (const visibility of READERS) {
        await asking(operation, async () => {
          const expected = await answerAsOne(network, { ...operation, visibility });
          expect(expected.errors).toEqual([]);
          const { data, errors } = await hub.ask(operation, visibility);
          expect(errors).toBeUndefined();
          expect(comparable(data)).toBe(comparable(expected.data));
        });
      }
    });
  });
});

const FAILURES: readonly Behaviour[] = [
  { status: 500 },
  { spoil: () => "{broken" },
  { spoil: () => ({ errors: [{ message: "secret" }] }) },
  { take: (response) => response.socket?.resetAndDestroy() },
];
const SILENCE: Behaviour = { take: () => undefined };

describe("partners that fail", () => {
  it("cost the reader their own rows, and one error for each of them and each hop", async () => {
    await forSeeds(80, async (dice) => {
      const network = randomNetwork(dice, hub.keys);
      const operation = randomOperation(dice, network);
      const silent = network.keys.filter(() => dice.chance(40)).slice(0, 2);
      const isHeld = dice.chance(6);
      const behaviours = silent.map((key) => [key, isHeld ? SILENCE : dice.pick(FAILURES)] as const);
      const asked = isHeld ? hasty : hub;
      asked.settle(network, Object.fromEntries(behaviours));
      await asking(operation, async () => {
        const visibility = dice.pick(READERS);
        const expected = await answerAsOne(network, { ...operation, visibility, silent });
        const { data, errors = [], status } = await asked.ask(operation, visibility);
        expect(status).toBe(200);
        expect(comparable(data)).toBe(comparable(expected.data));
        const owners = [...expected.missed].map((each) => each.split(" ")[1]);
        expect(errors.map(({ extensions }) => extensions.partner).sort()).toEqual(owners.sort());
        for (const { path = [], extensions } of errors) {
          expect(extensions.code).toBe("PARTNER_UNAVAILABLE");
          expect([path, valueAt(data, path)]).toEqual([path, null]);
        }
      });
    });
  });
});

function valueAt(data: unknown, path: ReadonlyArray<string | number>): unknown {
  return path.reduce((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], data);
}

describe("a partner that sends anything", () => {
  it("changes nothing but its own rows, and the answer fits the schema", async () => {
    await forSeeds(100, async (dice) => {
      const network = randomNetwork(dice, hub.keys);
      const operation = randomOperation(dice, network, { marked: true });
      const hostile = dice.pick(network.keys);
      const ids = network.rows.map(({ id }) => id);
      hub.settle(network, { [hostile]: { spoil: (response) => spoilAnswer(dice, response, ids) } });
      await asking(operation, async () => {
        const visibility = dice.pick(READERS);
        const expected = await answerAsOne(network, { ...operation, visibility });
        const { data, errors = [], status } = await hub.ask(operation, visibility);
        expect(status).toBe(200);
        expect(await faultsIn(operation, data)).toEqual([]);
        expect(comparable(withoutPartner(data, hostile))).toBe(comparable(withoutPartner(expected.data, hostile)));
        for (const { extensions } of errors)
          expect(extensions).toEqual({ code: "PARTNER_UNAVAILABLE", partner: hostile });
      });
    });
  });
});
