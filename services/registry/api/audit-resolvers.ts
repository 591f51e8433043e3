// The audit log, for coordinators. In: arguments. Out: pages of acts, the latest first.
import { Arg, Ctx, Int, Query, Resolver } from "type-graphql";
import { AuditConnection } from "./identity-classes.js";
import { DateTime } from "./classes.js";
import type { RegistryContext } from "./resolvers.js";

@Resolver()
export class AuditResolver {
  @Query(() => AuditConnection, { nullable: true })
  // eslint-disable-next-line max-params -- one for each argument of the field
  async auditLog(
    @Arg("since", () => DateTime, { nullable: true }) since: unknown,
    @Arg("first", () => Int, { defaultValue: 50 }) first: number,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() { audit }: RegistryContext,
  ): Promise<unknown> {
    const { edges, totalCount, hasNextPage } = await audit.list({ since, first, after: after ?? null });
    const pageInfo = {
      hasNextPage,
      hasPreviousPage: (after ?? null) !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    };
    return { edges, pageInfo, totalCount };
  }
}
