// Room "compile": an operation for the subgraph `partners` → a partition plan. In: the text, and the values of the
// variables that decide @skip and @include. Out: what is scattered, what is routed, and how answers are read. Cached
// by text and conditions.
import {
  getNamedType,
  isObjectType,
  Kind,
  parse,
  print,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  type ValueNode,
} from "graphql";
import { LRUCache } from "lru-cache";
import { conditionVariables } from "../plan/condition-variables.js";
import { collectFields, type CollectedField } from "../shape/collect-fields.js";
import { compileConnection, type ConnectionShape } from "./connection-shape.js";
import { objectTypesOf, readContract } from "./contract.js";
import { createHopField } from "./hop-field.js";
import { compileSizeChecks, type SizeCheck } from "./nested-sizes.js";
import { reservedKeysFor, type ReservedKeys } from "./reserved-keys.js";
import { compileRow } from "./row-shape.js";
import type { HopField, RowContext } from "./row-types.js";

/** A root field that is asked of every partner that may hold such rows. */
export interface ScatterRoot {
  readonly kind: "scatter";
  readonly key: string;
  readonly name: string;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
  readonly shape: ConnectionShape;
  /** The GraphQL name of the filter's type. */
  readonly filterType: string;
  readonly sizeChecks: readonly SizeCheck[];
}

/** An `_entities` field: each representation is asked of its owner. */
export interface EntityRoot {
  readonly kind: "entities";
  readonly key: string;
  /** The argument as it was written: a variable, from planners, or a literal. */
  readonly representations: ValueNode;
  readonly field: HopField;
  readonly sizeChecks: readonly SizeCheck[];
}

export interface ConstantRoot {
  readonly kind: "constant";
  readonly key: string;
  readonly value: string;
}

export type PlanRoot = ScatterRoot | EntityRoot | ConstantRoot;

export interface PartitionPlan {
  readonly roots: readonly PlanRoot[];
  readonly keys: ReservedKeys;
  /** The types of the reader's variables, as they are declared. */
  readonly variableTypes: ReadonlyMap<string, string>;
}

type Variables = Readonly<Record<string, unknown>>;

/** A variable of a request to partners. `value` is undefined where the reader gave none: the partner's default counts. */
export interface RequestVariable {
  readonly type: string;
  readonly value: unknown;
}

/** The reader's variables of these names, as a request to a partner declares them. */
export function readersVariables(
  { variableTypes }: PartitionPlan,
  names: Iterable<string>,
  variables: Variables,
): ReadonlyMap<string, RequestVariable> {
  const own = new Map<string, RequestVariable>();
  for (const name of names) {
    const type = variableTypes.get(name);
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (type !== undefined) own.set(name, { type, value });
  }
  return own;
}

interface ParsedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly conditions: readonly string[];
}

/** A plan is some hundred times as large as its text: long ones push out many short ones. */
const KEPT = { max: 1_000, maxSize: 2_000_000, sizeCalculation: (_value: unknown, text: string) => text.length };

/** Compiles operations, and keeps the last thousand, fewer if they are long. */
export class PartitionCompiler {
  readonly #parsed = new LRUCache<string, ParsedOperation>(KEPT);
  readonly #plans = new LRUCache<string, PartitionPlan>(KEPT);

  /** The plan of an operation. Throws for what is not an operation on the contract. */
  compile(text: string, variables: Variables): PartitionPlan {
    const parsed = this.#parse(text);
    const bits = parsed.conditions.map((name) => (variables[name] === true ? 1 : 0)).join("");
    const key = `${bits} ${text}`;
    const known = this.#plans.get(key);
    if (known !== undefined) return known;
    const plan = compilePlan(text, parsed, variables);
    this.#plans.set(key, plan);
    return plan;
  }

  #parse(text: string): ParsedOperation {
    const known = this.#parsed.get(text);
    if (known !== undefined) return known;
    const document = parse(text, { noLocation: true });
    const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
    if (operation === undefined) throw new TypeError("The document holds no operation.");
    const parsed = { document, operation, conditions: conditionVariables(document) };
    this.#parsed.set(text, parsed);
    return parsed;
  }
}

function compilePlan(text: string, { document, operation }: ParsedOperation, variables: Variables): PartitionPlan {
  const contract = readContract();
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const keys = reservedKeysFor(text);
  const context: RowContext = {
    schema: contract.schema,
    contract,
    fragments,
    variables,
    keys,
    compiled: { fields: 0 },
  };
  const roots = collectFields([operation.selectionSet], contract.query, context).map((field) =>
    compileRoot(field, context),
  );
  const definitions = operation.variableDefinitions ?? [];
  const variableTypes = new Map(definitions.map(({ variable, type }) => [variable.name.value, print(type)]));
  return { roots, keys, variableTypes };
}

function compileRoot({ key, nodes }: CollectedField, context: RowContext): PlanRoot {
  const { contract } = context;
  const [node] = nodes;
  const name = node?.name.value ?? "";
  if (key === "__proto__") throw new TypeError("A response key cannot be __proto__ here.");
  const sets = nodes.flatMap((each) => (each.selectionSet === undefined ? [] : [each.selectionSet]));
  if (name === "__typename") return { kind: "constant", key, value: contract.query.name };
  const sizeChecks = compileSizeChecks(nodes, context);
  if (name === "_entities") {
    const field = createHopField(rowTypes(context), (type) => compileRow(type, sets, context));
    return { kind: "entities", key, representations: representationsOf(node), field, sizeChecks };
  }
  const definition = contract.query.getFields()[name];
  const type = getNamedType(definition?.type);
  const isScattered = definition !== undefined && contract.marks("scatter", definition);
  if (node === undefined || !isScattered || !isObjectType(type))
    throw new TypeError(`The partners do not answer ${name}.`);
  const filter = definition.args.find((arg) => arg.name === "filter");
  const filterType = getNamedType(filter?.type)?.name ?? "";
  const shape = compileConnection(type, sets, context);
  return { kind: "scatter", key, name, definition, node, filterType, shape, sizeChecks };
}

function rowTypes({ contract }: RowContext): readonly GraphQLObjectType[] {
  return objectTypesOf(contract.schema.getType("Record"), contract.schema);
}

function representationsOf(node: FieldNode | undefined): ValueNode {
  const argument = node?.arguments?.find((each) => each.name.value === "representations");
  if (argument === undefined) throw new TypeError("`_entities` has no representations.");
  return argument.value;
}
