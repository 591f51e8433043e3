// How large an operation may be, before it is planned. In: a document. Out: a validation rule that refuses operations
// which, with their fragments written out, are too deep or have too many fields. Counted fragment by fragment, so that
// what is refused costs no more to look at than it takes to send.
import {
  Kind,
  type ASTVisitor,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";
import { CodedError } from "../../schema/errors.js";

/** ApolloServer gives every validation error one code; the code that the guard means stands under this key until then. */
export const GUARD_CODE = "guardCode";

/** Fields of an operation, fragments written out. */
const MOST_FIELDS = 2_000;
/** Levels of fields below each other. Introspection, which is answered from the schema, is not counted. */
const DEEPEST = 24;

interface Size {
  readonly fields: number;
  readonly depth: number;
}

const NOTHING: Size = { fields: 0, depth: 0 };

/** Refuses operations that are too large, with `LIMIT_EXCEEDED`. */
export function sizeLimits(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, Size>();
  return {
    OperationDefinition(node) {
      const { fields, depth } = sizeOfSet(node.selectionSet, { context, fragments });
      if (fields > MOST_FIELDS) context.reportError(refuse("fields", MOST_FIELDS));
      if (depth > DEEPEST) context.reportError(refuse("levels", DEEPEST));
    },
  };
}

function refuse(what: string, most: number): CodedError {
  const message = `The operation has more than ${most} ${what}, fragments written out.`;
  return new CodedError("LIMIT_EXCEEDED", message, { [GUARD_CODE]: "LIMIT_EXCEEDED" });
}

interface Sizing {
  readonly context: ValidationContext;
  readonly fragments: Map<string, Size>;
}

function sizeOfSet({ selections }: SelectionSetNode, sizing: Sizing): Size {
  return selections.map((selection) => sizeOf(selection, sizing)).reduce(together, NOTHING);
}

function together(a: Size, b: Size): Size {
  return { fields: Math.min(a.fields + b.fields, Number.MAX_SAFE_INTEGER), depth: Math.max(a.depth, b.depth) };
}

function sizeOf(selection: SelectionNode, sizing: Sizing): Size {
  if (selection.kind === Kind.INLINE_FRAGMENT) return sizeOfSet(selection.selectionSet, sizing);
  if (selection.kind === Kind.FRAGMENT_SPREAD) {
    const fragment = sizing.context.getFragment(selection.name.value);
    return fragment ? sizeOfFragment(fragment, sizing) : NOTHING; // another rule says that there is none
  }
  if (selection.name.value.startsWith("__")) return { fields: 1, depth: 1 };
  const below = selection.selectionSet === undefined ? NOTHING : sizeOfSet(selection.selectionSet, sizing);
  return { fields: below.fields + 1, depth: below.depth + 1 };
}

function sizeOfFragment(fragment: FragmentDefinitionNode, sizing: Sizing): Size {
  const { fragments } = sizing;
  const known = fragments.get(fragment.name.value);
  if (known !== undefined) return known;
  fragments.set(fragment.name.value, NOTHING); // a circle ends here; another rule refuses it
  const size = sizeOfSet(fragment.selectionSet, sizing);
  fragments.set(fragment.name.value, size);
  return size;
}
