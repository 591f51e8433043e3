// The root fields for the hub: what the partner serves and what changed. In: arguments. Out: descriptor and feed.
import "../../subgraph/no-metadata.js";
import { Arg, Ctx, FieldResolver, Int, Query, Resolver } from "type-graphql";
import { badInput } from "../../../schema/errors.js";
import { countRecords } from "../store/count-records.js";
import { readChanges } from "../store/read-changes.js";
import { ChangePage, PartnerDescriptor, RecordCounts } from "./pages.js";
import type { PartnerContext } from "./partner-context.js";

const optional = { nullable: true };
const LARGEST_FEED_PAGE = 1000;

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
    @Ctx() { partner, records }: PartnerContext,
  ) {
    if (first < 1 || first > LARGEST_FEED_PAGE) throw badInput("first", `1 to ${LARGEST_FEED_PAGE}`, first);
    return readChanges(records.session, { ...records.scope, partner: partner.key }, { after: after ?? null, first });
  }
}
