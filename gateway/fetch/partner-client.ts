// Asking partners. In: a partner, a document, variables, the reader. Out: one outcome. Equal requests in flight are
// sent once: same partner, visibility, body and deadline class; each reader parses the text for itself, so nobody
// sees what another one did to it.
import { bodyDigest, type ReaderVisibility } from "../../schema/hub-token.js";
import type { Tally } from "../execute/tally.js";
import type { PartnerEntry } from "../partition/directory.js";
import { readGraphqlResponse } from "./graphql-response.js";
import type { HubSigner } from "./hub-signer.js";
import { PARTNER_LIMITS, type PartnerLimits } from "./limits.js";
import type { Outcome } from "./outcome.js";
import { PartnerConnection, type FlatHeaders, type Received } from "./partner-connection.js";
import { RetryBudget } from "./retry-budget.js";

/** A request's body, written once for all partners that are asked the same. */
export interface PartnerQuestion {
  readonly document: string;
  readonly bytes: Buffer;
  readonly digest: string;
}

/** Writes a request's body. */
export function writeQuestion(document: string, variables: Readonly<Record<string, unknown>>): PartnerQuestion {
  const bytes = Buffer.from(JSON.stringify({ query: document, variables }));
  return { document, bytes, digest: bodyDigest(bytes) };
}

/** Who asks, as far as asking a partner depends on it. */
export interface AskingReader {
  readonly visibility: ReaderVisibility;
  /** When the whole request must be answered, in milliseconds since the epoch. */
  readonly deadline: number;
  readonly tally: Tally;
}

export interface PartnerClientOptions {
  readonly limits?: Partial<PartnerLimits>;
  /** Without one, calls carry no credential: for partners on loopback that ask for none. */
  readonly signer?: HubSigner;
  /** Told of what failed on this side, and so is no partner's fault. */
  readonly onTrouble?: (error: unknown) => void;
  /** Told what came of every question. */
  readonly onOutcome?: (partner: string, outcome: Outcome) => void;
}

export class PartnerClient {
  readonly limits: PartnerLimits;
  readonly #signer: HubSigner | undefined;
  readonly #onTrouble: (error: unknown) => void;
  readonly #onOutcome: (partner: string, outcome: Outcome) => void;
  readonly #budget = new RetryBudget();
  readonly #connections = new Map<string, { readonly endpoint: string; readonly connection: PartnerConnection }>();
  readonly #inFlight = new Map<string, Promise<Received>>();

  constructor({ limits, signer, onTrouble, onOutcome }: PartnerClientOptions = {}) {
    this.#onTrouble = onTrouble ?? (() => undefined);
    this.#onOutcome = onOutcome ?? (() => undefined);
    this.limits = { ...PARTNER_LIMITS, ...limits };
    this.#signer = signer;
  }

  /** Asks one partner. Never rejects. */
  async ask(partner: PartnerEntry, question: PartnerQuestion, reader: AskingReader): Promise<Outcome> {
    const outcome = await this.#ask(partner, question, reader);
    this.#onOutcome(partner.key, outcome);
    return outcome;
  }

  async #ask(partner: PartnerEntry, question: PartnerQuestion, reader: AskingReader): Promise<Outcome> {
    const limitMs = Math.min(this.limits.partnerMs, Math.max(0, reader.deadline - Date.now()));
    const call: Call = { partner, question, visibility: reader.visibility, limitMs };
    // Only requests with the full time are shared: one that has little left must not cut another's short.
    const known = limitMs === this.limits.partnerMs ? this.#inFlight.get(keyOf(call)) : undefined;
    const answer = await this.#received(known, call);
    if (answer.kind !== "failed" || answer.status !== "CIRCUIT_OPEN") reader.tally.count(answer.bytes);
    reader.tally.isInvolved = true;
    if (answer.kind === "failed") return answer;
    const response = known === undefined ? answer.response : readGraphqlResponse(answer.text);
    if (typeof response === "string") throw new TypeError("A text that was read once cannot be read again.");
    const { bytes, latencyMs } = answer;
    return { kind: "answered", ...response, bytes, latencyMs, asOf: new Date().toISOString() };
  }

  async #received(known: Promise<Received> | undefined, call: Call): Promise<Received> {
    try {
      return await (known ?? this.#send(call));
    } catch (error) {
      return this.#ownFailure(error);
    }
  }

  /** Something on this side kept the partner from being asked: told to the operator, and a failure like any other. */
  #ownFailure(error: unknown): Received {
    this.#onTrouble(error);
    return { kind: "failed", status: "UNREACHABLE", reason: "no-connection", bytes: 0, latencyMs: 0 };
  }

  /** Whether a partner has failed so often that requests may end here, without being sent. */
  isShut({ key, endpoint }: PartnerEntry): boolean {
    const known = this.#connections.get(key);
    return known?.endpoint === endpoint && known.connection.isShut;
  }

  /** Closes every connection. */
  async close(): Promise<void> {
    await Promise.all([...this.#connections.values()].map(({ connection }) => connection.close()));
    this.#connections.clear();
  }

  #send(call: Call): Promise<Received> {
    const received = this.#connectionTo(call.partner).send({
      body: call.question.bytes,
      deadline: performance.now() + call.limitMs,
      headers: () => this.#headers(call),
    });
    if (call.limitMs < this.limits.partnerMs) return received;
    const key = keyOf(call);
    const forget = (): void => void this.#inFlight.delete(key);
    this.#inFlight.set(key, received);
    received.then(forget, forget);
    return received;
  }

  #headers({ partner, question, visibility }: Call): FlatHeaders | Promise<FlatHeaders> {
    if (this.#signer === undefined) return HEADERS;
    const token = this.#signer.sign({ partner: partner.key, digest: question.digest, visibility });
    return token.then((text) => [...HEADERS, "authorization", `Bearer ${text}`]);
  }

  #connectionTo({ key, endpoint }: PartnerEntry): PartnerConnection {
    const known = this.#connections.get(key);
    if (known?.endpoint === endpoint) return known.connection;
    // Readers who still know the old address may be waiting for it.
    if (known !== undefined) void known.connection.retire();
    const connection = new PartnerConnection(endpoint, this.limits, this.#budget);
    this.#connections.set(key, { endpoint, connection });
    return connection;
  }
}

const HEADERS: FlatHeaders = [
  ...["content-type", "application/json"],
  ...["accept", "application/graphql-response+json, application/json"],
  ...["accept-encoding", "gzip, br"],
];

interface Call {
  readonly partner: PartnerEntry;
  readonly question: PartnerQuestion;
  readonly visibility: ReaderVisibility;
  readonly limitMs: number;
}

/** Calls of the same key may be sent once. */
function keyOf({ partner, question, visibility }: Call): string {
  return `${partner.key} ${partner.endpoint} ${visibility} ${question.digest}`;
}
