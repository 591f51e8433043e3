// Checking an answer against the contract: every value where its type allows it, and under a partner's row nothing
// of another partner's but what references lead to. In: a marked operation and the data. Out: what is wrong.
import { execute, parse, type GraphQLFieldResolver } from "graphql";
import { ownerOf, parseRecordId } from "../../schema/record-id.js";
import { contract } from "./one-database.js";
import { MARK, SHARED, type RandomOperation } from "./random-operation.js";

type Member = Record<string, unknown> | null | undefined;

/** What is wrong with the data: nothing, if all is well. */
export async function faultsIn({ query, variables }: RandomOperation, data: unknown): Promise<string[]> {
  const strangers: string[] = [];
  const fieldResolver: GraphQLFieldResolver<Member, unknown> = (source, _args, _context, info) => {
    const value = source?.[info.path.key];
    const field = info.parentType.getFields()[info.fieldName];
    const mayLeave = field?.astNode?.directives?.some(({ name }) => name.value === "crossPartner") === true;
    const parent = source?.[MARK];
    if (typeof parent === "string" && !mayLeave) {
      for (const id of idsOf(value)) if (ownerOf(id) !== ownerOf(parent)) strangers.push(`${id} under ${parent}`);
    }
    return value;
  };
  const result = await execute({
    schema: contract(),
    document: parse(query),
    variableValues: variables,
    rootValue: data,
    fieldResolver,
    typeResolver: (value) => parseRecordId((value as Member)?.[MARK])?.typename,
  });
  const same = JSON.stringify(result.data) === JSON.stringify(data);
  return [
    ...strangers,
    ...(result.errors ?? []).map((error) => `${error.message} at ${error.path?.join(".")}`),
    ...(same ? [] : ["The data holds more or less than was asked for."]),
  ];
}

function idsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsOf);
  const id = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[MARK] : null;
  return typeof id === "string" ? [id] : [];
}

const GONE = Symbol("a row of the partner");

/** Data without one partner's rows, wherever they stand, the nulls that may stand for them in lists, and totals. */
export function withoutPartner(data: unknown, partner: string): unknown {
  const kept = cut(data, partner);
  return kept === GONE ? null : kept;
}

function cut(value: unknown, partner: string): unknown {
  if (Array.isArray(value))
    return value.map((item) => cut(item, partner)).filter((item) => item !== GONE && item !== null);
  if (typeof value !== "object" || value === null) return value;
  const { [MARK]: id, node } = value as Record<string, unknown>;
  if (typeof id === "string" && ownerOf(id) === partner) return GONE;
  if (node !== undefined && cut(node, partner) === GONE) return GONE;
  const own = Object.entries(value).filter(([key]) => !SHARED.has(key));
  return Object.fromEntries(own.map(([key, member]) => [key, withoutPartner(member, partner)]));
}
