// Room "shape": fetched data → exactly the reader's selection. In: an operation, the readers' schema, which fields are
// refused. Out: a function from data to the answer, with nulls and errors as the GraphQL specification has them
// ("Completing Values", "Handling Execution Errors"). Compiled per operation and per outcome of its conditions.
import {
  getNamedType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import { isObject, type JsonObject } from "../execute/merge.js";
import { CONFIRM_ALIAS, CONFIRM_HELD_ALIAS, isHeldType } from "../plan/confirm.js";
import { objectTypesOf, typesThatMayAnswer } from "../plan/access-rules.js";
import type { OperationRules } from "../plan/prepare-operation.js";
import { collectFields, dependsOnObjectType, type CollectContext, type CollectedField } from "./collect-fields.js";
import { leafCoercion, plainKind, type LeafCoercion } from "./complete-leaf.js";
import { NULL_REPORTED, VIOLATED } from "./outcome.js";
import type { Projection } from "./projection.js";

/** Completes a fetched value: a value for the answer, null, `NULL_REPORTED` or `VIOLATED`. */
export type Completer = (value: unknown, projection: Projection) => unknown;

export interface ShapeContext extends CollectContext {
  readonly rules: OperationRules;
}

interface ShapeField {
  readonly key: string;
  readonly from: string;
  readonly complete: Completer;
  /** For leaves: what `typeof` gives for values that may stand as they are. */
  readonly plain: string;
  /** For leaves: coerces without the walk that only errors need. */
  readonly coerce: LeafCoercion | null;
}

/** The completer of a selection on a root type. */
export function compileRootShape(type: GraphQLObjectType, set: SelectionSetNode, context: ShapeContext): Completer {
  return compileObject(type, [set], { context, confirm: false });
}

interface ObjectUse {
  readonly context: ShapeContext;
  readonly confirm: boolean;
}

/** `type` is an interface or union for objects of which nothing else is known, nor needed. */
function compileObject(type: GraphQLCompositeType, sets: readonly SelectionSetNode[], use: ObjectUse): Completer {
  const fields = collectFields(sets, type, use.context).map((field) => compileField(type, field, use.context));
  const confirmation = use.confirm ? confirmationOf(type, use.context.schema) : null;
  const mustDefine = fields.some((field) => field.key === "__proto__");
  return (value, projection) => {
    const source = value as JsonObject; // the caller has checked
    if (confirmation !== null && (source[confirmation] ?? null) === null) return null;
    const result: JsonObject = {};
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i] as ShapeField; // within bounds
      const given = source[field.from];
      let completed = typeof given === field.plain ? given : field.coerce?.(given);
      if (completed === undefined) completed = completeField(field, given, projection);
      if (completed === VIOLATED) return NULL_REPORTED;
      if (mustDefine) defineMember(result, field.key, completed);
      else result[field.key] = completed;
    }
    return result;
  };
}

/** Completes a field with its key on the path, so that errors know where they are. */
function completeField(field: ShapeField, given: unknown, projection: Projection): unknown {
  projection.path.push(field.key);
  const completed = field.complete(given, projection);
  projection.path.pop();
  return completed === NULL_REPORTED ? null : completed;
}

/** The key under which the owner confirms objects of a type; null for those that need no confirmation. */
function confirmationOf(type: GraphQLCompositeType, schema: GraphQLSchema): string | null {
  if (isHeldType(type.name)) return CONFIRM_HELD_ALIAS;
  return objectTypesOf(type, schema).some(isRecord) ? CONFIRM_ALIAS : null;
}

function isRecord(type: GraphQLObjectType): boolean {
  return type.getInterfaces().some((own) => own.name === "Record");
}

/** `__proto__` is a response key like any other. */
function defineMember(object: JsonObject, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function compileField(parent: GraphQLCompositeType, field: CollectedField, context: ShapeContext): ShapeField {
  const { key } = field;
  const [node] = field.nodes;
  const name = node?.name.value ?? "";
  const { rules } = context;
  if (name === "__typename")
    return { key, from: key, complete: () => parent.name, plain: "", coerce: () => parent.name };
  const definition = isUnionType(parent) ? undefined : parent.getFields()[name];
  if (node === undefined || definition === undefined) {
    return { key, from: key, complete: (_, projection) => projection.introspection[key], plain: "", coerce: null };
  }
  const coordinate = `${parent.name}.${name}`;
  if (typesThatMayAnswer(parent, name, rules) !== "all")
    return { key, from: key, complete: refuse(coordinate, definition.type), plain: "", coerce: null };
  const sets = field.nodes.flatMap((each) => (each.selectionSet === undefined ? [] : [each.selectionSet]));
  const confirm = rules.mustConfirm(parent.name, name);
  const complete = compileType(definition.type, sets, { context, confirm, coordinate });
  const leaf = isNonNullType(definition.type) ? definition.type.ofType : definition.type;
  return { key, from: rules.names.keyOf(node), complete, plain: plainKind(leaf), coerce: fastLeaf(leaf) };
}

/** A coercion that gives undefined for whatever must be looked at with care. */
function fastLeaf(type: GraphQLOutputType): LeafCoercion | null {
  if (!isLeafType(type)) return null;
  const coerce = leafCoercion(type);
  return (value) => (value === null || value === undefined ? undefined : coerce(value));
}

function refuse(coordinate: string, type: GraphQLOutputType): Completer {
  const refused = isNonNullType(type) ? VIOLATED : null;
  return (_value, projection) => {
    const said = projection.errors.some((error) => error.extensions.coordinate === coordinate);
    const extensions = { code: "UNAUTHORIZED", coordinate };
    if (!said) projection.report(`${coordinate} asks for more rights than this reader has.`, extensions);
    return refused;
  };
}

interface TypeUse extends ObjectUse {
  readonly coordinate: string;
}

function compileType(type: GraphQLOutputType, sets: readonly SelectionSetNode[], use: TypeUse): Completer {
  if (isNonNullType(type)) return compileNonNull(compileType(type.ofType, sets, use), use.coordinate);
  if (isListType(type)) return compileList(compileType(type.ofType, sets, use), use.coordinate);
  if (isLeafType(type)) return compileLeaf(leafCoercion(type), getNamedType(type).name, use.coordinate);
  if (isObjectType(type)) return objectsOnly(compileObject(type, sets, use), use.coordinate);
  return compileAbstract(type, sets, use);
}

function compileNonNull(inner: Completer, coordinate: string): Completer {
  return (value, projection) => {
    const completed = inner(value, projection);
    if (completed === NULL_REPORTED) return VIOLATED;
    if (completed !== null) return completed;
    projection.report(`Cannot return null for non-nullable field ${coordinate}.`, { code: "INVALID_VALUE" });
    return VIOLATED;
  };
}

function compileList(item: Completer, coordinate: string): Completer {
  return (value, projection) => {
    if (value === null || value === undefined) return null;
    if (!Array.isArray(value)) return reportInvalid(projection, coordinate, "a list");
    const completedLists = projection.listsOf(item);
    const known = completedLists.get(value);
    if (known !== undefined) return known;
    const errors = projection.errors.length;
    const result: unknown[] = [];
    for (let index = 0; index < value.length; index++) {
      projection.path.push(index);
      const completed = item(value[index], projection);
      projection.path.pop();
      if (completed === VIOLATED) return NULL_REPORTED;
      result.push(completed === NULL_REPORTED ? null : completed);
    }
    if (projection.errors.length === errors) completedLists.set(value, result);
    return result;
  };
}

function compileLeaf(coerce: (value: unknown) => unknown, typeName: string, coordinate: string): Completer {
  return (value, projection) => {
    if (value === null || value === undefined) return null;
    const coerced = coerce(value);
    return coerced === undefined ? reportInvalid(projection, coordinate, `a ${typeName}`) : coerced;
  };
}

function objectsOnly(complete: Completer, coordinate: string): Completer {
  return (value, projection) => {
    if (value === null || value === undefined) return null;
    return isObject(value) ? complete(value, projection) : reportInvalid(projection, coordinate, "an object");
  };
}

function compileAbstract(type: GraphQLAbstractType, sets: readonly SelectionSetNode[], use: TypeUse): Completer {
  const { schema } = use.context;
  const types = new Map(schema.getPossibleTypes(type).map((each) => [each.name, each]));
  const completers = new Map<unknown, Completer>(); // compiled when first met: few of the possible types ever are
  const asInterface = dependsOnObjectType(sets, type, use.context) ? null : compileObject(type, sets, use);
  const completerFor = (typename: unknown): Completer | null => {
    const object = types.get(String(typename));
    const complete =
      object === undefined ? (hasNoType(typename, schema) ? asInterface : null) : compileObject(object, sets, use);
    if (complete !== null) completers.set(typename, complete);
    return complete;
  };
  return objectsOnly((value, projection) => {
    const typename = (value as JsonObject).__typename; // objectsOnly has checked
    const complete = completers.get(typename) ?? completerFor(typename);
    return complete === null
      ? reportInvalid(projection, use.coordinate, `one of ${type.name}`)
      : complete(value, projection);
  }, use.coordinate);
}

/** Where no subgraph was asked for the type, or one that knows the interface as an object (`@interfaceObject`). */
function hasNoType(typename: unknown, schema: GraphQLSchema): boolean {
  return typename === undefined || (typeof typename === "string" && isAbstractType(schema.getType(typename)));
}

/** A value of the wrong kind is null with an error: "Result Coercion" failed. */
function reportInvalid(projection: Projection, coordinate: string, expected: string): typeof NULL_REPORTED {
  projection.report(`${coordinate} is not ${expected}.`, { code: "INVALID_VALUE" });
  return NULL_REPORTED;
}
