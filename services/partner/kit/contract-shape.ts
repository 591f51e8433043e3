// What a record of the contract is asked for whole, and whether it came as the contract has it. In: the contract. Out:
// the selection of all that a record holds itself, and the faults of a value. References are asked for by id.
import {
  buildASTSchema,
  getNamedType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from "graphql";
import { isRecordTypename } from "../../../schema/record-id.js";
import { SCALAR_CHECKS } from "../../../schema/scalars.js";
import { partnerDocument } from "../../records/api/contract-sdl.js";
import { isObject, shown, type Members } from "./json-view.js";

/** What is wrong with a value: where, by which kind of rule, and what came. */
export interface ValueFault {
  readonly rule: "date" | "language" | "shape";
  readonly at: string;
  readonly got: string;
}

const schemas = new Map<string, GraphQLSchema>();

/** The contract as partners of a version serve it. Built once for each. */
function contractSchema(version: string): GraphQLSchema {
  const schema = schemas.get(version) ?? buildASTSchema(partnerDocument(version), { assumeValidSDL: true });
  schemas.set(version, schema);
  return schema;
}

/** Everything that a record holds itself in a version of the contract, of every type. */
export function recordSelection(version: string): string {
  const types = recordTypes(version);
  const fragments = types.map((type) => `... on ${type.name} { ${selectionOf(type, types)} }`);
  return `__typename ${fragments.join(" ")}`;
}

function recordTypes(version: string): readonly GraphQLObjectType[] {
  const record = contractSchema(version).getType("Record");
  return isInterfaceType(record) ? contractSchema(version).getPossibleTypes(record) : [];
}

type Field = GraphQLField<unknown, unknown>;
type Types = readonly GraphQLObjectType[];

/** The fields that a record or a part of one holds itself. */
const ownFields = onceFor((type: GraphQLObjectType): readonly Field[] => {
  const leadsBack = (field: Field) => type.name === "ProjectRole" && field.name === "project";
  return Object.values(type.getFields()).filter((field) => field.args.length === 0 && !leadsBack(field));
});

/** The fields of records that are of several types: GraphQL lets no two types answer under one key with different types. */
const unlikeFields = onceFor((types: Types): ReadonlySet<string> => {
  const byName = Map.groupBy(types.flatMap(ownFields), ({ name }) => name);
  const isUnlike = (fields: readonly Field[]) => new Set(fields.map(({ type }) => String(type))).size > 1;
  return new Set([...byName].filter(([, fields]) => isUnlike(fields)).map(([name]) => name));
});

/** Remembers what a function gives for an object, as long as there is the object. */
function onceFor<K extends object, V extends object>(work: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const value = known.get(key) ?? work(key);
    known.set(key, value);
    return value;
  };
}

function selectionOf(type: GraphQLObjectType, types: Types): string {
  const select = (field: Field): string => {
    const to = getNamedType(field.type);
    const key = responseKey(type, field, types);
    const named = key === field.name ? key : `${key}: ${field.name}`;
    if (isLeafType(to)) return named;
    return isReference(to) || !isObjectType(to)
      ? `${named} { __typename id }`
      : `${named} { ${selectionOf(to, types)} }`;
  };
  return ownFields(type).map(select).join(" ");
}

function responseKey(type: GraphQLObjectType, field: Field, types: Types): string {
  return isRecordTypename(type.name) && unlikeFields(types).has(field.name) ? `${type.name}_${field.name}` : field.name;
}

function isReference(type: unknown): boolean {
  return isInterfaceType(type) || (isObjectType(type) && (isRecordTypename(type.name) || type.name === "Topic"));
}

/** The faults of a record, as `recordSelection` asked for it; of a type that is none, one. */
export function recordFaults(record: Members, version: string): ValueFault[] {
  const types = recordTypes(version);
  const type = types.find(({ name }) => name === record["__typename"]);
  if (type === undefined) return [{ rule: "shape", at: "__typename", got: shown(record["__typename"]) }];
  return objectFaults(record, { type, types, at: type.name });
}

interface Judged<T> {
  readonly type: T;
  readonly types: Types;
  readonly at: string;
}

function objectFaults(value: Members, { type, types, at }: Judged<GraphQLObjectType>): ValueFault[] {
  return ownFields(type).flatMap((field) =>
    valueFaults(value[responseKey(type, field, types)], { type: field.type, types, at: `${at}.${field.name}` }),
  );
}

function valueFaults(value: unknown, judged: Judged<GraphQLOutputType>): ValueFault[] {
  const { type, types, at } = judged;
  if (isNonNullType(type)) {
    const inner = type.ofType;
    if (value === null || value === undefined) return [fault(inner, at, value)];
    return valueFaults(value, { ...judged, type: inner });
  }
  if (value === null) return [];
  if (isListType(type)) {
    if (!Array.isArray(value)) return [fault(type, at, value)];
    return (value as unknown[]).flatMap((item, index) =>
      valueFaults(item, { type: type.ofType, types, at: `${at}[${index}]` }),
    );
  }
  if (isReference(type)) return isObject(value) && typeof value["id"] === "string" ? [] : [fault(type, at, value)];
  if (isObjectType(type)) return isObject(value) ? objectFaults(value, { type, types, at }) : [fault(type, at, value)];
  return isLeaf(value, type) ? [] : [fault(type, at, value)];
}

function isLeaf(value: unknown, type: GraphQLOutputType): boolean {
  if (isEnumType(type)) return typeof value === "string" && type.getValue(value) !== undefined;
  const check = LEAVES[getNamedType(type).name];
  return check === undefined || check(value);
}

const LEAVES: Readonly<Record<string, (value: unknown) => boolean>> = {
  ...SCALAR_CHECKS,
  ID: (value) => typeof value === "string" && value !== "",
  String: (value) => typeof value === "string",
  Boolean: (value) => typeof value === "boolean",
  Int: (value) => Number.isInteger(value),
  Float: (value) => Number.isFinite(value),
};

const RULES: Readonly<Record<string, ValueFault["rule"]>> = { DateTime: "date", Date: "date", LanguageTag: "language" };

function fault(type: GraphQLOutputType, at: string, value: unknown): ValueFault {
  return { rule: RULES[String(type)] ?? "shape", at, got: shown(value) };
}
