// Needs: the questions and the acts. In: arguments and who asks. Out: needs, each in the state in which it is now.
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { actingFor } from "../acting.js";
import { Organization } from "../api/record-classes.js";
import { load, type ExchangeContext } from "../exchange-context.js";
import { Need, NeedConnection, NeedInput, NeedState } from "./need-classes.js";
import { closeNeed, publishNeed } from "./needs.js";
import { needsById, needsOfOrganizations, readNeeds } from "./read-needs.js";

const optional = { nullable: true };
const FIRST = { defaultValue: 20 };
const MATCHING = {
  defaultValue: false,
  description: "Only those that people of the viewer's organization could answer.",
};

@Resolver()
class NeedResolver {
  @Query(() => NeedConnection, optional)
  // eslint-disable-next-line max-params -- one for each argument of the field
  needs(
    @Arg("topics", () => [ID], optional) topics: string[] | undefined,
    @Arg("state", () => [NeedState], optional) state: NeedState[] | undefined,
    @Arg("matching", () => Boolean, MATCHING) matching: boolean,
    @Arg("first", () => Int, FIRST) first: number,
    @Arg("after", () => String, optional) after: string | undefined,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return readNeeds(context, { topics: topics ?? null, state: state ?? null, matching, first, after });
  }

  @Query(() => Need, optional)
  async need(@Arg("id", () => ID) id: string, @Ctx() context: ExchangeContext): Promise<unknown> {
    return (await load(context, needsById, id)) ?? null;
  }

  @Mutation(() => Need, optional)
  publishNeed(@Arg("input", () => NeedInput) input: NeedInput, @Ctx() context: ExchangeContext): Promise<object> {
    return publishNeed(context, actingFor(context.principal), input);
  }

  @Mutation(() => Need, optional)
  closeNeed(
    @Arg("id", () => ID) id: string,
    @Arg("answeredBy", () => [ID], optional) answeredBy: string[] | undefined,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return closeNeed(context, actingFor(context.principal), { id, answeredBy: answeredBy ?? null });
  }
}

@Resolver(() => Organization)
class OrganizationNeedResolver {
  @FieldResolver(() => [Need], optional)
  async needs(
    @Root() { id }: { readonly id: string },
    @Arg("first", () => Int, FIRST) first: number,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return (await load(context, needsOfOrganizations, { id, first })) ?? [];
  }
}

export const NEED_RESOLVERS = [NeedResolver, OrganizationNeedResolver] as const;
