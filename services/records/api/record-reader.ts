// Everything one request reads, batched: the same id or list asked for in many places is read once, and all that are
// asked for at the same depth go into one statement. In: ids. Out: rows, stubs for other partners' records, or null.
import DataLoader from "dataloader";
import { isRecordTypename, ownerOf, parseRecordId, type RecordTypename } from "../../../schema/record-id.js";
import type { ReadRow, ReadScope } from "../store/read-scope.js";
import { readBelonging, readByIds, type Belonging } from "../store/read-rows.js";
import type { Session } from "../../database/session.js";

/** A record of a partner that is not asked here: its owner says what it is. */
export interface Stub<T extends RecordTypename = RecordTypename> {
  readonly __typename: T;
  readonly id: string;
}

export type Reference<T extends RecordTypename = RecordTypename> = ReadRow<T> | Stub<T>;

interface ListOf<T extends RecordTypename> {
  readonly typename: T;
  readonly belonging: Belonging;
  readonly first: number;
}

/** The reads of one request. What its reader may not see is missing in every answer. */
export class RecordReader {
  // A loader of a type reads rows of that type; the map that holds them all cannot say so.
  readonly #byId = new Map<RecordTypename, DataLoader<string, unknown>>();
  readonly #lists = new Map<string, DataLoader<string, unknown>>();

  readonly #partners: ReadonlySet<string>;

  constructor(
    readonly session: Session,
    readonly scope: ReadScope,
  ) {
    this.#partners = new Set(scope.partners);
  }

  /** Whether a partner is among those that are asked. */
  isAsked(partner: string): boolean {
    return this.#partners.has(partner);
  }

  /** A record of one of the partners that are asked. */
  async find<T extends RecordTypename>(typename: T, id: string): Promise<ReadRow<T> | null> {
    let loader = this.#byId.get(typename);
    if (loader === undefined) {
      loader = new DataLoader((ids) => this.#readIds(typename, ids));
      this.#byId.set(typename, loader);
    }
    return (await loader.load(id)) as ReadRow<T> | null; // see #byId
  }

  /** What an id refers to: the record if its partner is asked and it is visible, a stub if it is another's, else null. */
  async refer<T extends RecordTypename>(typename: T, id: string | null | undefined): Promise<Reference<T> | null> {
    if (typeof id !== "string" || parseRecordId(id)?.typename !== typename) return null;
    return this.isAsked(ownerOf(id)) ? this.find(typename, id) : { __typename: typename, id };
  }

  /** What ids refer to, in their order; what is hidden or gone is left out. */
  async referAll<T extends RecordTypename>(typename: T, ids: readonly string[]): Promise<Reference<T>[]> {
    const found = await Promise.all(ids.map((id) => this.refer(typename, id)));
    return found.filter((reference) => reference !== null);
  }

  /** As `referAll`, for ids of any types. */
  async referAny(ids: readonly string[]): Promise<Reference[]> {
    const found = await Promise.all(
      ids.map((id) => {
        const typename = parseRecordId(id)?.typename ?? "";
        return isRecordTypename(typename) ? this.refer(typename, id) : null;
      }),
    );
    return found.filter((reference) => reference !== null);
  }

  /** The records that belong to another, UPDATED_DESC. */
  async list<T extends RecordTypename>(owner: string, of: ListOf<T>): Promise<readonly ReadRow<T>[]> {
    const key = `${of.typename} ${of.belonging} ${of.first}`;
    let loader = this.#lists.get(key);
    if (loader === undefined) {
      loader = new DataLoader((owners) => this.#readLists(owners, of));
      this.#lists.set(key, loader);
    }
    return (await loader.load(owner)) as readonly ReadRow<T>[]; // see #byId
  }

  async #readIds(typename: RecordTypename, ids: readonly string[]): Promise<(ReadRow | null)[]> {
    const rows = await readByIds(this.session, this.scope, { typename, ids });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  async #readLists(owners: readonly string[], of: ListOf<RecordTypename>): Promise<(readonly ReadRow[])[]> {
    const rows = await readBelonging(this.session, this.scope, { ...of, owners });
    const byOwner = Map.groupBy(rows, (row) => row.owner);
    return owners.map((owner) => byOwner.get(owner) ?? []);
  }
}
