// The change feed. In: all records as they are now. Out: what changed since a cursor, oldest first, deletions included. One
// entry is kept for each id, its last one, in a file: a restart goes on where it was. Lose the file, and a new epoch begins:
// the hub then takes everything anew.
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { completeRecord, type OwnRecord, type WholeRecord } from "./records.ts";
import type { Settings } from "./settings.ts";
import type { Reader } from "./tokens.ts";

interface Entry {
  /** Grows by one with every change. */
  readonly sequence: number;
  readonly at: string;
  readonly createdAt: string;
  /** Of the record as it was given; null: it is gone. */
  readonly digest: string | null;
  /** Whether the public ever saw it, and so must learn that it is gone. */
  readonly wasPublic: boolean;
}

interface State {
  readonly epoch: string;
  last: number;
  readonly entries: Record<string, Entry>;
}

/** A page of the feed, as the contract has it. */
export interface FeedPage {
  readonly epoch: string;
  readonly restart: boolean;
  readonly changes: ReadonlyArray<{
    readonly sequence: string;
    readonly op: "UPSERT" | "DELETE";
    readonly id: string;
    readonly at: string;
    readonly record: WholeRecord | null;
  }>;
  readonly endCursor: string;
  readonly hasMore: boolean;
}

/** Where a reader is: after this number, in a snapshot that began at that one. */
interface Place {
  readonly after: number;
  readonly start: number;
}

export class Feed {
  readonly #file: string | null;
  readonly #settings: Settings;
  readonly #state: State;
  #records = new Map<string, WholeRecord>();

  /** Without a file nothing is remembered: for checks. */
  constructor(file: string | null, settings: Settings) {
    this.#file = file;
    this.#settings = settings;
    this.#state =
      file !== null && existsSync(file)
        ? (JSON.parse(readFileSync(file, "utf8")) as State) // as written below
        : { epoch: randomUUID(), last: 0, entries: Object.create(null) as State["entries"] }; // no key is inherited
  }

  /** Takes in all records as they are now: those that changed, came or went get an entry. */
  update(given: readonly OwnRecord[], now = new Date().toISOString()): void {
    const before = this.#state.last;
    const records = new Map<string, WholeRecord>();
    for (const record of given) records.set(record.id, this.#note(record, now));
    for (const [id, entry] of Object.entries(this.#state.entries))
      if (entry.digest !== null && !records.has(id)) this.#append(id, { ...entry, at: now, digest: null });
    this.#records = records;
    if (this.#state.last > before) this.#write();
  }

  #note(given: OwnRecord, now: string): WholeRecord {
    const digest = createHash("sha256").update(JSON.stringify(given)).digest("base64url");
    const known = Object.hasOwn(this.#state.entries, given.id) ? this.#state.entries[given.id] : undefined;
    const createdAt = known?.createdAt ?? now;
    const updatedAt = known?.digest === digest ? known.at : now;
    const record = completeRecord(given, { createdAt, updatedAt }, this.#settings);
    const wasPublic = known?.wasPublic === true || record.visibility === "PUBLIC";
    if (known?.digest !== digest) this.#append(given.id, { at: now, createdAt, digest, wasPublic });
    return record;
  }

  #append(id: string, entry: Omit<Entry, "sequence">): void {
    this.#state.last += 1;
    this.#state.entries[id] = { ...entry, sequence: this.#state.last };
  }

  /** Written beside and moved: a machine that stops halfway leaves the old one. */
  #write(): void {
    if (this.#file === null) return;
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#state), { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
  }

  /** The records that a reader may see. */
  visibleTo(reader: Reader): WholeRecord[] {
    return [...this.#records.values()].filter(({ visibility }) => maySee(reader, visibility));
  }

  /** A record; null when it is not there, or not for this reader. */
  find(id: string, reader: Reader): WholeRecord | null {
    const record = this.#records.get(id);
    return record !== undefined && maySee(reader, record.visibility) ? record : null;
  }

  /** At most `first` entries after a cursor; without one, or with one that is not known, a snapshot begins. */
  read(reader: Reader, { after, first }: { readonly after: string | null; readonly first: number }): FeedPage {
    const known = after === null ? null : this.#placeOf(after, reader);
    const place = known ?? { after: 0, start: this.#state.last };
    const entries = Object.entries(this.#state.entries)
      .filter(([id, entry]) => entry.sequence > place.after && this.#concerns(reader, { id, entry, place }))
      .toSorted(([, one], [, other]) => one.sequence - other.sequence);
    const page = entries.slice(0, first);
    const end = entries.length > first ? (page.at(-1)?.[1].sequence ?? place.after) : this.#state.last;
    return {
      epoch: this.#state.epoch,
      restart: after !== null && known === null,
      changes: page.map(([id, { sequence, at }]) => {
        const record = this.find(id, reader);
        return { sequence: String(sequence), op: record === null ? "DELETE" : "UPSERT", id, at, record } as const;
      }),
      endCursor: this.#cursorOf({ after: end, start: place.start }, reader),
      hasMore: entries.length > first,
    };
  }

  /** What was gone when the snapshot began is no part of it; of what only the network sees the public learns nothing. */
  #concerns(
    reader: Reader,
    { id, entry, place }: { readonly id: string; readonly entry: Entry; readonly place: Place },
  ): boolean {
    if (this.find(id, reader) !== null) return true;
    return entry.sequence > place.start && (reader === "NETWORK" || entry.wasPublic);
  }

  #cursorOf({ after, start }: Place, reader: Reader): string {
    return Buffer.from(JSON.stringify([this.#state.epoch, reader, after, start])).toString("base64url");
  }

  #placeOf(cursor: string, reader: Reader): Place | null {
    try {
      const read: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
      const [epoch, whose, after, start] = Array.isArray(read) ? (read as unknown[]) : [];
      if (epoch !== this.#state.epoch || whose !== reader) return null;
      const isPlace = Number.isInteger(after) && Number.isInteger(start) && Number(after) <= this.#state.last;
      return isPlace ? { after: Number(after), start: Number(start) } : null;
    } catch {
      return null; // not a cursor
    }
  }
}

function maySee(reader: Reader, visibility: string): boolean {
  return visibility === "PUBLIC" || reader === "NETWORK";
}
