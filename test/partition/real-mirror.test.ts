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
      const askAll = async () => {
        const targets = [well.hub, down.down, down.wished];
        const answers = await Promise.all(targets.map((target) => target.ask(query, { variables, as })));
        return answers.map(({ data, errors }) => ({ data: whoever(data), errors }));
      };
      const agree = ([first, ...others]: Awaited<ReturnType<typeof askAll>>) =>
        others.every(({ data }) => data === first?.data);
      let answers = await askAll();
      for (let more = 0; more < 4 && !agree(answers); more++) answers = await askAll(); // a busy machine is late
      const asked = `${query}\n${JSON.stringify(variables)}`;
      const [expected] = answers;
      for (const answer of answers)
        expect({ asked, ...answer }).toEqual({ asked, data: expected?.data ?? null, errors: [] });
    };
    const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
    await fc.assert(fc.asyncProperty(seeds, property), { seed: 20_260_303, numRuns: 80, endOnFailure: true });
  }, 180_000);
});
