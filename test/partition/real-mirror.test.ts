// A real mirror against real partners: whatever is asked, a hub whose partners are all down and that has a mirror says
// what a hub says whose partners are well. Random operations on the rows of the conformance suite.
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { RECORD_TYPES, parseRecordId } from "../../schema/record-id.js";
import { startMirroredNetwork, type MirroredNetwork } from "../conformance/mirrored-network.js";
import { startNetwork, type ConformanceNetwork } from "../conformance/network.js";
import { conformanceRows } from "../conformance/rows.js";
import type { Row } from "../kit/contract-rows.js";
import { Dice } from "../kit/dice.js";
import { comparable } from "../kit/random-hub.js";
import type { Network } from "../kit/random-network.js";
import { randomOperation } from "../kit/random-operation.js";

let well: ConformanceNetwork;
let down: MirroredNetwork;
let network: Network;

beforeAll(async () => {
  well = await startNetwork();
  down = await startMirroredNetwork();
  const { keys } = down.down;
  const drafts = [...conformanceRows(keys).values()].flat();
  const rows = drafts.map((draft): Row => ({ ...draft, __typename: parseRecordId(draft.id)?.typename ?? "" }));
  network = { keys, rows };
});
afterAll(async () => {
  await well.stop();
  await down.stop();
});

/** Who answered makes the only difference. */
const whoever = (data: unknown): string => comparable(data).replaceAll('"MIRROR"', '"LIVE"');

describe("a real mirror in the place of real partners", () => {
  it("knows all types of records", () => {
    const typenames = new Set(network.rows.map((row) => row.__typename));
    expect([...typenames].sort()).toEqual(Object.values(RECORD_TYPES).sort());
  });

  it("answers random operations as they do, whoever asks", async () => {
    const property = async (seed: number) => {
      const dice = new Dice(seed);
      const { query, variables } = randomOperation(dice, network);
      const as = dice.pick(["PUBLIC", "NETWORK"] as const);
      const [expected, mended, wished] = await Promise.all(
        [well.hub, down.down, down.wished].map((target) => target.ask(query, { variables, as })),
      );
      const asked = `${query}\n${JSON.stringify(variables)}`;
      expect({ asked, errors: expected?.errors }).toEqual({ asked, errors: [] });
      for (const answer of [mended, wished]) {
        expect({ asked, errors: answer?.errors }).toEqual({ asked, errors: [] });
        expect(whoever(answer?.data)).toBe(whoever(expected?.data));
      }
    };
    const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
    await fc.assert(fc.asyncProperty(seeds, property), { seed: 20_260_303, numRuns: 120, endOnFailure: true });
  });
});
