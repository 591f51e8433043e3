// Records by name. In: records of one partner. Out: the ids that a name means, whatever its case and accents; and the
// name that was probably meant.
import { fold } from "../../../schema/fold.js";
import { isRecordTypename, parseRecordId, type RecordTypename } from "../../../schema/record-id.js";
import { nearestName } from "./nearest-name.js";

const MOST_COMPARED = 2000;

/** Names of records, by type. */
export class NameIndex {
  readonly #ids = new Map<RecordTypename, Map<string, string[]>>();
  readonly #names = new Map<RecordTypename, string[]>();
  readonly #nearest = new Map<string, string | undefined>();

  add(id: string, name: string): void {
    const typename = parseRecordId(id)?.typename ?? "";
    if (!isRecordTypename(typename)) return;
    const byName = this.#ids.get(typename) ?? new Map<string, string[]>();
    const key = nameKey(name);
    byName.set(key, [...(byName.get(key) ?? []), id]);
    this.#ids.set(typename, byName);
    const names = this.#names.get(typename) ?? [];
    names.push(name);
    this.#names.set(typename, names);
  }

  find(typename: RecordTypename, name: string): readonly string[] {
    return this.#ids.get(typename)?.get(nameKey(name)) ?? [];
  }

  /** Of a few thousand names; more are not compared. */
  nearest(typename: RecordTypename, text: string): string | undefined {
    const names = this.#names.get(typename) ?? [];
    if (names.length > MOST_COMPARED) return undefined;
    const key = `${typename}:${text}`;
    if (!this.#nearest.has(key)) this.#nearest.set(key, nearestName(text, names));
    return this.#nearest.get(key);
  }
}

function nameKey(name: string): string {
  return fold(name).replaceAll("’", "'").replaceAll(/\s+/g, " ").trim();
}
