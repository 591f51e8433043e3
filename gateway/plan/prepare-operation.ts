// Room "plan", first half: the operation as this reader may ask it. In: a valid operation and the rules of the
// supergraph. Out: the text for the planner: introspection taken out, what the reader may not see taken out, aliases
// that could be taken for other fields renamed, and records that a hub service hands out made to be confirmed.
import {
  getNamedType,
  Kind,
  OperationTypeNode,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { typesThatMayAnswer } from "./access-rules.js";
import { confirmSelections } from "./confirm.js";
import type { FetchNames } from "./fetch-names.js";

/** What a supergraph says of its fields, as far as preparing an operation needs it. */
export interface OperationRules {
  readonly schema: GraphQLSchema;
  readonly names: FetchNames;
  /** Whether this reader may ask for a field. */
  mayAsk(parentType: string, field: string): boolean;
  /** Whether what a field returns must be confirmed by its owner. */
  mustConfirm(parentType: string, field: string): boolean;
}

/** The operation as it goes to the planner. `text` is null when nothing is left to fetch. */
export interface PreparedOperation {
  readonly text: string | null;
  readonly kind: OperationTypeNode;
}

/** Prepares one operation of a document for the planner. The document is valid against `rules.schema`. */
export function prepareOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  rules: OperationRules,
): PreparedOperation {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const cut = cutAndRename({ kind: Kind.DOCUMENT, definitions: [operation, ...fragments] }, rules);
  const root = cut.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const empty = root === undefined || root.selectionSet.selections.length === 0;
  return { text: empty ? null : print(withoutUnused(cut)), kind: operation.operation };
}

function cutAndRename(document: DocumentNode, rules: OperationRules): DocumentNode {
  const types = new TypeInfo(rules.schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter(node) {
          if (isNeverIncluded(node)) return null;
          if (node.name.value.startsWith("__"))
            return types.getParentType() === rootOf(types, rules) ? null : undefined;
          return askableTypes(node, types, rules).length === 0 ? null : undefined;
        },
        leave(node) {
          const empty = node.selectionSet?.selections.length === 0;
          const kept = empty
            ? { ...renamed(node, rules), ...typenameOnly() }
            : withConfirmation(renamed(node, rules), types, rules);
          const askable = askableTypes(node, types, rules);
          return askable === "all" ? kept : onTypes(kept, askable);
        },
      },
      InlineFragment: {
        enter: (node) => (isNeverIncluded(node) ? null : undefined),
        leave: (node) => (node.selectionSet.selections.length === 0 ? null : undefined),
      },
      FragmentSpread: (node) => (isNeverIncluded(node) ? null : undefined),
      FragmentDefinition: {
        leave: (node) => (node.selectionSet.selections.length === 0 ? { ...node, ...typenameOnly() } : undefined),
      },
    }),
  );
}

/** `@skip(if: true)` and `@include(if: false)`, written so: the planner finds no way to fetch nothing. */
function isNeverIncluded({ directives }: SelectionNode): boolean {
  return (directives ?? []).some(({ name, arguments: args }) => {
    const value = args?.[0]?.value;
    if (value?.kind !== Kind.BOOLEAN) return false;
    return name.value === "skip" ? value.value : name.value === "include" && !value.value;
  });
}

function askableTypes(node: FieldNode, types: TypeInfo, rules: OperationRules): ReturnType<typeof typesThatMayAnswer> {
  const parent = types.getParentType();
  return parent ? typesThatMayAnswer(parent, node.name.value, rules) : "all";
}

/** `field` → `... { ... on A { field } ... on B { field } }` */
function onTypes(field: FieldNode, askable: readonly GraphQLObjectType[]): InlineFragmentNode {
  const fragment = (selections: readonly SelectionNode[], name?: string): InlineFragmentNode => ({
    kind: Kind.INLINE_FRAGMENT,
    selectionSet: { kind: Kind.SELECTION_SET, selections },
    ...(name === undefined ? {} : { typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } } }),
  });
  return fragment(askable.map((type) => fragment([field], type.name)));
}

/** `__schema`, `__type` and the root's `__typename` are answered by the gateway itself. */
function rootOf(types: TypeInfo, rules: OperationRules): unknown {
  const parent = types.getParentType();
  const roots = [rules.schema.getQueryType(), rules.schema.getMutationType(), rules.schema.getSubscriptionType()];
  return roots.includes(parent as never) ? parent : null; // a root type or none of them
}

function renamed(node: FieldNode, rules: OperationRules): FieldNode {
  if (node.name.value === "__typename") return { ...node, alias: undefined }; // the executor reads it under this name
  const key = rules.names.keyOf(node);
  if (key === (node.alias?.value ?? node.name.value)) return node;
  return { ...node, alias: { kind: Kind.NAME, value: key } };
}

function withConfirmation(node: FieldNode, types: TypeInfo, rules: OperationRules): FieldNode {
  const parent = types.getParentType()?.name ?? "";
  if (node.selectionSet === undefined || !rules.mustConfirm(parent, node.name.value)) return node;
  const selections = [
    ...node.selectionSet.selections,
    ...confirmSelections(getNamedType(types.getType()), rules.schema),
  ];
  return { ...node, selectionSet: { ...node.selectionSet, selections } };
}

function typenameOnly(): { selectionSet: SelectionSetNode } {
  const selections: FieldNode[] = [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } }];
  return { selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

/** Drops the fragments and variables that nothing uses any more. */
function withoutUnused(document: DocumentNode): DocumentNode {
  const spread = new Set<string>();
  visit(document, { FragmentSpread: (node) => void spread.add(node.name.value) });
  const kept = document.definitions.filter((n) => n.kind !== Kind.FRAGMENT_DEFINITION || spread.has(n.name.value));
  const fragmentless = { ...document, definitions: kept };
  if (kept.length < document.definitions.length) return withoutUnused(fragmentless);
  const used = new Set<string>();
  visit(fragmentless, { VariableDefinition: () => false, Variable: (node) => void used.add(node.name.value) });
  return visit(fragmentless, {
    VariableDefinition: (node) => (used.has(node.variable.name.value) ? false : null),
  });
}
