// Moderation. In: flags, and decisions of coordinators, whose scope the gateway has checked. Out: the queue.
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { actingFor } from "../acting.js";
import type { ExchangeContext } from "../exchange-context.js";
import { listOpenFlags, raiseFlag, resolveFlag } from "./flags.js";
import { Flag, FlagAction, FlagConnection } from "./moderation-classes.js";

const optional = { nullable: true };

@Resolver()
class ModerationResolver {
  @Query(() => FlagConnection, optional)
  moderationQueue(
    @Arg("first", () => Int, { defaultValue: 50 }) first: number,
    @Arg("after", () => String, optional) after: string | null,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return listOpenFlags(context, { first, after });
  }

  @Mutation(() => Flag, optional)
  flag(
    @Arg("subject", () => ID) subject: string,
    @Arg("reason", () => String) reason: string,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return raiseFlag(context, actingFor(context.principal), { subject, reason });
  }

  @Mutation(() => Flag, optional)
  // eslint-disable-next-line max-params -- one for each argument of the field
  resolveFlag(
    @Arg("id", () => ID) id: string,
    @Arg("action", () => FlagAction) action: FlagAction,
    @Arg("note", () => String, optional) note: string | null,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return resolveFlag(context, { id, action, note: note ?? null });
  }
}

export const MODERATION_RESOLVERS = [ModerationResolver] as const;
