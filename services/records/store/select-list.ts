// Which columns a read fetches. In: a record type and the field names that a request mentions. Out: a select list
// whose aliases are the contract's field names, so that a row needs no further reading. Wide rows cost several times
// what narrow ones do, and most requests mention few fields.
import type { RecordTypename } from "../../../schema/record-id.js";
import { ROW_ENTITIES } from "./rows.js";

/** Field names that a request mentions anywhere; `null` stands for all. */
export type MentionedFields = ReadonlySet<string> | null;

interface SelectItem {
  readonly property: string;
  readonly expression: string;
  readonly isLazy: boolean;
}

/** Fetched whatever is mentioned: what visibility, references and cursors need. */
const ALWAYS = new Set(["id", "visibility", "organization", "updatedAt"]);
/** Columns that another field of the contract is made from: a person's `projects` are read off their teams. */
const SERVES: Readonly<Record<string, string>> = {
  settings: "context",
  audiences: "context",
  cost: "context",
  team: "projects",
};

const ITEMS: Readonly<Record<string, readonly SelectItem[]>> = Object.fromEntries(
  Object.entries(ROW_ENTITIES).map(([typename, entity]) => [typename, itemsOf(entity.meta.properties)]),
);

/** The table of a record type in a PostgreSQL schema. */
export function tableOf(schema: string, typename: RecordTypename): string {
  return `${schema}.${ROW_ENTITIES[typename].meta.tableName}`;
}

/** The select list for the fields that are mentioned, the row's `__typename` included. */
export function selectList(typename: RecordTypename, mentioned: MentionedFields): string {
  const items = (ITEMS[typename] ?? []).filter(({ property, isLazy }) => {
    if (ALWAYS.has(property)) return true;
    if (isLazy) return false;
    return mentioned === null || mentioned.has(property) || mentioned.has(SERVES[property] ?? property);
  });
  const columns = items.map(({ property, expression }) => `${expression} as "${property}"`);
  return [`'${typename}' as "__typename"`, ...columns].join(", ");
}

/** A time as the contract writes it. */
export function timeExpression(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

type Properties = Readonly<Record<string, { readonly lazy?: boolean; readonly columnTypes?: readonly string[] }>>;

function itemsOf(properties: Properties): SelectItem[] {
  return Object.entries(properties).map(([property, { lazy }]) => {
    const column = property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const isTime = property.endsWith("At") && property !== "consentedAt";
    return { property, expression: isTime ? timeExpression(column) : column, isLazy: lazy === true };
  });
}
