// `_entities` of the federation subgraph specification. In: representations. Out: visible records of the
// partners that are asked, in the order asked for; null for unknown, hidden and foreign ids alike.
import { badInput, CodedError } from "../../../schema/errors.js";
import { isRecordTypename, ownerOf, parseRecordId } from "../../../schema/record-id.js";
import type { ReadRow } from "../store/read-scope.js";
import type { RecordsContext } from "./records-context.js";

const MOST_REPRESENTATIONS = 500;

/** Resolves `Query._entities`. Throws `LIMIT_EXCEEDED` for more than 500, `BAD_USER_INPUT` for what is none. */
export async function resolveEntities(
  _root: unknown,
  { representations }: { readonly representations: readonly unknown[] },
  { records }: RecordsContext,
): Promise<(ReadRow | null)[]> {
  if (representations.length > MOST_REPRESENTATIONS)
    throw new CodedError("LIMIT_EXCEEDED", `expected at most ${MOST_REPRESENTATIONS} representations`, {
      expected: `at most ${MOST_REPRESENTATIONS}`,
      got: String(representations.length),
    });
  return Promise.all(
    representations.map((representation, index) => {
      const { __typename, id } = readRepresentation(representation, index);
      if (!isRecordTypename(__typename) || parseRecordId(id)?.typename !== __typename) return null;
      return records.isAsked(ownerOf(id)) ? records.find(__typename, id) : null;
    }),
  );
}

function readRepresentation(representation: unknown, index: number): { __typename: string; id: string } {
  if (typeof representation === "object" && representation !== null) {
    const { __typename, id } = representation as { __typename?: unknown; id?: unknown }; // read, then checked
    if (typeof __typename === "string" && typeof id === "string") return { __typename, id };
  }
  throw badInput(`representations[${index}]`, "an object with __typename and id", representation);
}
