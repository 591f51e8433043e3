// The conformance suite: one set of checks of the contract, over HTTP, for everything that serves it. In: a kind of
// endpoint and how to start one with the suite's rows. Out: tests.
import { beforeAll, describe } from "@jest/globals";
import { describeFilters } from "./filters.js";
import { describeInputs } from "./inputs.js";
import { RowModel } from "./model.js";
import { describePages } from "./pages.js";
import { describeRecords } from "./records.js";
import { describeServices } from "./services.js";
import type { Suite } from "./suite.js";
import type { Target, TargetKind } from "./target.js";

/** Describes the suite for one kind of endpoint. Whoever started the endpoint stops it. */
export function describeConformance(kind: TargetKind): void {
  describe(kind.name, () => {
    let started: { readonly target: Target; readonly model: RowModel } | null = null;
    const running = () => {
      if (started === null) throw new Error(`${kind.name} has not been started`);
      return started;
    };
    beforeAll(async () => {
      const target = await kind.start();
      started = { target, model: new RowModel(target.keys, kind.serves) };
    });
    const suite: Suite = { kind, target: () => running().target, model: () => running().model };
    describePages(suite);
    describeFilters(suite);
    describeInputs(suite);
    describeRecords(suite);
    describeServices(suite);
  });
}
