// The contract as the partition reads it: types, and what `@hub`, `@crossPartner` and `@scatter` say of fields.
// In: `schema/contract.graphql`. Out: one object, built once.
import {
  buildASTSchema,
  GraphQLObjectType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLField,
  type GraphQLSchema,
} from "graphql";
import { isRecordTypename, type RecordTypename } from "../../schema/record-id.js";
import { readSdlDocument } from "../../schema/sdl.js";

type Marker = "hub" | "crossPartner" | "scatter";

export interface Contract {
  readonly schema: GraphQLSchema;
  readonly query: GraphQLObjectType;
  /** Whether a field bears a directive; for `hub`, also whether its type does. */
  marks(marker: Marker, field: GraphQLField<unknown, unknown>): boolean;
  /** The members of an input type that only the hub knows. */
  hubMembers(inputType: string): ReadonlySet<string>;
  /** The type of a connection's rows: `PracticeConnection` → Practice. */
  rowTypeOf(connection: string): GraphQLObjectType | null;
}

let contract: Contract | null = null;

/** The contract; read at the first call. */
export function readContract(): Contract {
  contract ??= buildContract();
  return contract;
}

/** Whether a type's objects are rows: things that one partner owns and that stand or fall alone. */
export function isRowType(type: GraphQLObjectType): type is GraphQLObjectType & { name: RecordTypename } {
  return isRecordTypename(type.name);
}

function buildContract(): Contract {
  const schema = buildASTSchema(readSdlDocument("contract"), { assumeValidSDL: true });
  const query = schema.getQueryType();
  if (!query) throw new TypeError("The contract has no Query type.");
  return {
    schema,
    query,
    marks: (marker, field) => (field.astNode?.directives ?? []).some((directive) => directive.name.value === marker),
    hubMembers: (inputType) => hubMembersOf(schema, inputType),
    rowTypeOf: (connection) => {
      const type = schema.getType(connection.replace(/Connection$/, ""));
      return connection.endsWith("Connection") && isObjectType(type) ? type : null;
    },
  };
}

function hubMembersOf(schema: GraphQLSchema, inputType: string): ReadonlySet<string> {
  const type = schema.getType(inputType);
  if (!isInputObjectType(type)) return new Set();
  const members = Object.values(type.getFields());
  const isHub = (member: (typeof members)[number]) =>
    member.astNode?.directives?.some((each) => each.name.value === "hub");
  return new Set(members.filter(isHub).map((member) => member.name));
}

/** The object types that a field of this type may hold. */
export function objectTypesOf(type: unknown, schema: GraphQLSchema): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  return isInterfaceType(type) ? schema.getPossibleTypes(type) : [];
}
