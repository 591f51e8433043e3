// Exchanges: the questions and the acts. In: arguments and who asks. Out: exchanges, as far as the reader may see them.
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { actingFor } from "../acting.js";
import { load, type ExchangeContext } from "../exchange-context.js";
import { Exchange, ExchangeConnection, ExchangeInput, ExchangeKind, ExchangeState } from "./exchange-classes.js";
import { answerExchange, proposeExchange, reportExchange } from "./exchanges.js";
import { exchangesById, readExchanges } from "./read-exchanges.js";

const optional = { nullable: true };

@Resolver()
class ExchangeResolver {
  @Query(() => ExchangeConnection, optional)
  // eslint-disable-next-line max-params -- one for each argument of the field
  exchanges(
    @Arg("kind", () => [ExchangeKind], optional) kind: ExchangeKind[] | undefined,
    @Arg("state", () => [ExchangeState], optional) state: ExchangeState[] | undefined,
    @Arg("first", () => Int, { defaultValue: 20 }) first: number,
    @Arg("after", () => String, optional) after: string | undefined,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return readExchanges(context, { kind: kind ?? null, state: state ?? null, first, after });
  }

  @Query(() => Exchange, optional)
  async exchange(@Arg("id", () => ID) id: string, @Ctx() context: ExchangeContext): Promise<unknown> {
    return (await load(context, exchangesById, id)) ?? null;
  }

  @Mutation(() => Exchange, optional)
  proposeExchange(
    @Arg("input", () => ExchangeInput) input: ExchangeInput,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return proposeExchange(context, actingFor(context.principal), input);
  }

  @Mutation(() => Exchange, optional)
  // eslint-disable-next-line max-params -- one for each argument of the field
  answerExchange(
    @Arg("id", () => ID) id: string,
    @Arg("accept", () => Boolean) accept: boolean,
    @Arg("message", () => String, optional) message: string | undefined,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return answerExchange(context, actingFor(context.principal), { id, accept, message });
  }

  @Mutation(() => Exchange, optional)
  // eslint-disable-next-line max-params -- one for each argument of the field
  reportExchange(
    @Arg("id", () => ID) id: string,
    @Arg("outcome", () => String) outcome: string,
    @Arg("materials", () => [ID], optional) materials: string[] | undefined,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return reportExchange(context, actingFor(context.principal), { id, outcome, materials: materials ?? null });
  }
}

export const EXCHANGE_RESOLVERS = [ExchangeResolver] as const;
