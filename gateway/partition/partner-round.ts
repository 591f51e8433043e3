// Asking partners in rounds. In: parts (a root field, an `_entities` field) for partners. Out: what came of each. All
// parts for one partner that are asked for at the same moment travel in one request.
import { writeQuestion, type PartnerClient, type PartnerQuestion } from "../fetch/partner-client.js";
import type { ReaderContext } from "../execute/subgraph.js";
import { describeOutcome } from "./describe-outcome.js";
import type { PartnerEntry } from "./directory.js";
import { olderQuestion, type OlderQuestion } from "./older-question.js";
import { readPart, writeParts, type Part, type PartOutcome } from "./parts.js";

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
      void this.#send(partner, parts, forPartner(partner, written));
    }
  }

  async #send(partner: PartnerEntry, pending: readonly Pending[], written: Written): Promise<void> {
    const { parts, question, older } = written;
    const deadline = Math.min(this.#reader.deadline, ...parts.map((part) => part.deadline));
    const { visibility, tally, signal, spans = null } = this.#reader;
    const reader = { visibility, deadline, tally, signal, spans };
    const outcome = await this.#client.ask(partner, question, reader);
    if (outcome.kind === "answered") older?.fillIn(outcome.data);
    this.#reader.trace?.note("outcomes", describeOutcome(partner.key, question, outcome));
    for (const { part, resolve } of pending) resolve(readPart(outcome, part.key));
  }
}

/** Parts and the request that they make. */
interface Written {
  readonly parts: readonly Part[];
  readonly question: PartnerQuestion;
  /** For a partner of an older contract: what was cut. */
  readonly older?: OlderQuestion;
  /** The same for older contracts, by version. */
  readonly forOlder: Map<string, Written>;
}

/** In a wave most partners are asked the very same: their request is written once. */
function writtenFor(pending: readonly Pending[], last: Written | null): Written {
  const isSame =
    last !== null && last.parts.length === pending.length && pending.every(({ part }, at) => part === last.parts[at]);
  if (isSame) return last;
  const parts = pending.map((each) => each.part);
  return { parts, question: writeQuestion(...writeParts(parts)), forOlder: new Map() };
}

/** The request as the partner's version of the contract has it; for each older version it is written once. */
function forPartner({ contractVersion }: PartnerEntry, written: Written): Written {
  const known = written.forOlder.get(contractVersion);
  if (known !== undefined) return known;
  const older = olderQuestion(written.question.document, contractVersion);
  if (older === null) return written;
  const [, variables] = writeParts(written.parts);
  const rewritten = { ...written, question: writeQuestion(older.document, variables), older };
  written.forOlder.set(contractVersion, rewritten);
  return rewritten;
}
