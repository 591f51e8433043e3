// Incidents of partners. In: what was noticed. Out: rows of the registry, and pages of them, the latest first. The same
// trouble noticed again within an hour is the same incident; a storm of them is a few statements.
import { randomUUID } from "node:crypto";
import type { MikroORM } from "@mikro-orm/postgresql";
import { badInput } from "../../schema/errors.js";
import type { NewIncident } from "../../schema/incidents.js";
import { LARGEST_PAGE, readPageSize } from "../../schema/page-request.js";
import { IncidentRow, type IncidentRecord } from "./store/tables.js";

export interface IncidentQuery {
  readonly partner: string | null;
  readonly first: number;
  readonly after: string | null;
}

interface IncidentPage {
  readonly edges: ReadonlyArray<{ readonly cursor: string; readonly node: IncidentRecord }>;
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

interface Waiting extends NewIncident {
  figures: NewIncident["figures"];
  times: number;
  readonly written: Promise<void>;
}

const SAME_WITHIN_MS = 3_600_000;

export class Incidents {
  readonly #orm: MikroORM;
  /** What waits to be written, by partner and kind: however many are noticed meanwhile, they are one. */
  readonly #waiting = new Map<string, Waiting>();
  /** What is waited for or being written; never rejects. */
  readonly #writing = new Map<string, Promise<void>>();
  #isClosed = false;

  constructor(orm: MikroORM) {
    this.#orm = orm;
  }

  /** Notes an incident. Once closed, nothing more is noted. */
  report({ partner, kind, figures }: NewIncident): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    const key = `${partner} ${kind}`;
    const known = this.#waiting.get(key);
    if (known !== undefined) {
      known.times++;
      known.figures = figures;
      return known.written;
    }
    const written = (this.#writing.get(key) ?? Promise.resolve()).then(() => this.#write(key));
    this.#waiting.set(key, { partner, kind, figures, times: 1, written });
    const settled: Promise<void> = written.then(undefined, () => undefined).then(() => this.#forget(key, settled));
    this.#writing.set(key, settled);
    return written;
  }

  /** Takes no more, and waits until what was reported is written. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#writing.values());
  }

  #forget(key: string, settled: Promise<void>): void {
    if (this.#writing.get(key) === settled) this.#writing.delete(key);
  }

  async #write(key: string): Promise<void> {
    const waiting = this.#waiting.get(key);
    this.#waiting.delete(key);
    if (waiting === undefined) return;
    const { partner, kind, figures, times } = waiting;
    await this.#orm.em.fork().transactional(async (em) => {
      await em.execute("select pg_advisory_xact_lock(hashtext(?))", [`incident ${partner} ${kind}`]);
      const since = new Date(Date.now() - SAME_WITHIN_MS);
      const known = await em.findOne(IncidentRow, { partner, kind, at: { $gt: since } }, { orderBy: { at: "desc" } });
      if (known === null) em.create(IncidentRow, { id: randomUUID(), partner, kind, figures, at: new Date(), times });
      else em.assign(known, { figures, at: new Date(), times: known.times + times });
    });
  }

  /** A page, the latest first. Throws `BAD_USER_INPUT`. */
  async list({ partner, first, after }: IncidentQuery): Promise<IncidentPage> {
    const size = readPageSize("first", first, LARGEST_PAGE);
    const of = partner === null ? {} : { partner };
    const em = this.#orm.em.fork();
    const rest = after === null ? of : { ...of, ...laterThan(readCursor(after)) };
    const rows = await em.find(IncidentRow, rest, { orderBy: { at: "desc", id: "asc" }, limit: size + 1 });
    return {
      edges: rows.slice(0, size).map((node) => ({ cursor: cursorOf(node), node })),
      hasNextPage: rows.length > size,
      totalCount: await em.count(IncidentRow, of),
    };
  }
}

interface IncidentPlace {
  readonly at: Date;
  readonly id: string;
}

function laterThan({ at, id }: IncidentPlace): { $or: object[] } {
  return { $or: [{ at: { $lt: at } }, { at, id: { $gt: id } }] };
}

function cursorOf({ at, id }: IncidentPlace): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString("base64url");
}

const CURSOR = /^\["(\d{4}-\d\d-\d\dT[\d:.]+Z)","([0-9a-f-]{36})"\]$/;

function readCursor(cursor: string): IncidentPlace {
  const [, at, id] = CURSOR.exec(Buffer.from(cursor.slice(0, 200), "base64url").toString("utf8")) ?? [];
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at)))
    throw badInput("after", "a cursor of incidents", cursor);
  return { at: new Date(at), id };
}
