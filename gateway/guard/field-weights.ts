// What the supergraph says of its fields' cost: `@cost(weight:)` and `@listSize`. In: the supergraph. Out: both, by
// coordinate.
import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type DocumentNode } from "graphql";

/** `@listSize`, as it stands at a field. */
export interface ListSize {
  readonly assumedSize: number | null;
  readonly slicingArguments: readonly string[];
  /** The lists below the field that have this size, where the field is no list itself. */
  readonly sizedFields: readonly string[];
}

export interface FieldWeight {
  readonly weight: number | null;
  readonly listSize: ListSize | null;
}

const UNWEIGHTED: FieldWeight = { weight: null, listSize: null };

export class FieldWeights {
  readonly #weights = new Map<string, FieldWeight>();

  constructor(supergraph: DocumentNode) {
    for (const type of supergraph.definitions) {
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
      for (const field of type.fields ?? []) {
        const weight = readWeight(field.directives ?? []);
        if (weight !== null) this.#weights.set(`${type.name.value}.${field.name.value}`, weight);
      }
    }
  }

  of(type: string, field: string): FieldWeight {
    return this.#weights.get(`${type}.${field}`) ?? UNWEIGHTED;
  }
}

function readWeight(directives: readonly ConstDirectiveNode[]): FieldWeight | null {
  const cost = argumentsOf(directives, "cost");
  const size = argumentsOf(directives, "listSize");
  if (cost === null && size === null) return null;
  return {
    weight: typeof cost?.weight === "number" ? cost.weight : null,
    listSize: size && {
      assumedSize: typeof size.assumedSize === "number" ? size.assumedSize : null,
      slicingArguments: stringsIn(size.slicingArguments),
      sizedFields: stringsIn(size.sizedFields),
    },
  };
}

/** The directive under its own name, or under the one that a supergraph gives what it does not import. */
function argumentsOf(directives: readonly ConstDirectiveNode[], name: string): Record<string, unknown> | null {
  const found = directives.find((each) => each.name.value === name || each.name.value === `cost__${name}`);
  if (found === undefined) return null;
  return Object.fromEntries((found.arguments ?? []).map((each) => [each.name.value, valueFromASTUntyped(each.value)]));
}

function stringsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
