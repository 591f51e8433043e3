// The same association in other directories. In: ids of organizations. Out: for each, the others that bear the same
// registry identifier. A name alone never says that two are one.
import type { ReaderVisibility } from "../../../schema/hub-token.js";
import { joinSql, type Session } from "../../database/session.js";
import { seen } from "../seen.js";

/** A SIRET is one establishment of the legal entity that its first nine digits, the SIREN, name. */
const SAME_ENTITY = `case when scheme = 'FR-SIRET' then 'FR-SIREN' else scheme end`;
const SAME_VALUE = `case when scheme = 'FR-SIRET' then left(value, 9) else value end`;

interface Pair {
  readonly id: string;
  readonly other: string;
}

/** The others of each organization, by id; those of which there are none are missing. */
export async function findSame(
  session: Session,
  ids: readonly string[],
  visibility: ReaderVisibility,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const visible = joinSql(seen("entry", visibility), "and");
  const own = joinSql(seen("own", visibility), "and");
  const pairs = await session.rows<Pair>(
    `with named as (select identifier.id, ${SAME_ENTITY} as scheme, ${SAME_VALUE} as value
       from knowledge.identifier join knowledge.entry own on own.id = identifier.id
       where identifier.id = any(?::text[]) and ${own.text}),
     same as (
       select named.id, identifier.id as other from named
         join knowledge.identifier on identifier.value = named.value and identifier.scheme = named.scheme
       union select named.id, identifier.id from named join knowledge.identifier on named.scheme = 'FR-SIREN'
         and identifier.scheme = 'FR-SIRET' and identifier.value >= named.value and identifier.value < named.value || ':')
     select same.id, same.other from same
       join knowledge.entry on entry.id = same.other and same.other <> same.id and ${visible.text}
     order by 1, 2`,
    [ids, ...own.values, ...visible.values],
  );
  const grouped = Map.groupBy(pairs, ({ id }) => id);
  return new Map([...grouped].map(([id, of]) => [id, of.map(({ other }) => other)]));
}
