// The languages into which records are translated. In: whose records, of which types, and who asks. Out: tags, as the records
// have them. What the reader may not see says nothing.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import type { RecordType } from "../../../schema/record-id.js";
import { joinSql, sql, type Session } from "../../database/session.js";
import { INDEX_SCHEMA } from "../index/configurations.js";
import { seen } from "../seen.js";
import { MIRROR_SCHEMA } from "./mirror-tables.js";

export interface TranslationsQuestion {
  readonly types: readonly RecordType[];
  /** Null: those of all partners. */
  readonly partner: string | null;
  readonly visibility: ReaderVisibility;
}

/** The languages of translations that people wrote, by code point. */
export async function readTranslationLanguages(session: Session, question: TranslationsQuestion): Promise<string[]> {
  const { types, partner, visibility } = question;
  const seenEntry = joinSql(
    [...(partner === null ? [] : [sql("entry.partner = ?", partner)]), ...seen("entry", visibility)],
    "and",
  );
  const tables = types.map(
    (type) => `select id, translations from ${MIRROR_SCHEMA}.${type} where translations <> '[]'`,
  );
  const rows = await session.rows<{ language: string }>(
    `select distinct translation ->> 'language' collate "C" as language
     from (${tables.join(" union all ")}) as record join ${INDEX_SCHEMA}.entry on entry.id = record.id,
       jsonb_array_elements(record.translations) as translation
     where translation ->> 'origin' = 'HUMAN' and ${seenEntry.text} order by language`,
    seenEntry.values,
  );
  return rows.map(({ language }) => language);
}
