// What an operation costs, in points, before anything is fetched. In: an operation, the weights of the supergraph's fields
// (`@cost`, `@listSize`; IBM's GraphQL Cost Directives), its variables, and how many partners would be asked. Out: points.
// A composite value is one point; a scalar none; a list has as many values as it was asked for; asking a partner is two.
import {
  getNamedType,
  getNullableType,
  GraphQLID,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import type { FieldWeights, ListSize } from "./field-weights.js";

/** What the cost of an operation depends on beside its text. */
export interface CostInput {
  readonly variables: Readonly<Record<string, unknown>>;
  /** Partners that are asked where a field does not name some. */
  readonly partners: number;
}

/** The points of one operation. */
export type CostRule = (input: CostInput) => number;

export interface CostContext {
  readonly schema: GraphQLSchema;
  readonly weights: FieldWeights;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Whether a root field is asked of every partner. */
  isScattered(parentType: string, field: string): boolean;
}

const PARTNER_POINTS = 2;
const INTROSPECTION_POINTS = 200;
/** How long a list is taken to be of which the schema does not say it. */
const USUAL_LIST = 5;
const LARGEST = Number.MAX_SAFE_INTEGER;

/** Compiles the rule for an operation whose root type is `root`. The document is valid. */
export function costRule(root: GraphQLCompositeType, set: SelectionSetNode, context: CostContext): CostRule {
  return setRule({ type: root, set, sizes: new Map() }, context);
}

const CHARACTERS_A_POINT = 4;

/** What it costs to validate and plan a document that was not asked before; what it asks for is not in it. */
export function documentPoints(text: string): number {
  return Math.ceil(text.length / CHARACTERS_A_POINT);
}

interface SetUse {
  readonly type: GraphQLCompositeType;
  readonly set: SelectionSetNode;
  /** The sizes that a field above gives to lists of this set (`sizedFields`). */
  readonly sizes: ReadonlyMap<string, SizeRule>;
}

type SizeRule = (input: CostInput) => number;

function setRule({ type, set, sizes }: SetUse, context: CostContext): CostRule {
  const rules = set.selections.map((selection) => selectionRule(selection, { type, sizes }, context));
  return (input) => {
    let sum = 0;
    for (const rule of rules) sum += rule(input);
    return Math.min(sum, LARGEST);
  };
}

function selectionRule(selection: SelectionNode, use: Omit<SetUse, "set">, context: CostContext): CostRule {
  const rule = includedRule(selection, use, context);
  const conditions = (selection.directives ?? []).flatMap(conditionOf);
  if (conditions.length === 0) return rule;
  return (input) => (conditions.every((holds) => holds(input.variables)) ? rule(input) : 0);
}

function includedRule(selection: SelectionNode, use: Omit<SetUse, "set">, context: CostContext): CostRule {
  if (selection.kind === Kind.FIELD) return fieldRule(selection, use, context);
  const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : context.fragments.get(selection.name.value);
  if (fragment === undefined) return free;
  const named = fragment.typeCondition ? context.schema.getType(fragment.typeCondition.name.value) : use.type;
  return isCompositeType(named) ? setRule({ ...use, type: named, set: fragment.selectionSet }, context) : free;
}

const free: CostRule = () => 0;

function conditionOf({ name, arguments: args }: DirectiveNode): Array<(variables: CostInput["variables"]) => boolean> {
  const value = args?.find((argument) => argument.name.value === "if")?.value;
  if (value === undefined || (name.value !== "include" && name.value !== "skip")) return [];
  const wanted = name.value === "include";
  return [(variables) => (valueFromASTUntyped(value, variables) === true) === wanted];
}

function fieldRule(node: FieldNode, { type, sizes }: Omit<SetUse, "set">, context: CostContext): CostRule {
  const name = node.name.value;
  if (name === "__schema" || name === "__type") return () => INTROSPECTION_POINTS;
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  if (field === undefined) return free; // __typename
  const { weight, listSize } = context.weights.of(type.name, name);
  const result = getNamedType(field.type);
  if (!isCompositeType(result)) return () => weight ?? 0;
  const size = listSize === null ? idsRule(node, field) : sizeRule(node, field, listSize);
  const sized = listSize?.sizedFields ?? [];
  const below = setRule(
    {
      type: result,
      set: node.selectionSet ?? NO_SELECTIONS,
      sizes: new Map(size === null ? [] : sized.map((each) => [each, size])),
    },
    context,
  );
  const times = isList(field.type) ? (sizes.get(name) ?? (sized.length === 0 ? size : null) ?? usualList) : once;
  const asking = context.isScattered(type.name, name) ? partnersRule(node) : free;
  return (input) => Math.min((weight ?? 0) + times(input) * (1 + below(input)) + asking(input), LARGEST);
}

const NO_SELECTIONS: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };
const once: SizeRule = () => 1;
const usualList: SizeRule = () => USUAL_LIST;

function isList(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type));
}

/** The size that was asked for, by the largest of the slicing arguments; else the one that the schema assumes. */
function sizeRule(node: FieldNode, field: GraphQLField<unknown, unknown>, listSize: ListSize): SizeRule {
  const slicing = listSize.slicingArguments.map((name) => {
    const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
    const fallback: unknown = field.args.find((argument) => argument.name === name)?.defaultValue;
    return (variables: CostInput["variables"]) => {
      const value: unknown = given === undefined ? undefined : valueFromASTUntyped(given, variables);
      return value ?? fallback;
    };
  });
  return ({ variables }) => {
    const asked = slicing.map((read) => read(variables)).filter((value) => typeof value === "number");
    return asked.length > 0 ? Math.max(0, ...asked) : (listSize.assumedSize ?? USUAL_LIST);
  };
}

/** A list of what ids name has as many values as there are ids; null for a field that takes none. */
function idsRule(node: FieldNode, field: GraphQLField<unknown, unknown>): SizeRule | null {
  const ids = field.args.find(({ type }) => isListType(getNullableType(type)) && getNamedType(type) === GraphQLID);
  if (ids === undefined) return null;
  const given = node.arguments?.find((argument) => argument.name.value === ids.name)?.value;
  return ({ variables }) => {
    const value: unknown = given === undefined ? null : valueFromASTUntyped(given, variables);
    return Array.isArray(value) ? value.length : 1; // one value is a list of one
  };
}

/** Every partner, or those that the filter names. */
function partnersRule(node: FieldNode): CostRule {
  const filter = node.arguments?.find((argument) => argument.name.value === "filter")?.value;
  return ({ variables, partners }) => {
    const value: unknown = filter === undefined ? null : valueFromASTUntyped(filter, variables);
    const named: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "partners") : null;
    return PARTNER_POINTS * (Array.isArray(named) ? Math.min(named.length, partners) : partners);
  };
}
