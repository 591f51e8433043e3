// An edge that is in nobody's way: for tests of what lies behind it.
import { ROUTER_LIMITS } from "../../gateway/guard/edge-limits.js";
import type { EdgeSettings } from "../../gateway/main/hub-edge.js";

export const MUCH: EdgeSettings = { quotaPoints: { address: 1_000_000_000, reader: 1_000_000_000 } };
/** Times for a hub whose tests are not about time: machines are busy. */
export const PATIENT = {
  ...{ partnerLimits: { partnerMs: 15_000, scatterMs: 20_000 }, requestTimeoutMs: 30_000 },
  actPace: { acts: 1_000_000, reaching: 1_000_000 },
};

export const WIDE: EdgeSettings = { ...MUCH, limits: { ...ROUTER_LIMITS, cost: 100_000 }, costMode: "measure" };
