// Collecting fields (GraphQL specification, "CollectFields"), with @skip and @include decided. In: selection sets and
// a type: an object's, or the interface or union that is all that is known of it. Out: its fields by response key, each
// with all the selection sets that apply below it.
import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isUnionType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

export interface CollectContext {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** All occurrences of one response key. */
export interface CollectedField {
  readonly key: string;
  readonly nodes: FieldNode[];
}

/** The fields of `type` that the selection sets ask for, in the order in which they were written. */
export function collectFields(
  sets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
  context: CollectContext,
): CollectedField[] {
  const fields = new Map<string, CollectedField>();
  const seen = new Set<string>();
  const visitSet = (set: SelectionSetNode): void => set.selections.forEach(visitSelection);
  const visitSelection = (selection: SelectionNode): void => {
    if (!isIncluded(selection, context)) return;
    if (selection.kind === Kind.FIELD) return addField(fields, selection);
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      return fits(condition, type, context.schema) ? visitSet(selection.selectionSet) : undefined;
    }
    const fragment = context.fragments.get(selection.name.value);
    if (fragment === undefined || seen.has(fragment.name.value)) return;
    seen.add(fragment.name.value);
    if (fits(fragment.typeCondition.name.value, type, context.schema)) visitSet(fragment.selectionSet);
  };
  sets.forEach(visitSet);
  return [...fields.values()];
}

function addField(fields: Map<string, CollectedField>, node: FieldNode): void {
  const key = node.alias?.value ?? node.name.value;
  const field = fields.get(key);
  if (field === undefined) fields.set(key, { key, nodes: [node] });
  else field.nodes.push(node);
}

function isIncluded(selection: SelectionNode, { variables }: CollectContext): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return true;
  if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if !== false;
}

function fits(condition: string | undefined, type: GraphQLCompositeType, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === type.name) return true;
  const named = schema.getType(condition);
  return named !== undefined && isAbstractType(named) && !isUnionType(type) && schema.isSubType(named, type);
}

/** Whether what is selected on an interface or union depends on the object's own type. */
export function dependsOnObjectType(
  sets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
  context: CollectContext,
): boolean {
  const { schema, fragments } = context;
  const depends = (selection: SelectionNode): boolean => {
    if (!isIncluded(selection, context)) return false;
    if (selection.kind === Kind.FIELD) return selection.name.value === "__typename";
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (fragment === undefined) return false;
    return !fits(fragment.typeCondition?.name.value, type, schema) || fragment.selectionSet.selections.some(depends);
  };
  return sets.some((set) => set.selections.some(depends));
}
