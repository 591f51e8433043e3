// The root fields that list records. In: arguments. Out: connections.
import "../../subgraph/no-metadata.js";
import { Arg, Args, Ctx, Query, Resolver } from "type-graphql";
import { readConnection } from "./connection.js";
import { EventConnection, OrganizationConnection, PageArgs } from "./connections.js";
import { PersonConnection, PracticeConnection, ProjectConnection } from "./connections.js";
import { EventFilter, OrganizationFilter, PersonFilter, PracticeFilter, ProjectFilter } from "./filters.js";
import type { RecordsContext } from "./records-context.js";

const optional = { nullable: true };

@Resolver()
export class ConnectionQueries {
  @Query(() => OrganizationConnection, optional)
  organizations(
    @Arg("filter", () => OrganizationFilter, optional) filter: OrganizationFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RecordsContext,
  ) {
    return readConnection(context, { typename: "Organization", args, filter });
  }

  @Query(() => PersonConnection, optional)
  people(
    @Arg("filter", () => PersonFilter, optional) filter: PersonFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RecordsContext,
  ) {
    return readConnection(context, { typename: "Person", args, filter });
  }

  @Query(() => ProjectConnection, optional)
  projects(
    @Arg("filter", () => ProjectFilter, optional) filter: ProjectFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RecordsContext,
  ) {
    return readConnection(context, { typename: "Project", args, filter });
  }

  @Query(() => PracticeConnection, optional)
  practices(
    @Arg("filter", () => PracticeFilter, optional) filter: PracticeFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RecordsContext,
  ) {
    return readConnection(context, { typename: "Practice", args, filter });
  }

  @Query(() => EventConnection, optional)
  events(
    @Arg("filter", () => EventFilter, optional) filter: EventFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RecordsContext,
  ) {
    return readConnection(context, { typename: "Event", args, filter });
  }
}
