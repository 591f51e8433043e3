// A scattered root field, compiled: what the reader selects of a connection, what partners are asked for it, and how
// the merged page is built. In: the collected field. Out: the texts and a builder.
import { getNamedType, isObjectType, type GraphQLObjectType, type SelectionSetNode } from "graphql";
import { collectFields, type CollectedField } from "../shape/collect-fields.js";
import { isObject } from "./complete-value.js";
import { projectKnown, type KnownProjector } from "./project-known.js";
import { compileRow } from "./row-shape.js";
import { INVALID, type ObjectReader, type RowContext, type RowShape, type RowUse } from "./row-types.js";

/** A row of a partner's answer: the connection it came in and its place there. */
export interface RawRow {
  readonly connection: Readonly<Record<string, unknown>>;
  readonly index: number;
  readonly id: string;
  readonly cursor: string;
}

/** The reader's views of one row: one value for each `nodes` and `edges` selection. */
export type RowViews = readonly unknown[];

/** What the hub knows of the merged page. */
export interface KnownPage {
  readonly pageInfo: unknown;
  readonly totalCount: number;
  readonly completeness: unknown;
}

export interface ConnectionShape {
  readonly rowType: GraphQLObjectType;
  /** What partners are asked for the reader's own selection of rows, without braces; empty when there is none. */
  readonly text: string;
  readonly variables: ReadonlySet<string>;
  readonly wantsRows: boolean;
  readonly wantsTotal: boolean;
  /** Whether the answer depends on every partner that may hold such rows, also on those without any on the page. */
  readonly needsAll: boolean;
  /** Reads one row of a partner's answer, or INVALID. */
  readRow(row: RawRow, use: RowUse): RowViews | typeof INVALID;
  /** Puts the page together. */
  build(rows: readonly RowViews[], known: KnownPage): Record<string, unknown>;
}

/** A selection of `nodes` or `edges`: its text, and its view of one row. */
interface RowSelection {
  readonly key: string;
  readonly text: string;
  readonly variables: ReadonlySet<string>;
  view(row: RawRow, use: RowUse): unknown;
}

/** A selection of anything else on the connection. */
interface KnownSelection {
  readonly key: string;
  readonly name: string;
  readonly project: KnownProjector;
}

/** Compiles the selection on a connection of the contract. */
export function compileConnection(
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  context: RowContext,
): ConnectionShape {
  const rowType = context.contract.rowTypeOf(type.name);
  if (rowType === null) throw new TypeError(`${type.name} is not a connection.`);
  const fields = collectFields(sets, type, context);
  const rows = fields.flatMap((field) => compileRowSelection(type, rowType, { field, context }));
  const known = fields.flatMap((field) => compileKnown(type, field, context));
  const names = new Set(known.map((each) => each.name));
  const selects = (path: readonly string[]): boolean => isSelected(fields, { type, context }, path);
  return {
    rowType,
    text: rows
      .map((row) => row.text)
      .filter((text) => text !== "")
      .join(" "),
    variables: new Set(rows.flatMap((row) => [...row.variables])),
    wantsRows: rows.length > 0 || names.has("pageInfo") || selects(["completeness", "sources", "rows"]),
    wantsTotal: names.has("totalCount"),
    needsAll: names.has("totalCount") || selects(["completeness", "totalIs"]),
    readRow(row, use) {
      const views: unknown[] = [];
      for (const selection of rows) {
        const view = selection.view(row, use);
        if (view === INVALID) return INVALID;
        views.push(view);
      }
      return views;
    },
    build: (views, page) => buildPage(type, { rows, known, fields }, { views, page }),
  };
}

interface PageParts {
  readonly rows: readonly RowSelection[];
  readonly known: readonly KnownSelection[];
  readonly fields: readonly CollectedField[];
}

function buildPage(
  type: GraphQLObjectType,
  { rows, known, fields }: PageParts,
  { views, page }: { readonly views: readonly RowViews[]; readonly page: KnownPage },
): Record<string, unknown> {
  const members = new Map<string, unknown>(fields.map(({ key }) => [key, type.name]));
  rows.forEach((selection, at) =>
    members.set(
      selection.key,
      views.map((view) => view[at]),
    ),
  );
  for (const { key, name, project } of known) members.set(key, project(Reflect.get(page, name)));
  return Object.fromEntries(members);
}

function compileKnown(type: GraphQLObjectType, { key, nodes }: CollectedField, context: RowContext): KnownSelection[] {
  const name = nodes[0]?.name.value ?? "";
  const definition = type.getFields()[name];
  if (definition === undefined || name === "nodes" || name === "edges") return [];
  const sets = nodes.flatMap((node) => (node.selectionSet === undefined ? [] : [node.selectionSet]));
  return [{ key, name, project: projectKnown(getNamedType(definition.type), sets, context) }];
}

interface SelectionUse {
  readonly field: CollectedField;
  readonly context: RowContext;
}

function compileRowSelection(
  type: GraphQLObjectType,
  rowType: GraphQLObjectType,
  { field, context }: SelectionUse,
): RowSelection[] {
  const name = field.nodes[0]?.name.value;
  const sets = field.nodes.flatMap((node) => (node.selectionSet === undefined ? [] : [node.selectionSet]));
  if (name === "nodes") return [nodesSelection(field.key, compileRow(rowType, sets, context), context)];
  const edgeType = getNamedType(type.getFields().edges?.type);
  if (name !== "edges" || !isObjectType(edgeType)) return [];
  return [edgesSelection(field.key, rowType, { sets, edgeType, context })];
}

function nodesSelection(key: string, shape: RowShape, context: RowContext): RowSelection {
  return {
    key,
    text: `${key === "nodes" ? "" : `${key}: `}nodes {${shape.text}}`,
    variables: shape.variables,
    view: (row, use) => readNode(itemOf(row, key), row, { read: shape.read, idKey: context.keys.id, use }),
  };
}

interface EdgeParts {
  readonly sets: readonly SelectionSetNode[];
  readonly edgeType: GraphQLObjectType;
  readonly context: RowContext;
}

function edgesSelection(key: string, rowType: GraphQLObjectType, { sets, edgeType, context }: EdgeParts): RowSelection {
  const members = collectFields(sets, edgeType, context).map(({ key: own, nodes }) => {
    const name = nodes[0]?.name.value ?? "";
    const below = nodes.flatMap((node) => (node.selectionSet === undefined ? [] : [node.selectionSet]));
    const shape = name === "node" ? compileRow(rowType, below, context) : null;
    const text = shape === null ? "" : `${own === "node" ? "" : `${own}: `}node {${shape.text}}`;
    return { key: own, name, shape, text };
  });
  const text = members
    .map((member) => member.text)
    .filter((each) => each !== "")
    .join(" ");
  return {
    key,
    text: text === "" ? "" : `${key === "edges" ? "" : `${key}: `}edges {${text}}`,
    variables: new Set(members.flatMap((member) => [...(member.shape?.variables ?? [])])),
    view(row, use) {
      const edge: Record<string, unknown> = {};
      const raw = text === "" ? null : itemOf(row, key);
      for (const { key: own, name, shape } of members) {
        edge[own] = name === "cursor" ? row.cursor : edgeType.name;
        if (shape === null) continue;
        const node = readNode(isObject(raw) ? raw[own] : null, row, { read: shape.read, idKey: context.keys.id, use });
        if (node === INVALID) return INVALID;
        edge[own] = node;
      }
      return edge;
    },
  };
}

function itemOf({ connection, index }: RawRow, key: string): unknown {
  const list = connection[key];
  return Array.isArray(list) ? list[index] : undefined;
}

interface NodeUse {
  readonly read: ObjectReader;
  readonly idKey: string;
  readonly use: RowUse;
}

/** The row must be the very one that stands at this place by its cursor. */
function readNode(
  raw: unknown,
  { id }: RawRow,
  { read, idKey, use }: NodeUse,
): Record<string, unknown> | typeof INVALID {
  return isObject(raw) && raw[idKey] === id ? read(raw, use) : INVALID;
}

/**
 * Whether a path of fields is selected: rows that nobody reads must be fetched to be counted, and all counted where the
 * precision of the total is asked for.
 */
function isSelected(
  fields: readonly CollectedField[],
  { type, context }: { readonly type: GraphQLObjectType; readonly context: RowContext },
  [name, ...below]: readonly string[],
): boolean {
  return fields.some(({ nodes }) => {
    if (nodes[0]?.name.value !== name) return false;
    const inner = getNamedType(type.getFields()[name ?? ""]?.type);
    if (!isObjectType(inner)) return true;
    const sets = nodes.flatMap((node) => (node.selectionSet === undefined ? [] : [node.selectionSet]));
    return isSelected(collectFields(sets, inner, context), { type: inner, context }, below);
  });
}
