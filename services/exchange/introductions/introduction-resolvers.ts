// Introductions: the question and the acts. In: arguments and who asks. Out: introductions, as the asking side sees them.
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { actingFor } from "../acting.js";
import type { ExchangeContext } from "../exchange-context.js";
import { Introduction, IntroductionConnection, IntroductionInput, IntroductionState } from "./introduction-classes.js";
import { answerIntroduction, requestIntroduction } from "./introductions.js";
import { readIntroductions } from "./read-introductions.js";

const optional = { nullable: true };
const OWN = {
  nullable: true,
  description: "Introductions that the viewer's organization asked for or is to answer.",
};

@Resolver()
class IntroductionResolver {
  @Query(() => IntroductionConnection, OWN)
  // eslint-disable-next-line max-params -- one for each argument of the field
  introductions(
    @Arg("state", () => [IntroductionState], optional) state: IntroductionState[] | undefined,
    @Arg("first", () => Int, { defaultValue: 50 }) first: number,
    @Arg("after", () => String, optional) after: string | undefined,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    const { organization } = actingFor(context.principal);
    return readIntroductions(context, { organization, state: state ?? null, first, after });
  }

  @Mutation(() => Introduction, optional)
  requestIntroduction(
    @Arg("input", () => IntroductionInput) input: IntroductionInput,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return requestIntroduction(context, actingFor(context.principal), input);
  }

  @Mutation(() => Introduction, optional)
  // eslint-disable-next-line max-params -- one for each argument of the field
  answerIntroduction(
    @Arg("id", () => ID) id: string,
    @Arg("accept", () => Boolean) accept: boolean,
    @Arg("message", () => String, optional) message: string | undefined,
    @Arg("contact", () => String, optional) contact: string | undefined,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return answerIntroduction(context, actingFor(context.principal), { id, accept, message, contact });
  }
}

export const INTRODUCTION_RESOLVERS = [IntroductionResolver] as const;
