// The suite against a hub whose partners are down: the mirror answers for them, and nothing else changes.
import { afterAll } from "@jest/globals";
import { describeConformance } from "./describe-conformance.js";
import { startMirroredNetwork, type MirroredNetwork } from "./mirrored-network.js";
import type { Feature } from "./target.js";

let network: Promise<MirroredNetwork> | null = null;
const running = (): Promise<MirroredNetwork> => (network ??= startMirroredNetwork());
const serves = new Set<Feature>([
  "nodes",
  "following",
  "widening",
  "completeness",
  "network",
  "authenticated",
  "mirrored",
]);

afterAll(async () => (await network)?.stop());

describeConformance({
  name: "the gateway in front of three partners that are down, with a mirror",
  serves,
  start: async () => (await running()).down,
});
describeConformance({
  name: "the gateway asked for the mirror",
  serves,
  start: async () => (await running()).wished,
});
