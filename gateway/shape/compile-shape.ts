// Room "shape": fetched data → exactly the reader's selection. In: an operation, the readers' schema, which fields are
// refused. Out: a function from data to the answer, with nulls and errors as the GraphQL specification has them
// ("Completing Values", "Handling Execution Errors"). Compiled per operation and per outcome of its conditions.
import {
  getNamedType,
  GraphQLObjectType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from "graphql";
import { isObject, type JsonObject } from "../execute/merge.js";
import { CONFIRM_ALIAS } from "../plan/confirm.js";
import { fetchKeyOf, type OperationRules } from "../plan/prepare-operation.js";
import { collectFields, type CollectContext, type CollectedField } from "./collect-fields.js";
import { leafCoercion } from "./complete-leaf.js";
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
}

/** The completer of a selection on a root type. */
export function compileRootShape(type: GraphQLObjectType, set: SelectionSetNode, context: ShapeContext): Completer {
  return compileObject(type, [set], { context, confirm: false });
}

interface ObjectUse {
  readonly context: ShapeContext;
  readonly confirm: boolean;
}

function compileObject(type: GraphQLObjectType, sets: readonly SelectionSetNode[], use: ObjectUse): Completer {
  const fields = collectFields(sets, type, use.context).map((field) => compileField(type, field, use.context));
  const confirmed = use.confirm && isRecord(type);
  return (value, projection) => {
    const source = value as JsonObject; // the caller has checked
    if (confirmed && (source[CONFIRM_ALIAS] ?? null) === null) return null;
    const result: JsonObject = {};
    for (const field of fields) {
      projection.path.push(field.key);
      const completed = field.complete(source[field.from], projection);
      projection.path.pop();
      if (completed === VIOLATED) return NULL_REPORTED;
      setMember(result, field.key, completed === NULL_REPORTED ? null : completed);
    }
    return result;
  };
}

function isRecord(type: GraphQLObjectType): boolean {
  return type.getInterfaces().some((own) => own.name === "Record");
}

/** `__proto__` is a response key like any other. */
function setMember(object: JsonObject, key: string, value: unknown): void {
  if (key !== "__proto__") object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function compileField(parent: GraphQLObjectType, field: CollectedField, context: ShapeContext): ShapeField {
  const [node] = field.nodes;
  const name = node?.name.value ?? "";
  if (name === "__typename") return { key: field.key, from: "__typename", complete: () => parent.name };
  const definition = parent.getFields()[name];
  if (node === undefined || definition === undefined) {
    return { key: field.key, from: field.key, complete: (_, projection) => projection.introspection[field.key] };
  }
  if (!context.rules.mayAsk(parent.name, name)) {
    return { key: field.key, from: field.key, complete: refuse(`${parent.name}.${name}`, definition.type) };
  }
  const sets = field.nodes.flatMap((each) => (each.selectionSet === undefined ? [] : [each.selectionSet]));
  const use = { context, confirm: context.rules.mustConfirm(parent.name, name) };
  const complete = compileType(definition.type, sets, { ...use, coordinate: `${parent.name}.${name}` });
  return { key: field.key, from: fetchKeyOf(node, context.rules.fieldNames), complete };
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
    const result: unknown[] = [];
    for (let index = 0; index < value.length; index++) {
      projection.path.push(index);
      const completed = item(value[index], projection);
      projection.path.pop();
      if (completed === VIOLATED) return NULL_REPORTED;
      result.push(completed === NULL_REPORTED ? null : completed);
    }
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

function compileAbstract(type: GraphQLOutputType, sets: readonly SelectionSetNode[], use: TypeUse): Completer {
  const { schema } = use.context;
  const named = getNamedType(type);
  const possible = isAbstractType(named) ? schema.getPossibleTypes(named) : [];
  const types = new Map(possible.map((each) => [each.name, each]));
  const completers = new Map<string, Completer>(); // compiled when first met: few of the possible types ever are
  return objectsOnly((value, projection) => {
    const typename = String((value as JsonObject).__typename); // objectsOnly has checked
    const object = types.get(typename);
    const complete = completers.get(typename) ?? (object && compileObject(object, sets, use));
    if (complete !== undefined) completers.set(typename, complete);
    return complete === undefined ? reportInvalid(projection, use.coordinate, `one of ${named.name}`) : complete(value, projection);
  }, use.coordinate);
}

/** A value of the wrong kind is null with an error: "Result Coercion" failed. */
function reportInvalid(projection: Projection, coordinate: string, expected: string): typeof NULL_REPORTED {
  projection.report(`${coordinate} is not ${expected}.`, { code: "INVALID_VALUE" });
  return NULL_REPORTED;
}
