// Making word vectors, which is half of the work of indexing a record. In: the folded words of records' fields. Out:
// PostgreSQL's vectors as text. They say nothing of what is stored, so that any connection may make them, ahead of the
// transaction that writes them.
import type { Session } from "../../database/session.js";
import { INDEX_SCHEMA as S } from "./configurations.js";
import { END_OF_FIELD } from "./indexed-words.js";

/** The vectors of a record, in their text form: of all its words, and of its names alone. */
export interface WordVectors {
  readonly words: string;
  readonly title: string;
}

const PARTS = "config text, a text, b text, c text";

const VECTOR = `setweight(to_tsvector(p.config::regconfig, p.a || ' ${END_OF_FIELD}'), 'A') ||
  setweight(to_tsvector(p.config::regconfig, p.b || ' ${END_OF_FIELD}'), 'B') ||
  setweight(to_tsvector(p.config::regconfig, p.c || ' ${END_OF_FIELD}'), 'C')`;

/** A record's own texts, then its translations in their order. Positions count words across all of them. */
const MAKE = `select
    (case when p.translated is null then ${VECTOR} else ${VECTOR} ||
      (select ${S}.concatenate(${VECTOR} order by n) from rows from
        (json_to_recordset(p.translated) as (${PARTS})) with ordinality as p(config, a, b, c, n)) end
      || to_tsvector('pg_catalog.simple', p.samples))::text as words,
    (case when p.translated is null then to_tsvector(p.config::regconfig, p.a) else to_tsvector(p.config::regconfig, p.a) ||
      (select ${S}.concatenate(to_tsvector(t.config::regconfig, t.a) order by t.a)
        from json_to_recordset(p.translated) as t(${PARTS})) end
      || to_tsvector('pg_catalog.simple', p.samples))::text as title
  from rows from (json_to_recordset(?::json) as (${PARTS}, samples text, translated json))
    with ordinality as p(config, a, b, c, samples, translated, n) order by p.n`;

/** The vectors of records, in their order. `texts`: for each the JSON of what `entryRow` makes them of. */
export async function makeVectors(session: Session, texts: readonly string[]): Promise<WordVectors[]> {
  const vectors = texts.length === 0 ? [] : await session.rows<WordVectors>(MAKE, [`[${texts.join(",")}]`]);
  if (vectors.length !== texts.length) throw new Error(`expected ${texts.length} vectors, got ${vectors.length}`);
  return vectors;
}
