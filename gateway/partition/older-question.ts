// Asking a partner of an older contract. In: a request's text and the version that the partner knows. Out: the text
// without what it does not know, and a way to fill what was cut into its answer: null, or an empty list where the
// contract has a list that is never null. Written once for each text and version. Everything else in the partition
// reads the answer as that of a partner of the present version.
import {
  isListType,
  isNonNullType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import { LRUCache } from "lru-cache";
import { newerThan } from "../../schema/contract-versions.js";
import { isObject } from "./complete-value.js";
import { readContract } from "./contract.js";

export interface OlderQuestion {
  readonly document: string;
  /** Fills in what was not asked; changes the data that it is given. */
  fillIn(data: Readonly<Record<string, unknown>>): void;
}

const MOST_QUESTIONS = 1_000;
const questions = new LRUCache<string, OlderQuestion>({ max: MOST_QUESTIONS });

/** The question as a partner of a version can answer it; null when it can answer the question as it is. */
export function olderQuestion(document: string, version: string): OlderQuestion | null {
  const newer = newerThan(version);
  if (newer.size === 0) return null;
  const key = `${version} ${document}`;
  const known = questions.get(key) ?? writeOlderQuestion(document, newer, readContract().schema);
  questions.set(key, known);
  return known;
}

/** Writes a question without some fields (coordinates). Its fragments stand where they are used, as ours do. */
export function writeOlderQuestion(document: string, newer: ReadonlySet<string>, schema: GraphQLSchema): OlderQuestion {
  const places: Place = { cut: new Map(), inside: new Map() };
  const path: Place[] = [places];
  const types = new TypeInfo(schema);
  const cut = visit(
    parse(document, { noLocation: true }),
    visitWithTypeInfo(types, {
      Field: {
        enter(field) {
          const here = path.at(-1) ?? places;
          const key = (field.alias ?? field.name).value;
          if (newer.has(`${types.getParentType()?.name}.${field.name.value}`)) {
            const type = types.getType();
            here.cut.set(key, isNonNullType(type) && isListType(type.ofType) ? "list" : "null");
            return null;
          }
          path.push(placeIn(here, key));
          return undefined;
        },
        leave: (field) => {
          path.pop();
          return whole(field);
        },
      },
      InlineFragment: { leave: (fragment) => whole(fragment) },
      OperationDefinition: { leave: (operation) => whole(operation) },
    }),
  );
  const compact = compactPlace(places);
  const fillIn = compact === null ? () => undefined : (data: unknown) => fillPlace(data, compact);
  return { document: print(withoutUnusedVariables(cut)), fillIn };
}

/** Where in an answer something was cut, by response key. Types need not be told apart: nobody reads a key that its type does not have. */
interface Place {
  readonly cut: Map<string, "null" | "list">;
  readonly inside: Map<string, Place>;
}

function placeIn(parent: Place, key: string): Place {
  const place = parent.inside.get(key) ?? { cut: new Map(), inside: new Map() };
  parent.inside.set(key, place);
  return place;
}

/** Only what leads to something that was cut. */
function compactPlace({ cut, inside }: Place): Place | null {
  const kept = [...inside].flatMap(([key, place]) => {
    const compact = compactPlace(place);
    return compact === null ? [] : [[key, compact] as const];
  });
  return cut.size === 0 && kept.length === 0 ? null : { cut, inside: new Map(kept) };
}

function fillPlace(value: unknown, place: Place): void {
  if (Array.isArray(value)) for (const item of value) fillPlace(item, place);
  if (!isObject(value)) return;
  for (const [key, what] of place.cut) if (!Object.hasOwn(value, key)) value[key] = what === "list" ? [] : null;
  for (const [key, inside] of place.inside) fillPlace(value[key], inside);
}

/** A selection of which nothing is left asks for the type's name. */
function whole<T extends { readonly selectionSet?: SelectionSetNode | undefined }>(node: T): T | undefined {
  if (node.selectionSet === undefined || node.selectionSet.selections.length > 0) return undefined;
  return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections: [TYPENAME] } };
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };

function withoutUnusedVariables(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  return visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
}
