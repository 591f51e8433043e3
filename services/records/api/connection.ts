// Answering a connection field. In: its arguments. Out: edges, nodes, page info and total, as the contract has them.
import { encodeCursor } from "../../../schema/cursor.js";
import { readPageRequest, type PageArguments } from "../../../schema/page-request.js";
import { checkFilter } from "../../../schema/record-filter.js";
import type { RecordTypename } from "../../../schema/record-id.js";
import { readPage } from "../store/read-page.js";
import type { RecordsContext } from "./records-context.js";

export interface ConnectionRequest {
  readonly typename: RecordTypename;
  readonly args: PageArguments;
  readonly filter: unknown;
}

/** One page of the records of the partners that are asked. Throws `BAD_USER_INPUT` for arguments that are not what they must be. */
export async function readConnection({ records }: RecordsContext, { typename, args, filter }: ConnectionRequest) {
  const { mentioned } = records.scope;
  const selects = (field: string) => mentioned === null || mentioned.has(field);
  const wants = {
    hasNextPage: selects("hasNextPage"),
    hasPreviousPage: selects("hasPreviousPage"),
    totalCount: selects("totalCount"),
  };
  const request = readPageRequest(args, typename);
  const query = { scope: records.scope, typename, wants, page: request, filter: checkFilter(filter) };
  const page = await readPage(records.session, query);
  const edges = page.rows.map((row) => ({ cursor: encodeCursor(request.order, row), node: row }));
  const { hasNextPage, hasPreviousPage, totalCount } = page;
  const [startCursor, endCursor] = [edges[0]?.cursor ?? null, edges.at(-1)?.cursor ?? null];
  return { edges, nodes: page.rows, pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor }, totalCount };
}
