// The sizes of lists inside rows (`people(first: …)`). In: an operation. Out: checks to run on its variables before
// any partner is asked.
import {
  getArgumentValues,
  GraphQLObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql";
import { readPageSize } from "../../schema/page-request.js";

/** Throws `BAD_USER_INPUT` when a size is out of bounds. */
export type SizeCheck = (variables: Readonly<Record<string, unknown>>) => void;

/** A check for each field below the root that takes `first`. */
export function compileSizeChecks(document: DocumentNode, schema: GraphQLSchema): SizeCheck[] {
  const checks: SizeCheck[] = [];
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const definition = types.getFieldDef();
        const parent = types.getParentType();
        const isNested = parent instanceof GraphQLObjectType && parent !== schema.getQueryType();
        if (!definition || !isNested || !definition.args.some((arg) => arg.name === "first")) return;
        checks.push((variables) => void readPageSize("first", getArgumentValues(definition, node, variables).first));
      },
    }),
  );
  return checks;
}
