// The variables that decide @skip and @include. In: a document. Out: their names, in a fixed order.
import { Kind, visit, type DocumentNode } from "graphql";

/** The names of the variables that stand in `if:` of @skip and @include. */
export function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      if (node.name.value !== "skip" && node.name.value !== "include") return;
      for (const { value } of node.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].sort();
}
