// The sizes of lists inside rows (`people(first: …)`). In: a root field as it was written. Out: checks to run on the
// variables of a request before any partner is asked for it.
import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLObjectType,
  GraphQLSkipDirective,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionNode,
} from "graphql";
import { readPageSize } from "../../schema/page-request.js";
import { readArguments } from "./read-arguments.js";
import type { RowContext } from "./row-types.js";

/** Throws `BAD_USER_INPUT` when a size is out of bounds. */
export type SizeCheck = (variables: Readonly<Record<string, unknown>>) => void;

/** A check for each selected field below a root field that takes `first`. */
export function compileSizeChecks(
  nodes: readonly FieldNode[],
  { contract, fragments, variables }: RowContext,
): SizeCheck[] {
  const checks: SizeCheck[] = [];
  const spread = new Set<FragmentDefinitionNode>();
  const visitIncluded = (node: SelectionNode) => (isIncluded(node, variables) ? undefined : false);
  const visitRoot = (root: FieldNode | FragmentDefinitionNode): void => {
    const types = new TypeInfo(contract.schema, contract.query);
    const visitor = visitWithTypeInfo(types, {
      InlineFragment: visitIncluded,
      FragmentSpread(node) {
        const fragment = fragments.get(node.name.value);
        if (fragment !== undefined && isIncluded(node, variables)) spread.add(fragment);
      },
      Field(node) {
        if (!isIncluded(node, variables)) return false;
        const definition = types.getFieldDef();
        const parent = types.getParentType();
        const isNested = parent instanceof GraphQLObjectType && parent !== contract.query;
        if (definition && isNested && definition.args.some((arg) => arg.name === "first"))
          checks.push((given) => void readPageSize("first", readArguments(definition, node, given).first));
        return undefined;
      },
    });
    visit(root, visitor);
  };
  nodes.forEach(visitRoot);
  for (const fragment of spread) visitRoot(fragment); // a set goes on to what is added meanwhile
  return checks;
}

function isIncluded(node: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;
}
