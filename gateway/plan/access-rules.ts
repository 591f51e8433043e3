// Who may ask for which field: `@authenticated` and `@requiresScopes` as composed into the supergraph. In: the
// supergraph. Out: the rules by coordinate. Enforced before planning, so nothing is fetched for what is refused.
import {
  isObjectType,
  Kind,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";

interface AccessRule {
  readonly authenticated: boolean;
  /** Any one of these sets of scopes is enough; empty: none is asked for. */
  readonly scopes: ReadonlyArray<readonly string[]>;
}

/** What of a reader the rules look at. */
export interface ReaderRights {
  readonly authenticated: boolean;
  readonly scopes: readonly string[];
}

export class AccessRules {
  readonly #rules = new Map<string, AccessRule>();

  constructor(supergraph: DocumentNode) {
    for (const definition of supergraph.definitions) {
      const owns = definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
      if (!owns) continue;
      const whole = readRule(definition.directives ?? []);
      for (const field of definition.fields ?? []) {
        const rule = readRule(field.directives ?? []) ?? whole;
        if (rule !== null) this.#rules.set(`${definition.name.value}.${field.name.value}`, rule);
      }
    }
  }

  /** Whether a reader may ask for a field. */
  mayAsk(parentType: string, field: string, rights: ReaderRights): boolean {
    if (this.#rules.size === 0) return true;
    const rule = this.#rules.get(`${parentType}.${field}`);
    if (rule === undefined) return true;
    if (rule.authenticated && !rights.authenticated) return false;
    return rule.scopes.length === 0 || rule.scopes.some((set) => set.every((scope) => rights.scopes.includes(scope)));
  }

  /** The same text for readers whom the rules cannot tell apart. */
  variantOf(rights: ReaderRights): string {
    if (this.#rules.size === 0) return "";
    return `${rights.authenticated ? 1 : 0} ${[...rights.scopes].sort().join(" ")}`;
  }
}

function readRule(directives: readonly ConstDirectiveNode[]): AccessRule | null {
  const authenticated = directives.some((directive) => directive.name.value === "authenticated");
  const required = directives.find((directive) => directive.name.value === "requiresScopes");
  const argument = required?.arguments?.find((each) => each.name.value === "scopes");
  const scopes = argument === undefined ? [] : (valueFromASTUntyped(argument.value) as string[][]); // composed: [[String]]
  return authenticated || scopes.length > 0 ? { authenticated, scopes } : null;
}

/** What decides whether a reader may ask for a field. */
export interface Askable {
  readonly schema: GraphQLSchema;
  mayAsk(parentType: string, field: string): boolean;
}

/** The object types that a value of a type can have. */
export function objectTypesOf(type: GraphQLCompositeType, schema: GraphQLSchema): readonly GraphQLObjectType[] {
  return isObjectType(type) ? [type] : schema.getPossibleTypes(type);
}

/** On which of its object types a reader may ask for a field: an interface's field can be refused on some of them. */
export function typesThatMayAnswer(
  type: GraphQLCompositeType,
  field: string,
  { schema, mayAsk }: Askable,
): "all" | readonly GraphQLObjectType[] {
  if (!mayAsk(type.name, field)) return [];
  if (isObjectType(type)) return "all";
  const types = objectTypesOf(type, schema);
  const askable = types.filter((each) => mayAsk(each.name, field));
  return askable.length === types.length ? "all" : askable;
}
