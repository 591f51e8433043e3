// How large a document may be. In: its text. Out: nothing, or the error that refuses it. Looked at before it is validated:
// what is refused costs no more than it takes to parse as many tokens as are allowed. Verdicts are kept by text.
import {
  GraphQLError,
  Kind,
  parse,
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { LRUCache } from "lru-cache";
import { CodedError, type ErrorCode } from "../../schema/errors.js";
import type { DocumentLimits } from "./edge-limits.js";

const KEPT = { max: 2_000, maxSize: 8_000_000, sizeCalculation: (_verdict: unknown, text: string) => text.length + 1 };

export class DocumentGuard {
  readonly limits: DocumentLimits;
  readonly #verdicts = new LRUCache<string, { readonly refusal: CodedError | null }>(KEPT);

  constructor(limits: DocumentLimits) {
    this.limits = limits;
  }

  /** Why a document is refused, or null. What is no GraphQL at all is refused here too. */
  refusalOf(text: string): CodedError | null {
    const known = this.#verdicts.get(text);
    if (known !== undefined) return known.refusal;
    const refusal = judgeText(text, this.limits);
    this.#verdicts.set(text, { refusal });
    return refusal;
  }
}

function judgeText(text: string, limits: DocumentLimits): CodedError | null {
  try {
    return judge(parse(text, { maxTokens: limits.tokens, noLocation: true }), limits);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const isLong = error.message.includes("tokens. Parsing aborted");
    return isLong ? refuse("tokens", limits.tokens) : coded("GRAPHQL_PARSE_FAILED", error.message);
  }
}

function judge(document: DocumentNode, limits: DocumentLimits): CodedError | null {
  const sizing: Sizing = { fragments: fragmentsOf(document), known: new Map() };
  for (const definition of document.definitions) {
    if (!("selectionSet" in definition)) continue; // no operation: validation says so
    const size = plus(sizeOfSet(definition.selectionSet, sizing), directivesOf(definition));
    const root = definition.kind === Kind.OPERATION_DEFINITION ? size.width : 0;
    if (size.depth > limits.depth) return refuse("levels", limits.depth, "DEPTH_LIMIT");
    if (root > limits.rootFields) return refuse("fields at its root", limits.rootFields);
    for (const what of ["fields", "aliases", "directives"] as const)
      if (size[what] > limits[what]) return refuse(what, limits[what]);
  }
  return null;
}

function refuse(what: string, most: number, code: ErrorCode = "LIMIT_EXCEEDED"): CodedError {
  const message = `The operation has more than ${most} ${what}, fragments written out.`;
  return coded(code, message, { limit: most });
}

function coded(code: ErrorCode, message: string, extensions: Readonly<Record<string, unknown>> = {}): CodedError {
  return new CodedError(code, message, { ...extensions, http: { status: 400 } });
}

interface Size {
  readonly fields: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields of the set itself, those of its fragments included. */
  readonly width: number;
}

interface Sizing {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly known: Map<string, Size>;
}

const NOTHING: Size = { fields: 0, depth: 0, aliases: 0, directives: 0, width: 0 };

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

function directivesOf(node: DefinitionNode | SelectionNode): Size {
  const listed: readonly DirectiveNode[] = node.directives ?? [];
  return listed.length === 0 ? NOTHING : { ...NOTHING, directives: listed.length };
}

function sizeOfSet({ selections }: SelectionSetNode, sizing: Sizing): Size {
  let size = NOTHING;
  for (const selection of selections) size = plus(plus(size, sizeOf(selection, sizing)), directivesOf(selection));
  return size;
}

/** Sums grow with 2ⁿ where fragments double: they stay numbers that can be compared. */
function plus(a: Size, b: Size): Size {
  if (b === NOTHING) return a;
  const sum = (x: number, y: number): number => Math.min(x + y, Number.MAX_SAFE_INTEGER);
  return {
    fields: sum(a.fields, b.fields),
    aliases: sum(a.aliases, b.aliases),
    directives: sum(a.directives, b.directives),
    width: sum(a.width, b.width),
    depth: Math.max(a.depth, b.depth),
  };
}

function sizeOf(selection: SelectionNode, sizing: Sizing): Size {
  if (selection.kind === Kind.INLINE_FRAGMENT) return sizeOfSet(selection.selectionSet, sizing);
  if (selection.kind === Kind.FRAGMENT_SPREAD) {
    const fragment = sizing.fragments.get(selection.name.value);
    return fragment ? sizeOfFragment(fragment, sizing) : NOTHING; // validation says that there is none
  }
  const below = selection.selectionSet === undefined ? NOTHING : sizeOfSet(selection.selectionSet, sizing);
  const isMeta = selection.name.value.startsWith("__");
  return {
    fields: below.fields + 1,
    depth: isMeta ? 1 : below.depth + 1,
    aliases: below.aliases + (selection.alias === undefined ? 0 : 1),
    directives: below.directives,
    width: 1,
  };
}

function sizeOfFragment(fragment: FragmentDefinitionNode, sizing: Sizing): Size {
  const name = fragment.name.value;
  const known = sizing.known.get(name);
  if (known !== undefined) return known;
  sizing.known.set(name, NOTHING); // a circle ends here; validation refuses it
  const size = plus(sizeOfSet(fragment.selectionSet, sizing), directivesOf(fragment));
  sizing.known.set(name, size);
  return size;
}
