// Discussions and what is said in them. In: arguments and who asks. Out: what the reader may read, and the acts.
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { actingFor } from "../acting.js";
import { Practice, Project } from "../api/record-classes.js";
import { load, type ExchangeContext } from "../exchange-context.js";
import { communitiesById } from "./communities.js";
import { Community, Discussion, DiscussionInput, Post, PostConnection } from "./community-classes.js";
import { acceptAnswer, discussionsAbout, discussionsById, startDiscussion, type DiscussionRow } from "./discussions.js";
import { countPosts, deletePost, editPost, listPosts, postsById, reply } from "./posts.js";

const optional = { nullable: true };
const FIRST = { defaultValue: 20 };

interface Row {
  readonly id: string;
}

@Resolver(() => Discussion)
class DiscussionResolver {
  @Query(() => Discussion, optional)
  async discussion(@Arg("id", () => ID) id: string, @Ctx() context: ExchangeContext): Promise<unknown> {
    return (await load(context, discussionsById, id)) ?? null;
  }

  @FieldResolver(() => Community)
  community(@Root() { community }: DiscussionRow, @Ctx() context: ExchangeContext): Promise<unknown> {
    return load(context, communitiesById, community); // who may read the one may see the other
  }

  @FieldResolver(() => PostConnection)
  // eslint-disable-next-line max-params -- one for each argument of the field
  posts(
    @Root() { id }: Row,
    @Arg("first", () => Int, { defaultValue: 50 }) first: number,
    @Arg("after", () => String, optional) after: string | null,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return listPosts(context, id, { first, after });
  }

  @FieldResolver(() => Int)
  async postCount(@Root() { id }: Row, @Ctx() context: ExchangeContext): Promise<number> {
    return (await load(context, countPosts, id)) ?? 0;
  }

  @FieldResolver(() => Post, optional)
  async acceptedAnswer(@Root() { accepted }: DiscussionRow, @Ctx() context: ExchangeContext): Promise<unknown> {
    return accepted === null ? null : ((await load(context, postsById, accepted)) ?? null);
  }

  @Mutation(() => Discussion, optional)
  startDiscussion(
    @Arg("input", () => DiscussionInput) input: DiscussionInput,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return startDiscussion(context, actingFor(context.principal), input);
  }

  @Mutation(() => Discussion, optional)
  acceptAnswer(
    @Arg("discussion", () => ID) discussion: string,
    @Arg("post", () => ID) post: string,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return acceptAnswer(context, actingFor(context.principal), { discussion, post });
  }
}

@Resolver()
class PostResolver {
  @Mutation(() => Post, optional)
  // eslint-disable-next-line max-params -- one for each argument of the field
  reply(
    @Arg("discussion", () => ID) discussion: string,
    @Arg("text", () => String) text: string,
    @Arg("replyTo", () => ID, optional) replyTo: string | null,
    @Arg("signedBy", () => ID, optional) signedBy: string | null,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    const input = { discussion, text, replyTo: replyTo ?? null, signedBy: signedBy ?? null };
    return reply(context, actingFor(context.principal), input);
  }

  @Mutation(() => Post, optional)
  editPost(
    @Arg("id", () => ID) id: string,
    @Arg("text", () => String) text: string,
    @Ctx() context: ExchangeContext,
  ): Promise<object> {
    return editPost(context, actingFor(context.principal), { id, text });
  }

  @Mutation(() => Post, optional)
  deletePost(@Arg("id", () => ID) id: string, @Ctx() context: ExchangeContext): Promise<object> {
    return deletePost(context, actingFor(context.principal), id);
  }
}

@Resolver(() => Practice)
class PracticeDiscussionResolver {
  @FieldResolver(() => [Discussion], optional)
  async discussions(
    @Root() { id }: Row,
    @Arg("first", () => Int, FIRST) first: number,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return (await load(context, discussionsAbout, { id, first })) ?? [];
  }
}

@Resolver(() => Project)
class ProjectDiscussionResolver {
  @FieldResolver(() => [Discussion], optional)
  async discussions(
    @Root() { id }: Row,
    @Arg("first", () => Int, FIRST) first: number,
    @Ctx() context: ExchangeContext,
  ): Promise<unknown> {
    return (await load(context, discussionsAbout, { id, first })) ?? [];
  }
}

export const DISCUSSION_RESOLVERS = [
  DiscussionResolver,
  PostResolver,
  PracticeDiscussionResolver,
  ProjectDiscussionResolver,
] as const;
