// The suite against the reference partner, and against the gateway and the stand-alone partition in front of three.
import { afterAll } from "@jest/globals";
import { describeConformance } from "./describe-conformance.js";
import { startNetwork, type ConformanceNetwork } from "./network.js";

let network: Promise<ConformanceNetwork> | null = null;
const running = (): Promise<ConformanceNetwork> => (network ??= startNetwork());

afterAll(async () => (await network)?.stop());

describeConformance({
  name: "the reference partner",
  serves: new Set(["sdl", "descriptor", "changes", "entities", "network"]),
  start: async () => (await running()).partner,
});
describeConformance({
  name: "the gateway in front of three partners",
  serves: new Set(["nodes", "following", "widening", "completeness", "network", "authenticated"]),
  start: async () => (await running()).hub,
});
describeConformance({
  name: "the partition as a subgraph, in front of three partners",
  serves: new Set(["entities", "following", "widening", "completeness"]),
  start: async () => (await running()).partition,
});
