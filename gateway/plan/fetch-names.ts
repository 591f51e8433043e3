// Under which key a reader's field is fetched. In: the supergraph's fields. Out: the key, and the way back. Keys that
// subgraphs' answers could be mistaken for are renamed before planning, so that no later room has to tell them apart.
import { Kind, parse, visit, type DirectiveNode, type DocumentNode, type FieldNode } from "graphql";

const ALIAS_PREFIX = "_alias_";

export class FetchNames {
  readonly #fields = new Set<string>();
  readonly #required = new Set<string>();

  constructor(supergraph: DocumentNode) {
    visit(supergraph, {
      FieldDefinition: (node) => {
        this.#fields.add(node.name.value);
        for (const directive of node.directives ?? []) this.#addRequired(directive);
      },
    });
  }

  /**
   * The key under which a field's value is fetched. It is the response key, unless that could be taken for another
   * field or an object's own member, or some `@requires` asks for the same field with arguments of its own: the planner
   * lets the two meet in one selection.
   */
  keyOf(field: FieldNode): string {
    const name = field.name.value;
    const key = field.alias?.value ?? name;
    const mistakable = key !== name && (this.#fields.has(key) || key.startsWith("_"));
    return mistakable || key in Object.prototype || this.#required.has(name) ? `${ALIAS_PREFIX}${key}` : key;
  }

  /** `@join__field(requires: "fare(currency: \"EUR\")")` → fare */
  #addRequired(directive: DirectiveNode): void {
    const value = directive.arguments?.find((argument) => argument.name.value === "requires")?.value;
    if (directive.name.value !== "join__field" || value?.kind !== Kind.STRING || !value.value.includes("(")) return;
    visit(parse(`{${value.value}}`, { noLocation: true }), {
      Field: (node) => void (node.arguments?.length && this.#required.add(node.name.value)),
    });
  }
}

/** A response key as the reader wrote it, from the key under which it was fetched. */
export function readerKeyOf(fetchKey: string): string {
  return fetchKey.startsWith(ALIAS_PREFIX) ? fetchKey.slice(ALIAS_PREFIX.length) : fetchKey;
}
