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
import { PartnerConnection, type Received } from "./partner-connection.js";
import { RetryBudget } from "./retry-budget.js";

export interface PartnerQuestion {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
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
}

export class PartnerClient {
  readonly limits: PartnerLimits;
  readonly #signer: HubSigner | undefined;
  readonly #budget = new RetryBudget();
  readonly #connections = new Map<string, { readonly endpoint: string; readonly connection: PartnerConnection }>();
  readonly #inFlight = new Map<string, Promise<Received>>();

  constructor({ limits, signer }: PartnerClientOptions = {}) {
    this.limits = { ...PARTNER_LIMITS, ...limits };
    this.#signer = signer;
  }

  /** Asks one partner. Never rejects. */
  async ask(partner: PartnerEntry, question: PartnerQuestion, reader: AskingReader): Promise<Outcome> {
    const body = JSON.stringify({ query: question.document, variables: question.variables });
    const limitMs = Math.min(this.limits.partnerMs, Math.max(0, reader.deadline - Date.now()));
    const isFull = limitMs === this.limits.partnerMs;
    const { received, shared } = isFull
      ? this.#share(partner, body, reader.visibility)
      : { received: this.#send(partner, { body, visibility: reader.visibility, limitMs }), shared: false };
    const answer = await received;
    reader.tally.count(answer.bytes);
    if (answer.kind === "failed") return answer;
    const response = shared ? readGraphqlResponse(answer.text) : answer.response;
    if (typeof response === "string") throw new TypeError("A text that was read once cannot be read again.");
    const { bytes, latencyMs } = answer;
    return { kind: "answered", ...response, bytes, latencyMs, asOf: new Date().toISOString() };
  }

  /** Closes every connection. */
  async close(): Promise<void> {
    await Promise.all([...this.#connections.values()].map(({ connection }) => connection.close()));
    this.#connections.clear();
  }

  /** Only requests with the full time are shared: one that has little left must not cut another's short. */
  #share(partner: PartnerEntry, body: string, visibility: ReaderVisibility): { received: Promise<Received>; shared: boolean } {
    const key = `${partner.key} ${partner.endpoint} ${visibility} ${body}`;
    const known = this.#inFlight.get(key);
    if (known !== undefined) return { received: known, shared: true };
    const received = this.#send(partner, { body, visibility, limitMs: this.limits.partnerMs });
    this.#inFlight.set(key, received);
    void received.finally(() => this.#inFlight.delete(key));
    return { received, shared: false };
  }

  #send(partner: PartnerEntry, call: { body: string; visibility: ReaderVisibility; limitMs: number }): Promise<Received> {
    const { body, visibility, limitMs } = call;
    return this.#connectionTo(partner).send({
      body,
      deadline: performance.now() + limitMs,
      headers: () => this.#headers(partner.key, body, visibility),
    });
  }

  #headers(partner: string, body: string, visibility: ReaderVisibility): Record<string, string> {
    const headers = { "content-type": "application/json", accept: ACCEPTED, "accept-encoding": "gzip, br" };
    if (this.#signer === undefined) return headers;
    const token = this.#signer.sign({ partner, digest: bodyDigest(body), visibility });
    return { ...headers, authorization: `Bearer ${token}` };
  }

  #connectionTo({ key, endpoint }: PartnerEntry): PartnerConnection {
    const known = this.#connections.get(key);
    if (known?.endpoint === endpoint) return known.connection;
    if (known !== undefined) void known.connection.close();
    const connection = new PartnerConnection(endpoint, this.limits, this.#budget);
    this.#connections.set(key, { endpoint, connection });
    return connection;
  }
}

const ACCEPTED = "application/graphql-response+json, application/json";
