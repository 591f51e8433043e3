// What is asked of a partner's change feed: every field of the contract that a record holds itself. In: the contract.
// Out: the document, and a reader for each record type. Lists that are joined by id are left out; references are ids.
import { getNamedType, isLeafType, Kind, type GraphQLField, type GraphQLObjectType } from "graphql";
import type { FieldNode, SelectionSetNode } from "graphql";
import { isRowType, objectTypesOf, readContract, type Contract } from "./contract.js";
import { reservedKeysFor } from "./reserved-keys.js";
import { compileRow } from "./row-shape.js";
import type { RowContext, RowShape } from "./row-types.js";

export interface ChangeQuestion {
  readonly document: string;
  readonly shapes: ReadonlyMap<string, RowShape>;
  /** Response key → field, where types give one name different types and so need keys of their own. */
  readonly aliases: ReadonlyMap<string, string>;
}

let question: ChangeQuestion | null = null;

/** The question, written at the first call. */
export function changeQuestion(): ChangeQuestion {
  question ??= writeChangeQuestion(readContract());
  return question;
}

function writeChangeQuestion(contract: Contract): ChangeQuestion {
  const keys = reservedKeysFor("");
  const context: RowContext = {
    schema: contract.schema,
    contract,
    fragments: new Map(),
    variables: {},
    keys,
    compiled: { fields: 0 },
  };
  const types = objectTypesOf(contract.schema.getType("Record"), contract.schema);
  const aliases = clashingFields(types);
  const shapes = new Map(
    types.map((type) => [type.name, compileRow(type, [selectOwnFields(type, { contract, aliases })], context)]),
  );
  const fragments = [...shapes].map(([name, { text }]) => `... on ${name} {${text}}`).join(" ");
  const page = `epoch restart endCursor hasMore changes {sequence op id at record {__typename ${fragments}}}`;
  return {
    document: `query ($after: String, $first: Int!) {changes(after: $after, first: $first) {${page}}}`,
    shapes,
    aliases: new Map([...aliases].map(([place, key]) => [key, place.split(".")[1] ?? place])),
  };
}

/** `Type.field` → key, for the fields that GraphQL would not let stand under one key ("SameResponseShape"). */
function clashingFields(types: readonly GraphQLObjectType[]): ReadonlyMap<string, string> {
  const fields = types.flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));
  const byName = Map.groupBy(fields, ({ field }) => field.name);
  const clashing = [...byName.values()].filter((same) => new Set(same.map(({ field }) => String(field.type))).size > 1);
  return new Map(
    clashing.flat().map(({ type, field }) => [`${type.name}.${field.name}`, `${type.name}_${field.name}`]),
  );
}

interface Selecting {
  readonly contract: Contract;
  readonly aliases: ReadonlyMap<string, string>;
}

/** All that an object holds itself: no `@hub` fields, no lists with arguments. */
function selectOwnFields(type: GraphQLObjectType, selecting: Selecting): SelectionSetNode {
  const fields = Object.values(type.getFields()).filter(
    (field) =>
      field.args.length === 0 && !selecting.contract.marks("hub", field) && !leadsBack(type, getNamedType(field.type)),
  );
  const selections = fields.map((field) => selectField(type, field, selecting));
  return { kind: Kind.SELECTION_SET, selections };
}

/** `ProjectRole.project` inside `Project.team` says where we come from. */
function leadsBack(type: GraphQLObjectType, to: unknown): boolean {
  return type.name === "ProjectRole" && String(to) === "Project";
}

function selectField(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, selecting: Selecting): FieldNode {
  const alias = selecting.aliases.get(`${type.name}.${field.name}`);
  const node: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: field.name } };
  const named = alias === undefined ? node : { ...node, alias: { kind: Kind.NAME, value: alias } as const };
  const to = getNamedType(field.type);
  if (isLeafType(to)) return named;
  const [object] = objectTypesOf(to, selecting.contract.schema);
  const isReference = object === undefined || isRowType(object) || object.name === "Topic";
  return { ...named, selectionSet: isReference ? ONLY_ID : selectOwnFields(object, selecting) };
}

const ONLY_ID: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: "id" } }],
};
