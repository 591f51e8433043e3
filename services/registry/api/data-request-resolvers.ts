// Data requests, for anybody who opens one and for those who decide. In: arguments and who asks. Out: requests.
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { proseLanguage } from "../../../schema/prose-language.js";
import type { DataRequestRecord } from "../data-request-table.js";
import type { PartnerRecord } from "../store/tables.js";
import { Partner } from "./classes.js";
import {
  DataRequest,
  DataRequestConnection,
  DataRequestInput,
  DataRequestOutcome,
  DataRequestState,
} from "./data-request-classes.js";
import { visiblePartner, type RegistryContext } from "./resolvers.js";

@Resolver(() => DataRequest)
export class DataRequestResolver {
  @Query(() => DataRequestConnection, { nullable: true })
  // eslint-disable-next-line max-params -- one for each argument of the field
  async dataRequests(
    @Arg("state", () => [DataRequestState], { nullable: true }) state: DataRequestState[] | null,
    @Arg("first", () => Int, { defaultValue: 50 }) first: number,
    @Arg("after", () => String, { nullable: true }) after: string | null,
    @Ctx() { dataRequests, principal }: RegistryContext,
  ): Promise<unknown> {
    const page = await dataRequests.list(principal, { state: state ?? null, first, after: after ?? null });
    const { edges, totalCount, hasNextPage } = page;
    const pageInfo = {
      hasNextPage,
      hasPreviousPage: (after ?? null) !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    };
    return { edges, pageInfo, totalCount };
  }

  @Mutation(() => DataRequest, { nullable: true })
  openDataRequest(
    @Arg("input", () => DataRequestInput) input: DataRequestInput,
    @Ctx() { dataRequests, languages, address }: RegistryContext,
  ): Promise<DataRequestRecord | null> {
    return dataRequests.open(input, { address, language: proseLanguage(languages) });
  }

  @Mutation(() => DataRequest, { nullable: true })
  // eslint-disable-next-line max-params -- one for each argument of the field
  resolveDataRequest(
    @Arg("id", () => ID) id: string,
    @Arg("outcome", () => DataRequestOutcome) outcome: DataRequestOutcome,
    @Arg("note", () => String, { nullable: true }) note: string | null,
    @Ctx() { dataRequests, principal }: RegistryContext,
  ): Promise<DataRequestRecord | null> {
    return dataRequests.resolve(principal, id, { outcome, note: note ?? null });
  }

  @FieldResolver(() => Partner, { nullable: true })
  partner(@Root() { partner }: DataRequestRecord, @Ctx() context: RegistryContext): Promise<PartnerRecord | null> {
    return visiblePartner(partner, context);
  }
}
