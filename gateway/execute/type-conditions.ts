// Type conditions of plans. In: the names a plan gives. Out: a test of an object's `__typename`.
import { isAbstractType, isObjectType, type GraphQLSchema } from "graphql";

/** What the executor must know of the schema's types. */
export class TypeConditions {
  readonly #possible = new Map<string, ReadonlySet<string>>();

  constructor(schema: GraphQLSchema) {
    for (const type of Object.values(schema.getTypeMap())) {
      if (isObjectType(type)) this.#possible.set(type.name, new Set([type.name]));
      if (!isAbstractType(type)) continue;
      const names = schema.getPossibleTypes(type).map((possible) => possible.name);
      this.#possible.set(type.name, new Set([type.name, ...names]));
    }
  }

  /** The type names that fit one of the named types; an interface object bears its interface's own name. */
  namesFor(conditions: readonly string[]): ReadonlySet<string> {
    const sets = conditions.map((name) => this.#possible.get(name) ?? new Set([name]));
    return new Set(sets.flatMap((set) => [...set]));
  }

  /** Whether a name is that of an interface or union, and so of no real object. */
  readonly isAbstract = (name: string): boolean => {
    const names = this.#possible.get(name);
    return names !== undefined && (names.size !== 1 || !names.has(name));
  };
}
