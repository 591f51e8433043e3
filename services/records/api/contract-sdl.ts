// The contract as a partner serves it. In: schema/contract.graphql, or an older text. Out: the same without what the hub fills in.
import { Kind, print, visit, type ASTNode, type DocumentNode } from "graphql";
import { CONTRACT_VERSION } from "../../../schema/contract-versions.js";
import { contractDocument } from "../../../schema/sdl.js";

/** The contract's document, of the present or an older version, without what is marked `@hub` and without the directive. */
export function partnerDocument(version = CONTRACT_VERSION): DocumentNode {
  return visit(contractDocument(version), {
    enter(node: ASTNode) {
      if (node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === "hub") return null;
      return isHubs(node) ? null : undefined;
    },
  });
}

/** The text of `partnerDocument`: what `_service { sdl }` answers. */
export function partnerSdl(version = CONTRACT_VERSION): string {
  return print(partnerDocument(version));
}

function isHubs(node: ASTNode): boolean {
  return "directives" in node && node.directives?.some((directive) => directive.name.value === "hub") === true;
}
