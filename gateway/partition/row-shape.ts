// The heart of `compile`: an object type and what the reader selects of it → what a partner is asked, and how its
// answer is read. `@hub` fields are cut and filled in; `@crossPartner` fields are cut down to `{__typename id}` and
// kept as hops; every row is asked for its id, type and visibility under reserved keys. What is read is checked
// against the contract: a value that breaks it takes the nearest row with it, and nothing more.
import {
  getNamedType,
  print,
  visit,
  type ArgumentNode,
  type GraphQLField,
  type GraphQLObjectType,
  type SelectionSetNode,
} from "graphql";
import type { ErasedLookup } from "../../schema/erasures.js";
import { CodedError } from "../../schema/errors.js";
import { maySee } from "../../schema/hub-token.js";
import { isRecordTime } from "../../schema/record-times.js";
import { parseRecordId } from "../../schema/record-id.js";
import { collectFields, type CollectedField } from "../shape/collect-fields.js";
import { compileValue } from "./complete-value.js";
import { isRowType, objectTypesOf } from "./contract.js";
import { createHopField } from "./hop-field.js";
import { projectKnown } from "./project-known.js";
import { readStubs } from "./read-stubs.js";
import type { ReservedKeys } from "./reserved-keys.js";
import { INVALID, type RowContext, type RowShape, type RowUse } from "./row-types.js";

/** Reads one member of an object into the reader's object; false when it breaks the contract. */
type MemberReader = (raw: Readonly<Record<string, unknown>>, into: Record<string, unknown>, use: RowUse) => boolean;

interface Member {
  readonly text: string;
  readonly variables?: ReadonlySet<string>;
  readonly leadsOn?: boolean;
  readonly read: MemberReader;
}

/** Compiles a selection on an object type, row or not. */
export function compileRow(type: GraphQLObjectType, sets: readonly SelectionSetNode[], context: RowContext): RowShape {
  const fields = collectFields(sets, type, context);
  context.compiled.fields += fields.length;
  if (context.compiled.fields > MOST_FIELDS) throw tooManyFields();
  const members = fields.map((field) => compileMember(type, field, context));
  const reserved = reservedSelection(type, context.keys);
  const text = [...members.map((member) => member.text), reserved].filter((each) => each !== "").join(" ");
  const isSound = soundnessOf(type, context.keys);
  const readers = members.map((member) => member.read);
  const isPerson = type.name === "Person";
  return {
    type,
    text: text === "" ? "__typename" : text,
    variables: new Set(members.flatMap((member) => [...(member.variables ?? [])])),
    leadsOn: members.some((member) => member.leadsOn),
    read(raw, use) {
      if (!isSound(raw, use)) return INVALID;
      const row: Record<string, unknown> = {};
      const { length } = use.stubs;
      for (const read of readers) {
        if (read(raw, row, use)) continue;
        use.stubs.length = length; // what it refers to has no place without it
        return INVALID;
      }
      if (isPerson) use.people?.see(String(raw[context.keys.id]));
      return row;
    },
  };
}

/** Fields of one operation, its fragments written out wherever they are used. */
const MOST_FIELDS = 10_000;

function tooManyFields(): CodedError {
  return new CodedError("LIMIT_EXCEEDED", `An operation selects at most ${MOST_FIELDS} fields of records.`);
}

function reservedSelection(type: GraphQLObjectType, keys: ReservedKeys): string {
  if (isRowType(type)) return `${keys.id}: id ${keys.type}: __typename ${keys.visibility}: visibility`;
  return type.name === "Topic" ? `${keys.id}: id` : "";
}

/** A row is its sender's own, of the type its id says, and visible to the reader; a topic is one of the hub's. */
function soundnessOf(
  type: GraphQLObjectType,
  keys: ReservedKeys,
): (raw: Readonly<Record<string, unknown>>, use: RowUse) => boolean {
  if (type.name === "Topic") return (raw) => parseRecordId(raw[keys.id])?.typename === "Topic";
  if (!isRowType(type)) return () => true;
  return (raw, use) => {
    const id = parseRecordId(raw[keys.id]);
    if (id === null || id.partner !== use.partner || id.typename !== type.name || raw[keys.type] !== type.name)
      return false;
    return maySee(use.visibility, raw[keys.visibility]) && !isErased(raw[keys.id], use.erased);
  };
}

/** Whether a row was erased; that its partner sends it still is noted. */
function isErased(id: unknown, erased: ErasedLookup | undefined): boolean {
  const isGone = typeof id === "string" && erased?.isErased(id) === true;
  if (isGone) erased?.noteOffered(id);
  return isGone;
}

function compileMember(parent: GraphQLObjectType, field: CollectedField, context: RowContext): Member {
  const { key } = field;
  const [node] = field.nodes;
  const name = node?.name.value ?? "";
  if (name === "__typename") return constantMember(key, parent.name);
  const definition = parent.getFields()[name];
  if (node === undefined || definition === undefined) throw new TypeError(`${parent.name} has no field ${name}.`);
  if (name === "id" && (isRowType(parent) || parent.name === "Topic")) return idMember(key, context.keys);
  const sets = field.nodes.flatMap((each) => (each.selectionSet === undefined ? [] : [each.selectionSet]));
  if (context.contract.marks("hub", definition)) return hubMember(key, definition, { sets, context });
  const head = `${key === name ? "" : `${key}: `}${name}${argumentsText(node.arguments ?? [])}`;
  const variables = variablesIn(node.arguments ?? []);
  const member = context.contract.marks("crossPartner", definition) ? hopMember : plainMember;
  const { variables: below, ...rest } = member(head, key, { definition, sets, context });
  return { ...rest, variables: below === undefined ? variables : variables.union(below) };
}

interface MemberParts {
  readonly definition: GraphQLField<unknown, unknown>;
  readonly sets: readonly SelectionSetNode[];
  readonly context: RowContext;
}

function constantMember(key: string, value: string): Member {
  return {
    text: "",
    read: (_raw, into) => {
      into[key] = value;
      return true;
    },
  };
}

/** The id as it was checked, under whatever key the reader wants it. */
function idMember(key: string, keys: ReservedKeys): Member {
  return {
    text: "",
    read: (raw, into) => {
      into[key] = raw[keys.id];
      return true;
    },
  };
}

/** `partner` and `freshness`: what the hub itself knows of a row. */
function hubMember(
  key: string,
  { type }: GraphQLField<unknown, unknown>,
  { sets, context }: Omit<MemberParts, "definition">,
): Member {
  const project = projectKnown(getNamedType(type), sets, context);
  return {
    text: "",
    read: (_raw, into, { partner, via, asOf }) => {
      into[key] = project({ key: partner, via, asOf });
      return true;
    },
  };
}

function hopMember(head: string, key: string, { definition, sets, context }: MemberParts): Member {
  const types = objectTypesOf(getNamedType(definition.type), context.contract.schema);
  const field = createHopField(types, (each) => compileRow(each, sets, context));
  const read = readStubs(definition.type, field, context.keys);
  const { type, id } = context.keys;
  return {
    text: `${head} {${type}: __typename ${id}: id}`,
    leadsOn: true,
    read: (raw, into, use) => read(raw[key], { holder: into, key }, use),
  };
}

function plainMember(head: string, key: string, { definition, sets, context }: MemberParts): Member {
  const [type] = objectTypesOf(getNamedType(definition.type), context.contract.schema);
  const shape = type === undefined ? null : compileRow(type, sets, context);
  const read = compileValue(definition.type, shape);
  const isPossible = isRowTime(definition) ? (value: unknown) => isRecordTime(String(value)) : () => true;
  return {
    text: shape === null ? head : `${head} {${shape.text}}`,
    variables: shape?.variables ?? new Set(),
    leadsOn: shape?.leadsOn ?? false,
    read: (raw, into, use) => {
      const isTooMany = type?.name === "Person" && use.people?.isOver === true;
      if (isTooMany && use.people) use.people.wasRefused = true;
      const value = read(isTooMany ? [] : raw[key], use);
      into[key] = value;
      return value !== INVALID && isPossible(value);
    },
  };
}

/** Times that say when a record was made and changed. */
function isRowTime({ name }: GraphQLField<unknown, unknown>): boolean {
  return name === "createdAt" || name === "updatedAt";
}

/** The names of the variables in some arguments. */
export function variablesIn(nodes: readonly ArgumentNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of nodes) visit(node, { Variable: (variable) => void names.add(variable.name.value) });
  return names;
}

function argumentsText(nodes: readonly ArgumentNode[]): string {
  return nodes.length === 0 ? "" : `(${nodes.map(print).join(", ")})`;
}
