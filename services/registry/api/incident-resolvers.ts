// Incidents, for coordinators. In: arguments. Out: pages of the registry's incidents, told in the reader's language.
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { sayIncident } from "../say-incident.js";
import type { IncidentRecord } from "../store/tables.js";
import { Incident, IncidentConnection } from "./classes.js";
import type { RegistryContext } from "./resolvers.js";

@Resolver(() => Incident)
export class IncidentResolver {
  @Query(() => IncidentConnection, { nullable: true })
  // eslint-disable-next-line max-params -- one for each argument of the field
  async incidents(
    @Arg("partner", () => ID, { nullable: true }) partner: string | null,
    @Arg("first", () => Int, { defaultValue: 50 }) first: number,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() { incidents }: RegistryContext,
  ): Promise<unknown> {
    const page = await incidents.list({ partner: partner ?? null, first, after: after ?? null });
    const { edges, totalCount, hasNextPage } = page;
    const pageInfo = {
      hasNextPage,
      hasPreviousPage: (after ?? null) !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    };
    return { edges, pageInfo, totalCount };
  }

  @FieldResolver(() => String)
  detail(@Root() { kind, figures }: IncidentRecord, @Ctx() { languages }: RegistryContext): string {
    return sayIncident(kind, figures, languages);
  }
}
