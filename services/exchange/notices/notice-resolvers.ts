// What an organization is told, and what it wishes to be told. In: who acts. Out: its own inbox, follows, searches, webhooks:
// nobody else's.
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import { actingFor } from "../acting.js";
import type { ExchangeContext } from "../exchange-context.js";
import { follow, listFollows, unfollow } from "./follows.js";
import { listNotices, markNoticesRead } from "./inbox.js";
import {
  Follow,
  IssuedWebhook,
  NoticeConnection,
  SavedSearch,
  SavedSearchInput,
  Webhook,
  WebhookInput,
} from "./notice-classes.js";
import { deleteSavedSearch, listSavedSearches, saveSearch } from "./saved-searches.js";
import { createWebhook, deleteWebhook, listWebhooks } from "./webhooks.js";

const optional = { nullable: true };

@Resolver()
class NoticeResolver {
  @Query(() => NoticeConnection, optional)
  // eslint-disable-next-line max-params -- one for each argument of the field
  notices(
    @Arg("unread", () => Boolean, optional) unread: boolean | null,
    @Arg("first", () => Int, { defaultValue: 50 }) first: number,
    @Arg("after", () => String, optional) after: string | null,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return listNotices(context, actingFor(context.principal), { unread: unread ?? false, first, after });
  }

  @Mutation(() => Int, optional)
  markNoticesRead(@Arg("upTo", () => ID) upTo: string, @Ctx() context: ExchangeContext): Promise<number> {
    return markNoticesRead(context, actingFor(context.principal), upTo);
  }

  @Query(() => [Follow], optional)
  follows(@Ctx() context: ExchangeContext): Promise<object[]> {
    return listFollows(context, actingFor(context.principal));
  }

  @Mutation(() => Follow, optional)
  follow(@Arg("subject", () => ID) subject: string, @Ctx() context: ExchangeContext): Promise<object> {
    return follow(context, actingFor(context.principal), subject);
  }

  @Mutation(() => ID, optional)
  unfollow(@Arg("subject", () => ID) subject: string, @Ctx() context: ExchangeContext): Promise<string> {
    return unfollow(context, actingFor(context.principal), subject);
  }

  @Query(() => [SavedSearch], optional)
  savedSearches(@Ctx() context: ExchangeContext): Promise<object[]> {
    return listSavedSearches(context, actingFor(context.principal));
  }

  @Mutation(() => SavedSearch, optional)
  saveSearch(
    @Arg("input", () => SavedSearchInput) input: SavedSearchInput,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return saveSearch(context, actingFor(context.principal), input);
  }

  @Mutation(() => ID, optional)
  deleteSavedSearch(@Arg("id", () => ID) id: string, @Ctx() context: ExchangeContext): Promise<string> {
    return deleteSavedSearch(context, actingFor(context.principal), id);
  }

  @Query(() => [Webhook], optional)
  webhooks(@Ctx() context: ExchangeContext): Promise<object[]> {
    return listWebhooks(context, actingFor(context.principal));
  }

  @Mutation(() => IssuedWebhook, optional)
  createWebhook(
    @Arg("input", () => WebhookInput) input: WebhookInput,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return createWebhook(context, actingFor(context.principal), input);
  }

  @Mutation(() => ID, optional)
  deleteWebhook(@Arg("id", () => ID) id: string, @Ctx() context: ExchangeContext): Promise<string> {
    return deleteWebhook(context, actingFor(context.principal), id);
  }
}

export const NOTICE_RESOLVERS = [NoticeResolver] as const;
