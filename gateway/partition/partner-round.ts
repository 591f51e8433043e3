// Asking partners in rounds. In: parts (a root field, an `_entities` field) for partners. Out: what came of each. All
// parts for one partner that are asked for at the same moment travel in one request.
import { writeQuestion, type PartnerClient, type PartnerQuestion } from "../fetch/partner-client.js";
import type { Outcome } from "../fetch/outcome.js";
import type { ReaderContext } from "../execute/subgraph.js";
import { describeOutcome } from "./describe-outcome.js";
import type { PartnerEntry } from "./directory.js";

/** One field of a request to a partner. */
export interface Part {
  /** Its response key, different from that of any other part. */
  readonly key: string;
  /** The field as it stands in the document, key included. */
  readonly field: string;
  readonly variables: ReadonlyMap<string, { readonly type: string; readonly value: unknown }>;
  /** When it must be answered, in milliseconds since the epoch. */
  readonly deadline: number;
}

/**
 * What came of a part. `value` is the field's value; `faulty` when the partner reported errors in it, `isFaultyAt` when
 * they may concern an item of it.
 */
export interface PartOutcome {
  readonly outcome: Outcome;
  readonly value: unknown;
  readonly faulty: boolean;
  isFaultyAt(index: number): boolean;
}

interface Pending {
  readonly part: Part;
  readonly resolve: (outcome: PartOutcome) => void;
}

export class PartnerRound {
  readonly #client: PartnerClient;
  readonly #reader: ReaderContext;
  #pending = new Map<PartnerEntry, Pending[]>();

  constructor(client: PartnerClient, reader: ReaderContext) {
    this.#client = client;
    this.#reader = reader;
  }

  /** Asks a partner for a part. Never rejects. */
  ask(partner: PartnerEntry, part: Part): Promise<PartOutcome> {
    if (this.#pending.size === 0) queueMicrotask(() => this.#flush());
    return new Promise((resolve) => {
      const pending = this.#pending.get(partner);
      if (pending === undefined) this.#pending.set(partner, [{ part, resolve }]);
      else pending.push({ part, resolve });
    });
  }

  #flush(): void {
    const pending = this.#pending;
    this.#pending = new Map();
    this.#reader.tally.waves++;
    let written: Written | null = null;
    for (const [partner, parts] of pending) {
      written = writtenFor(parts, written);
      void this.#send(partner, parts, written);
    }
  }

  async #send(partner: PartnerEntry, pending: readonly Pending[], { parts, question }: Written): Promise<void> {
    const deadline = Math.min(this.#reader.deadline, ...parts.map((part) => part.deadline));
    const reader = { visibility: this.#reader.visibility, deadline, tally: this.#reader.tally };
    const outcome = await this.#client.ask(partner, question, reader);
    this.#reader.trace?.note("outcomes", describeOutcome(partner.key, question, outcome));
    for (const { part, resolve } of pending) resolve(readPart(outcome, part.key));
  }
}

/** Parts and the request that they make. */
interface Written {
  readonly parts: readonly Part[];
  readonly question: PartnerQuestion;
}

/** In a wave most partners are asked the very same: their request is written once. */
function writtenFor(pending: readonly Pending[], last: Written | null): Written {
  const isSame =
    last !== null && last.parts.length === pending.length && pending.every(({ part }, at) => part === last.parts[at]);
  if (isSame) return last;
  const parts = pending.map((each) => each.part);
  return { parts, question: writeRequest(parts) };
}

function writeRequest(parts: readonly Part[]): PartnerQuestion {
  const types = new Map<string, string>();
  const variables: Record<string, unknown> = {};
  for (const [name, { type, value }] of parts.flatMap((part) => [...part.variables])) {
    types.set(name, type);
    variables[name] = value;
  }
  const declared = [...types].map(([name, type]) => `$${name}: ${type}`).join(", ");
  const fields = parts.map((part) => part.field).join(" ");
  return writeQuestion(`query${declared === "" ? "" : ` (${declared})`} {${fields}}`, variables);
}

function readPart(outcome: Outcome, key: string): PartOutcome {
  if (outcome.kind === "failed") return { outcome, value: null, faulty: true, isFaultyAt: () => true };
  const paths = outcome.errorPaths.filter(([first]) => first === undefined || first === key);
  const isFaultyAt = (index: number) => paths.some(([, at]) => at === undefined || at === index);
  return { outcome, value: outcome.data[key] ?? null, faulty: paths.length > 0, isFaultyAt };
}
