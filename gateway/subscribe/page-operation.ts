// A subscription to changes as a query for pages of them: the same selection, asked of `recordChangesSince`. So a
// subscriber's records are fetched by the very plan and with the very checks of a query, a page at a time. In: a valid
// subscription. Out: the query, and how the subscriber's field is called.
import {
  Kind,
  OperationTypeNode,
  parse,
  valueFromASTUntyped,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from "graphql";

export interface PageOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The response key of the subscriber's field. */
  readonly key: string;
  /** The cursor that the subscriber gave. */
  after(variables: Readonly<Record<string, unknown>>): string | null;
}

/** Variables of ours; those of the subscriber are told apart by this beginning. */
const [AFTER, FIRST] = ["_m_after", "_m_first"];

/** The variables of one page. */
export function pageVariables(
  variables: Readonly<Record<string, unknown>>,
  { after, first }: { readonly after: string; readonly first: number },
): Record<string, unknown> {
  return { ...variables, [AFTER]: after, [FIRST]: first };
}

/** Rewrites a subscription whose only field is `recordChanges`; null for any other. */
export function toPageOperation(document: DocumentNode, subscription: OperationDefinitionNode): PageOperation | null {
  const field = onlyField(subscription);
  if (field === null) return null;
  const operation: OperationDefinitionNode = {
    ...subscription,
    operation: OperationTypeNode.QUERY,
    variableDefinitions: [...(subscription.variableDefinitions ?? []), ...OWN_VARIABLES],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [pageField(field)] },
  };
  const rest = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const after = field.arguments?.find(({ name }) => name.value === "after");
  return {
    document: { kind: Kind.DOCUMENT, definitions: [operation, ...rest] },
    operation,
    key: field.alias?.value ?? field.name.value,
    after: (variables) => readAfter(after, variables),
  };
}

/** The root field, written as such: validation has made sure that there is only one, but it may stand in a fragment. */
function onlyField({ selectionSet }: OperationDefinitionNode): FieldNode | null {
  const [selection] = selectionSet.selections;
  if (selection?.kind !== Kind.FIELD || selectionSet.selections.length !== 1) return null;
  return selection.name.value === "recordChanges" ? selection : null;
}

function pageField(field: FieldNode): FieldNode {
  const kept = (field.arguments ?? []).filter(({ name }) => name.value !== "after");
  const own = [argument("after", AFTER), argument("first", FIRST)];
  return {
    kind: Kind.FIELD,
    name: name("recordChangesSince"),
    alias: name(PAGE),
    arguments: [...kept, ...own],
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [
        {
          kind: Kind.FIELD,
          name: name("changes"),
          ...(field.selectionSet ? { selectionSet: field.selectionSet } : {}),
        },
        { kind: Kind.FIELD, name: name("endCursor") },
        { kind: Kind.FIELD, name: name("hasMore") },
      ],
    },
  };
}

/** The response key of a page. */
export const PAGE = "page";

const OWN_VARIABLES = ownVariables();

function ownVariables(): readonly VariableDefinitionNode[] {
  const [definition] = parse(`query ($${AFTER}: String, $${FIRST}: Int!) { __typename }`, {
    noLocation: true,
  }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError("expected an operation");
  return definition.variableDefinitions ?? [];
}

function name(value: string): { readonly kind: Kind.NAME; readonly value: string } {
  return { kind: Kind.NAME, value };
}

function argument(called: string, variable: string): ArgumentNode {
  const value = { kind: Kind.VARIABLE, name: name(variable) } as const;
  return { kind: Kind.ARGUMENT, name: name(called), value };
}

function readAfter(after: ArgumentNode | undefined, variables: Readonly<Record<string, unknown>>): string | null {
  if (after === undefined) return null;
  const value: unknown = valueFromASTUntyped(after.value, variables);
  return typeof value === "string" ? value : null;
}
