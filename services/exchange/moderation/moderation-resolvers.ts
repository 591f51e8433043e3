// Moderation. In: flags, and decisions of coordinators, whose scope the gateway has checked. Out: the queue.
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { recordStub } from "../../../schema/record-id.js";
import { actingFor } from "../acting.js";
import { Organization } from "../api/record-classes.js";
import { load, type ExchangeContext } from "../exchange-context.js";
import { listOpenFlags, raiseFlag, resolveFlag } from "./flags.js";
import { readReported, type Reported } from "./moderated.js";
import { Flag, FlagAction, FlagConnection } from "./moderation-classes.js";

const optional = { nullable: true };

const reportedBySubject = (
  { database }: ExchangeContext,
  subjects: readonly string[],
): Promise<Map<string, Reported>> => readReported(database, subjects);

/** What was reported. */
@Resolver(() => Flag)
class FlagResolver {
  @FieldResolver(() => String, {
    ...optional,
    description: "What was reported says, also while it is hidden; null where it is gone.",
  })
  async text(@Root() { subject }: Flag, @Ctx() context: ExchangeContext): Promise<string | null> {
    return (await load(context, reportedBySubject, subject))?.text ?? null;
  }

  @FieldResolver(() => Organization, { ...optional, description: "Who wrote it." })
  async author(@Root() { subject }: Flag, @Ctx() context: ExchangeContext): Promise<object | null> {
    return recordStub((await load(context, reportedBySubject, subject))?.by ?? null);
  }

  @FieldResolver(() => ID, {
    ...optional,
    description: "Where it stands: a discussion, a practice, a person; itself where it has a page.",
  })
  async about(@Root() { subject }: Flag, @Ctx() context: ExchangeContext): Promise<string | null> {
    return (await load(context, reportedBySubject, subject))?.about ?? null;
  }
}

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

export const MODERATION_RESOLVERS = [FlagResolver, ModerationResolver] as const;
