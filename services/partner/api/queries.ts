// The root fields. In: arguments. Out: connections; for the hub, what the partner serves and what changed.
import "../../subgraph/no-metadata.js";
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver } from "type-graphql";
import { badInput } from "../../../schema/errors.js";
import { countRecords } from "../store/count-records.js";
import { readChanges } from "../store/read-changes.js";
import { readConnection } from "./connection.js";
import { EventFilter, OrganizationFilter, PersonFilter, PracticeFilter, ProjectFilter } from "./filters.js";
import { ChangePage, EventConnection, OrganizationConnection, PageArgs, PartnerDescriptor } from "./pages.js";
import { PersonConnection, PracticeConnection, ProjectConnection, RecordCounts } from "./pages.js";
import type { PartnerContext } from "./partner-context.js";

const optional = { nullable: true };
const LARGEST_FEED_PAGE = 1000;

@Resolver()
export class ConnectionQueries {
  @Query(() => OrganizationConnection, optional)
  organizations(
    @Arg("filter", () => OrganizationFilter, optional) filter: OrganizationFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: PartnerContext,
  ) {
    return readConnection(context, { typename: "Organization", args, filter });
  }

  @Query(() => PersonConnection, optional)
  people(
    @Arg("filter", () => PersonFilter, optional) filter: PersonFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: PartnerContext,
  ) {
    return readConnection(context, { typename: "Person", args, filter });
  }

  @Query(() => ProjectConnection, optional)
  projects(
    @Arg("filter", () => ProjectFilter, optional) filter: ProjectFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: PartnerContext,
  ) {
    return readConnection(context, { typename: "Project", args, filter });
  }

  @Query(() => PracticeConnection, optional)
  practices(
    @Arg("filter", () => PracticeFilter, optional) filter: PracticeFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: PartnerContext,
  ) {
    return readConnection(context, { typename: "Practice", args, filter });
  }

  @Query(() => EventConnection, optional)
  events(
    @Arg("filter", () => EventFilter, optional) filter: EventFilter | null,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: PartnerContext,
  ) {
    return readConnection(context, { typename: "Event", args, filter });
  }
}

@Resolver(() => PartnerDescriptor)
export class HubQueries {
  @Query(() => PartnerDescriptor, optional)
  partnerDescriptor(@Ctx() { partner }: PartnerContext) {
    return partner;
  }

  @FieldResolver(() => RecordCounts)
  counts(@Ctx() { records }: PartnerContext) {
    return countRecords(records.session, records.scope);
  }

  @Query(() => ChangePage, optional)
  changes(
    @Arg("after", () => String, optional) after: string | null,
    @Arg("first", () => Int, { defaultValue: 500 }) first: number,
    @Ctx() { records }: PartnerContext,
  ) {
    if (first < 1 || first > LARGEST_FEED_PAGE) throw badInput("first", `1 to ${LARGEST_FEED_PAGE}`, first);
    return readChanges(records.session, records.scope, { after: after ?? null, first });
  }
}
