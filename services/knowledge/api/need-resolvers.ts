// Who could help with a need, and what is already written down. In: a need's own fields, given by the service that holds
// it, and who asks. Out: experts and hits with reasons.
import "../../subgraph/no-metadata.js";
import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { LARGEST_PAGE, readPageSize } from "../../../schema/page-request.js";
import type { KnowledgeContext } from "../knowledge-context.js";
import { findHelpers } from "../needs/find-helpers.js";
import { findPractices } from "../needs/find-practices.js";
import { questionOf, type NeedFields } from "../needs/need-text.js";
import { Node, Topic } from "../topic-classes.js";
import { Expert } from "./expert-classes.js";
import { showExperts } from "./expert-resolvers.js";
import { SearchHit } from "./search-classes.js";

@ObjectType({ implements: Node })
export class Need extends Node {
  @Field(() => String)
  readonly title!: string;
  @Field(() => String)
  readonly text!: string;
  @Field(() => [Topic])
  readonly topics!: readonly Topic[];
}

@Resolver(() => Need)
export class NeedResolver {
  @FieldResolver(() => [Expert], { nullable: true, description: "Who could help, and what is already written down." })
  async experts(
    @Root() need: NeedFields,
    @Arg("first", () => Int, { defaultValue: 5 }) first: number,
    @Ctx() context: KnowledgeContext,
  ): Promise<unknown> {
    const size = readPageSize("first", first, LARGEST_PAGE);
    const { index, principal, languages } = context;
    const asked = { id: need.id, question: questionOf(need), acting: principal.organization };
    const experts = await findHelpers(index, asked, { visibility: principal.visibility, languages });
    return showExperts(experts.slice(0, size), context);
  }

  @FieldResolver(() => [SearchHit], { nullable: true })
  practices(
    @Root() need: NeedFields,
    @Arg("first", () => Int, { defaultValue: 5 }) first: number,
    @Ctx() { index, principal, languages }: KnowledgeContext,
  ): Promise<unknown> {
    const size = readPageSize("first", first, LARGEST_PAGE);
    const reader = { visibility: principal.visibility, languages };
    return findPractices(index, { question: questionOf(need), first: size }, reader);
  }
}
