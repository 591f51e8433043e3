// A few rounds of violence; `npm run bench -- kills` runs two hundred.
import { describe, expect, it } from "@jest/globals";
import { testDatabase } from "../../kit/database.js";
import { runKillRounds } from "./kill-rounds.js";

const ROUNDS = 10;

describe("harvesting, with harvesters and connections killed at random moments", () => {
  it("loses no change, applies none twice, and leaves mirror and index as the partner is", async () => {
    const killsDatabase = process.env["DATABASE_URL"] === undefined;
    const result = await runKillRounds({ databaseUrl: await testDatabase(), rounds: ROUNDS, seed: 7, killsDatabase });
    expect(result.changes).toBeGreaterThan(ROUNDS);
    expect(result.entries).toBe(result.changes);
    expect(result.unlike).toBe(0);
    expect(result.mirror).toEqual(result.partner);
    expect(result.index).toEqual(result.partner);
  }, 120_000);
});
