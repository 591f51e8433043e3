// What breaks the contract with every answer is noted once in a while.
import { describe, expect, it } from "@jest/globals";
import { tellSeldom } from "../../gateway/main/seldom.js";

describe("telling seldom", () => {
  it("tells of each partner at once, and again when the time has passed", () => {
    const told: string[] = [];
    let now = 0;
    const tell = tellSeldom(
      1_000,
      (partner) => void told.push(partner),
      () => now,
    );
    for (const [at, partner] of [
      [0, "a"],
      [999, "a"],
      [999, "b"],
      [1_000, "a"],
      [1_500, "a"],
      [1_999, "b"],
    ] as const) {
      now = at;
      tell(partner);
    }
    expect(told).toEqual(["a", "b", "a", "b"]);
  });
});
