// Changes of a schema that break what was promised. In: the schema as it was released, and as it is. Out: a line for each
// change that breaks somebody's program, as GraphQL Inspector judges; what was deprecated for long enough may go.
import { CriticalityLevel, diff, type Change } from "@graphql-inspector/core";
import type { GraphQLSchema } from "graphql";
import { mayBeRemoved } from "../../schema/deprecations.js";

export interface PromiseOptions {
  readonly now?: Date;
  /** Days of deprecations, where they are not the schema's own. */
  readonly since?: Readonly<Record<string, string>>;
}

/** The lines; none: every promise is kept. */
export async function brokenPromises(
  released: GraphQLSchema,
  present: GraphQLSchema,
  { now = new Date(), since }: PromiseOptions = {},
): Promise<string[]> {
  const changes = await diff(released, present);
  const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
  return breaking.filter((change) => !mayBeRemoved(coordinateOf(change), now, since)).map(({ message }) => message);
}

/** The schema coordinate of a change: Inspector's path is `Type.field.argument`. */
function coordinateOf({ path = "", type }: Change): string {
  const [owner = "", field = "", argument] = path.split(".");
  if (argument !== undefined && type.startsWith("FIELD_ARGUMENT")) return `${owner}.${field}(${argument}:)`;
  return field === "" ? owner : `${owner}.${field}`;
}
