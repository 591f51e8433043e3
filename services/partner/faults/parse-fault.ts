// Faults by name. In: `uk-b=slow:3000@90`. Out: which partner, what goes wrong with it, and after how long.
import { isPartnerKey } from "../../../schema/record-id.js";

/** What goes wrong with a partner. */
export type Fault =
  /** Refuses connections. */
  | { readonly kind: "down" }
  /** Answers, so much later. */
  | { readonly kind: "slow"; readonly delayMs: number }
  /** Answers a byte a second. */
  | { readonly kind: "drip" }
  /** Answers 200 with what is not JSON. */
  | { readonly kind: "garbage" }
  /** Answers 500. */
  | { readonly kind: "error" }
  /** Answers without end. */
  | { readonly kind: "oversize" }
  /** Answers rows under another partner's key. */
  | { readonly kind: "foreign-ids"; readonly otherKey: string }
  /** Accepts requests and never answers. */
  | { readonly kind: "hang" };

export interface PlannedFault {
  readonly partner: string;
  readonly fault: Fault;
  readonly afterMs: number;
}

const FORM = "<partner>=<fault>[@<seconds>]";
const NAMES = "down, slow:<ms>, drip, garbage, error, oversize, foreign-ids[:<key>], hang";
const OTHER_KEY = "someone-else";

/** Reads a fault. Throws an Error that says what was expected. */
export function parseFault(text: string): PlannedFault {
  const parts = /^([^=]+)=([a-z-]+)(?::([^@]*))?(?:@(.*))?$/.exec(text);
  if (parts === null) throw new Error(`expected ${FORM}, like uk-b=slow:3000@90, got ${text}`);
  const [, partner = "", name = "", argument, seconds = "0"] = parts;
  if (!isPartnerKey(partner)) throw new Error(`expected a partner's key before =, got ${partner}`);
  if (!/^\d+(\.\d+)?$/.test(seconds)) throw new Error(`expected seconds after @, got ${seconds}`);
  return { partner, fault: readFault(name, argument), afterMs: Number(seconds) * 1000 };
}

function readFault(name: string, argument: string | undefined): Fault {
  if (name === "slow") {
    if (argument === undefined || !/^\d{1,7}$/.test(argument))
      throw new Error(`expected slow:<ms>, got slow:${argument ?? ""}`);
    return { kind: "slow", delayMs: Number(argument) };
  }
  if (name === "foreign-ids") {
    const otherKey = argument ?? OTHER_KEY;
    if (isPartnerKey(otherKey)) return { kind: "foreign-ids", otherKey };
    throw new Error(`expected a partner's key after foreign-ids:, got ${otherKey}`);
  }
  if (argument !== undefined) throw new Error(`expected ${name} without :${argument}`);
  switch (name) {
    case "down":
    case "drip":
    case "garbage":
    case "error":
    case "oversize":
    case "hang":
      return { kind: name };
    default:
      throw new Error(`expected one of ${NAMES}, got ${name}`);
  }
}
