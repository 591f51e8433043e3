// Asking partners. In: a partner, a document, variables, the reader. Out: one outcome. Equal requests in flight are
// sent once: same partner, visibility, body and deadline class; each reader parses the text for itself, so nobody
// sees what another one did to it. Requests go out by the rules of `outbound-address.ts`, like everything else.
import { bodyDigest, DEADLINE_HEADER, type ReaderVisibility } from "../../schema/hub-token.js";
import type { RequestSpans } from "../execute/spans.js";
import type { Tally } from "../execute/tally.js";
import type { PartnerEntry } from "../partition/directory.js";
import { readGraphqlResponse } from "./graphql-response.js";
import type { HubSigner } from "./hub-signer.js";
import { PARTNER_LIMITS, type PartnerLimits } from "./limits.js";
import type { Outcome } from "./outcome.js";
import type { OutboundRules } from "./outbound-address.js";
import { NameLookup } from "./name-lookup.js";
import { PartnerConnection, type FlatHeaders, type Received } from "./partner-connection.js";
import { RetryBudget } from "./retry-budget.js";
import { SharedRequest } from "./shared-request.js";

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
  readonly spans?: RequestSpans | null;
  /** Aborted when the reader has gone. */
  readonly signal?: AbortSignal | null;
}

export interface PartnerClientOptions extends OutboundRules {
  readonly limits?: Partial<PartnerLimits>;
  /** Without one, calls carry no credential: for partners on loopback that ask for none. */
  readonly signer?: HubSigner;
  /** Told of what failed on this side, and so is no partner's fault. */
  readonly onTrouble?: (error: unknown) => void;
  /** Told what came of every question. */
  readonly onOutcome?: (partner: string, outcome: Outcome) => void;
}

const SHUT: Outcome = { kind: "failed", status: "CIRCUIT_OPEN", reason: "circuit-open", bytes: 0, latencyMs: 0 };

export class PartnerClient {
  readonly limits: PartnerLimits;
  readonly #signer: HubSigner | undefined;
  readonly #onTrouble: (error: unknown) => void;
  readonly #onOutcome: (partner: string, outcome: Outcome) => void;
  readonly #budget = new RetryBudget();
  readonly #connections = new Map<string, KnownConnection>();
  readonly #inFlight = new Map<string, SharedRequest>();
  readonly #rules: OutboundRules;

  constructor({ limits, signer, onTrouble, onOutcome, ...rules }: PartnerClientOptions = {}) {
    this.#onTrouble = onTrouble ?? (() => undefined);
    this.#onOutcome = onOutcome ?? (() => undefined);
    this.limits = { ...PARTNER_LIMITS, ...limits };
    this.#signer = signer;
    this.#rules = { ...rules, names: rules.names ?? new NameLookup() };
  }

  /** Asks one partner. Never rejects. */
  async ask(partner: PartnerEntry, question: PartnerQuestion, reader: AskingReader): Promise<Outcome> {
    const span = reader.spans?.start("partner", { "maillage.partner": partner.key });
    const outcome = await this.#ask(partner, question, reader);
    span?.end(
      {
        "maillage.outcome": outcome.kind === "answered" ? "ANSWERED" : outcome.status,
        "maillage.bytes": outcome.bytes,
      },
      outcome.kind === "failed",
    );
    if (outcome.kind === "answered" || outcome.reason !== "gone") this.#onOutcome(partner.key, outcome);
    return outcome;
  }

  async #ask(partner: PartnerEntry, question: PartnerQuestion, reader: AskingReader): Promise<Outcome> {
    const limitMs = Math.min(this.limits.partnerMs, Math.max(0, reader.deadline - Date.now()));
    const call: Call = { partner, question, visibility: reader.visibility, limitMs };
    // Only requests with the full time are shared: one that has little left must not cut another's short.
    const known = limitMs === this.limits.partnerMs ? this.#inFlight.get(keyOf(call)) : undefined;
    if (known !== undefined && this.#isProbing(partner)) return SHUT;
    const answer = await this.#received(known ?? this.#send(call), reader.signal ?? null);
    if (answer.kind !== "failed" || answer.status !== "CIRCUIT_OPEN") reader.tally.count(answer.bytes);
    reader.tally.isInvolved = true;
    if (answer.kind === "failed") return answer;
    const response = known === undefined ? answer.response : readGraphqlResponse(answer.text);
    if (typeof response === "string") throw new TypeError("A text that was read once cannot be read again.");
    const { bytes, latencyMs } = answer;
    return { kind: "answered", ...response, bytes, latencyMs, asOf: new Date().toISOString() };
  }

  async #received(request: SharedRequest, signal: AbortSignal | null): Promise<Received> {
    try {
      return await request.waitFor(signal);
    } catch (error) {
      return this.#ownFailure(error);
    }
  }

  /** Something on this side kept the partner from being asked: told to the operator, and a failure like any other. */
  #ownFailure(error: unknown): Received {
    this.#onTrouble(error);
    return { kind: "failed", status: "UNREACHABLE", reason: "no-connection", bytes: 0, latencyMs: 0 };
  }

  #isProbing({ key }: PartnerEntry): boolean {
    return this.#connections.get(key)?.connection.isProbing === true;
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

  #send(call: Call): SharedRequest {
    const { connection, path } = this.#connectionTo(call.partner);
    const sending = connection.send({
      body: call.question.bytes,
      deadline: performance.now() + call.limitMs,
      headers: (leftMs) => this.#headers(call, { path, leftMs }),
    });
    const key = keyOf(call);
    const forget = (): void => {
      if (this.#inFlight.get(key) === request) this.#inFlight.delete(key);
    };
    const request = new SharedRequest(sending, forget);
    if (call.limitMs === this.limits.partnerMs) this.#inFlight.set(key, request);
    sending.received.then(forget, forget);
    return request;
  }

  #headers(
    { partner, question, visibility }: Call,
    { path, leftMs }: { readonly path: string; readonly leftMs: number },
  ): FlatHeaders | Promise<FlatHeaders> {
    const headers = [...HEADERS, DEADLINE_HEADER, String(leftMs)];
    if (this.#signer === undefined) return headers;
    const token = this.#signer.sign({ partner: partner.key, path, digest: question.digest, visibility });
    return token.then((text) => [...headers, "authorization", `Bearer ${text}`]);
  }

  #connectionTo({ key, endpoint }: PartnerEntry): KnownConnection {
    const known = this.#connections.get(key);
    if (known?.endpoint === endpoint) return known;
    // Readers who still know the old address may be waiting for it.
    if (known !== undefined) void known.connection.retire();
    const connection = new PartnerConnection(endpoint, {
      limits: this.limits,
      budget: this.#budget,
      rules: this.#rules,
    });
    const made: KnownConnection = { endpoint, path: URL.parse(endpoint)?.pathname ?? "", connection };
    this.#connections.set(key, made);
    return made;
  }
}

const HEADERS: FlatHeaders = [
  ...["content-type", "application/json"],
  ...["accept", "application/graphql-response+json, application/json"],
  ...["accept-encoding", "gzip, br"],
];

interface KnownConnection {
  readonly endpoint: string;
  /** The path of the endpoint, as tokens name it. */
  readonly path: string;
  readonly connection: PartnerConnection;
}

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
