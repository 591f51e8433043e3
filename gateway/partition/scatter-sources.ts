// The sources of one scattered field: partners that are asked, and the mirror in the place of those that cannot answer.
// In: whom to ask. Out: what they have sent. A partner's place is taken for the whole page or not at all, so that a page
// is of one kind for each partner; the mirror is asked for all that failed in one wave in one request.
import { setImmediate } from "node:timers/promises";
import type { ReaderContext } from "../execute/subgraph.js";
import type { PartnerEntry } from "./directory.js";
import type { MirrorDesk } from "./mirror-desk.js";
import type { PartOutcome, Part } from "./parts.js";
import type { PartnerRound } from "./partner-round.js";
import type { LeftOut, Mirrored } from "./select.js";
import { writeAsk, type ScatterRequests } from "./scatter-request.js";
import { Source, type StandIn } from "./source.js";

export interface ScatterDesks {
  readonly round: PartnerRound;
  readonly mirror: MirrorDesk | null;
  readonly reader: ReaderContext;
}

/** A source that is asked for so many rows. */
export interface Want {
  readonly source: Source;
  readonly size: number;
}

/** A partner whose place the mirror is to take, with the source that failed, if it was asked. */
interface Vacancy extends Omit<StandIn, "asOf"> {
  readonly key: string;
  readonly source: Source | null;
}

export class ScatterSources {
  #sources: Source[] = [];
  /** Partners that the mirror was to answer for and does not hold. */
  readonly missing: LeftOut[] = [];
  /** Partners that broke the contract. */
  readonly faulty = new Set<string>();
  readonly #requests: ScatterRequests;
  readonly #desks: ScatterDesks;
  readonly #tried = new Set<string>();

  constructor(requests: ScatterRequests, desks: ScatterDesks) {
    this.#requests = requests;
    this.#desks = desks;
  }

  get all(): readonly Source[] {
    return this.#sources;
  }

  /** Partners to be asked, as sources. */
  add(entries: readonly PartnerEntry[]): Source[] {
    const added = entries.map((entry) => new Source({ via: "LIVE", entry }, this.#requests.walk));
    this.#sources.push(...added);
    return added;
  }

  /** The first wave. What fails without being sent, behind open circuits, is asked of the mirror meanwhile. */
  async askFirst(wants: readonly Want[], mirrored: readonly Mirrored[]): Promise<void> {
    const asking = this.ask(wants);
    const fromStart = mirrored.map(({ entry, reason }) => ({ key: entry.key, live: null, reason, source: null }));
    if (this.#desks.mirror !== null) await setImmediate();
    await Promise.all([asking, this.#fill([...fromStart, ...this.#vacancies()])]);
  }

  /** Asks sources for rows. Never rejects. */
  async ask(wants: readonly Want[]): Promise<void> {
    const bySize = new Map<number, Part>(); // sources of which nothing was asked yet are asked the same
    const asks = wants
      .toSorted((a, b) => a.size - b.size)
      .map(async ({ source, size }) => {
        const part = (source.isNew ? bySize.get(size) : undefined) ?? this.#write(source, size);
        if (source.isNew) bySize.set(size, part);
        const rows = source.take(await this.#askSource(source, part), size);
        if (source.origin.via === "LIVE") this.#desks.reader.tally.rows += rows;
      });
    await Promise.all(asks);
  }

  /** Puts the mirror in the place of partners that have failed since. Whether anything changed. */
  async replaceFailed(): Promise<boolean> {
    const vacancies = this.#vacancies();
    const before = this.#sources;
    await this.#fill(vacancies);
    return this.#sources !== before;
  }

  #write(source: Source, size: number): Part {
    return writeAsk(this.#requests, { size, goOn: source.lastPlace, isFirst: source.isNew });
  }

  async #askSource(source: Source, part: Part): Promise<PartOutcome> {
    const { origin } = source;
    if (origin.via === "LIVE") return this.#desks.round.ask(origin.entry, part);
    return this.#askMirror([...origin.standIns.keys()], part).then(({ outcome }) => outcome);
  }

  async #askMirror(keys: readonly string[], part: Part) {
    const { mirror } = this.#desks;
    if (mirror === null) throw new TypeError("There is no mirror to be asked.");
    const { outcomes, asOf } = await mirror.ask(keys, [part]);
    const [outcome] = outcomes;
    if (outcome === undefined) throw new TypeError("The mirror's reply holds no outcome.");
    return { outcome, asOf };
  }

  /** Sources that failed and that the mirror was not asked about. */
  #vacancies(): Vacancy[] {
    const { mirror, reader } = this.#desks;
    if (mirror === null || reader.freshness !== "auto") return [];
    return this.#sources.flatMap((source): Vacancy[] => {
      const { origin, status, reason } = source;
      if (origin.via !== "LIVE" || status === "ANSWERED" || this.#tried.has(origin.entry.key)) return [];
      return [{ key: origin.entry.key, live: status, reason, source }];
    });
  }

  /** One request to the mirror for all of them. Who is not held by it stays as it is. */
  async #fill(vacancies: readonly Vacancy[]): Promise<void> {
    if (vacancies.length === 0) return;
    for (const { key } of vacancies) this.#tried.add(key);
    const { size } = this.#requests.page;
    const part = writeAsk(this.#requests, { size, goOn: null, isFirst: true });
    const { outcome, asOf } = await this.#askMirror(
      vacancies.map(({ key }) => key),
      part,
    );
    const failed = outcome.outcome.kind === "failed";
    const filled = vacancies.filter(({ key, source }) => (failed ? source === null : asOf.has(key)));
    this.#noteFaults(vacancies);
    if (!failed) this.#noteMissing(vacancies.filter(({ key, source }) => source === null && !asOf.has(key)));
    if (filled.length === 0) return;
    const standIns = new Map(
      filled.map(({ key, live, reason }) => [key, { live, reason, asOf: asOf.get(key) ?? null }]),
    );
    const replacement = new Source({ via: "MIRROR", standIns }, this.#requests.walk);
    replacement.take(outcome, size);
    const replaced = new Set(filled.map(({ source }) => source));
    this.#sources = [...this.#sources.filter((source) => !replaced.has(source)), replacement];
  }

  #noteFaults(vacancies: readonly Vacancy[]): void {
    for (const { key, live } of vacancies) if (live === "INVALID") this.faulty.add(key);
  }

  #noteMissing(vacancies: readonly Vacancy[]): void {
    for (const { key } of vacancies) this.missing.push({ partner: key, reason: "not-mirrored", expected: true });
  }
}
