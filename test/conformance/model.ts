// What the contract makes of some rows, computed in memory. In: drafts and a reader. Out: the pages, lists, references
// and lookups that every endpoint must answer. Written from the contract's words, not from any implementation.
import { areasWithin } from "../../schema/areas.js";
import { encodeCursor } from "../../schema/cursor.js";
import { fold, foldedWords } from "../../schema/fold.js";
import { maySee, type ReaderVisibility } from "../../schema/hub-token.js";
import { ownerOf, parseRecordId, type RecordTypename } from "../../schema/record-id.js";
import { comparePlaces, sortFieldOf, type Place, type RecordOrder } from "../../schema/record-order.js";
import { narrowerThan } from "../../schema/topics.js";
import type { RecordDraft } from "../../services/records/record-draft.js";
import { conformanceRows } from "./rows.js";
import type { Feature } from "./target.js";

export interface PageQuestion {
  readonly typename: RecordTypename;
  readonly reader: ReaderVisibility;
  readonly order: RecordOrder;
  readonly filter?: Readonly<Record<string, unknown>>;
}

/** A row in its place. */
export interface Placed {
  readonly row: RecordDraft;
  readonly place: Place;
  readonly cursor: string;
}

type Test = (row: RecordDraft, wanted: never) => boolean;

const overlaps = (own: readonly string[] | undefined, wanted: readonly string[]) =>
  wanted.some((each) => own?.includes(each) === true);

const TESTS: Readonly<Record<string, Test>> = {
  text: ({ name, summary }, text: string) => {
    const own = [...foldedWords(name), ...foldedWords(summary ?? "")];
    return foldedWords(text).every((word) => own.some((each) => each.startsWith(word)));
  },
  topics: (row, ids: string[]) => overlaps(row.topics, ids),
  audiences: (row, ids: string[]) => overlaps(row.audiences, ids),
  countries: (row, codes: string[]) => overlaps(row.countries, codes),
  areas: (row, codes: string[]) => overlaps(row.areas, codes),
  offers: (row, offers: string[]) => overlaps(row.offers, offers),
  settings: (row, settings: string[]) => overlaps(row.settings, settings),
  languages: (row, tags: string[]) => {
    const isPerson = parseRecordId(row.id)?.typename === "Person";
    const own = isPerson
      ? (row.languages ?? [])
      : [row.language ?? "", ...(row.translations ?? []).map(({ language }) => language)];
    return overlaps(own.map(fold), tags.map(fold));
  },
  updatedSince: (row, since: string) => Date.parse(row.updatedAt ?? "") >= Date.parse(since),
  updatedBefore: (row, before: string) => Date.parse(row.updatedAt ?? "") < Date.parse(before),
  organizations: (row, ids: string[]) => ids.includes(row.organization ?? ""),
  identifier: (row, { scheme, value }: { scheme: string; value: string }) =>
    row.identifiers?.some((own) => own.scheme === scheme && own.value === value) === true,
  status: (row, wanted: string[]) => wanted.includes(row.status ?? ""),
  kinds: (row, wanted: string[]) => wanted.includes(row.practiceKind ?? row.eventKind ?? ""),
  licences: (row, wanted: string[]) => wanted.includes(row.licence ?? ""),
  costAtMost: ({ cost }, most: { amount: number; currency: string }) =>
    cost != null && cost.currency === most.currency && cost.amount <= most.amount,
  startsAfter: (row, time: string) => Date.parse(row.startsAt ?? "") >= Date.parse(time),
  startsBefore: (row, time: string) => Date.parse(row.startsAt ?? "") < Date.parse(time),
  online: (row, wanted: boolean) => row.online === wanted,
  activeOn: ({ startDate, endDate }, day: string) =>
    startDate != null && startDate <= day && (endDate == null || endDate >= day),
  near: ({ locations }, near: { latitude: number; longitude: number; radiusKm: number }) =>
    locations?.some(
      ({ latitude, longitude }) =>
        latitude != null && longitude != null && distanceKm(near, { latitude, longitude }) <= near.radiusKm,
    ) === true,
};

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** The law of cosines on vectors: another formula than the haversine that is under test. */
function distanceKm(a: Point, b: Point): number {
  const vector = ({ latitude, longitude }: Point) => {
    const [phi, lambda] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
    return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
  };
  const [x, y] = [vector(a), vector(b)];
  const dot = x.reduce((sum, each, axis) => sum + each * (y[axis] ?? 0), 0);
  return 6371.0088 * Math.acos(Math.min(1, Math.max(-1, dot)));
}

export class RowModel {
  readonly rows: ReadonlyMap<RecordTypename, readonly RecordDraft[]>;
  readonly #byId: ReadonlyMap<string, RecordDraft>;
  readonly #keys: readonly string[];
  readonly #features: ReadonlySet<Feature>;

  constructor(keys: readonly string[], features: ReadonlySet<Feature>) {
    this.rows = conformanceRows(keys);
    this.#byId = new Map([...this.rows.values()].flat().map((row) => [row.id, row]));
    this.#keys = keys;
    this.#features = features;
  }

  /** All rows that match, in order. */
  placed({ typename, reader, order, filter = {} }: PageQuestion): Placed[] {
    const field = sortFieldOf({ order, typename });
    if (field === null) throw new Error(`${typename} has no order ${order}`);
    const widened = this.#features.has("widening") ? widen(filter) : filter;
    const rows = this.visible(typename, reader).filter((row) =>
      Object.entries(widened).every(([member, wanted]) => TESTS[member]?.(row, wanted as never)),
    );
    return rows
      .map((row) => {
        const value = row[field] ?? null;
        const place = { sortKey: field === "name" && value !== null ? fold(value) : value, id: row.id };
        return { row, place, cursor: encodeCursor(order, place) };
      })
      .sort((a, b) => comparePlaces(order, a.place, b.place));
  }

  /** The rows of a type that a reader may see. */
  visible(typename: RecordTypename, reader: ReaderVisibility): RecordDraft[] {
    return (this.rows.get(typename) ?? []).filter((row) => maySee(reader, row.visibility));
  }

  /** A row by id, as a reader may see it. */
  find(id: string, reader: ReaderVisibility): RecordDraft | null {
    const row = this.#byId.get(id);
    return row !== undefined && maySee(reader, row.visibility) ? row : null;
  }

  /** What a reference shows: an id, or null. Who does not follow references shows those to strangers as they are. */
  refer(id: string | null | undefined, reader: ReaderVisibility): { readonly id: string } | null {
    if (id === null || id === undefined) return null;
    if (!this.#keys.includes(ownerOf(id))) return this.#features.has("following") ? null : { id };
    return this.find(id, reader) === null ? null : { id };
  }

  /** As `refer`, for lists: what shows nothing is left out. */
  referAll(ids: readonly string[] | undefined, reader: ReaderVisibility): Array<{ readonly id: string }> {
    return (ids ?? []).map((id) => this.refer(id, reader)).filter((each) => each !== null);
  }

  /** Records of the same partner that belong to another, UPDATED_DESC. */
  belonging(typename: RecordTypename, reader: ReaderVisibility, belongs: (row: RecordDraft) => boolean): RecordDraft[] {
    return this.placed({ typename, reader, order: "UPDATED_DESC" })
      .map(({ row }) => row)
      .filter(belongs);
  }
}

function widen(filter: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(filter).map(([member, value]) => {
    if (member === "areas") return [member, areasWithin(value as string[])];
    return member === "topics" || member === "audiences" ? [member, narrowerThan(value as string[])] : [member, value];
  });
  return Object.fromEntries(entries) as Record<string, unknown>; // of the filter's own members
}
