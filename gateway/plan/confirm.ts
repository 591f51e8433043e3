// Confirmation: a record that a hub service hands out (`node`, later a search hit) exists for a reader only when its
// owner says so. In: nothing. Out: the selections that make the planner ask the owner, under a reserved key.
import { Kind, parse, type SelectionNode } from "graphql";

/** The reserved key. Null or absent under it: the owner does not know the record, or hides it from this reader. */
export const CONFIRM_ALIAS = "_confirm";

/** `... on Record { _confirm: visibility }`: only owners know a record's visibility. */
export function confirmSelections(): readonly SelectionNode[] {
  return CONFIRMATION;
}

const CONFIRMATION = readSelections(`{ ... on Record { ${CONFIRM_ALIAS}: visibility } }`);

function readSelections(text: string): readonly SelectionNode[] {
  const [definition] = parse(text, { noLocation: true }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
}
