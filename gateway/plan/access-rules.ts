// Who may ask for which field: `@authenticated` and `@requiresScopes` as composed into the supergraph. In: the
// supergraph. Out: the rules by coordinate. Enforced before planning, so nothing is fetched for what is refused.
import {
  isObjectType,
  isTypeDefinitionNode,
  Kind,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from "graphql";

interface AccessRule {
  readonly authenticated: boolean;
  /** There is a `@policy`: nothing here can say that a reader fulfils it. */
  readonly unfulfillable: boolean;
  /** Any one of these sets of scopes is enough; empty: none is asked for. */
  readonly scopes: ReadonlyArray<readonly string[]>;
}

/** What of a reader the rules look at. */
export interface ReaderRights {
  readonly authenticated: boolean;
  readonly scopes: readonly string[];
}

/**
 * Rules stand at the fields of object types. A rule at an interface's field only repeats those of the types behind it,
 * unless the interface is some subgraph's object (`@interfaceObject`): then its field's rule holds for all of them.
 */
export class AccessRules {
  readonly #rules = new Map<string, readonly AccessRule[]>();

  constructor(supergraph: DocumentNode) {
    const own = ownRules(supergraph);
    for (const definition of supergraph.definitions) {
      if (!ownsFields(definition)) continue;
      for (const field of definition.fields ?? []) {
        const owners = isOfInterfaceObject(field) ? [definition, ...(definition.interfaces ?? [])] : [definition];
        const rules = owners.flatMap((owner) => own.get(`${owner.name.value}.${field.name.value}`) ?? []);
        if (rules.length > 0) this.#rules.set(`${definition.name.value}.${field.name.value}`, rules);
      }
    }
  }

  /** Whether a reader may ask for a field of an object type. */
  mayAsk(parentType: string, field: string, rights: ReaderRights): boolean {
    if (this.#rules.size === 0) return true;
    return (this.#rules.get(`${parentType}.${field}`) ?? []).every((rule) => allows(rule, rights));
  }

  /** The same text for readers whom the rules cannot tell apart. */
  variantOf(rights: ReaderRights): string {
    if (this.#rules.size === 0) return "";
    return `${rights.authenticated ? 1 : 0} ${[...rights.scopes].sort().join(" ")}`;
  }
}

function allows(rule: AccessRule, rights: ReaderRights): boolean {
  if (rule.unfulfillable || (rule.authenticated && !rights.authenticated)) return false;
  return rule.scopes.length === 0 || rule.scopes.some((set) => set.every((scope) => rights.scopes.includes(scope)));
}

/** The rules as they are written, by coordinate: a field's own, and those of its type and of the type it gives. */
function ownRules(supergraph: DocumentNode): ReadonlyMap<string, readonly AccessRule[]> {
  const ofTypes = new Map<string, AccessRule>();
  for (const definition of supergraph.definitions) {
    if (!isTypeDefinitionNode(definition)) continue;
    const rule = readRule(definition.directives ?? []);
    if (rule !== null) ofTypes.set(definition.name.value, rule);
  }
  const rules = new Map<string, readonly AccessRule[]>();
  for (const definition of supergraph.definitions) {
    if (!ownsFields(definition)) continue;
    for (const field of definition.fields ?? []) {
      const found = [
        readRule(field.directives ?? []),
        ofTypes.get(definition.name.value),
        ofTypes.get(namedTypeOf(field.type)),
      ];
      rules.set(
        `${definition.name.value}.${field.name.value}`,
        found.filter((rule) => rule !== null && rule !== undefined),
      );
    }
  }
  return rules;
}

function namedTypeOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type);
}

function ownsFields(definition: DefinitionNode): definition is ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

/** `username: String @join__field`, of no graph: an interface object gives it. */
function isOfInterfaceObject(field: FieldDefinitionNode): boolean {
  const join = field.directives?.find((directive) => directive.name.value === "join__field");
  return join !== undefined && !join.arguments?.some((argument) => argument.name.value === "graph");
}

function readRule(directives: readonly ConstDirectiveNode[]): AccessRule | null {
  const has = (name: string) => directives.find((directive) => directive.name.value === name);
  const argument = has("requiresScopes")?.arguments?.find((each) => each.name.value === "scopes");
  const scopes = argument === undefined ? [] : (valueFromASTUntyped(argument.value) as string[][]); // composed: [[String]]
  const rule = {
    authenticated: has("authenticated") !== undefined,
    unfulfillable: has("policy") !== undefined,
    scopes,
  };
  return rule.authenticated || rule.unfulfillable || scopes.length > 0 ? rule : null;
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
  const types = objectTypesOf(type, schema);
  if (isObjectType(type) || types.length === 0) return mayAsk(type.name, field) ? "all" : [];
  const askable = types.filter((each) => mayAsk(each.name, field));
  return askable.length === types.length ? "all" : askable;
}
