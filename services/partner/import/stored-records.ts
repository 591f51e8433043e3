// What is stored of a partner. In: a session. Out: which records there are, and some of them as drafts.
import { isRecordTypename, type RecordTypename } from "../../../schema/record-id.js";
import type { Session } from "../../database/session.js";
import type { RecordDraft } from "../../records/record-draft.js";
import { RECORD_TYPENAMES } from "../../records/store/rows.js";
import { selectList, tableOf } from "../../records/store/select-list.js";
import { STORE_SCHEMA } from "../store/tables.js";

/** What is known of every record of a partner. */
export interface StoredEntry {
  readonly id: string;
  readonly typename: RecordTypename;
  readonly name: string;
  readonly nameFolded: string;
  readonly isConsented: boolean;
}

/** Every record of a partner, by id. */
export async function readStoredEntries(session: Session, partner: string): Promise<Map<string, StoredEntry>> {
  const each = RECORD_TYPENAMES.map((typename) => {
    const consented = typename === "Person" ? "consented_at is not null" : "false";
    return `select id, '${typename}' as typename, name, name_folded as "nameFolded", ${consented} as "isConsented"
      from ${tableOf(STORE_SCHEMA, typename)} where partner = ?`;
  });
  const rows = await session.rows<StoredEntry>(
    each.join(" union all "),
    RECORD_TYPENAMES.map(() => partner),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

const NOT_STATED = new Set(["__typename", "partner", "nameFolded", "statesCreated", "statesUpdated"]);

type StoredRow = Readonly<Record<string, unknown>> & { readonly id: string };

/** Some records as whoever wrote them stated them: times that the store keeps are not among it. */
export async function readStoredDrafts(
  session: Session,
  partner: string,
  ids: readonly string[],
): Promise<Map<string, RecordDraft>> {
  const drafts = new Map<string, RecordDraft>();
  const byType = Map.groupBy(ids, (id) => id.split(":")[1]);
  for (const [type, of] of byType) {
    const typename = RECORD_TYPENAMES.find((name) => name.toLowerCase() === type);
    if (typename === undefined || !isRecordTypename(typename)) continue;
    const rows = await session.rows<StoredRow>(
      `select ${selectList(typename, null)}, states_created as "statesCreated", states_updated as "statesUpdated"
       from ${tableOf(STORE_SCHEMA, typename)} where partner = ? and id = any(?::text[])`,
      [partner, of],
    );
    for (const row of rows) drafts.set(row.id, toDraft(row));
  }
  return drafts;
}

function toDraft(row: StoredRow): RecordDraft {
  const stated = Object.entries(row).filter(([member, value]) => {
    if (NOT_STATED.has(member) || value === null) return false;
    if (member === "createdAt") return row["statesCreated"] === true;
    return member !== "updatedAt" || row["statesUpdated"] === true;
  });
  return Object.fromEntries(stated) as unknown as RecordDraft; // the columns of a row are the members of a draft
}
