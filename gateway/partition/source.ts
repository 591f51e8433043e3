// One source of one scattered field, a partner or the mirror for several: what it has sent so far and how it did. In:
// its answers. Out: rows with their places. Here every row is checked for what the merge relies on: that it is of a
// partner that the source answers for, visible, in order, new, and that its cursor is the one of its place.
import { encodeCursor } from "../../schema/cursor.js";
import { maySee } from "../../schema/hub-token.js";
import { parseRecordId } from "../../schema/record-id.js";
import { comparePlaces, isSortKey, sortKeyOf, type Place } from "../../schema/record-order.js";
import { isRecordTime } from "../../schema/record-times.js";
import type { FailureStatus, OutcomeStatus } from "../fetch/outcome.js";
import { isObject } from "./complete-value.js";
import type { RawRow, RowViews } from "./connection-shape.js";
import type { PartnerEntry } from "./directory.js";
import type { PartOutcome } from "./parts.js";
import type { Reason } from "./reasons.js";
import type { Stub } from "./row-types.js";
import { compareAlong, type Walk } from "./walk.js";

/** A sound row, where it stands, and once it was read what the reader gets of it. */
export interface SourceRow extends RawRow {
  readonly place: Place;
  readonly source: Source;
  readonly partner: string;
  readonly asOf: string;
  /** Undefined: not read yet. Null: it broke the contract. */
  views?: RowViews | null;
  readonly stubs: Stub[];
}

/** The contract's Int. */
export const LARGEST_TOTAL = 2 ** 31 - 1;

/** What the mirror stands in for: how the partner itself did, and why it does not answer itself. */
export interface StandIn {
  readonly asOf: string | null;
  readonly live: FailureStatus | null;
  readonly reason: Reason | null;
}

/** Who answers: a partner itself, or the mirror for some partners, by key. */
export type Origin =
  | { readonly via: "LIVE"; readonly entry: PartnerEntry }
  | { readonly via: "MIRROR"; readonly standIns: ReadonlyMap<string, StandIn> };

export class Source {
  readonly origin: Origin;
  readonly rows: SourceRow[] = [];
  /** Whether it has more rows in the direction of the walk. */
  more = false;
  /** Whether it has rows beyond the bound at which the walk ends, and none more before it. */
  beyond = false;
  /** Whether it has rows on the other side of where the page began. */
  otherSide = false;
  total: number | null = null;
  status: OutcomeStatus = "ANSWERED";
  reason: Reason | null = null;
  latencyMs: number | null = null;
  asOf: string | null = null;
  /** The place of the last row it sent, sound or not; where it is asked to go on. */
  lastPlace: Place | null = null;
  /** A further request failed: the page must end at `lastPlace`. */
  stuck = false;
  /** Whether nothing has been asked of it yet. */
  isNew = true;
  readonly #walk: Walk;
  readonly #ids = new Set<string>();
  /** Of the answer that is being taken in. */
  #idsNow = new Set<string>();
  /** Of several partners, those that a fault is known to be of. */
  readonly #unsound = new Set<string>();
  #isUnsound = false;

  constructor(origin: Origin, walk: Walk) {
    this.origin = origin;
    this.#walk = walk;
  }

  /** The partners that it answers for. */
  get partners(): readonly string[] {
    const { origin } = this;
    return origin.via === "LIVE" ? [origin.entry.key] : [...origin.standIns.keys()];
  }

  /** How it did for one of its partners. */
  statusOf(partner: string): OutcomeStatus {
    return this.status === "ANSWERED" && this.#unsound.has(partner) ? "INVALID" : this.status;
  }

  /** Takes in an answer to a request for `size` rows. Gives how many rows came. */
  take({ outcome, value, faulty }: PartOutcome, size: number): number {
    const first = this.isNew;
    this.isNew = false;
    this.latencyMs = Math.max(this.latencyMs ?? 0, outcome.latencyMs);
    if (outcome.kind === "failed") return this.#fail(outcome.status, outcome.reason, first);
    if (!isObject(value)) return this.#fail("INVALID", "graphql-errors", first);
    if (faulty) this.fault("graphql-errors");
    this.asOf ??= outcome.asOf;
    if (first && this.#walk.wantsTotal) this.#takeTotal(value);
    return this.#walk.wantsRows ? this.#takeRows(value, { size, first, asOf: outcome.asOf }) : 0;
  }

  /** Rows that break the contract may hold a page back for some waves, no longer: what else there is counts as none. */
  giveUpIfUnsound(): boolean {
    if (!this.#isUnsound || !this.more) return false;
    this.more = false;
    return true;
  }

  /**
   * Notes that something it sent was not as the contract has it. The worst of several things counts. `partner`: whose
   * row it was, where that is known.
   */
  fault(reason: Reason, partner?: string): void {
    this.#isUnsound = true;
    if (this.status !== "ANSWERED") return;
    if (this.origin.via === "MIRROR" && partner !== undefined) {
      this.#unsound.add(partner);
      return;
    }
    this.status = "INVALID";
    this.reason = reason;
  }

  #fail(status: FailureStatus, reason: Reason, first: boolean): number {
    this.status = status;
    this.reason = reason;
    this.stuck = !first;
    return 0;
  }

  #takeTotal(value: Record<string, unknown>): void {
    const total = value[this.#walk.keys.total];
    const isCount = typeof total === "number" && Number.isInteger(total) && total >= 0 && total <= LARGEST_TOTAL;
    const { origin } = this;
    if (!isCount) this.fault("rows");
    else if (origin.via === "MIRROR" || !this.#walk.erased.stillOffers(origin.entry.key)) this.total = total;
    else this.fault("erasure"); // it counts what nobody is to know of
  }

  #takeRows(
    value: Record<string, unknown>,
    { size, first, asOf }: { size: number; first: boolean; asOf: string },
  ): number {
    const { keys, backward } = this.#walk;
    const edges = value[keys.edges];
    const page = value[keys.page];
    if (!Array.isArray(edges) || !isObject(page)) {
      this.fault("rows");
      return 0;
    }
    if (edges.length > size) this.fault("rows");
    this.more = page[backward ? "hasPreviousPage" : "hasNextPage"] === true;
    if (first) this.otherSide = page[backward ? "hasNextPage" : "hasPreviousPage"] === true;
    this.#idsNow = new Set();
    const indices = [...edges.keys()];
    const walked = backward ? indices.reverse().slice(0, size) : indices.slice(0, size);
    for (const index of walked) this.#takeRow({ connection: value, index, edge: edges[index], asOf });
    if (edges.length < size) this.#endShort();
    return edges.length;
  }

  /** A page that is not full is the last: what it says there is more of lies beyond the walk's end, or is not there. */
  #endShort(): void {
    const { backward, after, before } = this.#walk;
    const isBounded = (backward ? after : before) !== null;
    if (this.more && !isBounded) this.fault("rows");
    this.beyond = this.more && isBounded;
    this.more = false;
  }

  #takeRow({
    connection,
    index,
    edge,
    asOf,
  }: {
    connection: Record<string, unknown>;
    index: number;
    edge: unknown;
    asOf: string;
  }): void {
    const node = isObject(edge) ? edge.node : null;
    const place = isObject(node) ? this.#placeOf(node) : null;
    const previous = this.lastPlace;
    const inOrder =
      place !== null && this.#isWithin(place) && (previous === null || this.#compare(previous, place) < 0);
    const cursor = place === null ? "" : encodeCursor(this.#walk.order, place);
    if (!inOrder || !isObject(edge) || !isObject(node) || edge.cursor !== cursor) {
      this.fault("rows");
      return;
    }
    this.lastPlace = place;
    const partner = this.#ownerOf(node);
    if (partner === null || this.#idsNow.has(place.id) || !this.#isPossible(place)) return this.fault("rows");
    if (this.#isErased(place.id)) return this.fault("erasure");
    this.#idsNow.add(place.id);
    if (this.#ids.has(place.id)) return; // it changed between two waves: the reader has it already
    this.#ids.add(place.id);
    const { origin } = this;
    const since = origin.via === "LIVE" ? asOf : (origin.standIns.get(partner)?.asOf ?? asOf);
    const { id } = place;
    this.rows.push({ connection, index, id, cursor, place, source: this, partner, asOf: since, stubs: [] });
  }

  #placeOf(node: Record<string, unknown>): Place | null {
    const { keys, order, typename } = this.#walk;
    const id = node[keys.id];
    const value = node[keys.sort];
    if (typeof id !== "string" || (typeof value !== "string" && value !== null)) return null;
    const sortKey = sortKeyOf(order, value);
    return isSortKey(sortKey, { order, typename }) ? { sortKey, id } : null;
  }

  /** The partner whose row it is: one that the source answers for. Null for what it may not send. */
  #ownerOf(node: Record<string, unknown>): string | null {
    const { keys, typename, visibility } = this.#walk;
    const { origin } = this;
    const id = parseRecordId(node[keys.id]);
    if (id === null || id.typename !== typename || node[keys.type] !== typename) return null;
    const isOwn = origin.via === "LIVE" ? id.partner === origin.entry.key : origin.standIns.has(id.partner);
    return isOwn && maySee(visibility, node[keys.visibility]) ? id.partner : null;
  }

  /** That it still sends it is noted, and that its total counts it. */
  #isErased(id: string): boolean {
    const { erased } = this.#walk;
    if (!erased.isErased(id)) return false;
    erased.noteOffered(id);
    this.total = null;
    return true;
  }

  /** Rows from the future do not stand first in what is new. */
  #isPossible({ sortKey }: Place): boolean {
    return !this.#walk.order.startsWith("UPDATED_") || (sortKey !== null && isRecordTime(sortKey));
  }

  #isWithin(place: Place): boolean {
    const { order, after, before } = this.#walk;
    return (
      (after === null || comparePlaces(order, after, place) < 0) &&
      (before === null || comparePlaces(order, place, before) < 0)
    );
  }

  #compare(a: Place, b: Place): number {
    return compareAlong(this.#walk, a, b);
  }
}
