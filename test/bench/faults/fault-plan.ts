// Who misbehaves how, and what the report may then say of them. In: a partner's number. Out: its fault, and statuses.
export const COUNT = 50;
/** A flapping partner is well for so long, then drops every connection for so long. */
export const FLAP_MS = 3_000;

export type Fault = "dead" | "slow" | "garbage" | "flapping";

const PLAN: ReadonlyArray<readonly [Fault, number]> = [
  ["dead", 10],
  ["slow", 10],
  ["garbage", 5],
  ["flapping", 5],
];

/** The fault of a partner; null: it is well. */
export function faultOf(number: number): Fault | null {
  let first = 0;
  for (const [fault, count] of PLAN) {
    if (number < first + count) return fault;
    first += count;
  }
  return null;
}

const STATUSES: Readonly<Record<Fault | "well", readonly string[]>> = {
  well: ["ANSWERED"],
  dead: ["UNREACHABLE", "CIRCUIT_OPEN"],
  slow: ["TIMED_OUT", "CIRCUIT_OPEN"],
  garbage: ["INVALID", "CIRCUIT_OPEN"],
  flapping: ["ANSWERED", "UNREACHABLE", "CIRCUIT_OPEN"],
};

/** Whether a status is right for a partner while it misbehaves. */
export function isRight(number: number, status: string): boolean {
  return STATUSES[faultOf(number) ?? "well"].includes(status);
}
