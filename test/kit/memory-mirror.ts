// A mirror in memory: it answers as fake partners do, from rows, for any set of them. In: rows per partner and reader,
// and as of when each partner is known. Out: the port that the partition asks.
import { ownerOf } from "../../schema/record-id.js";
import { comparePlaces, type Place } from "../../schema/record-order.js";
import type { ReaderVisibility } from "../../schema/hub-token.js";
import type {
  MirrorAnswer,
  MirrorQuestion,
  MirrorScope,
  MirrorTimes,
  RecordMirror,
  SourceStatistics,
  StatisticsQuestion,
} from "../../schema/record-mirror.js";
import type { Row } from "./contract-rows.js";
import { answerContract } from "./fake-partner.js";
import { placeOf } from "./one-database.js";

export class MemoryMirror implements RecordMirror {
  /** As of when each partner is known; one that is missing is not held. */
  readonly times = new Map<string, string>();
  readonly asked: MirrorQuestion[] = [];
  readonly counted: StatisticsQuestion[] = [];
  rowsOf: (partner: string, visibility: ReaderVisibility) => readonly Row[] = () => [];
  /** Makes it fail. */
  trouble: Error | null = null;
  /** Makes it never answer. */
  hangs = false;

  /** From now on it holds these partners, as of now. */
  hold(partners: readonly string[], asOf = new Date().toISOString()): void {
    for (const partner of partners) this.times.set(partner, asOf);
  }

  async ask(question: MirrorQuestion): Promise<MirrorAnswer> {
    this.asked.push(question);
    if (this.hangs) await new Promise(() => undefined);
    const asOf = this.#heldOf(question);
    const { operation, variables } = question;
    const answer = await answerContract(this.#rows(question), operation, variables);
    const { data, errors = [] } = answer as { data: Record<string, unknown>; errors?: { path?: string[] }[] }; // GraphQL
    return { data, errorPaths: errors.map(({ path }) => path ?? []), asOf };
  }

  async statistics(question: StatisticsQuestion): Promise<SourceStatistics> {
    this.counted.push(question);
    if (this.hangs) await new Promise(() => undefined);
    const asOf = this.#heldOf(question);
    const { typename, page, places } = question;
    const compare = (a: Place, b: Place) =>
      page.direction === "forward" ? comparePlaces(page.order, a, b) : comparePlaces(page.order, b, a);
    const bound = page.direction === "forward" ? page.after : page.before;
    const all = this.#rows(question)
      .filter((row) => row.__typename === typename)
      .map((row) => placeOf(row, page.order))
      .sort(compare);
    const ahead = all.filter((place) => bound === null || compare(bound, place) < 0);
    const counts = new Map<string, number>();
    for (const { id } of ahead.slice(0, places)) counts.set(ownerOf(id), (counts.get(ownerOf(id)) ?? 0) + 1);
    const horizon = ahead.length > places ? (ahead[places - 1] ?? null) : null;
    return { counts, horizon, otherSide: ahead.length < all.length, asOf };
  }

  #heldOf({ partners }: MirrorScope): MirrorTimes {
    if (this.trouble !== null) throw this.trouble;
    return new Map([...this.times].filter(([key]) => partners.includes(key)));
  }

  #rows({ partners, visibility }: MirrorScope): Row[] {
    return partners.filter((key) => this.times.has(key)).flatMap((key) => this.rowsOf(key, visibility));
  }
}
