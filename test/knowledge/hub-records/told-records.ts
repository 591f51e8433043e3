// The other side of the port, over an array: what the hub itself holds, as its own service would tell of it. In: records as
// they are written and removed. Out: a feed of their changes.
import type { HubChange, HubRecord, HubRecords, SharedText } from "../../../schema/hub-records.js";

export const AT = "2026-06-01T00:00:00.000Z";

export interface ToldRecords extends HubRecords {
  write(...records: readonly HubRecord[]): void;
  remove(...ids: readonly string[]): void;
  /** How often it was asked. */
  readonly asked: number;
}

/** A feed of what is written from now on. */
export function tellRecords(): ToldRecords {
  const changes = new Map<string, HubChange>();
  const listeners = new Set<() => void>();
  let last = 0;
  let asked = 0;
  const tell = (id: string, record: HubRecord | null): void => {
    changes.delete(id); // each record once, as it is now
    changes.set(id, { sequence: ++last, id, record });
  };
  const ring = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    get asked() {
      return asked;
    },
    write(...records) {
      for (const record of records) tell(record.id, record);
      ring();
    },
    remove(...ids) {
      for (const id of ids) tell(id, null);
      ring();
    },
    async after(sequence, most) {
      asked++;
      const later = [...changes.values()].filter((change) => change.sequence > sequence);
      return { changes: later.slice(0, most), hasMore: later.length > most };
    },
    async onChange(listener) {
      listeners.add(listener);
      return async () => void listeners.delete(listener);
    },
  };
}

/** A community, PUBLIC and in English where nothing else is said. */
export function community(local: string, more: Partial<SharedText> = {}): SharedText {
  return textOf("COMMUNITY", `hub:community:${local}`, more);
}

/** A discussion, likewise. */
export function discussion(local: string, more: Partial<SharedText> = {}): SharedText {
  return textOf("DISCUSSION", `hub:discussion:${local}`, more);
}

function textOf(kind: SharedText["kind"], id: string, more: Partial<SharedText>): SharedText {
  return {
    ...{ kind, id, visibility: "PUBLIC", community: null, name: id, summary: null, texts: [], language: "en" },
    ...{ topics: [], organizations: [], about: [], updatedAt: AT },
    ...more,
  };
}
