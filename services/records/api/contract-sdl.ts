// The contract as a partner serves it. In: schema/contract.graphql. Out: the same without what the hub fills in.
import { Kind, print, visit, type ASTNode, type DocumentNode } from "graphql";
import { readSdlDocument } from "../../../schema/sdl.js";

/** The contract's document without anything marked `@hub`, and without the directive itself. */
export function partnerDocument(): DocumentNode {
  return visit(readSdlDocument("contract"), {
    enter(node: ASTNode) {
      if (node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === "hub") return null;
      return isHubs(node) ? null : undefined;
    },
  });
}

/** The text of `partnerDocument`: what `_service { sdl }` answers. */
export function partnerSdl(): string {
  return print(partnerDocument());
}

function isHubs(node: ASTNode): boolean {
  return "directives" in node && node.directives?.some((directive) => directive.name.value === "hub") === true;
}
