// The hub's change feed, to be polled. In: a cursor, a filter, who asks. Out: changes as this reader may know of them.
import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { badInput } from "../../../schema/errors.js";
import { recordStub } from "../../../schema/record-id.js";
import { readChanges } from "../changes/read-changes.js";
import type { KnowledgeContext } from "../knowledge-context.js";
import { checkSearchFilter, filterCondition } from "../search/filter-conditions.js";
import { RecordChangePage } from "./graph-classes.js";
import { SearchFilter } from "./search-classes.js";

const optional = { nullable: true };
const LARGEST_CHANGES_PAGE = 1_000;

@Resolver()
export class ChangeResolver {
  @Query(() => RecordChangePage, {
    nullable: true,
    description:
      "The same as the subscription, to be polled: everything published, changed or withdrawn since a cursor. A cursor too old gives CURSOR_EXPIRED: take an export and go on from its cursor.",
  })
  // eslint-disable-next-line max-params -- one for each argument of the field
  async recordChangesSince(
    @Arg("filter", () => SearchFilter, optional) filter: SearchFilter | null,
    @Arg("after", () => String, optional) after: string | null,
    @Arg("first", () => Int, { defaultValue: 500 }) first: number,
    @Ctx() { database, principal }: KnowledgeContext,
  ): Promise<unknown> {
    if (first < 1 || first > LARGEST_CHANGES_PAGE) throw badInput("first", `1 to ${LARGEST_CHANGES_PAGE}`, first);
    const { visibility } = principal;
    const checked = checkSearchFilter(filter ?? {});
    const page = await readChanges(database, {
      after: after ?? null,
      first,
      visibility,
      types: filter?.types ?? null,
      partners: filter?.partners ?? null,
      entry: [filterCondition(checked, visibility)],
    });
    return {
      ...page,
      changes: page.changes.map((change) => ({
        ...change,
        record: change.op === "DELETE" ? null : recordStub(change.id),
      })),
    };
  }
}
