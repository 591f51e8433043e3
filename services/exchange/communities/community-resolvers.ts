// Communities and their discussions. In: arguments and who asks. Out: what the reader may read, and the acts.
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { actingFor } from "../acting.js";
import { Organization, Topic } from "../api/record-classes.js";
import { load, type ExchangeContext } from "../exchange-context.js";
import {
  communitiesById,
  communitiesOfOrganizations,
  countMembers,
  createCommunity,
  joinCommunity,
  leaveCommunity,
  listCommunities,
  membersOfCommunities,
  type CommunityRow,
} from "./communities.js";
import { Community, CommunityConnection, CommunityInput, DiscussionConnection } from "./community-classes.js";
import { listDiscussions } from "./discussions.js";

const optional = { nullable: true };
const FIRST = { defaultValue: 20 };

interface Row {
  readonly id: string;
}

@Resolver(() => Community)
class CommunityResolver {
  @Query(() => CommunityConnection, optional)
  // eslint-disable-next-line max-params -- one for each argument of the field
  communities(
    @Arg("text", () => String, optional) text: string | null,
    @Arg("topics", () => [ID], optional) topics: string[] | null,
    @Arg("first", () => Int, FIRST) first: number,
    @Arg("after", () => String, optional) after: string | null,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return listCommunities(context, { text, topics, first, after });
  }

  @Query(() => Community, optional)
  async community(@Arg("id", () => ID) id: string, @Ctx() context: ExchangeContext): Promise<unknown> {
    return (await load(context, communitiesById, id)) ?? null;
  }

  @FieldResolver(() => [Topic])
  topics(@Root() { topics }: CommunityRow): Row[] {
    return topics.map((id) => ({ id }));
  }

  @FieldResolver(() => [Organization], { nullable: "items" })
  async members(
    @Root() { id }: Row,
    @Arg("first", () => Int, FIRST) first: number,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return (await load(context, membersOfCommunities, { id, first })) ?? [];
  }

  @FieldResolver(() => Int)
  async memberCount(@Root() { id }: Row, @Ctx() context: ExchangeContext): Promise<number> {
    return (await load(context, countMembers, id)) ?? 0;
  }

  @FieldResolver(() => DiscussionConnection)
  // eslint-disable-next-line max-params -- one for each argument of the field
  discussions(
    @Root() { id }: Row,
    @Arg("first", () => Int, FIRST) first: number,
    @Arg("after", () => String, optional) after: string | null,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return listDiscussions(context, id, { first, after });
  }

  @Mutation(() => Community, optional)
  createCommunity(
    @Arg("input", () => CommunityInput) input: CommunityInput,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return createCommunity(context, actingFor(context.principal), input);
  }

  @Mutation(() => Community, optional)
  joinCommunity(@Arg("id", () => ID) id: string, @Ctx() context: ExchangeContext): Promise<object> {
    return joinCommunity(context, actingFor(context.principal), id);
  }

  @Mutation(() => Community, optional)
  leaveCommunity(@Arg("id", () => ID) id: string, @Ctx() context: ExchangeContext): Promise<object> {
    return leaveCommunity(context, actingFor(context.principal), id);
  }
}

@Resolver(() => Organization)
class OrganizationCommunityResolver {
  @FieldResolver(() => [Community], optional)
  async communities(
    @Root() { id }: Row,
    @Arg("first", () => Int, FIRST) first: number,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return (await load(context, communitiesOfOrganizations, { id, first })) ?? [];
  }
}

export const COMMUNITY_RESOLVERS = [CommunityResolver, OrganizationCommunityResolver] as const;
