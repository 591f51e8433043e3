// Asking one partner, or one address, as the hub does. In: an address and rules. Out: what came of it in a word.
import { Tally } from "../../gateway/execute/tally.js";
import { createOutbound } from "../../gateway/fetch/outbound.js";
import type { OutboundRules } from "../../gateway/fetch/outbound-address.js";
import type { Outcome } from "../../gateway/fetch/outcome.js";
import { writeQuestion, type PartnerClient } from "../../gateway/fetch/partner-client.js";
import { OutboundError, type OutboundFault, type OutboundRequest } from "../../schema/outbound.js";

const QUESTION = writeQuestion("{ practices { totalCount } }", {});

export interface AskingOptions {
  readonly visibility?: "PUBLIC" | "NETWORK";
  readonly signal?: AbortSignal;
  /** Something that makes the body another one. */
  readonly about?: number;
  /** The partner's key. */
  readonly key?: string;
}

/** Asks a partner that answers at an address. */
export function askPartner(
  client: PartnerClient,
  endpoint: string,
  { visibility = "PUBLIC", signal, about, key = "part-a" }: AskingOptions = {},
): Promise<Outcome> {
  const partner = { key, endpoint, level: "LIVE", contractVersion: "1.0" } as const;
  const question = about === undefined ? QUESTION : writeQuestion("query ($n: Int) { a }", { n: about });
  const reader = { visibility, deadline: Date.now() + 60_000, tally: new Tally(), signal: signal ?? null };
  return client.ask(partner, question, reader);
}

/** An outcome as status and reason. */
export function wordOf(outcome: Outcome): string {
  return outcome.kind === "answered" ? "ANSWERED" : `${outcome.status} ${outcome.reason}`;
}

/** Sends a request by the one client: the response's status, or why there is none. */
export async function fetchWord(
  url: string,
  rules: OutboundRules,
  request: OutboundRequest = {},
): Promise<number | OutboundFault> {
  try {
    return (await createOutbound(rules)(url, request)).status;
  } catch (error) {
    if (error instanceof OutboundError) return error.fault;
    throw error;
  }
}
