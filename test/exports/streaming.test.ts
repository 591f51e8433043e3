// Exports as streams: how much is read ahead, and what becomes of one that nobody takes or that cannot be ended.
import { describe, expect, it } from "@jest/globals";
import { JSON_LINES } from "../../gateway/main/exports/export-format.js";
import { exportedRecord } from "../../gateway/main/exports/exported-record.js";
import { streamExport } from "../../gateway/main/exports/stream-export.js";
import type { WalkedPage } from "../../gateway/main/exports/walk-pages.js";
import { until } from "../kit/until.js";

const pageOf = (at: number, missing: readonly string[] = []): WalkedPage => ({
  records: [
    exportedRecord({ id: `north:person:p${at}`, updatedAt: "2026-01-01T00:00:00.000Z", name: "x".repeat(2_000) }, "c"),
  ],
  missing,
});

function pages(most: number, missingFrom = Infinity) {
  const state = { asked: 0, isOver: false };
  async function* walk(): AsyncGenerator<WalkedPage> {
    try {
      for (let at = 1; at < most; at++) {
        state.asked++;
        yield pageOf(at, at >= missingFrom ? ["south"] : []);
      }
    } finally {
      state.isOver = true;
    }
  }
  return { state, rest: walk() };
}

const common = { first: pageOf(0), format: JSON_LINES, isContinued: false, isCompressed: false, slowMs: 60_000 };

describe("the stream of an export", () => {
  it("asks for a page when the one before has been taken, not earlier", async () => {
    const { state, rest } = pages(1_000);
    const stream = streamExport({ ...common, rest });
    const chunks = stream[Symbol.asyncIterator]();
    for (let taken = 1; taken <= 20; taken++) {
      await chunks.next();
      expect(state.asked).toBeLessThanOrEqual(taken + 2);
    }
    await chunks.return?.();
    await until(() => state.isOver);
  });

  it("is broken off when nobody takes it, and the walk with it", async () => {
    for (const isCompressed of [false, true]) {
      const { state, rest } = pages(100_000);
      await rest.next(); // the walk has begun
      const stream = streamExport({ ...common, rest, isCompressed, slowMs: 40 });
      stream.once("error", () => undefined);
      stream.once("readable", () => undefined); // begins it
      await until(() => stream.destroyed && state.isOver);
      expect(state.asked).toBeLessThan(20_000);
    }
  });

  it("is broken off, not ended, when a partner's records cannot be told any more", async () => {
    const { rest } = pages(10, 5);
    await expect(streamExport({ ...common, rest }).toArray()).rejects.toThrow("cannot be told");
    const known = pages(10, 1);
    const text = await streamExport({ ...common, first: pageOf(0, ["south"]), rest: known.rest }).toArray();
    expect(Buffer.concat(text).toString().trimEnd().split("\n").length).toBe(10);
  });
});
